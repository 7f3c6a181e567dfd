// Join: a link or a button, and what the page hears of it.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, until } from "./harness.js";

const HREF = "/target.html?room={name}&id={id}";
const FILLED = `/target.html?room=customer-office-hours&id=${DEMO.open}`;
const target = ({ site }) => site.file("target.html", "<!doctype html><title>Joined</title><link rel=icon href=data:,>");

browserTest("there is no Join where the page has no use for it", {
  body: markup(DEMO.open) + markup(DEMO.closed),
}, async ({ page, card }) => {
  await ready(card);
  assert.deepEqual(await part(card, "actions").getByRole("button").allTextContents(), ["Add to calendar"]);
  const closed = page.locator("conference-card").nth(1);
  await ready(closed);
  assert.equal(await part(closed, "actions").locator("a, button").count(), 0);
  assert.equal(await part(closed, "actions").boundingBox(), null);
});

browserTest("the Join button tells the page, which conference it is for", {
  body: markup(DEMO.open, "join-button"),
}, async ({ page, card, events }) => {
  await ready(card);
  const join = part(card, "join");
  assert.equal(await join.evaluate((join) => `${join.localName} ${join.type}`), "button button");
  assert.equal(await join.textContent(), "Join");
  assert.ok(await join.isEnabled());
  await join.click();
  await join.focus();
  await page.keyboard.press("Enter");
  const joins = await events("conference-join");
  assert.equal(joins.length, 2);
  for (const { detail, ...event } of joins) {
    assert.deepEqual(event, { type: "conference-join", bubbles: true, composed: true, cancelable: true });
    assert.deepEqual(detail, { conference: await card.evaluate((card) => card.conference), href: null });
    assert.equal(detail.conference.id, DEMO.open);
  }
});

browserTest("the Join link leads where the page says, with the conference filled in", {
  body: markup(DEMO.open, `join-href="${HREF}"`),
  prepare: target,
}, async ({ page, card, address }) => {
  await ready(card);
  const join = part(card, "join");
  assert.equal(await join.evaluate((join) => join.localName), "a");
  assert.equal(await join.getAttribute("href"), FILLED);
  await join.click();
  await until(() => page.url(), `${address}${FILLED}`);
  await until(() => page.title(), "Joined");
});

browserTest("the Join link opens another tab where the page says so, without a way back", {
  body: markup(DEMO.open, 'join-href="/target.html" join-target="_blank"'),
}, async ({ card }) => {
  await ready(card);
  const join = part(card, "join");
  assert.deepEqual(await join.evaluate(({ target, rel }) => [target, rel]), ["_blank", "noopener"]);
  await card.evaluate((card) => (card.joinTarget = "room"));
  assert.deepEqual(await join.evaluate(({ target, rel }) => [target, rel]), ["room", ""]);
  await card.evaluate((card) => (card.joinTarget = null));
  assert.equal(await join.getAttribute("target"), null);
});

browserTest("a page that prevents conference-join takes over from the link", {
  body: markup(DEMO.open, `join-href="${HREF}"`),
  prepare: target,
}, async ({ page, card, events }) => {
  await ready(card);
  await page.evaluate(() => document.addEventListener("conference-join", (event) => event.preventDefault()));
  const before = await page.url();
  await part(card, "join").click();
  const [{ detail }, ...others] = await events("conference-join");
  assert.deepEqual(detail, { conference: await card.evaluate((card) => card.conference), href: FILLED });
  assert.deepEqual(others, []);
  assert.equal(await page.url(), before);
});

for (const { name, id } of [{ name: "before the window", id: DEMO.opensInTwoMinutes }, { name: "after it", id: DEMO.closed }]) {
  browserTest(`Join does nothing ${name}`, {
    body: markup(id, "join-button") + markup(id, `join-href="${HREF}"`),
    prepare: target,
  }, async ({ page, card, events }) => {
    await ready(card);
    const button = part(card, "join");
    assert.ok(await button.isDisabled());
    const other = page.locator("conference-card").nth(1);
    await ready(other);
    const link = part(other, "join");
    assert.deepEqual(await link.evaluate((link) => [link.localName, link.role, link.ariaDisabled, link.hasAttribute("href")]), [
      "a", "link", "true", false,
    ]);
    const before = await page.url();
    for (const join of [button, link]) {
      await join.click({ force: true });
      await join.evaluate((join) => join.click());
    }
    assert.deepEqual(await events("conference-join"), []);
    assert.equal(await page.url(), before);
  });
}

browserTest("Join turns from a button into a link and back as the page changes its mind", {
  body: markup(DEMO.open, "join-button"),
}, async ({ card, requests }) => {
  await ready(card);
  const tag = () => part(card, "join").evaluate((join) => join.localName);
  assert.equal(await tag(), "button");
  await card.evaluate((card) => (card.joinHref = "/rooms/{name}"));
  assert.equal(await tag(), "a");
  assert.equal(await part(card, "join").getAttribute("href"), "/rooms/customer-office-hours");
  await card.evaluate((card) => (card.joinHref = null));
  assert.equal(await tag(), "button");
  await card.evaluate((card) => (card.joinButton = false));
  assert.equal(await part(card, "join").count(), 0);
  assert.equal(requests("/api/").length, 1);
});
