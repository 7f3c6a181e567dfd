// A clock that stands, jumps or sleeps under a card, by the browser's own emulation of time; and a page that nobody sees, or that is
// off-line.
import assert from "node:assert/strict";
import process from "node:process";
import { browserTest, EPOCH, part, ready, seen, until } from "./harness.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const fromNow = (offset) => new Date(Date.now() + offset).toISOString();
/** It has days for an answer: that a test turns the clock mustn't be taken for a server that is slow. */
const BODY = (attributes = "") =>
  `<conference-card conference-id="1" endpoint="/c" timeout="1000000" ${attributes}></conference-card>`;
const state = async (card) => (await seen(card)).state;
const title = (card) => part(card, "title").textContent();

/** Answers in turn, each time with the next name. */
function counting(server, fields) {
  let count = 0;
  server.route("/c/", () => ({ json: { id: "1", name: `answer ${++count}`, ...fields } }));
}

/** Chromium's clock, which can be set once, and only moves as far as it's told from then on; timers ring in their turn. */
async function virtualTime(page) {
  const browser = await page.context().newCDPSession(page);
  const set = (settings) => browser.send("Emulation.setVirtualTimePolicy", settings);
  return {
    /** It is so many milliseconds from now, and stays. */
    stopAt: (offset) => set({ policy: "pause", initialVirtualTime: (Date.now() + offset) / 1_000 }),
    async runFor(budget) {
      const over = new Promise((resolve) => browser.once("Emulation.virtualTimeBudgetExpired", resolve));
      await set({ policy: "pauseIfNetworkFetchesPending", budget });
      await over;
    },
  };
}
const only = { browsers: ["chromium"], because: "its own emulation of time is the one that a test can turn" };

for (const { name, window, before, by, after } of [
  { name: "forward over the opening", window: [HOUR, 3 * HOUR], before: "upcoming", by: 2 * HOUR, after: "open" },
  { name: "forward over the whole window", window: [HOUR, 3 * HOUR], before: "upcoming", by: 4 * HOUR, after: "closed" },
  { name: "back over the opening", window: [-HOUR, 3 * HOUR], before: "open", by: -2 * HOUR, after: "upcoming" },
  { name: "back over the end", window: [-3 * HOUR, -HOUR], before: "closed", by: -2 * HOUR, after: "open" },
  { name: "forward by a minute", window: [HOUR, 3 * HOUR], before: "upcoming", by: MINUTE, after: "upcoming" },
  { name: "forward over weeks", window: [40 * DAY, 41 * DAY], before: "upcoming", by: 40 * DAY + HOUR, after: "open" },
]) {
  browserTest(`a clock that is set ${name} shows the present within seconds, and what the server says of it`, {
    only,
    body: BODY(),
    prepare: ({ server }) => counting(server, { join_from: fromNow(window[0]), join_until: fromNow(window[1]) }),
  }, async ({ page, card, requests }) => {
    await ready(card);
    assert.equal(await state(card), before);
    const time = await virtualTime(page);
    await time.stopAt(by);
    await time.runFor(10_100);
    await until(() => state(card), after);
    await until(() => title(card), "answer 2");
    await time.runFor(MINUTE);
    assert.equal(requests("/c/").length, 2);
  });
}

browserTest("a clock that was set while nobody saw the page is noticed as soon as it shows", {
  only,
  body: BODY(),
  prepare: ({ server }) => counting(server, { join_from: fromNow(HOUR), join_until: fromNow(3 * HOUR) }),
}, async ({ page, card }) => {
  await ready(card);
  const time = await virtualTime(page);
  await time.stopAt(2 * HOUR);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.equal(await state(card), "open");
  await until(() => title(card), "answer 2");
});

browserTest("a card under a clock that stands stays as it is, and goes on with the clock", {
  only,
  body: BODY('refresh="30"'),
  prepare: ({ server }) => counting(server, { join_from: fromNow(HOUR), join_until: null }),
}, async ({ page, card, requests }) => {
  await ready(card);
  const time = await virtualTime(page);
  await time.stopAt(0);
  await page.waitForTimeout(2 * SECOND);
  assert.equal(await state(card), "upcoming");
  assert.equal(requests("/c/").length, 1);
  await time.runFor(34 * SECOND);
  await until(() => title(card), "answer 2");
});

browserTest("a window beyond what a timer can hold opens to the second", {
  only,
  body: BODY(),
  prepare: ({ server }) => counting(server, { join_from: fromNow(60 * DAY), join_until: null }),
}, async ({ page, card, events }) => {
  await ready(card);
  const time = await virtualTime(page);
  await time.stopAt(60 * DAY - HOUR);
  await time.runFor(HOUR - 10 * SECOND);
  assert.equal(await state(card), "upcoming");
  await page.evaluate(() => document.addEventListener("conference-statechange", () => (window.opened = Date.now())));
  await time.runFor(20 * SECOND);
  await until(() => state(card), "open");
  const late = await card.evaluate((card) => window.opened - Date.parse(card.conference.join_from));
  assert.ok(late >= 0 && late < SECOND, `${late} ms late`);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["upcoming", "open"]);
});

browserTest("a page whose machine sleeps over both edges is closed when it wakes", {
  only: { browsers: ["chromium"], because: "it tells which processes to stop" },
  body: BODY(),
  prepare: ({ server }) => counting(server, { join_from: fromNow(6 * SECOND), join_until: fromNow(8 * SECOND) }),
}, async ({ page, card, events }) => {
  await ready(card);
  assert.equal(await state(card), "upcoming");
  const browser = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  for (const id of pages) process.kill(id, "SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, 9 * SECOND));
  for (const id of pages) process.kill(id, "SIGCONT");
  await until(() => state(card), "closed", SECOND);
  // It was never told that the door is open: it wasn't, for this page.
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["upcoming", "closed"]);
});

const turnable = (server, clock, fields) => {
  counting(server, fields);
  return clock.install({ time: EPOCH });
};
const at = (offset) => new Date(Date.parse(EPOCH) + offset).toISOString();

browserTest("a machine that has slept for long loads at once what is new, though no edge has passed", {
  body: BODY(),
  prepare: ({ server, clock }) => turnable(server, clock, { join_from: at(30 * DAY) }),
}, async ({ card, clock, requests }) => {
  await ready(card);
  await clock.fastForward(8 * HOUR);
  await until(() => title(card), "answer 2");
  assert.equal(requests("/c/").length, 2);
});

/** From now on the page says that it is hidden, or off-line, when it's told so. */
const pretend = (page) => page.evaluate(() => {
  window.pretended = { hidden: false, onLine: true };
  Object.defineProperty(document, "hidden", { get: () => window.pretended.hidden });
  Object.defineProperty(navigator, "onLine", { get: () => window.pretended.onLine });
});
const hide = (page, hidden) => page.evaluate((hidden) => {
  window.pretended.hidden = hidden;
  document.dispatchEvent(new Event("visibilitychange"));
}, hidden);
const connect = (page, onLine) => page.evaluate((onLine) => {
  window.pretended.onLine = onLine;
  window.dispatchEvent(new Event(onLine ? "online" : "offline"));
}, onLine);

browserTest("a hidden tab asks nothing, hears of an edge, and shows the present as soon as it shows", {
  body: BODY('refresh="10"'),
  prepare: ({ server, clock }) => turnable(server, clock, { join_from: at(2 * MINUTE), join_until: at(20 * MINUTE) }),
}, async ({ page, card, clock, requests }) => {
  await ready(card);
  await pretend(page);
  await hide(page, true);
  await clock.runFor(10 * MINUTE);
  assert.equal(requests("/c/").length, 1);
  assert.equal(await state(card), "open");
  await clock.setSystemTime(at(30 * MINUTE));
  await hide(page, false);
  assert.equal(await state(card), "closed");
  await until(() => title(card), "answer 2");
  assert.equal(requests("/c/").length, 2);
});

browserTest("a page that is off-line asks nothing, and asks at once when it is on-line again", {
  body: BODY('refresh="10"'),
  prepare: ({ server, clock }) => turnable(server, clock, { join_from: at(2 * MINUTE), join_until: null }),
}, async ({ page, card, clock, requests }) => {
  await ready(card);
  await pretend(page);
  await connect(page, false);
  await clock.runFor(10 * MINUTE);
  assert.equal(requests("/c/").length, 1);
  assert.equal(await state(card), "open");
  await connect(page, true);
  await until(() => title(card), "answer 2");
});

browserTest("all cards of a page wait by one timer, and none where there is nothing to wait for", {
  body: BODY('refresh="10"').repeat(10) + BODY().repeat(10),
  prepare: ({ server, clock }) => turnable(server, clock, { join_from: at(20 * MINUTE), join_until: at(30 * MINUTE) }),
}, async ({ page, card, clock }) => {
  const cards = page.locator("conference-card");
  const states = () => cards.evaluateAll((cards) => [...new Set(cards.map(({ state }) => state))]);
  const timers = () => page.evaluate(() => window.testClock.countTimers());
  await until(states, ["upcoming"]);
  await until(timers, 1);
  await clock.runFor(MINUTE);
  await until(timers, 1);
  await cards.evaluateAll((cards) => cards.slice(1).forEach((card) => card.remove()));
  await until(timers, 1);
  await card.evaluate((card) => card.remove());
  await until(timers, 0);
});
