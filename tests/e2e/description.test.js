// The description: plain text, in which only addresses become links, and of which a long one shows its beginning first.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { browserTest, DEMO, markup, part, ready, serve } from "./harness.js";

const LONG_TEXT = new URL("../../gateway/demo/long_text.json", import.meta.url);

/** What the links in a description are. */
function links(card) {
  return part(card, "description").locator("a").evaluateAll((links) =>
    links.map((link) => ({ text: link.textContent, href: link.getAttribute("href"), rel: link.rel })));
}

browserTest("a description keeps its line breaks, and what looks like markup is text", {
  body: markup(DEMO.longText),
}, async ({ card }) => {
  await ready(card);
  const sent = JSON.parse(await readFile(LONG_TEXT, "utf8")).description;
  assert.match(sent, /<b>this isn't bold<\/b>/);
  const description = part(card, "description");
  assert.equal(await description.textContent(), sent);
  await part(card, "more").click();
  assert.equal(await description.textContent(), sent);
  const lines = await description.evaluate((description) => description.scrollHeight / parseFloat(getComputedStyle(description).lineHeight));
  assert.ok(lines >= sent.split("\n").length, `${lines} lines`);
  assert.equal(await description.locator("*:not(a)").count(), 0);
});

browserTest("web addresses become links that vouch for nothing, and nothing else does", {
  body: markup(DEMO.longText),
}, async ({ card }) => {
  await ready(card);
  const sent = JSON.parse(await readFile(LONG_TEXT, "utf8")).description;
  const addresses = sent.match(/https:[^\s>]+/g);
  assert.equal(addresses.length, 3);
  assert.deepEqual(await links(card), addresses.map((address) => ({ text: address, href: address, rel: "noopener nofollow ugc" })));
});

browserTest("mail addresses become links, in a text from right to left too", {
  body: markup(DEMO.rightToLeft),
}, async ({ card }) => {
  await ready(card);
  assert.deepEqual(await links(card), [
    { text: "team@example.com", href: "mailto:team@example.com", rel: "noopener nofollow ugc" },
  ]);
});

browserTest("no other address becomes a link", {
  body: '<conference-card conference-id="text" endpoint="/c"></conference-card>',
  prepare: ({ server }) => serve(server, {
    text: { description: "javascript:alert(1) javascript://example.com/%0aalert(1) data:text/html,x <a href='#'>x</a> //example.com www.example.com" },
  }),
}, async ({ card }) => {
  await ready(card);
  assert.deepEqual(await links(card), []);
  assert.equal(await part(card, "description").locator("*").count(), 0);
});

browserTest("a long description shows its beginning, and all of it on demand, by mouse and by keyboard", {
  body: markup(DEMO.longText),
}, async ({ page, card }) => {
  await ready(card);
  const more = part(card, "more");
  const description = part(card, "description");
  const shown = async () => [await more.textContent(), await more.getAttribute("aria-expanded")];
  const height = async () => (await description.boundingBox()).height;
  const low = await height();
  const full = await description.evaluate((description) => description.scrollHeight);
  assert.ok(low < 200 && full > 1_000, `${low} of ${full}`);
  assert.deepEqual(await shown(), ["Show more", "false"]);
  await more.click();
  assert.deepEqual(await shown(), ["Show less", "true"]);
  assert.ok(await height() >= full, `${await height()} of ${full}`);
  await more.click();
  assert.deepEqual(await shown(), ["Show more", "false"]);
  assert.equal(await height(), low);
  await more.focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(), ["Show less", "true"]);
  await page.keyboard.press("Space");
  assert.deepEqual(await shown(), ["Show more", "false"]);
  assert.ok(await more.evaluate((more) => more.matches(":focus")), "the focus stays");
});

browserTest("what is short has nothing more to show", {
  body: markup(DEMO.open) + markup(DEMO.minimal),
}, async ({ page }) => {
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    assert.equal(await part(card, "more").count(), 0);
  }
});
