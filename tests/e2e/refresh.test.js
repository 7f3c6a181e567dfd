// A card that loads again by itself: on time, quietly, and never for nobody.
import assert from "node:assert/strict";
import { browserTest, DEMO, EPOCH, markup, part, ready, seen, until } from "./harness.js";

/** It has all the time for an answer: that a test turns the clock mustn't be taken for a server that is slow. */
const BODY = (attributes) => `<conference-card conference-id="1" endpoint="/c" timeout="3600" ${attributes}></conference-card>`;
const at = (seconds) => new Date(Date.parse(EPOCH) + seconds * 1_000).toISOString();

/** Answers in turn; the last answer again and again. */
function answers(server, ...all) {
  let count = 0;
  server.route("/c/", () => all[Math.min(count++, all.length - 1)]);
}
const named = (name, fields = {}) => ({ json: { id: "1", name, ...fields } });
const failing = { status: 503, body: "" };
const title = (card) => part(card, "title").textContent();

browserTest("a card with refresh loads again in its time, and shows what is new without a skeleton between", {
  body: BODY('refresh="30"'),
  prepare: async ({ server, clock }) => {
    answers(server, named("first"), named("second"), named("third"));
    await clock.install({ time: EPOCH });
  },
}, async ({ card, clock, requests, events }) => {
  await ready(card);
  assert.equal(await title(card), "first");
  await clock.runFor(29_000);
  assert.equal(requests("/c/").length, 1);
  await clock.runFor(5_000);
  await until(() => title(card), "second");
  await clock.runFor(34_000);
  await until(() => title(card), "third");
  assert.equal(requests("/c/").length, 3);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["open"]);
  assert.equal((await events("conference-load")).length, 3);
});

browserTest("a card without refresh loads once", {
  body: BODY(""),
  prepare: async ({ server, clock }) => {
    answers(server, named("first"));
    await clock.install({ time: EPOCH });
  },
}, async ({ card, clock, requests }) => {
  await ready(card);
  await clock.runFor(3_600_000);
  assert.equal(requests("/c/").length, 1);
});

browserTest("a refresh of less than five seconds counts as five", {
  body: BODY('refresh="0.1"'),
  prepare: async ({ server, clock }) => {
    answers(server, named("first"));
    await clock.install({ time: EPOCH });
  },
}, async ({ card, clock, requests }) => {
  await ready(card);
  await clock.runFor(4_900);
  assert.equal(requests("/c/").length, 1);
  await clock.runFor(700);
  await until(() => requests("/c/").length, 2);
});

browserTest("when the door opens the card says so at once, and asks what is new a little later", {
  body: BODY(""),
  prepare: async ({ server, clock }) => {
    const window = { join_from: at(60), join_until: at(7_200) };
    answers(server, named("first", window), named("second", window));
    await clock.install({ time: EPOCH });
  },
}, async ({ card, clock, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "upcoming");
  await clock.runFor(60_001);
  await until(async () => (await seen(card)).state, "open");
  await clock.runFor(5_000);
  await until(() => title(card), "second");
  await clock.runFor(600_000);
  assert.equal(requests("/c/").length, 2);
});

browserTest("a card that can't load again keeps what it has and says that it may be out of date, until it can", {
  body: BODY('refresh="10"'),
  prepare: async ({ server, clock }) => {
    answers(server, named("first"), failing, failing, failing, failing, named("second"));
    await clock.install({ time: EPOCH });
  },
  expects: [/^conference-card: server \(HTTP 503\): the endpoint failed$/],
  allows: [/^Failed to load resource/],
}, async ({ card, clock, events, requests }) => {
  await ready(card);
  await clock.runFor(11_100);
  // The second and the third try, which nobody hears of.
  await until(async () => (await clock.runFor(500), requests("/c/").length), 4);
  await until(() => part(card, "note").count(), 1);
  assert.equal(await part(card, "note").textContent(), "This may be out of date");
  assert.equal(await title(card), "first");
  const { state, error } = await seen(card);
  assert.deepEqual([state, error.kind, error.status], ["open", "server", 503]);
  assert.equal(await card.evaluate((card) => card.conference.name), "first");
  await clock.runFor(11_100);
  await until(() => requests("/c/").length, 5);
  await clock.runFor(11_100);
  await until(() => title(card), "second");
  assert.equal(await part(card, "note").count(), 0);
  assert.equal((await seen(card)).error, null);
  assert.equal((await events("conference-error")).length, 1);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["open"]);
});

browserTest("a conference that is gone is not shown any more", {
  body: BODY(""),
  prepare: ({ server }) => answers(server, named("first"), { status: 404, body: "" }),
  expects: [/^conference-card: not-found \(HTTP 404\)/],
  allows: [/^Failed to load resource/],
}, async ({ card }) => {
  await ready(card);
  await card.evaluate((card) => card.reload());
  assert.equal((await seen(card)).state, "error");
  assert.equal(await card.evaluate((card) => card.conference), null);
});

browserTest("a reload keeps what the visitor has opened", { body: markup(DEMO.opensNextWeek) }, async ({ card, requests }) => {
  await ready(card);
  await part(card, "calendar").click();
  await card.evaluate((card) => card.reload());
  assert.equal(requests("/api/").length, 2);
  assert.equal(await part(card, "calendar").getAttribute("aria-expanded"), "true");
});
