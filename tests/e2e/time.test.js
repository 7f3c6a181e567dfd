// The join window, as time passes. The first tests wait for the real clock, the others have one that they can turn.
import assert from "node:assert/strict";
import { browserTest, countTimers, DEMO, EPOCH, markup, part, ready, seen, until, withConference, withoutLuck } from "./harness.js";

const inSeconds = (seconds) => new Date(Date.now() + seconds * 1_000).toISOString();

browserTest("a conference opens by itself two seconds later, without a reload", {
  body: markup(DEMO.open, "join-button"),
  prepare: ({ server }) => {
    withoutLuck(server);
    withConference(server, DEMO.open, { join_from: inSeconds(2.5) });
  },
}, async ({ card, events, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "upcoming");
  assert.equal(await part(card, "status").textContent(), "Not open yet");
  assert.ok(await part(card, "join").isDisabled());
  await until(async () => (await seen(card)).state, "open", 5_000);
  const late = await card.evaluate((card) => Date.now() - Date.parse(card.conference.join_from));
  assert.ok(late >= 0 && late < 1_000, `${late} ms late`);
  assert.deepEqual((await seen(card)).states, ["open"]);
  assert.equal(await part(card, "status").textContent(), "Open now");
  assert.ok(await part(card, "join").isEnabled());
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail), [
    { state: "upcoming", previous: "loading", live: false },
    { state: "open", previous: "upcoming", live: false },
  ]);
  assert.equal((await events("conference-load")).length, 1);
  assert.equal(requests("/api/").length, 1);
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The page and the gateway both begin at the epoch. */
const turnable = { gateway: ["--demo-epoch", EPOCH] };
const install = ({ server, clock }) => {
  withoutLuck(server);
  clock.install({ time: EPOCH });
};

browserTest("a conference closes by itself at the end of its window", {
  ...turnable,
  body: markup(DEMO.open, "join-button"),
  prepare: install,
}, async ({ clock, card, requests }) => {
  await ready(card);
  await clock.fastForward(44 * MINUTE);
  assert.equal((await seen(card)).state, "open");
  await clock.fastForward(2 * MINUTE);
  assert.deepEqual((await seen(card)).states, ["closed"]);
  assert.ok(await part(card, "join").isDisabled());
  // Twice the machine has slept, and the card has asked what is new.
  assert.equal(requests("/api/").length, 3);
});

browserTest("a tab that has slept through an edge shows the present as soon as it shows", {
  ...turnable,
  body: markup(DEMO.opensInTwoMinutes),
  prepare: install,
}, async ({ page, clock, card, events }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "upcoming");
  // Past both edges, and no timer has rung.
  await clock.setSystemTime("2026-01-05T16:30:00Z");
  assert.equal((await seen(card)).state, "upcoming");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.equal((await seen(card)).state, "closed");
  assert.equal((await events("conference-statechange")).at(-1).detail.previous, "upcoming");
});

browserTest("a window that is further away than a timer can wait opens in time, and keeps nobody busy until then", {
  ...turnable,
  body: markup(DEMO.open),
  prepare: ({ server, clock }) => {
    install({ server, clock });
    withConference(server, DEMO.open, { join_from: "2026-03-06T15:00:00Z", join_until: null });
  },
}, async ({ page, clock, card, requests }) => {
  await ready(card);
  const timers = await countTimers(page);
  await clock.runFor(10 * MINUTE);
  const count = await timers();
  assert.ok(count <= 65, `${count} timers in ten minutes`);
  assert.equal((await seen(card)).state, "upcoming");
  assert.equal(requests("/api/").length, 1);
  await clock.fastForward(59 * DAY);
  assert.equal((await seen(card)).state, "upcoming");
  await clock.fastForward(DAY);
  assert.equal((await seen(card)).state, "open");
});

browserTest("two cards of one page change each at its own time", {
  ...turnable,
  body: markup(DEMO.opensInTwoMinutes) + markup(DEMO.open) + markup(DEMO.opensInTwoMinutes),
  prepare: install,
}, async ({ page, clock }) => {
  const states = () => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state }) => state));
  await until(states, ["upcoming", "open", "upcoming"]);
  await clock.fastForward(3 * MINUTE);
  assert.deepEqual(await states(), ["open", "open", "open"]);
  await clock.fastForward(43 * MINUTE);
  assert.deepEqual(await states(), ["open", "closed", "open"]);
  await page.locator("conference-card").first().evaluate((card) => card.remove());
  await clock.fastForward(17 * MINUTE);
  assert.deepEqual(await states(), ["closed", "closed"]);
});
