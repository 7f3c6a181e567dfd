// The ways to keep the date: the menu, the file as a calendar reads it, and the links.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { browserTest, DEMO, EPOCH, markup, part, ready, serve, withConference } from "./harness.js";

const TITLE = `Kick-off, part 2; "north\\south"\nin plain words: 50 % off 🎉👩‍👩‍👧‍👦 ${"Zoë, ".repeat(40)}`.slice(0, 199) + ".";
const DESCRIPTION = "First line, with a comma;\n\n\\n is no line break: https://example.com/?a=1&b=2\nमस्ते 🇨🇭";
const TIMES = { join_from: "2030-03-31T00:59:30+01:00", join_until: "2030-03-31T03:30:00Z", updated_at: "2030-01-02T03:04:05Z" };
const conference = { name: "kick-off", display_name: TITLE, description: DESCRIPTION, ...TIMES };

const menu = (card) => part(card, "calendar-menu");

/** Opens the menu, chooses the file, and gives what the visitor has then. */
async function download(page, card) {
  await part(card, "calendar").click();
  const [file] = await Promise.all([page.waitForEvent("download"), menu(card).getByText("Calendar file").click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path(), "utf8") };
}

browserTest("the menu opens and closes, by mouse and by keyboard", {
  body: markup(DEMO.opensNextWeek),
}, async ({ page, card }) => {
  await ready(card);
  const button = part(card, "calendar");
  const isOpen = async () => [await button.getAttribute("aria-expanded"), await menu(card).count()];
  assert.equal(await button.textContent(), "Add to calendar");
  assert.deepEqual(await isOpen(), ["false", 0]);
  await button.click();
  assert.deepEqual(await isOpen(), ["true", 1]);
  assert.deepEqual(await menu(card).getByRole("link").allTextContents(), ["Calendar file", "Google Calendar", "Outlook"]);
  await button.click();
  assert.deepEqual(await isOpen(), ["false", 0]);
  await button.focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await isOpen(), ["true", 1]);
  await page.keyboard.press("Space");
  assert.deepEqual(await isOpen(), ["false", 0]);
  assert.ok(await button.evaluate((button) => button.matches(":focus")), "the focus stays");
});

browserTest("the file that is downloaded reads back unchanged", {
  body: markup(DEMO.opensNextWeek, 'join-href="/rooms/{name}"'),
  prepare: ({ server }) => withConference(server, DEMO.opensNextWeek, conference),
}, async ({ page, card, address }) => {
  await ready(card);
  assert.equal([...TITLE].length > 150 && TITLE.length, 200);
  const { name, content } = await download(page, card);
  assert.equal(name, "kick-off.ics");
  for (const line of content.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [entry, ...others] = calendar.getAllSubcomponents("vevent");
  assert.deepEqual(others, []);
  const event = new ICAL.Event(entry);
  assert.equal(event.summary, TITLE);
  const note = "These are the times at which the doors open and close.";
  assert.equal(event.description, `${note}\n\n${DESCRIPTION}\n\n${address}/rooms/kick-off`);
  assert.equal(event.startDate.toJSDate().toISOString(), new Date(TIMES.join_from).toISOString());
  assert.equal(event.endDate.toJSDate().toISOString(), new Date(TIMES.join_until).toISOString());
  assert.equal(event.uid, `${DEMO.opensNextWeek}@conference-card`);
  assert.equal(entry.getFirstPropertyValue("dtstamp").toJSDate().toISOString(), new Date(TIMES.updated_at).toISOString());
  assert.equal(entry.getFirstPropertyValue("url"), `${address}/rooms/kick-off`);
});

browserTest("the links open the forms of Google Calendar and Outlook, filled in, in a tab of their own", {
  body: '<conference-card conference-id="kick-off" endpoint="/c"></conference-card>',
  prepare: ({ server }) => serve(server, { "kick-off": conference }),
}, async ({ card }) => {
  await ready(card);
  await part(card, "calendar").click();
  const link = async (name) => {
    const element = menu(card).getByText(name);
    const [href, target, rel] = await element.evaluate(({ href, target, rel }) => [href, target, rel]);
    assert.deepEqual([target, rel], ["_blank", "noopener"]);
    return new URL(href);
  };
  const google = await link("Google Calendar");
  assert.equal(google.host, "calendar.google.com");
  assert.equal(google.searchParams.get("text"), TITLE);
  assert.equal(google.searchParams.get("dates"), "20300330T235930Z/20300331T033000Z");
  assert.ok(google.searchParams.get("details").endsWith(DESCRIPTION));
  const outlook = await link("Outlook");
  assert.equal(outlook.host, "outlook.live.com");
  assert.equal(outlook.searchParams.get("subject"), TITLE);
  assert.equal(outlook.searchParams.get("startdt"), "2030-03-30T23:59:30Z");
  assert.equal(outlook.searchParams.get("enddt"), "2030-03-31T03:30:00Z");
});

const CASES = {
  "without-end": { join_from: "2026-02-01T00:00:00Z" },
  "without-beginning": { join_until: "2026-02-01T00:00:00Z" },
  always: {},
  over: { join_from: "2026-01-01T00:00:00Z", join_until: "2026-01-02T00:00:00Z" },
};

browserTest("only what begins, and isn't over, can be kept", {
  body: Object.keys(CASES).map((id) => `<conference-card conference-id="${id}" endpoint="/c"></conference-card>`).join(""),
  prepare: ({ server, clock }) => {
    clock.setFixedTime(EPOCH);
    serve(server, CASES);
  },
}, async ({ page }) => {
  const buttons = [];
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    buttons.push(await part(card, "calendar").count());
  }
  assert.deepEqual(buttons, [1, 0, 0, 0]);
  const { content } = await download(page, page.locator("conference-card").first());
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent("vevent"));
  assert.equal(event.startDate.toJSDate().toISOString(), "2026-02-01T00:00:00.000Z");
  assert.equal(event.component.hasProperty("dtend"), false);
});
