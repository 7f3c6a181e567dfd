// When a card asks again, and when it doesn't: waits, what cuts them short, and what ends them.
import assert from "node:assert/strict";
import { EPOCH, FAILED_LOAD, mounted, part, seen, until } from "./harness.js";
import { faultTest } from "./support/fault_test.js";
import { answer, broken, good, named, stalled } from "./support/faults.js";

const body = (endpoint, attributes = 'timeout="20"') =>
  `<conference-card id="card" conference-id="1" endpoint="${endpoint}" ${attributes}></conference-card>`;
const allows = [/^conference-card: /, FAILED_LOAD, /Access to fetch at/];
const reset = broken["a reset before the answer"];
const down = answer({ status: 503 });
const never = stalled["no answer"];
const MINUTE = 60_000;

const told = async (events) => (await events("conference-error")).map(({ detail: { kind, status } }) => [kind, status]);
const state = async (card) => (await seen(card)).state;
const title = (card) => part(card, "title").textContent();
const count = async (calls) => (await calls()).length;

for (const [chance, waits] of [[0.001, [1, 2]], [0.25, [250, 500]], [1, [1_000, 2_000]]]) {
  faultTest(`a card waits before it tries again, ${waits.join(" and ")} ms where chance is ${chance}`, {
    body, chance, allows, play: [reset],
  }, async ({ card, clock, calls, settled, events }) => {
    for (const [at, wait] of waits.entries()) {
      await settled(at + 1);
      assert.equal(await state(card), "loading");
      await clock.runFor(wait - 1);
      assert.equal(await count(calls), at + 1);
      await clock.runFor(1);
      assert.equal(await count(calls), at + 2);
    }
    await until(() => state(card), "error");
    await clock.runFor(60 * MINUTE);
    assert.equal(await count(calls), 3);
    assert.deepEqual(await told(events), [["network", null]]);
  });
}

const date = (seconds) => new Date(Date.parse(EPOCH) + seconds * 1_000).toUTCString();
const CAP = 5 * MINUTE;
const YEAR = 365 * 24 * 3_600;
const ASKED = [
  { value: "0", wait: 0 },
  { value: "2", wait: 2_000 },
  { value: " 5 ", wait: 5_000 },
  { value: "6", wait: 6_000, isTold: true },
  { value: "120", wait: 120_000, isTold: true },
  { value: "301", wait: CAP, isTold: true },
  { value: "9999999", wait: CAP, isTold: true },
  { value: "99999999999999999999", wait: CAP, isTold: true },
  { name: "a date in 3 seconds", value: date(3), wait: 3_000 },
  { name: "a date in 90 seconds", value: date(90), wait: 90_000, isTold: true },
  { name: "a date in a year", value: date(YEAR), wait: CAP, isTold: true },
  { name: "a date that is over", value: date(-90), wait: 0 },
  { value: "soon", wait: 0 },
  { value: "-5", wait: 0 },
  { value: "", wait: 0 },
  { name: "120 that the page may not read", value: "120", wait: 0, isHidden: true },
];

for (const [status, kind, asked] of [[503, "server", ASKED], [429, "rate-limited", ASKED.filter(({ value, name }) => !name && ["2", "120"].includes(value))]]) {
  for (const { value, name = `"${value}"`, wait, isTold, isHidden } of asked) {
    const headers = { "retry-after": value, ...(isHidden && { "access-control-expose-headers": "etag" }) };
    faultTest(`status ${status} with Retry-After ${name} is tried again after ${wait} ms${isTold ? ", and told at once" : ""}`, {
      body, chance: 0, allows, play: [answer({ status, headers }), good],
    }, async ({ card, clock, calls, settled, events }) => {
      await settled(1);
      await until(() => told(events), isTold ? [[kind, status]] : []);
      assert.equal(await state(card), isTold ? "error" : "loading");
      if (wait > 0) await clock.runFor(wait - 1);
      assert.equal(await count(calls), 1);
      await clock.runFor(1);
      await until(() => state(card), "open");
      assert.equal(await count(calls), 2);
      assert.equal((await told(events)).length, isTold ? 1 : 0);
    });
  }
}

faultTest("a server that wants more time with each try gets it, and the third try is the last", {
  body, chance: 0, allows,
  play: [answer({ status: 503, headers: { "retry-after": "60" } }), answer({ status: 429, headers: { "retry-after": "200" } }), answer({ status: 503 })],
}, async ({ card, clock, calls, settled, events }) => {
  await settled(1);
  await until(() => told(events), [["server", 503]]);
  await clock.runFor(60_000);
  await settled(2);
  await until(() => told(events), [["server", 503], ["rate-limited", 429]]);
  await clock.runFor(199_999);
  assert.equal(await count(calls), 2);
  await clock.runFor(1);
  await settled(3);
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 3);
  assert.equal(await state(card), "error");
});

faultTest("Try again doesn't wait, and takes the place of the try that was planned", {
  body, allows, play: [answer({ status: 429, headers: { "retry-after": "120" } }), good],
}, async ({ card, clock, calls }) => {
  await until(() => state(card), "error");
  await part(card, "retry").click();
  await until(() => state(card), "open");
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 2);
});

faultTest("Try again has three tries of its own", { body, allows, play: [reset] }, async ({ card, calls, turn, clock, events }) => {
  await turn(() => state(card), "error");
  await part(card, "retry").click();
  await turn(async () => [await count(calls), await state(card)], [6, "error"]);
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 6);
  assert.deepEqual(await told(events), [["network", null], ["network", null]]);
});

faultTest("a try that was planned doesn't come while Try again waits for its answer", {
  body, allows, play: [answer({ status: 429, headers: { "retry-after": "6" } }), never],
}, async ({ card, clock, calls, faults }) => {
  await until(() => state(card), "error");
  await part(card, "retry").click();
  await until(() => faults.requests.length, 2);
  await clock.runFor(15_000);
  assert.equal(await count(calls), 2);
  assert.equal(await state(card), "loading");
});

faultTest("a failure after a success has three tries again, and is told again", {
  body: (endpoint) => body(endpoint, 'refresh="60"'), allows, play: [good],
}, async ({ card, clock, calls, faults, turn, events }) => {
  await until(() => state(card), "open");
  for (const [at, play] of [reset, good, reset].entries()) {
    await faults.play(play);
    const before = await count(calls);
    const isReset = play === reset;
    await clock.runFor(59_000);
    await turn(async () => [await count(calls) - before, (await seen(card)).error?.kind ?? null], isReset ? [3, "network"] : [1, null]);
    assert.equal((await told(events)).length, at === 2 ? 2 : 1);
  }
});

/** What ends a load for good, and how many requests it makes of its own. */
const ENDS = [
  { name: "another id", change: (card) => (card.conferenceId = "2"), shows: "open", more: 1 },
  { name: "another endpoint", change: (card) => (card.endpoint += "?other"), shows: "open", more: 1 },
  { name: "a missing id", change: (card) => (card.conferenceId = null), shows: "error", more: 0 },
  { name: "a conference of the page's", change: (card) => (card.conference = { id: "3", name: "given" }), shows: "open", more: 0 },
  { name: "other headers", change: (card) => (card.headers = { "x-room": "1" }), shows: "open", more: 1 },
  { name: "taking the card off the page", change: (card) => card.remove(), more: 0 },
];
const UNDER_WAY = [
  ["that has no answer yet", never],
  ["whose answer is half there", stalled["a body that stops in the middle"]],
];

for (const { name, change, shows, more } of ENDS) {
  for (const [when, play] of UNDER_WAY) {
    faultTest(`${name} aborts a request ${when}`, { body, allows, play: [play] }, async ({ page, card, clock, calls, faults }) => {
      // The module has taken the request over.
      await mounted(card);
      await until(() => faults.requests.map(({ isOpen }) => isOpen), [true]);
      await faults.play(good);
      await card.evaluate(change);
      await until(() => faults.requests[0].isOpen, false);
      if (shows) await until(() => state(card), shows);
      await clock.runFor(10 * MINUTE);
      assert.equal(await count(calls), 1 + more);
    });
  }
  for (const [when, play] of [["that is near", down], ["that is far", answer({ status: 503, headers: { "retry-after": "100" } })]]) {
    faultTest(`${name} cancels a try ${when}`, { body, allows, play: [play, good] }, async ({ page, card, clock, calls, settled, faults }) => {
      await settled(1);
      await card.evaluate(change);
      if (shows) await until(() => state(card), shows);
      await clock.runFor(10 * MINUTE);
      assert.equal(await count(calls), 1 + more);
      assert.deepEqual(faults.requests.filter(({ url, headers }) => url === "/c/1" && !headers["x-room"]).length, 1);
    });
  }
}

/** An answer that the test lets go. */
function held(play) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  return { play: async (...all) => (await released, play(...all)), release };
}
/** A page whose own fetch can't abort: the answer comes, however late. */
const stubborn = { head: '<script src="/stubborn.js"></script>', script: "window.fetch = ((fetch) => ({ url }) => fetch(url))(window.fetch);" };

for (const isStubborn of [false, true]) {
  for (const [name, change] of [
    ["another id", (card) => (card.conferenceId = "2")],
    ["a reload", (card) => void card.reload()],
    ["a conference of the page's", (card) => (card.conference = { id: "2", name: "new" })],
  ]) {
    const old = held(named("old"));
    faultTest(`a late answer never takes the place of a newer one: ${name}${isStubborn ? ", and a fetch that can't abort" : ""}`, {
      body, allows, play: [old.play, named("new")],
      prepare: ({ site }) => isStubborn && site.file("stubborn.js", stubborn.script).then(() => ({ head: stubborn.head })),
    }, async ({ page, card, clock, faults, events }) => {
      await mounted(card);
      await until(() => faults.requests.length, 1);
      await card.evaluate(change);
      await until(() => title(card), "new");
      old.release();
      await until(() => faults.requests.filter(({ isOpen }) => isOpen), []);
      await clock.runFor(10 * MINUTE);
      assert.equal(await title(card), "new");
      assert.equal(await card.evaluate((card) => card.conference.name), "new");
      assert.deepEqual((await events("conference-load")).map(({ detail }) => detail.conference.name), ["new"]);
    });
  }
}

/** What tells a card that it may be worth a try. */
const BACK = [
  ["the network is back", () => window.dispatchEvent(new Event("online"))],
  ["the page shows again", () => document.dispatchEvent(new Event("visibilitychange"))],
];
for (const [name, happen] of BACK) {
  faultTest(`a card that has failed loads at once when ${name}`, { body, allows, play: [reset] }, async (test) => {
    const { page, card, clock, calls, faults, turn } = test;
    await turn(() => state(card), "error");
    await clock.runFor(10 * MINUTE);
    assert.equal(await count(calls), 3);
    // Three tries once more, the first at once.
    await page.evaluate(happen);
    assert.equal(await count(calls), 4);
    await turn(() => count(calls), 6);
    await clock.runFor(10 * MINUTE);
    await faults.play(good);
    await page.evaluate(happen);
    await until(() => state(card), "open");
    assert.equal(await count(calls), 7);
  });

  faultTest(`a try that is planned is made at once when ${name}`, {
    body, allows, play: [answer({ status: 503, headers: { "retry-after": "100" } }), good],
  }, async ({ page, card, clock, calls }) => {
    await until(() => state(card), "error");
    await page.evaluate(happen);
    await until(() => state(card), "open");
    await clock.runFor(10 * MINUTE);
    assert.equal(await count(calls), 2);
  });

  faultTest(`a card that shows doesn't ask when ${name}, nor one whose conference isn't there`, {
    body: (endpoint) => body(endpoint) + body(endpoint).replace('"1"', '"gone"').replace('"card"', '"gone"'),
    allows,
    play: [good],
  }, async ({ page, card, calls, faults }) => {
    await until(() => state(card), "open");
    const gone = page.locator("#gone");
    await until(() => state(gone), "open");
    await faults.play(answer({ status: 404 }));
    await gone.evaluate((card) => card.reload());
    assert.equal(await state(gone), "error");
    await page.evaluate(happen);
    assert.equal(await count(calls), 3);
  });
}

faultTest("nothing is tried again in a hidden page, and at once when it shows", { body, allows, play: [down, good] }, async (test) => {
  const { page, card, clock, calls, settled } = test;
  const hide = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await settled(1);
  await hide(true);
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 1);
  await hide(false);
  await until(() => state(card), "open");
  assert.equal(await count(calls), 2);
});

const chromium = { only: { browsers: ["chromium"], because: "only Playwright takes a page off the network" } };

faultTest("a visitor without network reads so, and sees the conference as soon as there is one", {
  ...chromium, body: (endpoint) => body(`${endpoint}?first`), allows, play: [good],
}, async ({ page, card, endpoint, clock, calls, events }) => {
  await until(() => state(card), "open");
  await page.context().setOffline(true);
  await card.evaluate((card, endpoint) => (card.endpoint = endpoint), endpoint);
  await until(() => state(card), "error");
  assert.deepEqual(await told(events), [["network", null]]);
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 2);
  await page.context().setOffline(false);
  await until(() => state(card), "open");
  assert.equal(await count(calls), 3);
});

faultTest("a card that refreshes doesn't ask without network, and does at once when there is one", {
  ...chromium, body: (endpoint) => body(endpoint, 'refresh="30"'), play: [named("first"), named("second")],
}, async ({ page, card, clock, calls }) => {
  await until(() => title(card), "first");
  await page.context().setOffline(true);
  await clock.runFor(60 * MINUTE);
  assert.equal(await count(calls), 1);
  await page.context().setOffline(false);
  await until(() => title(card), "second");
  assert.equal(await count(calls), 2);
});

/** Answers that browsers would keep for an hour. */
const kept = { "cache-control": "max-age=3600" };
const isFresh = ({ headers }) => /max-age=0|no-cache/.test(headers["cache-control"]) || "if-none-match" in headers;

faultTest("Try again is never answered by the browser's cache", {
  body, allows, play: [answer({ headers: kept, body: "<p>Sign in" }), good],
}, async ({ card, calls, faults }) => {
  await until(() => state(card), "error");
  await part(card, "retry").click();
  await until(() => state(card), "open");
  assert.deepEqual((await calls()).map(({ cache }) => cache), ["default", "no-cache"]);
  assert.deepEqual(faults.requests.map(isFresh), [false, true]);
});

faultTest("a try by itself is never answered by the browser's cache, nor is a reload", {
  body, allows, play: [answer({ status: 503, headers: kept }), answer({ headers: kept, json: { id: "1", name: "first" } }), named("second")],
}, async ({ card, clock, settled, faults }) => {
  await settled(1);
  await clock.runFor(1_000);
  await until(() => title(card), "first");
  await card.evaluate((card) => card.reload());
  assert.equal(await title(card), "second");
  assert.deepEqual(faults.requests.map(isFresh), [false, true, true]);
});

faultTest("a card that refreshes sends what the server has named its answer by, and goes on with what it has where that is still so", {
  only: { browsers: ["chromium", "firefox"], because: "WebKitGTK keeps no answers while a test drives it" },
  body: (endpoint) => body(endpoint, 'refresh="30"'),
  play: [
    answer({ headers: { etag: '"a"' }, json: { id: "1", name: "first" } }),
    answer({ status: 304, headers: { etag: '"a"' } }),
    answer({ headers: { etag: '"b"' }, json: { id: "1", name: "second" } }),
    answer({ status: 304, headers: { etag: '"b"' } }),
  ],
}, async ({ card, clock, faults, events }) => {
  const loads = async () => (await events("conference-load")).map(({ detail }) => detail.conference.name);
  await until(loads, ["first"]);
  for (const all of [["first", "first"], ["first", "first", "second"], ["first", "first", "second", "second"]]) {
    await clock.runFor(33_000);
    await until(loads, all);
  }
  assert.deepEqual(faults.requests.map(({ headers }) => headers["if-none-match"]), [undefined, '"a"', '"a"', '"b"']);
  assert.deepEqual(await seen(card), { state: "open", live: false, error: null, states: ["open"] });
  assert.equal(await title(card), "second");
  assert.deepEqual((await events("conference-statechange")).length, 1);
});

/** What befalls a card that shows when it loads again, and what it tells of it. */
const AGAIN = [
  { name: "a reset", play: reset, error: ["network", null], calls: 4 },
  { name: "no answer", play: never, error: ["timeout", null], calls: 4 },
  { name: "half an answer", play: UNDER_WAY[1][1], error: ["timeout", null], calls: 4 },
  { name: "status 408", play: answer({ status: 408 }), error: ["timeout", 408], calls: 4 },
  { name: "status 429", play: answer({ status: 429 }), error: ["rate-limited", 429], calls: 4 },
  { name: "a web page", play: answer({ body: "<p>Sign in" }), error: ["invalid-response", null], calls: 2 },
  { name: "status 400", play: answer({ status: 400 }), error: ["invalid-request", 400], calls: 2, isGone: true },
  { name: "status 401", play: answer({ status: 401 }), error: ["unauthorized", 401], calls: 2, isGone: true },
  { name: "status 404", play: answer({ status: 404 }), error: ["not-found", 404], calls: 2, isGone: true },
  { name: "status 410", play: answer({ status: 410 }), error: ["not-found", 410], calls: 2, isGone: true },
];
for (const { name, play, error, calls: expected, isGone } of AGAIN) {
  faultTest(`a card that shows ${isGone ? "tells that it can't any more" : "goes on, and says that it may be out of date,"} after ${name}`, {
    body: (endpoint) => body(endpoint, 'timeout="0.5"'), allows, play: [named("first"), play],
  }, async ({ card, clock, calls, faults, turn, events }) => {
    await until(() => title(card), "first");
    await card.evaluate((card) => void card.reload().then(() => (window.isSettled = true)));
    await turn(async () => [await count(calls), await told(events)], [expected, [error]]);
    assert.equal(await card.evaluate(() => window.isSettled), true);
    await clock.runFor(10 * MINUTE);
    assert.equal(await count(calls), expected);
    assert.deepEqual(await told(events), [error]);
    assert.equal(await state(card), isGone ? "error" : "open");
    assert.equal(await part(card, "note").count(), isGone ? 0 : 1);
    assert.equal(await card.evaluate((card) => card.conference?.name ?? null), isGone ? null : "first");
    await faults.play(named("second"));
    await card.evaluate((card) => card.reload());
    assert.equal(await title(card), "second");
    assert.equal(await part(card, "note").count(), 0);
    assert.equal((await seen(card)).error, null);
  });
}
