// What a card says of its door: in words, in a zone, and as time passes.
import assert from "node:assert/strict";
import { box, browserTest, countTimers, EPOCH, part, plain, ready, seen, serve, until, withoutLuck } from "./harness.js";
import { TEXTS } from "./support/door_texts.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An instant, in milliseconds after the epoch. */
const at = (milliseconds) => new Date(Date.parse(EPOCH) + milliseconds).toISOString();
const session = { active_session: { status: "in-progress", start_time: at(-8 * MINUTE) } };

const DOORS = {
  days: { join_from: at(3 * DAY + HOUR) },
  hours: { join_from: at(5 * HOUR + MINUTE), join_until: at(6 * HOUR) },
  minutes: { join_from: at(12.5 * MINUTE), join_until: at(HOUR) },
  seconds: { join_from: at(45.5 * SECOND), join_until: at(HOUR) },
  open: { join_from: at(-HOUR), join_until: at(3 * HOUR) },
  closing: { join_from: at(-HOUR), join_until: at(20.5 * MINUTE) },
  closed: { join_from: at(-14 * DAY), join_until: at(-HOUR) },
  running: { join_from: at(-5 * HOUR), join_until: at(-HOUR), ...session },
  live: { join_until: at(2 * HOUR), ...session },
};

const element = (id, attributes = "") => `<conference-card conference-id="${id}" endpoint="/c" ${attributes}></conference-card>`;

/** What the card says of its door, piece by piece. */
async function door(card) {
  const pieces = [];
  for (const name of ["status", "live", "window", "countdown", "note"]) pieces.push(...await part(card, name).allTextContents());
  return plain(pieces.join(" | "));
}

/** Dates of a range in one of the two ways in which Japanese has them: browsers differ in which. */
const sameDates = (text) => text.replace(/(\d+)年/g, "$1/").replace(/(\d+)月(\d+)日/g, "$1/$2");

for (const [language, zones] of Object.entries(TEXTS)) {
  browserTest(`the door is told in the language ${language}, with the zone where it isn't the visitor's`, {
    body: Object.keys(zones).flatMap((zone) =>
      Object.keys(DOORS).map((id) => `<div lang="${language}">${element(id, `time-zone="${zone}"`)}</div>`)).join(""),
    prepare: ({ server, clock }) => {
      clock.setFixedTime(EPOCH);
      serve(server, DOORS);
    },
  }, async ({ page }) => {
    const cards = await page.locator("conference-card").all();
    const texts = [];
    for (const card of cards) {
      await ready(card);
      texts.push(await door(card));
    }
    assert.deepEqual(texts.map(sameDates), Object.values(zones).flat().map(sameDates));
  });
}

browserTest("the visitor's own zone isn't named, be it given or not", {
  context: { timezoneId: "Asia/Tokyo" },
  body: element("minutes") + element("minutes", 'time-zone="Asia/Tokyo"') + element("minutes", 'time-zone="UTC"'),
  prepare: ({ server, clock }) => {
    clock.setFixedTime(EPOCH);
    serve(server, DOORS);
  },
}, async ({ page, card }) => {
  const windows = async () => (await page.locator("conference-card [part=window]").allTextContents()).map(plain);
  await ready(card);
  await until(windows, [
    "Tue, Jan 6, 12:12 – 1:00 AM",
    "Tue, Jan 6, 12:12 – 1:00 AM",
    "Mon, Jan 5, 3:12 – 4:00 PM UTC",
  ]);
});

browserTest("a session that has run for half a day says since which day", {
  body: ["short", "long"].map((id) => element(id)).join(""),
  prepare: ({ server, clock }) => {
    clock.setFixedTime(EPOCH);
    serve(server, {
      short: { active_session: { status: "in-progress", start_time: at(SECOND - 12 * HOUR) } },
      long: { active_session: { status: "in-progress", start_time: at(-12 * HOUR) } },
    });
  },
}, async ({ page }) => {
  const marks = async () => (await page.locator("conference-card [part=live]").allTextContents()).map(plain);
  await until(marks, ["Live since 3:00 AM", "Live since Mon, Jan 5, 3:00 AM"]);
});

browserTest("hours are counted as the page says", {
  body: ["h11", "h12", "h23", "h24"].map((cycle) => element("midnight", `hour-cycle="${cycle}"`)).join(""),
  prepare: ({ server, clock }) => {
    clock.setFixedTime(EPOCH);
    serve(server, { midnight: { join_until: "2026-01-06T00:30:00Z" } });
  },
}, async ({ page }) => {
  const windows = async () => (await page.locator("conference-card [part=window]").allTextContents()).map(plain);
  await until(windows, [
    "Until Tue, Jan 6, 0:30 AM",
    "Until Tue, Jan 6, 12:30 AM",
    "Until Tue, Jan 6, 00:30",
    "Until Tue, Jan 6, 24:30",
  ]);
});

/** A page whose time stands at the epoch, and passes only when the test says so. */
async function turn(clock, card) {
  await ready(card);
  await clock.pauseAt(EPOCH);
}
const turnable = (conferences) => ({ server, clock }) => {
  clock.install({ time: at(-MINUTE) });
  withoutLuck(server);
  serve(server, conferences);
};

browserTest("the countdown ticks by the minute, in the last one by the second, and gives way to the open door", {
  body: element("soon"),
  prepare: turnable({ soon: { join_from: at(2 * MINUTE + 500) } }),
}, async ({ clock, card, requests }) => {
  await turn(clock, card);
  const countdown = part(card, "countdown");
  for (const [passes, text] of [
    [0, "Opens in 2 minutes"],
    [SECOND, "Opens in 1 minute"],
    [59 * SECOND, "Opens in 1 minute"],
    [SECOND, "Opens in 59 seconds"],
    [SECOND, "Opens in 58 seconds"],
    [56 * SECOND, "Opens in 2 seconds"],
    [SECOND, "Opens in 1 second"],
    [SECOND, "Opens in 1 second"],
  ]) {
    await clock.runFor(passes);
    assert.equal(await countdown.textContent(), text);
  }
  assert.equal((await seen(card)).state, "upcoming");
  await clock.runFor(SECOND);
  assert.deepEqual([(await seen(card)).state, await countdown.count()], ["open", 0]);
  assert.equal(requests("/c/").length, 1);
});

browserTest("an open door counts down in its last hour only", {
  body: element("open"),
  prepare: turnable({ open: { join_until: at(2 * HOUR) } }),
}, async ({ clock, card }) => {
  await turn(clock, card);
  const countdown = async () => (await part(card, "countdown").allTextContents()).map(plain);
  assert.deepEqual(await countdown(), []);
  await clock.runFor(HOUR - SECOND);
  assert.deepEqual(await countdown(), []);
  await clock.runFor(SECOND);
  assert.deepEqual(await countdown(), ["Closes in 1 hour"]);
  await clock.runFor(SECOND);
  assert.deepEqual(await countdown(), ["Closes in 59 minutes"]);
  await clock.fastForward(59 * MINUTE);
  assert.deepEqual(await countdown(), ["Closes in 59 seconds"]);
  await clock.runFor(MINUTE);
  assert.deepEqual(await countdown(), ["Closed since Mon, Jan 5, 5:00 PM"]);
});

/** Hides the page, or shows it again, as a browser does when the visitor takes another tab. */
function hide(page, isHidden) {
  return page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

browserTest("in a hidden tab nothing ticks, and the countdown is right as soon as the tab shows", {
  body: element("soon"),
  prepare: turnable({ soon: { join_from: at(50.5 * SECOND) } }),
}, async ({ page, clock, card, events }) => {
  await turn(clock, card);
  const countdown = part(card, "countdown");
  assert.equal(await countdown.textContent(), "Opens in 50 seconds");
  await hide(page, true);
  const timers = await countTimers(page);
  await clock.runFor(30 * SECOND);
  assert.equal(await timers(), 0);
  assert.equal(await countdown.textContent(), "Opens in 50 seconds");
  await hide(page, false);
  assert.equal(await countdown.textContent(), "Opens in 20 seconds");
  await clock.runFor(SECOND);
  assert.equal(await countdown.textContent(), "Opens in 19 seconds");
  // The state is told in a hidden tab too: a page may want to call its visitor back.
  await hide(page, true);
  await clock.runFor(20 * SECOND);
  assert.equal((await events("conference-statechange")).at(-1).detail.state, "open");
});

browserTest("the countdown is a timer that keeps quiet, and the status speaks when it changes", {
  body: element("soon"),
  prepare: turnable({ soon: { join_from: at(10.5 * SECOND) } }),
}, async ({ page, clock, card }) => {
  await turn(clock, card);
  const countdown = await part(card, "countdown").evaluate(({ role, ariaLive }) => [role, ariaLive]);
  assert.deepEqual(countdown, ["timer", "off"]);
  const status = part(card, "status");
  assert.equal(await status.getAttribute("role"), "status");
  // A live region is heard for what changes in it: it has to be the same element, and a tick must leave it alone.
  await status.evaluate((status) => {
    window.heard = [];
    new MutationObserver(() => window.heard.push(status.textContent))
      .observe(status, { childList: true, characterData: true, subtree: true });
  });
  await clock.runFor(5 * SECOND);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await clock.runFor(6 * SECOND);
  assert.deepEqual(await page.evaluate(() => window.heard), ["Open now"]);
  assert.equal(await box(card).getAttribute("data-state"), "open");
});
