// The English dates and numbers, which the card writes by itself, against those of Intl. No browser is needed: Node has the same.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { formats } from "../../src/browser/intl.js";

const PARTS = { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" };
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
// With and without summer time, with halves of hours, on both sides of the date line.
const ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Honolulu"];
const every = (hours, from, count) => Array.from({ length: count }, (_, at) => Date.UTC(from, 0, 1) + at * (hours * HOUR + 61_000));
/** Instants that fall on every hour, minute, day and month, in other years and in the present one. */
const INSTANTS = [...every(740.5, 1931, 2_000), ...every(13, 2025, 2_000)];

/** Its versions differ in their blanks. */
const plain = (text) => text.replace(/\s+/g, " ");

const yearOf = (at) => new Date(at).getFullYear();
const formatFor = (timeZone, ...times) => {
  const hasYear = times.some((at) => yearOf(at) !== yearOf(NOW));
  return (made[`${timeZone} ${hasYear}`] ??= new Intl.DateTimeFormat("en", { ...PARTS, ...(hasYear && { year: "numeric" }), timeZone }));
};
const made = {};

const { TZ } = process.env;
beforeEach(() => mock.timers.enable({ apis: ["Date"], now: NOW }));
afterEach(() => {
  mock.timers.reset();
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

for (const zone of ZONES) {
  test(`dates and times in ${zone} are those of Intl`, () => {
    process.env.TZ = zone;
    const times = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit", timeZone: zone });
    for (const at of INSTANTS) {
      assert.equal(formats("en").dateTime(at), plain(formatFor(zone, at).format(at)));
      assert.equal(formats("en-US").time(at), plain(times.format(at)));
    }
  });

  test(`spans in ${zone} are those of Intl`, () => {
    process.env.TZ = zone;
    for (const from of INSTANTS) {
      for (const length of [0, 10_000, HOUR / 2, 3 * HOUR, 11 * HOUR, 12 * HOUR, 24 * HOUR, 40 * HOUR, 400 * 24 * HOUR]) {
        const until = from + length;
        assert.equal(formats("en").range(from, until), plain(formatFor(zone, from, until).formatRange(from, until)));
      }
    }
  });
}

test("times that are left are those of Intl", () => {
  const format = new Intl.RelativeTimeFormat("en");
  for (const unit of ["day", "hour", "minute", "second"]) {
    for (let count = -2; count < 1_100; count++) assert.equal(formats("en").relative(count, unit), format.format(count, unit));
  }
});

test("numbers are those of Intl", () => {
  const format = new Intl.NumberFormat("en");
  for (let number = 0; number < 1_100; number++) assert.equal(formats("en").number(number), format.format(number));
});

test("another zone, another hour cycle and another English are left to Intl", () => {
  process.env.TZ = "UTC";
  for (const [language, timeZone, hourCycle] of [["en", "Asia/Tokyo"], ["en", undefined, "h23"], ["en-GB"]]) {
    const format = new Intl.DateTimeFormat(language, { ...PARTS, timeZone, hourCycle, timeZoneName: timeZone && "short" });
    assert.equal(formats(language, timeZone, hourCycle).dateTime(NOW), format.format(NOW));
  }
});

test("what is no instant is written as nothing, as in other languages", () => {
  for (const language of ["en", "de"]) {
    for (const at of [NaN, 9e15]) {
      const known = formats(language);
      assert.deepEqual([known.dateTime(at), known.time(at), known.range(at, NOW), known.range(NOW, at)], ["", "", "", ""]);
    }
  }
});

test("years before the first are left to Intl", () => {
  process.env.TZ = "UTC";
  const at = Date.UTC(-1, 5, 1);
  assert.equal(formats("en").dateTime(at), formatFor("UTC", at).format(at));
});
