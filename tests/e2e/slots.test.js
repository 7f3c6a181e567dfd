// What the page puts into the card: beside the title, beside Join and below.
import assert from "node:assert/strict";
import { box, browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const CONTENT = `
  <span slot="header">Host: Ada</span>
  <button slot="actions">Ask a question</button>
  <p slot="footer">Recordings are kept for 30 days.</p>
  <a href="/all-hands">The fallback</a>`;

browserTest("the page's own content stands in the card, in its place, and stays there as the card changes", {
  body: markup(DEMO.open, "join-button", CONTENT),
}, async ({ page, card }) => {
  await ready(card);
  const own = ["Host: Ada", "Ask a question", "Recordings are kept for 30 days."].map((text) => page.getByText(text));
  const shown = () => Promise.all(own.map((element) => element.isVisible()));
  assert.deepEqual(await shown(), [true, true, true]);
  assert.equal(await page.getByText("The fallback").isVisible(), false);
  const [header, actions, footer] = await Promise.all(own.map((element) => element.boundingBox()));
  const join = await part(card, "join").boundingBox();
  const frame = await box(card).boundingBox();
  assert.ok(header.y < join.y, "in the header");
  assert.ok(actions.x > join.x && actions.y < join.y + join.height && actions.y + actions.height > join.y, "beside Join");
  assert.ok(footer.y > join.y + join.height && footer.y + footer.height <= frame.y + frame.height, "at the card's end");
  await card.evaluate((card) => Object.assign(card, { joinButton: false, headingLevel: 4, theme: "dark" }));
  await until(() => part(card, "join").count(), 0);
  assert.deepEqual(await shown(), [true, true, true]);
  await card.evaluate((card, id) => (card.conferenceId = id), DEMO.closed);
  await until(async () => (await seen(card)).state, "closed");
  assert.deepEqual(await shown(), [true, true, true]);
});

browserTest("slots without content take no room", {
  body: markup(DEMO.closed) + markup(DEMO.closed, "", '<p slot="footer">Footer</p>'),
}, async ({ page, card }) => {
  const other = page.locator("conference-card").nth(1);
  await ready(card);
  await ready(other);
  const end = async (card) => {
    const { y, height } = await box(card).boundingBox();
    const last = await part(card, "details").boundingBox();
    return y + height - last.y - last.height;
  };
  assert.equal(await end(card), 21); // padding and border
  assert.ok(await end(other) > 30);
});
