// A conference that the page has already: it is shown, and nothing is fetched.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const GIVEN = { id: "1", name: "given", display_name: "Given by the page", meta: { a: [1, { b: null }] }, light_primary: "#112233" };

browserTest("a conference that the page gives is shown, and nothing is fetched", { body: "<conference-card theme=light></conference-card>", script: "" }, async ({ page, card, requests, events }) => {
  await page.evaluate((given) => {
    window.given = given;
    document.querySelector("conference-card").conference = given;
    return import("/conference-card/index.js");
  }, GIVEN);
  await ready(card);
  assert.deepEqual(await seen(card), { state: "open", live: false, error: null, states: ["open"] });
  assert.equal(await part(card, "title").textContent(), "Given by the page");
  assert.equal(await card.evaluate((card) => getComputedStyle(card).getPropertyValue("--conference-primary")), "#112233");
  assert.equal(await card.evaluate((card) => card.conference === window.given), true);
  assert.deepEqual((await events("conference-load")).map(({ detail }) => detail), [{ conference: GIVEN }]);
  await card.evaluate((card) => card.reload());
  assert.deepEqual(requests("/api/"), []);
});

browserTest("a given conference takes the place of one that was loaded, and gives it back", {
  body: markup(DEMO.closed),
}, async ({ card, requests, events }) => {
  await ready(card);
  await card.evaluate((card, given) => (card.conference = given), GIVEN);
  await until(async () => (await seen(card)).state, "open");
  await card.evaluate((card) => (card.conference = { ...card.conference, display_name: "Another" }));
  await until(() => part(card, "title").textContent(), "Another");
  await card.evaluate((card) => card.setAttribute("conference-id", "another"));
  assert.equal(requests("/api/").length, 1);
  await card.evaluate((card, id) => {
    card.conferenceId = id;
    card.conference = null;
  }, DEMO.closed);
  await until(async () => (await seen(card)).state, "closed");
  assert.equal(requests("/api/").length, 2);
  assert.deepEqual((await events("conference-statechange")).map(({ detail }) => detail.state), ["closed", "open", "loading", "closed"]);
});

browserTest("a change that is not about the conference doesn't load a given one again", { body: "" }, async ({ page, card, events }) => {
  await page.evaluate(async (given) => {
    await customElements.whenDefined("conference-card");
    const card = document.createElement("conference-card");
    card.conference = given;
    document.body.append(card);
    await card.ready;
    card.theme = "dark";
    card.headingLevel = 3;
  }, GIVEN);
  await until(() => part(card, "title").evaluate((title) => title.localName), "h3");
  assert.equal((await events("conference-load")).length, 1);
});

browserTest("a given conference aborts the request that is under way", {
  body: markup(DEMO.neverAnswers),
}, async ({ card, requests }) => {
  await until(() => requests("/api/").length, 1);
  await card.evaluate((card, given) => (card.conference = given), GIVEN);
  await until(async () => (await seen(card)).state, "open");
  const [request] = requests("/api/");
  await until(() => request.aborted, true);
});

// As text, since they can't be sent to the page.
for (const [name, make] of Object.entries({
  "a string": '"conference"',
  "a number": "0",
  "an empty object": "({})",
  "an object within itself": "(() => { const o = { id: '1', name: 'n' }; o.meta = o; return o; })()",
  "an object whose field throws": "({ id: '1', get name() { throw new Error('no'); } })",
  "a large number that JSON doesn't know": "({ id: '1', name: 'n', size: 10n })",
  "a function": "() => {}",
  "a symbol": "Symbol('x')",
})) {
  browserTest(`what is no conference is an error, not a dead card: ${name}`, {
    body: "<conference-card></conference-card>" + markup(DEMO.open),
    prepare: ({ site }) => site.file("given.js", `document.querySelector("conference-card").conference = ${make};`)
      .then(() => ({ head: '<script type="module" src="/given.js"></script>' })),
    expects: [/^conference-card: invalid-response: /],
    allows: [/`conference-id` is missing/],
  }, async ({ page, card }) => {
    await until(async () => (await seen(card)).error?.kind, "invalid-response");
    await until(async () => (await seen(page.locator("conference-card").nth(1))).state, "open");
    await card.evaluate((card, given) => (card.conference = given), GIVEN);
    await until(async () => (await seen(card)).state, "open");
  });
}

browserTest("functions, dates and classes in a given conference are as JSON has them", { body: "" }, async ({ page, card, events }) => {
  await page.evaluate(async () => {
    await customElements.whenDefined("conference-card");
    class Conference {
      id = "1";
      name = "n";
      join_from = new Date("2001-01-01T00:00:00Z");
      join_until = new Date("2002-01-01T00:00:00Z");
      greet() {}
      handler = () => {};
    }
    const card = document.createElement("conference-card");
    card.conference = new Conference();
    document.body.append(card);
    await card.ready;
  });
  assert.equal((await seen(card)).state, "closed");
  const [{ detail }] = await events("conference-load");
  assert.deepEqual(detail.conference, { id: "1", name: "n", join_from: "2001-01-01T00:00:00.000Z", join_until: "2002-01-01T00:00:00.000Z" });
});
