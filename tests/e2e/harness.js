// A test in the real browser: a page of its own, served by the real gateway under its strict policy. A page that complains of
// anything the test doesn't expect, be it an error, a warning or a violation of the policy, fails the test.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CONTEXT, start } from "./support/browser.js";
import { createClock } from "./support/clock.js";
import * as environment from "./support/environment.js";
import { startGateway } from "./support/gateway.js";
import { startServer } from "./support/server.js";
import { createSite } from "./support/site.js";
import { unexpected, watch } from "./support/watch.js";

export { CUT, NEVER } from "./support/server.js";

const TEST_LIMIT = 30_000;
const STEP_LIMIT = 10_000;

/** Where the conferences are. */
export const API = "/api/video/conferences";
/** What Chromium itself says of an answer that is no success; the others tell nobody. */
export const FAILED_LOAD = /^Failed to load resource/;

/** The built-in conferences of the gateway. */
export const DEMO = {
  reference: "c22d24f6-5a47-4597-9a23-c7d01e696b92",
  opensInTwoMinutes: "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01",
  open: "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02",
  closed: "2c8b3f74-1c3a-4e3d-8b75-4c9ebf6a3d03",
  live: "1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10",
  closedButLive: "3d9c4a85-2d4b-4f4e-9c86-5dafc07b4e04",
  minimal: "7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f",
  badTheme: "4ead5b96-3e5c-4a5f-8d97-6eb0d18c5f05",
  longText: "5fbe6ca7-4f6d-4b6a-9ea8-7fc1e29d6a06",
  rightToLeft: "60cf7db8-5a7e-4c7b-8fb9-80d2f3ae7b07",
  opensNextWeek: "71da8ec9-6b8f-4d8c-90ca-91e304bf8c08",
  badRequest: "00000000-0000-4000-8000-000000000400",
  unauthorized: "00000000-0000-4000-8000-000000000401",
  notFound: "00000000-0000-4000-8000-000000000404",
  invalidParameter: "00000000-0000-4000-8000-000000000422",
  serverError: "00000000-0000-4000-8000-000000000500",
  notAConference: "00000000-0000-4000-8000-000000000200",
  neverAnswers: "00000000-0000-4000-8000-000000000001",
};

let browser, site, gateway;

before(async () => {
  [site, browser] = await Promise.all([createSite(), start()]);
  gateway = await startGateway(site.folder);
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await gateway?.stop();
  await site?.remove();
}, { timeout: 60_000 });

/** When it is, for pages and the gateway, in tests whose clock doesn't run with the world's. */
export const EPOCH = "2026-01-05T15:00:00Z";
/** Settings of a test in which it is, and stays, the epoch. */
export const frozen = {
  gateway: ["--demo-epoch", EPOCH],
  prepare: ({ clock }) => clock.setFixedTime(EPOCH),
};

/**
 * Defines a test.
 *
 * - `body`, `head`, `script`: the page's markup, and the script that defines the element
 * - `path`: another page, in place of one with this markup
 * - `context`: the visitor's settings: `locale`, `timezoneId`, `colorScheme`, `viewport` and others of Playwright's context
 * - `gateway`: options of the command line, for a gateway of the test's own
 * - `expects`: patterns of the complaints that have to come
 * - `allows`: patterns of those that may
 * - `only: { browsers, because }`: where the test can run, and why not elsewhere
 * - `prepare({ server, clock, site, address })`: what has to be there before the page is; may return some of these settings
 *
 * `run` gets the `page`, its first `card`, the `server` before the gateway with its `address` and `requests`, the `clock`, and the
 * card's `events` so far.
 */
export function browserTest(name, settings, run) {
  const { only } = settings;
  const skip = only && !only.browsers.includes(environment.browser) && only.because;
  test(name, { timeout: 2 * TEST_LIMIT, skip }, async () => {
    const own = settings.gateway && (await startGateway(site.folder, settings.gateway));
    const server = await startServer((own || gateway).address);
    try {
      const opened = await browser.open({ ...CONTEXT, ...settings.context, baseURL: server.address });
      let isWhole = false;
      try {
        await inTime(inPage(opened, server, settings, run), TEST_LIMIT, "the test took too long");
        isWhole = true;
      } finally {
        await opened.close(isWhole);
      }
    } finally {
      await server.stop();
      await own?.stop();
    }
  });
}

/** Opens the page of a test, runs the test, and looks at what the page has to say of it. */
async function inPage({ page, complaints }, server, settings, run) {
  const { address, requests } = server;
  watch(server);
  const clock = createClock(server, page);
  const all = { expects: [], allows: [], ...settings, ...(await settings.prepare?.({ server, clock, site, address })) };
  await page.goto(all.path ?? (await site.page(all)));
  const events = (type) => page.evaluate((type) => window.seenEvents.filter((event) => event.type === type), type);
  await run({ page, server, clock, requests, events, address, card: page.locator("conference-card").first() });
  await page.waitForFunction(() => window.seenComplaints); // Where the test has just gone to another page.
  const seen = await page.evaluate(() => window.seenComplaints);
  const expects = all.expects.filter((pattern) => pattern !== FAILED_LOAD || environment.browser === "chromium");
  assert.deepEqual(unexpected([...new Set([...complaints, ...server.reports, ...seen])], { ...all, expects }), []);
}

/** Fails where a promise takes longer than that. */
function inTime(promise, limit, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The markup of a card. */
export function markup(conferenceId, attributes = "", content = "") {
  return `<conference-card conference-id="${conferenceId}" ${attributes}>${content}</conference-card>`;
}

/** Waits until the card shows, or has failed. */
export function ready(card) {
  const shown = card.evaluate((card) => customElements.whenDefined("conference-card").then(() => card.ready));
  return inTime(shown, STEP_LIMIT, "the card never got ready");
}

/** Waits until the module has taken a card over that waits for its answer: the skeleton says what it is then. */
export function mounted(card) {
  return until(() => part(card, "skeleton").first().getAttribute("aria-label"), "Loading conference");
}

/** An element of a card, by its part's name. */
export function part(card, name) {
  return card.locator(`[part~="${name}"]`);
}

/** The part `card` itself. The skeleton, which is hidden by then, has another of that name. */
export function box(card) {
  return card.locator('section[part="card"]');
}

/** The card as scripts see it. */
export function seen(card) {
  return card.evaluate((card) => ({
    state: card.state,
    live: card.live,
    error: card.error,
    states: ["loading", "upcoming", "open", "closed", "error", "live"].filter((name) => card.matches(`:state(${name})`)),
  }));
}

/** Waits until a condition holds, and fails with what was there instead. */
export async function until(get, expected, limit = STEP_LIMIT) {
  const end = Date.now() + limit;
  for (;;) {
    const actual = await get();
    try {
      return assert.deepEqual(actual, expected);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** From now on counts the timers that a page sets; gives what tells how many. */
export async function countTimers(page) {
  await page.evaluate(() => {
    window.timers = 0;
    const { setTimeout } = window;
    window.setTimeout = (...rest) => {
      window.timers += 1;
      return setTimeout(...rest);
    };
  });
  return () => page.evaluate(() => window.timers);
}

/** Has the gateway's answer for a conference changed on its way to the page. */
export function withConference(server, id, changes) {
  server.route(`${API}/${id}`, async (request) => {
    const answer = await request.fetch();
    return { ...answer, json: { ...JSON.parse(answer.body), ...changes } };
  });
}

/** Answers with conferences of the test's own, by their ids, under the endpoint `/c`. */
export function serve(server, conferences) {
  server.route("/c/", ({ path }) => {
    const id = path.split("/").at(-1);
    return { json: { id, name: id, ...conferences[id] } };
  });
}

/** Has what a page does at a time of chance, such as asking again behind an edge, happen as late as it may. */
export function withoutLuck(server) {
  server.addInitScript(() => (Math.random = () => 0.999));
}

/** A text with plain blanks, and without marks of direction: Intl has thin blanks and others, and its versions differ in which. */
export function plain(text) {
  return text.replace(/[\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
}
