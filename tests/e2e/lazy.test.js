// loading="lazy": nothing is fetched, the module included, until the card is near what the visitor sees.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const FAR = '<div id="far"></div>';
/** A page on which the card is far below: the policy allows no inline style. */
const below = ({ site }) =>
  site.file("far.css", "#far { block-size: 5000px }").then(() => ({ head: '<link rel="stylesheet" href="/far.css">' }));
const loaded = (requests) => [requests("/api/"), requests(".wasm")].map(({ length }) => length);
const pause = () => new Promise((resolve) => setTimeout(resolve, 300));

browserTest("a lazy card far below fetches nothing until it comes near, then shows", {
  body: FAR + markup(DEMO.open, 'loading="lazy"', "<p>Fallback</p>"),
  prepare: below,
}, async ({ page, card, requests }) => {
  await card.evaluate(() => customElements.whenDefined("conference-card"));
  await pause();
  assert.deepEqual(loaded(requests), [0, 0]);
  assert.deepEqual(await seen(card), { state: "loading", live: false, error: null, states: ["loading"] });
  assert.equal(await page.getByText("Fallback").isVisible(), true);
  // Near, but not there: the card begins before it is seen.
  await page.evaluate(() => window.scrollTo(0, document.getElementById("far").offsetHeight - window.innerHeight - 300));
  await ready(card);
  assert.equal((await seen(card)).state, "open");
  assert.deepEqual(loaded(requests), [1, 1]);
});

browserTest("a lazy card in view loads at once", { body: markup(DEMO.open, 'loading=" LAZY "') }, async ({ card, requests }) => {
  await ready(card);
  assert.deepEqual(loaded(requests), [1, 1]);
});

browserTest("a lazy card that is made eager loads", {
  body: FAR + markup(DEMO.open, 'loading="lazy"'),
  prepare: below,
}, async ({ card, requests }) => {
  await pause();
  assert.deepEqual(loaded(requests), [0, 0]);
  await card.evaluate((card) => (card.theme = "dark"));
  await pause();
  assert.deepEqual(loaded(requests), [0, 0]);
  await card.evaluate((card) => (card.loading = "eager"));
  await ready(card);
  assert.deepEqual(loaded(requests), [1, 1]);
});

browserTest("a lazy card that is told to reload loads", {
  body: FAR + markup(DEMO.open, 'loading="lazy"'),
  prepare: below,
}, async ({ card, requests }) => {
  await pause();
  assert.equal(await card.evaluate(async (card) => {
    await customElements.whenDefined("conference-card");
    await card.reload();
    return card.state;
  }), "open");
  assert.deepEqual(loaded(requests), [1, 1]);
});

browserTest("a lazy card that is taken away stays away, and loads where it is put near", {
  body: FAR + markup(DEMO.open, 'loading="lazy"'),
  prepare: below,
}, async ({ page, card, requests }) => {
  await pause();
  await page.evaluate(async () => {
    window.card = document.querySelector("conference-card");
    window.card.remove();
    window.scrollTo(0, 5000);
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  assert.deepEqual(loaded(requests), [0, 0]);
  await page.evaluate(() => document.body.append(window.card));
  await ready(card);
  assert.equal(await part(card, "title").textContent(), "Customer office hours");
});

browserTest("a mistake in loading is told like any other", {
  body: markup(DEMO.open, 'loading="lzy"'),
  expects: [/^conference-card: config: `loading` takes one of: eager, lazy$/],
}, async ({ card }) => {
  await ready(card);
  assert.equal((await seen(card)).error.kind, "config");
});
