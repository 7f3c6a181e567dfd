// What can go wrong, for the visitor, for the page and for its owner.
import assert from "node:assert/strict";
import { API, box, browserTest, CUT, DEMO, FAILED_LOAD, markup, part, ready, seen, until } from "./harness.js";

const UNKNOWN = "9f1d6c5e-0c2b-4b7a-9d3e-5a4b3c2d1e0f";

browserTest("an unknown id shows that there is no such conference, and says so to scripts and to the owner", {
  body: `<main>${markup(UNKNOWN)}</main>`,
  expects: [FAILED_LOAD, /^conference-card: not-found \(HTTP 404\): the endpoint knows no conference with this id/],
}, async ({ card, events }) => {
  await ready(card);
  assert.equal(await part(card, "error").textContent(), "There is no such conference.");
  assert.ok(await part(card, "error").isVisible());
  assert.equal(await part(card, "error").getAttribute("role"), "alert");
  assert.equal(await part(card, "retry").count(), 0);
  const error = {
    kind: "not-found",
    status: 404,
    message: "the endpoint knows no conference with this id; check `conference-id` and `endpoint`",
  };
  assert.deepEqual(await seen(card), { state: "error", live: false, error, states: ["error"] });
  assert.equal(await box(card).getAttribute("data-state"), "error");
  assert.equal(await card.evaluate((card) => card.conference), null);
  const [event, ...others] = await events("conference-error");
  assert.deepEqual(event, { type: "conference-error", detail: error, bubbles: true, composed: true, cancelable: false });
  assert.deepEqual(others, []);
});

browserTest("the events of a card in a shadow root reach the page", {
  body: '<div id="host"></div>',
  expects: [FAILED_LOAD, /^conference-card: not-found/],
}, async ({ page, events }) => {
  await page.evaluate((id) => {
    const card = document.createElement("conference-card");
    card.conferenceId = id;
    document.getElementById("host").attachShadow({ mode: "open" }).append(card);
  }, UNKNOWN);
  await until(async () => (await events("conference-error")).map(({ detail }) => detail.kind), ["not-found"]);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail), [
    { state: "error", previous: "loading", live: false },
  ]);
});

const UNREADABLE = "The conference can't be shown: the answer can't be read.";
const NOT_UNDERSTOOD = "This conference can't be shown: the request was not understood.";
const ANSWERS = [
  { id: DEMO.badRequest, kind: "invalid-request", status: 400, sentence: NOT_UNDERSTOOD, retries: 0 },
  { id: DEMO.unauthorized, kind: "unauthorized", status: 401, sentence: "You have no access to this conference.", retries: 0 },
  { id: DEMO.notFound, kind: "not-found", status: 404, sentence: "There is no such conference.", retries: 0 },
  { id: DEMO.invalidParameter, kind: "invalid-request", status: 422, sentence: NOT_UNDERSTOOD, retries: 0 },
  { id: DEMO.serverError, kind: "server", status: 500, sentence: "The conference can't be loaded right now.", retries: 1 },
  { id: DEMO.notAConference, kind: "invalid-response", status: null, sentence: UNREADABLE, retries: 1 },
];

browserTest("each failure of the API has its kind, its sentence, and Try again where that can help", {
  body: ANSWERS.map(({ id }) => markup(id)).join(""),
  expects: [FAILED_LOAD, ...ANSWERS.map(({ kind }) => new RegExp(`^conference-card: ${kind}`))],
}, async ({ page }) => {
  for (const [at, { id, kind, status, sentence, retries }] of ANSWERS.entries()) {
    const card = page.locator("conference-card").nth(at);
    await ready(card);
    const { state, error } = await seen(card);
    assert.deepEqual([state, error.kind, error.status], ["error", kind, status], id);
    assert.ok(error.message, id);
    assert.equal(await part(card, "error").textContent(), sentence);
    assert.equal(await part(card, "retry").count(), retries, id);
  }
});

const PROXIES = [
  { status: 403, kind: "unauthorized" },
  { status: 408, kind: "timeout" },
  { status: 410, kind: "not-found" },
  { status: 429, kind: "rate-limited" },
  { status: 503, kind: "server" },
];

browserTest("the web pages that proxies send with a status are errors of its kind", {
  body: PROXIES.map(({ status }) => markup(status)).join(""),
  prepare: ({ server }) => server.route(API, ({ path }) =>
    ({ status: Number(path.slice(-3)), type: "text/html", body: "<!doctype html><p>Proxy" })),
  expects: [FAILED_LOAD, ...PROXIES.map(({ status, kind }) => new RegExp(`^conference-card: ${kind} \\(HTTP ${status}\\)`))],
}, async ({ page }) => {
  for (const [at, { status, kind }] of PROXIES.entries()) {
    const card = page.locator("conference-card").nth(at);
    await ready(card);
    const { error } = await seen(card);
    assert.deepEqual([error.kind, error.status], [kind, status]);
  }
});

const BODIES = ["null", "[]", '{"id": "1"}', '{"id": 1, "name": "n"}', '{"id": "1", "na', "", '"text"'];

browserTest("a body that is no conference is an invalid response", {
  body: BODIES.map((_, at) => markup(at)).join(""),
  prepare: ({ server }) => server.route(API, ({ path }) => ({ type: "application/json", body: BODIES[path.slice(-1)] })),
  expects: [/^conference-card: invalid-response: the answer is no JSON/],
}, async ({ page }) => {
  for (const [at, body] of BODIES.entries()) {
    const card = page.locator("conference-card").nth(at);
    await ready(card);
    assert.equal((await seen(card)).error?.kind, "invalid-response", body);
  }
});

browserTest("an answer of another content type is read all the same, with a byte order mark too", {
  body: markup(DEMO.open),
  prepare: ({ server }) => server.route(API, () => ({ type: "text/plain", body: '\ufeff{"id": "1", "name": "plain"}' })),
}, async ({ card }) => {
  await ready(card);
  assert.equal(await part(card, "title").textContent(), "plain");
});

browserTest("a connection that breaks is the error network, with advice for the owner", {
  body: markup(DEMO.open),
  prepare: ({ server }) => server.route(API, () => CUT),
  expects: [FAILED_LOAD, /^conference-card: network: no answer: .+; .*CORS.*connect-src/],
}, async ({ card }) => {
  await ready(card);
  const { error } = await seen(card);
  assert.deepEqual([error.kind, error.status], ["network", null]);
  assert.equal(await part(card, "error").textContent(), "The conference can't be reached. Check your connection.");
});

browserTest("an endpoint that never answers is the error timeout, after the time that the page gives it", {
  body: markup(DEMO.neverAnswers, 'timeout="0.5"'),
  expects: [/^conference-card: timeout: no answer in time; `timeout` sets how long to wait$/],
}, async ({ card, requests }) => {
  await ready(card);
  const { error } = await seen(card);
  assert.deepEqual([error.kind, error.status], ["timeout", null]);
  assert.equal(await part(card, "error").textContent(), "Loading the conference took too long.");
  const [request] = requests("/api/");
  await until(() => request.aborted, true);
});

browserTest("Try again loads the conference after a failure that has passed", {
  body: markup(DEMO.open),
  prepare: ({ server }) => {
    let requests = 0;
    server.route(API, () => (++requests <= 3 ? { status: 500, json: {} } : undefined));
  },
  expects: [FAILED_LOAD, /^conference-card: server \(HTTP 500\)/],
}, async ({ card, events, requests }) => {
  await ready(card);
  assert.equal(await part(card, "retry").textContent(), "Try again");
  await part(card, "retry").click();
  await until(async () => (await seen(card)).state, "open");
  assert.deepEqual(await seen(card), { state: "open", live: false, error: null, states: ["open"] });
  assert.equal(await part(card, "title").textContent(), "Customer office hours");
  assert.equal(await part(card, "error").count(), 0);
  assert.equal(requests("/api/").length, 4);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["error", "loading", "open"]);
});

const SECRETS = "credentials in a page are for everyone to read";
const NO_ADDRESS = "`endpoint` takes an http, https or relative URL";
const REFUSED = [
  { attributes: "", message: "`conference-id` is missing" },
  { attributes: 'conference-id=" "', message: "`conference-id` is missing" },
  { attributes: 'conference-id=".."', message: "`conference-id` is no id" },
  { attributes: 'conference-id="1" endpoint="https://user:pw@conferences.example/"', message: SECRETS },
  { attributes: 'conference-id="1" endpoint="/\\user:pw@conferences.example"', message: SECRETS },
  { attributes: 'conference-id="1" endpoint="/c?token=PT0123456789abcdef0123456789abcdef01234567"', message: SECRETS },
  { attributes: 'conference-id="PT0123456789abcdef0123456789abcdef01234567"', message: SECRETS },
  { attributes: 'conference-id="1" endpoint="data:application/json,{}"', message: NO_ADDRESS },
  { attributes: 'conference-id="1" endpoint="javascript:alert(1)"', message: NO_ADDRESS },
];
const WRONG = [
  { attributes: 'conference-id="1" join-href="javascript:alert(1)"', message: "`join-href` takes an http, https or relative URL" },
  { attributes: 'conference-id="1" theme="black"', message: "`theme` takes one of: auto, light, dark" },
  { attributes: 'conference-id="1" timeout="0"', message: "`timeout` takes a number of seconds above 0" },
  { attributes: 'conference-id="1" heading-level="7"', message: "`heading-level` takes a whole number from 1 to 6" },
  { attributes: 'conference-id="1" credentials="yes"', message: "`credentials` takes one of: omit, same-origin, include" },
];

for (const { name, cases, requested } of [
  { name: "without an id, or with credentials or no web address, nothing is requested", cases: REFUSED, requested: false },
  { name: "an attribute that holds what it can't is named", cases: WRONG, requested: true },
]) {
  browserTest(name, {
    body: cases.map(({ attributes }) => `<conference-card ${attributes}></conference-card>`).join(""),
    prepare: ({ server }) => server.route(`${API}/1`, () => ({ json: { id: "1", name: "n" } })),
    expects: [/^conference-card: config: /],
  }, async ({ page, requests }) => {
    for (const [at, { attributes, message }] of cases.entries()) {
      const card = page.locator("conference-card").nth(at);
      await ready(card);
      const { state, error } = await seen(card);
      assert.deepEqual([state, error?.kind, error?.status], ["error", "config", null], attributes);
      assert.ok(error.message.startsWith(message), error.message);
      assert.doesNotMatch(error.message, /pw|PT01/);
      assert.equal(await part(card, "error").textContent(), "This conference can't be shown: the page is not set up for it.");
    }
    const ownFiles = /^\/(page-\d+\.html|conference-card\/.*)$/;
    const others = requests().map(({ path }) => path).filter((path) => !ownFiles.test(path));
    // What is wrong with other attributes only the module finds out, when the request is under way.
    assert.deepEqual(others.filter((path) => !requested || path !== `${API}/1`), []);
  });
}

browserTest("a card recovers when the page mends its attributes", {
  body: "<conference-card></conference-card>",
  expects: [/^conference-card: config: `conference-id` is missing$/],
}, async ({ card, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "error");
  await card.evaluate((card, id) => (card.conferenceId = id), DEMO.reference);
  await until(async () => (await seen(card)).state, "closed");
  assert.equal((await seen(card)).error, null);
  assert.equal(requests("/api/").length, 1);
});
