// The element as an element: attributes and properties, before and after its definition.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const TEXTS = {
  conferenceId: "conference-id",
  endpoint: "endpoint",
  loading: "loading",
  theme: "theme",
  timeZone: "time-zone",
  hourCycle: "hour-cycle",
  preview: "preview",
  joinHref: "join-href",
  joinTarget: "join-target",
  credentials: "credentials",
};
const FLAGS = { includeActiveSession: "include-active-session", joinButton: "join-button" };
const NUMBERS = { refresh: "refresh", headingLevel: "heading-level", timeout: "timeout" };

browserTest("attributes are seen as properties, and properties as attributes", { body: "" }, async ({ page }) => {
  const results = await page.evaluate(async ({ TEXTS, FLAGS, NUMBERS }) => {
    await customElements.whenDefined("conference-card");
    const card = document.createElement("conference-card");
    const defaults = Object.fromEntries(Object.keys({ ...TEXTS, ...FLAGS, ...NUMBERS }).map((name) => [name, card[name]]));
    const wrong = [];
    const check = (what, actual, expected) => actual === expected || wrong.push(`${what} is ${actual} instead of ${expected}`);
    check("attributes of a new card", card.attributes.length, 0);
    for (const [property, attribute] of Object.entries(TEXTS)) {
      card[property] = "a b";
      check(attribute, card.getAttribute(attribute), "a b");
      card.setAttribute(attribute, "c");
      check(property, card[property], "c");
      card[property] = null;
      check(attribute, card.getAttribute(attribute), null);
      card[property] = undefined;
      check(attribute, card.getAttribute(attribute), null);
    }
    for (const [property, attribute] of Object.entries(FLAGS)) {
      card[property] = true;
      check(attribute, card.getAttribute(attribute), "");
      card[property] = false;
      check(attribute, card.getAttribute(attribute), null);
      card.setAttribute(attribute, "false");
      check(property, card[property], true);
    }
    for (const [property, attribute] of Object.entries(NUMBERS)) {
      card[property] = 3;
      check(attribute, card.getAttribute(attribute), "3");
      card.setAttribute(attribute, "4");
      check(property, card[property], 4);
    }
    return { defaults, wrong };
  }, { TEXTS, FLAGS, NUMBERS });
  assert.deepEqual(results.wrong, []);
  assert.deepEqual(results.defaults, {
    conferenceId: null,
    endpoint: "/api/video/conferences",
    includeActiveSession: false,
    refresh: 0,
    loading: "eager",
    theme: "auto",
    timeZone: null,
    hourCycle: null,
    preview: "click",
    joinHref: null,
    joinTarget: "_self",
    joinButton: false,
    headingLevel: 2,
    timeout: 10,
    credentials: "same-origin",
  });
});

browserTest("what scripts read of a card they can't write", { body: markup(DEMO.reference) }, async ({ card }) => {
  await ready(card);
  const results = await card.evaluate((card) =>
    ["state", "live", "error", "ready"].map((name) => {
      const before = card[name];
      try {
        card[name] = "x";
      } catch {
        // In strict code it throws.
      }
      return card[name] === before;
    }));
  assert.deepEqual(results, [true, true, true, true]);
});

browserTest("properties that were set before the definition count", { script: "", body: "<conference-card></conference-card>" }, async ({ page, card, requests }) => {
  await page.evaluate(async (id) => {
    const early = { conferenceId: id, includeActiveSession: true, joinButton: true, messages: { join: "Step in" } };
    Object.assign(document.querySelector("conference-card"), early);
    await import("/conference-card/index.js");
  }, DEMO.live);
  await ready(card);
  assert.deepEqual(await seen(card), { state: "open", live: true, error: null, states: ["open", "live"] });
  assert.equal(await card.getAttribute("conference-id"), DEMO.live);
  assert.equal(await card.evaluate((card) => Object.hasOwn(card, "conferenceId")), false);
  assert.equal(await part(card, "join").textContent(), "Step in");
  assert.equal(requests("/api/").length, 1);
});

browserTest("a card that is created off the page asks for nothing until it is on it", {
  body: "",
  script: "/create.js",
  prepare: ({ site }) => site.file("create.js", `
    import { ConferenceCard } from "/conference-card/index.js";
    window.card = new ConferenceCard();
    window.card.conferenceId = "another";
    window.card.theme = "dark";
    window.card.conferenceId = "${DEMO.reference}";
  `),
}, async ({ page, card, requests }) => {
  await page.waitForFunction(() => window.card);
  await page.waitForTimeout(200);
  assert.deepEqual(requests("/api/").concat(requests(".wasm")), []);
  assert.equal(await page.evaluate(() => window.card.state), "loading");
  await page.evaluate(() => document.body.append(window.card));
  await ready(card);
  assert.equal((await seen(card)).state, "closed");
  assert.equal(requests("/api/").length, 1);
});

browserTest("a card can be cloned", { body: markup(DEMO.reference, "join-button") }, async ({ page, card }) => {
  await ready(card);
  await card.evaluate((card) => card.after(card.cloneNode(true)));
  const clone = page.locator("conference-card").nth(1);
  await until(async () => (await seen(clone)).state, "closed");
  assert.equal(await part(clone, "title").textContent(), "My Conference's Name");
});

browserTest("a second copy of the package leaves the first one's element alone", {
  body: markup(DEMO.reference),
  prepare: async ({ site }) => ({ head: `<script type="module" src="${await site.copy("second", () => {})}/index.js"></script>` }),
}, async ({ page, card, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "closed");
  assert.equal(requests(".wasm").length, 1);
  assert.equal(requests("/api/").length, 1);
  assert.equal(await page.evaluate(async () => {
    const { ConferenceCard } = await import("/second/index.js");
    return typeof ConferenceCard;
  }), "function");
});
