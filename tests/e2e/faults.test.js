// What can go wrong between a card and its endpoint: what the card tells of it, how often it asks, and that it comes back.
import assert from "node:assert/strict";
import { FAILED_LOAD, part, seen, until } from "./harness.js";
import { faultTest } from "./support/fault_test.js";
import { answer, broken, garbled, good, hostile, slow, stalled, unreadable } from "./support/faults.js";

const body = (endpoint) => `<main></main><conference-card id="other" endpoint="${endpoint}" conference-id="other"></conference-card>`;
/** What the owner reads of it; what the browser itself says is not the card's. */
const allows = [/^conference-card: /, FAILED_LOAD, /Access to fetch at/];
const MINUTE = 60_000;

/** How a kind of fault shows: its error, whether it's told before the last try, how often it's tried, and the card's time for a try. */
const NETWORK = { error: "network null", tries: 3 };
const TIMEOUT = { error: "timeout null", tries: 3, isTold: true, timeout: 0.5, isSlow: true };
const UNREADABLE = { error: "invalid-response null", tries: 1 };
const STRICT = { browsers: ["chromium", "firefox"], because: "WebKitGTK makes the best of such a body" };
const FAULTS = [
  ...Object.entries(broken).map(([name, play]) => ({ name, play, ...NETWORK })),
  ...Object.entries(garbled).map(([name, play]) => ({ name, play, ...NETWORK, only: STRICT })),
  ...Object.entries(stalled).map(([name, play]) => ({ name, play, ...TIMEOUT })),
  ...Object.entries(unreadable).map(([name, play]) => ({ name, play, ...UNREADABLE })),
];

const status = (status, error, tries, more) =>
  ({ name: `status-${status}`, play: answer({ status, body: "<p>Proxy" }), error: `${error} ${status}`, tries, ...more });
const STATUSES = {
  "a redirect that isn't one is unreadable": [300, 304].map((code) => status(code, "invalid-response", 1)),
  "what the card has done wrong is not tried again": [
    ...[400, 418, 422].map((code) => status(code, "invalid-request", 1)),
    ...[401, 403].map((code) => status(code, "unauthorized", 1)),
    ...[404, 410].map((code) => status(code, "not-found", 1)),
  ],
  "what may pass is tried again": [status(408, "timeout", 3, { isTold: true }), status(429, "rate-limited", 3)],
  "a server that fails is asked again": [500, 501, 502].map((code) => status(code, "server", 3)),
  "a server that can't now is asked again": [503, 504, 599].map((code) => status(code, "server", 3)),
};

/** Puts a card on the page that asks for a conference of its own. */
async function put({ page, endpoint }, id, timeout = 60) {
  await page.evaluate(({ endpoint, id, timeout }) => {
    const card = document.createElement("conference-card");
    Object.assign(card, { endpoint, conferenceId: id, timeout, id: "card" });
    document.querySelector("main").replaceChildren(card);
  }, { endpoint, id, timeout });
  return page.locator("#card");
}

/** What the cards have told since the page was there: states, loads and errors, each as a text. */
const told = async (page, from) => (await page.evaluate(() => window.seenEvents)).slice(from)
  .map(({ type, detail: { state, kind, status } }) => state ?? (kind ? `${kind} ${status}` : type.replace("conference-", "")));

/** Waits until the other card shows; gives how many events there were until then, and how many calls. */
async function begin({ page, calls }) {
  await until(async () => (await seen(page.locator("#other"))).state, "open");
  await until(async () => (await told(page, 0)).length, 2);
  assert.equal((await calls()).length, 1);
}

/** A fault that passes: the card tries again by itself. */
async function passes(test, { name, play, error, timeout, isTold, isSlow }, id) {
  const { page, calls, faults, turn } = test;
  const [events, before] = [(await told(page, 0)).length, (await calls()).length];
  await faults.play(play);
  const card = await put(test, id, timeout);
  const count = async () => (await calls()).length - before;
  await until(count, 1);
  // Browsers may ask once more by themselves before they give up.
  if (isSlow) await turn(async () => (await seen(card)).state, "error");
  else await until(async () => (await calls()).at(-1).isSettled, true);
  await faults.play(good);
  await turn(async () => (await seen(card)).state, "open");
  const failures = isTold ? ["error", error] : [];
  await until(() => told(page, events), [...failures, "open", "load"], 1_000);
  assert.equal(await count(), 2, name);
  assert.equal((await seen(card)).error, null, name);
}

/** A fault that stays: the card tells of it, once, and Try again helps once it has passed. */
async function stays(test, { name, play, error, tries, timeout, isSlow }, id) {
  const { page, clock, calls, faults, turn } = test;
  const [events, before] = [(await told(page, 0)).length, (await calls()).length];
  await faults.play(play);
  const card = await put(test, id, timeout);
  const count = async () => (await calls()).length - before;
  const wait = tries > 1 || isSlow ? turn : until;
  const isOver = async () => (await calls()).every(({ isSettled }) => isSettled);
  await wait(async () => [await count(), await isOver(), (await seen(card)).state], [tries, true, "error"]);
  await clock.runFor(10 * MINUTE);
  assert.deepEqual(await told(page, events), ["error", error], name);
  assert.equal(await count(), tries, name);
  assert.equal(await card.evaluate((card) => card.conference), null, name);
  await until(() => faults.requests.some(({ isOpen }) => isOpen), false);
  await faults.play(good);
  const button = part(card, "retry");
  const isTransient = !/not-found|unauthorized|invalid-request/.test(error);
  assert.equal(await button.count(), isTransient ? 1 : 0, name);
  if (isTransient) await button.click();
  else await card.evaluate((card) => card.reload());
  await until(async () => (await seen(card)).state, "open");
  await until(() => told(page, events), ["error", error, "loading", "open", "load"], 1_000);
  assert.equal(await count(), tries + 1, name);
  assert.equal((await seen(card)).error, null, name);
}

/** The other card is as it was, and goes on. */
async function end({ page, faults }) {
  await faults.play(good);
  const other = page.locator("#other");
  assert.deepEqual(await seen(other), { state: "open", live: false, error: null, states: ["open"] });
  await other.evaluate(async (other) => {
    other.headingLevel = 4;
    await other.reload();
  });
  assert.equal(await part(other, "title").evaluate((title) => title.localName), "h4");
}

for (const fault of FAULTS) {
  faultTest(`a card bears ${fault.name}`, { body, allows, only: fault.only }, async (test) => {
    await begin(test);
    if (fault.tries > 1) await passes(test, fault, "passes");
    await stays(test, fault, "stays");
    await end(test);
  });
}

for (const [name, faults] of Object.entries(STATUSES)) {
  const statuses = faults.map(({ name }) => name.slice(-3)).join(", ");
  faultTest(`${name}: status ${statuses}`, { body, allows }, async (test) => {
    await begin(test);
    for (const fault of faults) {
      if (fault.tries > 1) await passes(test, fault, `passes-${fault.name}`);
      await stays(test, fault, `stays-${fault.name}`);
    }
    await end(test);
  });
}

for (const [name, play] of Object.entries(slow)) {
  faultTest(`a card waits for ${name}`, { body }, async (test) => {
    const { page, calls, faults } = test;
    await begin(test);
    await faults.play(play);
    const card = await put(test, "slow");
    await until(async () => (await seen(card)).state, "open");
    assert.deepEqual(await told(page, 2), ["open", "load"]);
    assert.equal((await calls()).length, 2);
    await end(test);
  });
}

for (const [name, { body: text, title }] of Object.entries(hostile)) {
  faultTest(`a conference is shown, and nothing else comes of it: ${name}`, {
    body,
    // The test's own listener can't copy what is too deep.
    allows: [/^conference-card: `[\w.]+` is not/, /^uncaught: (RangeError|InternalError)/],
  }, async (test) => {
    const { page, faults } = test;
    await begin(test);
    await faults.play(answer({ body: text }));
    const card = await put(test, "hostile");
    await until(async () => (await seen(card)).state !== "loading", true);
    assert.deepEqual(await seen(card).then(({ state, error }) => [state, error]), ["open", null]);
    assert.equal(await part(card, "title").textContent(), title);
    assert.equal(await card.evaluate((card) => card.conference.id), "1");
    assert.equal(await page.evaluate(() => ({}).spoilt ?? Object.prototype.display_name), undefined);
    await end(test);
  });
}
