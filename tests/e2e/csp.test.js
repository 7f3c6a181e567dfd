// The gateway's policy, under which every other test runs, is as strict as the one that the card promises to work under, which
// policy.test.js has.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, ready } from "./harness.js";

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
