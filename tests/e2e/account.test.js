// The card, the gateway with an account, and a stand-in of the API behind it: what a page owner runs, from end to end.
import assert from "node:assert/strict";
import { browserTest, FAILED_LOAD, part, ready, seen, until } from "./harness.js";
import { startAccount } from "./support/gateway.js";
import { letReach } from "./support/site.js";
import { startUpstream } from "./support/upstream.js";

const ID = "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01";
const OTHER = "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02";
const PROJECT = "6ac0cb7a-1f3b-4d7c-9f5e-2f1c6ad5e7b0";
const TOKEN = "PT-no-page-may-see-this";
const ACCOUNT = { SIGNALWIRE_PROJECT_ID: PROJECT, SIGNALWIRE_API_TOKEN: TOKEN };
const AUTHORIZATION = `Basic ${Buffer.from(`${PROJECT}:${TOKEN}`).toString("base64")}`;
const MINUTE = 60_000;
const inMinutes = (minutes) => new Date(Date.now() + minutes * MINUTE).toISOString();
const conference = (more) => ({ id: ID, name: "town_hall", display_name: "Town Hall", secret: "kept back", meta: { room: 1 }, ...more });
const path = (id) => `/api/video/conferences/${id}`;

/**
 * Defines a test with a gateway of another origin than the page. `body` gets the gateway's address. `origin` is the
 * one that may read, if not the page's. `run` gets, besides the rest, the `gateway`, and the `upstream`, which answers with what `answers`
 * gives for an id.
 */
function accountTest(name, { body, answers, origin, options = [], prepare, ...settings }, run) {
  let upstream;
  let gateway;
  browserTest(name, {
    ...settings,
    async prepare(test) {
      upstream = await startUpstream(answers);
      gateway = await startAccount(upstream.address, ACCOUNT, ["--allow-origin", origin ?? test.address, ...options]);
      letReach(test.server, gateway.address);
      await prepare?.(test);
      return { body: body(gateway.address) };
    },
  }, async (test) => {
    try {
      await run({ ...test, gateway, upstream });
    } finally {
      await gateway.stop();
      await upstream.stop();
    }
  });
}

const markup = (address, id = ID, attributes = "") =>
  `<conference-card endpoint="${address}/api/video/conferences" conference-id="${id}" ${attributes}></conference-card>`;
const states = (page) => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state, error }) => error?.kind ?? state));

accountTest("cards of a page show what the API has, by one call, with the account's credentials, and nothing that is nobody's business", {
  body: (address) => markup(address).repeat(3),
  answers: () => ({ json: conference() }),
}, async ({ page, card, upstream }) => {
  await until(() => states(page), ["open", "open", "open"]);
  assert.equal(await part(card, "title").textContent(), "Town Hall");
  const calls = upstream.calls(ID);
  assert.equal(calls.length, 1);
  assert.deepEqual([calls[0].method, calls[0].url, calls[0].headers.authorization], ["GET", path(ID), AUTHORIZATION]);
  assert.equal(calls[0].headers.cookie, undefined);
  assert.deepEqual(await card.evaluate((card) => card.conference), { id: ID, name: "town_hall", display_name: "Town Hall" });
});

accountTest("a session is shown where one was asked for", {
  body: (address) => markup(address, ID, "include-active-session"),
  answers: () => ({ json: conference({ active_session: { id: OTHER, status: "in-progress" } }) }),
}, async ({ card, upstream }) => {
  await until(async () => (await seen(card)).live, true);
  assert.deepEqual(upstream.calls(ID).map(({ url }) => url), [`${path(ID)}?include_active_session=true`]);
});

accountTest("a card that loads again asks the gateway, and the API isn't asked", {
  body: (address) => markup(address),
  answers: () => ({ json: conference() }),
}, async ({ page, card, upstream }) => {
  await ready(card);
  const asked = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/video/")).length);
  const before = await asked();
  await card.evaluate((card) => card.reload());
  assert.equal(await asked() - before, 1);
  assert.equal((await seen(card)).state, "open");
  assert.equal(upstream.calls(ID).length, 1);
});

accountTest("while the API fails, a card that was seen before goes on, and one that wasn't tells what a visitor can do, until it is back", {
  body: (address) => markup(address),
  answers: () => ({ json: conference() }),
  options: ["--ttl", "1"],
  expects: [FAILED_LOAD, /^conference-card: server \(HTTP 502\)/],
}, async ({ page, card, upstream }) => {
  await ready(card);
  upstream.answer(() => ({ status: 500, json: { error: "the API's own words" } }));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await card.evaluate((card) => card.reload());
  assert.deepEqual([(await seen(card)).state, (await seen(card)).error], ["open", null]);
  assert.ok(upstream.calls(ID).length > 1);
  await card.evaluate((card, id) => {
    const other = card.cloneNode();
    other.conferenceId = id;
    card.after(other);
  }, OTHER);
  const other = page.locator("conference-card").nth(1);
  await until(() => states(page), ["open", "server"], 20_000);
  assert.equal(await part(other, "error").textContent(), "The conference can't be loaded right now.");
  assert.ok(!JSON.stringify((await seen(other)).error).includes("own words"));
  upstream.answer((id) => ({ json: conference({ id, name: "back", display_name: "Back" }) }));
  await until(async () => {
    await other.evaluate((other) => other.reload());
    return states(page);
  }, ["open", "open"], 20_000);
  assert.equal(await part(other, "title").textContent(), "Back");
});

accountTest("credentials that are refused later are no visitor's business", {
  body: (address) => markup(address),
  answers: (id) => (id === ID ? { status: 401, json: { error: "Unauthorized" } } : { status: 404, json: {} }),
  expects: [FAILED_LOAD, /^conference-card: server \(HTTP 502\)/],
}, async ({ page, card, gateway }) => {
  await until(() => states(page), ["server"], 20_000);
  assert.equal(await part(card, "error").textContent(), "The conference can't be loaded right now.");
  assert.equal((await fetch(`${gateway.address}/readyz`)).status, 503);
});

accountTest("a conference that isn't allowed is not found, and the API isn't asked", {
  body: (address) => markup(address) + markup(address, OTHER),
  answers: () => ({ json: conference() }),
  options: ["--allow", ID],
  expects: [FAILED_LOAD, /^conference-card: not-found \(HTTP 404\)/],
}, async ({ page, upstream }) => {
  await until(() => states(page), ["open", "not-found"]);
  assert.equal(upstream.calls(OTHER).length, 0);
});

accountTest("a clock that is wrong is corrected by what the gateway says of the time, to another origin too", {
  body: (address) => markup(address, ID, 'timeout="3600"'),
  answers: () => ({ json: conference({ join_from: inMinutes(-10), join_until: inMinutes(10) }) }),
  prepare: ({ clock }) => clock.install({ time: inMinutes(60) }),
}, async ({ card }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "open");
});

accountTest("a page of an origin that isn't allowed reads nothing", {
  origin: "https://page.example",
  body: (address) => markup(address),
  answers: () => ({ json: conference() }),
  expects: [/^conference-card: network: .*CORS/],
  allows: [/Access to fetch|Cross-Origin|access control/i, FAILED_LOAD],
}, async ({ page }) => {
  await until(() => states(page), ["network"], 20_000);
});
