// What a card shows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { browserTest, DEMO, frozen, markup, part, ready, seen, withConference } from "./harness.js";

for (const { timezoneId, window } of [
  { timezoneId: "UTC", window: "Sat, Jan 1, 2022, 12:00 AM – Sat, Dec 31, 2022, 11:59 PM" },
  { timezoneId: "America/New_York", window: "Fri, Dec 31, 2021, 7:00 PM – Sat, Dec 31, 2022, 6:59 PM" },
]) {
  browserTest(`the reference example shows its name, its description and its window in ${timezoneId}`, {
    context: { timezoneId },
    body: markup(DEMO.reference),
  }, async ({ card, requests }) => {
    await ready(card);
    for (const name of ["title", "description", "window", "status"]) assert.ok(await part(card, name).isVisible(), name);
    assert.equal(await part(card, "title").textContent(), "My Conference's Name");
    assert.equal(await part(card, "description").textContent(), "This conference will be used for full company all hands meetings");
    // The dash has thin spaces around it.
    assert.equal((await part(card, "window").textContent()).replaceAll("\u2009", " "), window);
    assert.equal(await part(card, "status").textContent(), "Closed");
    assert.deepEqual(await seen(card), { state: "closed", live: false, error: null, states: ["closed"] });
    assert.equal(requests("/api/").length, 1);
  });
}

browserTest("the loaded conference is there for scripts as the API sent it", {
  body: markup(DEMO.reference),
}, async ({ card, events }) => {
  await ready(card);
  const sent = JSON.parse(await readFile(new URL("../fixtures/reference.json", import.meta.url), "utf8"));
  assert.deepEqual(await card.evaluate((card) => card.conference), sent);
  const [load, ...others] = await events("conference-load");
  assert.deepEqual(others, []);
  assert.deepEqual(load, { type: "conference-load", detail: { conference: sent }, bubbles: true, composed: true, cancelable: false });
});

browserTest("a running session makes the card live, where it was asked for", {
  ...frozen,
  body: markup(DEMO.live, "include-active-session") + markup(DEMO.live),
}, async ({ page, card }) => {
  await ready(card);
  assert.deepEqual(await seen(card), { state: "open", live: true, error: null, states: ["open", "live"] });
  assert.equal(await part(card, "live").textContent(), "Live since 2:52 PM");
  const other = page.locator("conference-card").nth(1);
  await ready(other);
  assert.deepEqual(await seen(other), { state: "open", live: false, error: null, states: ["open"] });
  assert.equal(await part(other, "live").count(), 0);
});

browserTest("a conference that is closed can still be live", {
  body: markup(DEMO.closedButLive, "include-active-session"),
}, async ({ card }) => {
  await ready(card);
  assert.deepEqual(await seen(card), { state: "closed", live: true, error: null, states: ["closed", "live"] });
  assert.equal(await part(card, "note").textContent(), "Still running; no new participants");
});

browserTest("a conference of only what one must have shows its name, and is open at any time", {
  body: markup(DEMO.minimal),
}, async ({ card }) => {
  await ready(card);
  assert.equal(await part(card, "title").textContent(), "open-door");
  assert.equal(await part(card, "window").textContent(), "Open at any time");
  assert.equal(await part(card, "description").count(), 0);
});

browserTest("no field of a conference becomes markup", {
  body: markup(DEMO.open, 'join-href="/rooms/{name}"'),
  prepare: ({ server }) => {
    server.addInitScript(() => (window.alert = () => console.error("a script ran")));
    withConference(server, DEMO.open, {
      name: '"><img src=x onerror=alert(1)>',
      display_name: "<script>alert(1)</script>",
      description: "<img src=x onerror=alert(1)>\n<a href=javascript:alert(1)>x</a>",
    });
  },
}, async ({ card }) => {
  await ready(card);
  assert.equal(await part(card, "title").textContent(), "<script>alert(1)</script>");
  assert.equal(await part(card, "description").textContent(), "<img src=x onerror=alert(1)>\n<a href=javascript:alert(1)>x</a>");
  assert.equal(await card.locator("img, script").count(), 0);
  assert.equal(await part(card, "join").getAttribute("href"), "/rooms/%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
});

browserTest("the title's heading has the level that the page gives it, and keeps the card when that changes", {
  body: markup(DEMO.reference) + markup(DEMO.reference, 'heading-level="4"'),
}, async ({ page, card, requests }) => {
  const other = page.locator("conference-card").nth(1);
  await ready(card);
  await ready(other);
  const level = (card) => part(card, "title").evaluate((title) => title.localName);
  assert.deepEqual([await level(card), await level(other)], ["h2", "h4"]);
  await card.evaluate((card) => (card.headingLevel = 3));
  assert.equal(await level(card), "h3");
  assert.equal(await part(card, "title").textContent(), "My Conference's Name");
  assert.equal(requests("/api/").length, 1);
});
