// A module that stops. It takes an exception that it can't catch, out of a function of the browser's that the page has replaced.
import assert from "node:assert/strict";
import { browserTest, DEMO, EPOCH, markup, part, ready, seen, until, withoutLuck } from "./harness.js";

/**
 * As often as `window.spoilt` says, what the module asks the browser throws: an attribute, of the cards with that id, which the class itself
 * reads otherwise; or the time.
 */
const spoil = ({ server }) => server.addInitScript(() => {
  window.spoilt = {};
  const throwing = (what, isMeant, original) =>
    function (...rest) {
      if (window.spoilt[what] > 0 && isMeant(this, ...rest)) {
        window.spoilt[what] -= 1;
        throw new Error("spoilt");
      }
      return original.apply(this, rest);
    };
  const isOptionOf = ({ id }, name) => name === "heading-level" && (!window.spoilt.id || window.spoilt.id === id);
  Element.prototype.getAttribute = throwing("attribute", isOptionOf, Element.prototype.getAttribute);
  Date.now = throwing("time", () => true, Date.now);
});
const BODY = markup(DEMO.open, 'id="first"', "<p>First fallback</p>") + markup(DEMO.closed, 'id="second"') + markup(DEMO.live, 'id="third"');
const states = (page) => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state, error }) => error?.kind ?? state));

browserTest("the card that stops the module shows its fallback and tells why, and the others go on", {
  body: BODY,
  prepare: spoil,
  expects: [/^conference-card: the module has failed \(Error: spoilt\)$/],
}, async ({ page, card, events }) => {
  await until(() => states(page), ["open", "closed", "open"]);
  await card.evaluate((card) => {
    window.spoilt = { attribute: 1_000, id: "first" };
    card.headingLevel = 3;
  });
  await until(() => states(page), ["unavailable", "closed", "open"]);
  assert.equal(await page.getByText("First fallback").isVisible(), true);
  const [{ detail }] = await events("conference-error");
  assert.deepEqual(detail, { kind: "unavailable", status: null, message: "the module has failed (Error: spoilt)" });
  // The others are as they were, and still live.
  const second = page.locator("conference-card").nth(1);
  await until(() => part(second, "title").isVisible(), true);
  await second.evaluate((card) => (card.headingLevel = 4));
  await until(() => part(second, "title").evaluate((title) => title.localName), "h4");
  await second.evaluate((card, id) => (card.conferenceId = id), DEMO.live);
  await until(() => states(page), ["unavailable", "open", "open"]);
});

browserTest("a module that stops for nobody knows which card comes back, with all cards", {
  body: BODY + markup(DEMO.opensNextWeek, 'id="fourth"'),
  prepare: spoil,
  expects: [/spoilt/],
}, async ({ page, events }) => {
  await until(() => states(page), ["open", "closed", "open", "upcoming"]);
  await page.evaluate(() => {
    window.before = [...document.querySelectorAll("conference-card")].map((card) => card.shadowRoot.querySelector("section"));
    window.spoilt = { time: 1 };
  });
  await part(page.locator("#fourth"), "calendar").click();
  await until(() => page.evaluate(() => window.spoilt.time), 0);
  await until(() => page.evaluate(() => window.before.some((section) => section.isConnected)), false);
  await until(() => states(page), ["open", "closed", "open", "upcoming"]);
  await part(page.locator("#fourth"), "calendar").click();
  await until(() => part(page.locator("#fourth"), "calendar").getAttribute("aria-expanded"), "true");
  assert.equal(await page.locator('section[part="card"]').count(), 4);
  assert.deepEqual(await events("conference-error"), []);
});

browserTest("a module that has stopped asks for nothing any more", {
  gateway: ["--demo-epoch", EPOCH],
  body: markup(DEMO.opensNextWeek, 'refresh="10" timeout="3600"'),
  prepare: ({ server, clock }) => {
    withoutLuck(server);
    clock.install({ time: EPOCH });
    spoil({ server });
  },
  expects: [/spoilt/],
}, async ({ page, card, clock, requests, events }) => {
  const loads = async () => (await events("conference-load")).length;
  await ready(card);
  await page.evaluate(() => (window.spoilt = { time: 1 }));
  await part(card, "calendar").click();
  // The fresh one loads for itself.
  await until(loads, 2);
  for (const count of [3, 4, 5]) {
    await clock.runFor(11_500);
    await until(loads, count);
    assert.equal(requests("/api/").length, count);
  }
});

browserTest("a module that stops again and again is given up, and every card says so", {
  body: markup(DEMO.open, "", "<p>Fallback</p>").repeat(6),
  prepare: spoil,
  expects: [/spoilt/, /the module has stopped too often/],
}, async ({ page }) => {
  await until(() => states(page), Array(6).fill("open"));
  await page.evaluate(() => {
    window.spoilt = { attribute: 1_000_000 };
    for (const card of document.querySelectorAll("conference-card")) card.headingLevel = 3;
  });
  await until(() => states(page), Array(6).fill("unavailable"));
  assert.equal(await page.getByText("Fallback").count(), 6);
  assert.ok(await page.evaluate(() => 1_000_000 - window.spoilt.attribute) < 20);
});

browserTest("a card that is put on the page after the module has stopped shows", {
  body: BODY,
  prepare: spoil,
  expects: [/spoilt/],
}, async ({ page, card }) => {
  await ready(card);
  await card.evaluate((card) => {
    window.spoilt = { attribute: 1 };
    card.headingLevel = 3;
  });
  await until(async () => (await seen(card)).error?.kind, "unavailable");
  await card.evaluate((card) => card.after(card.cloneNode(true)));
  await until(async () => (await seen(page.locator("conference-card").nth(1))).state, "open");
});
