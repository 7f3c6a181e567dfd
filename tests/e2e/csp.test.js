// The strict policy under which the card promises to work. Every other test runs under the gateway's, which is as strict.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const PROMISED = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

browserTest("the gateway's policy allows no inline script, no inline style, no other host and no Trusted Types policy", {
  body: markup(DEMO.reference),
}, async ({ page, card }) => {
  await ready(card);
  const policy = (await fetch(await page.url())).headers.get("content-security-policy");
  for (const directive of PROMISED.split("; ")) assert.ok(policy.includes(directive), directive);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|nonce|https?:|\*/);
});

// With the icon that every test page has.
browserTest("a card shows, changes and fails under the policy that it promises to work under", {
  head: `<meta http-equiv="Content-Security-Policy" content="${PROMISED}; img-src data:">`,
  body: markup(DEMO.live, 'include-active-session join-button theme="dark"'),
  expects: [/^conference-card: config: `conference-id` is missing$/],
}, async ({ page, card }) => {
  await ready(card);
  assert.equal(await page.evaluate(() => window.trustedTypes !== undefined), true);
  assert.deepEqual((await seen(card)).states, ["open", "live"]);
  const style = (name) => card.evaluate((card, name) => getComputedStyle(card).getPropertyValue(name), name);
  assert.equal(await style("--conference-primary"), "#6EA0FF");
  assert.equal(await part(card, "join").evaluate((join) => getComputedStyle(join).backgroundColor), "rgb(110, 160, 255)");
  await card.evaluate((card) => Object.assign(card, { theme: "light", headingLevel: 1, joinHref: "/rooms/{name}", lang: "de" }));
  assert.equal(await style("--conference-primary"), "#044EF4");
  await until(() => part(card, "join").textContent(), "Teilnehmen");
  assert.equal(await part(card, "join").getAttribute("href"), "/rooms/town_hall");
  await card.evaluate((card) => (card.conferenceId = null));
  await until(async () => (await seen(card)).state, "error");
  assert.equal(await part(card, "error").count(), 1);
});

browserTest("a card shows in a page that is isolated from other origins", {
  body: markup(DEMO.reference),
  prepare: ({ server }) => server.route(/^\/page-\d+\.html$/, async (request) => {
    const answer = await request.fetch();
    const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
    return { ...answer, headers: { ...answer.headers, ...isolation } };
  }),
}, async ({ page, card }) => {
  await ready(card);
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);
  assert.equal((await seen(card)).state, "closed");
});

browserTest("a card keeps nothing in the browser, and asks no other host", {
  body: markup(DEMO.reference),
}, async ({ page, card, address }) => {
  await ready(card);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.ok(loaded.length > 3);
  assert.deepEqual(loaded.filter((url) => !url.startsWith(`${address}/`) && !url.startsWith("data:")), []);
  const kept = await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]);
  assert.deepEqual(kept, ["", 0, 0, 0]);
});
