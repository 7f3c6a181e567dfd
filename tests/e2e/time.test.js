// The join window, as time passes. The first tests wait for the real clock, the others have one that they can turn.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, seen, until, withConference } from "./harness.js";

const inSeconds = (seconds) => new Date(Date.now() + seconds * 1_000).toISOString();

browserTest("a conference opens by itself two seconds later, without a reload", {
  body: markup(DEMO.open, "join-button"),
  prepare: ({ page }) => withConference(page, DEMO.open, { join_from: inSeconds(2.5) }),
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
