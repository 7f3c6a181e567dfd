// Dates and numbers in a visitor's language and zone, by the browser's own Intl. To make a formatter is far more work than to use it: each
// is made once, when it is first needed, and shared by all cards. Nothing here throws but `formats`, where the zone is unknown.

const DAY = { weekday: "short", month: "short", day: "numeric" };
const TIME = { hour: "numeric", minute: "2-digit" };

/** The formatters that a card needs, by what each of them writes. */
const RECIPES = {
  dateOfAnyYear: ["DateTimeFormat", { year: "numeric", ...DAY, ...TIME }],
  date: ["DateTimeFormat", { ...DAY, ...TIME }],
  time: ["DateTimeFormat", TIME],
  relative: ["RelativeTimeFormat"],
  number: ["NumberFormat"],
};

/** What writes in one language, for one zone; the visitor's own zone and the language's hour cycle where they are undefined. */
export function formats(language, timeZone, hourCycle) {
  const key = `${language} ${timeZone} ${hourCycle}`;
  const isEnglish = timeZone === undefined && hourCycle === undefined && /^en(-US)?$/i.test(language);
  return (known[key] ??= new (isEnglish ? English : Formats)(language, timeZone, hourCycle));
}

const known = Object.create(null);

class Formats {
  #language;
  #zone;
  #made = {};

  constructor(language, timeZone, hourCycle) {
    this.#language = language;
    this.#zone = { timeZone, hourCycle };
    if (timeZone === undefined) return;
    const zoneOf = (options) => new Intl.DateTimeFormat(undefined, options).resolvedOptions().timeZone;
    // The zone is named where it isn't the visitor's.
    if (zoneOf({ timeZone }) !== zoneOf({})) this.#zone.timeZoneName = "short";
  }

  /** Has the browser make ready to write dates, which takes it a while at first, before a card waits for it. */
  warmUp() {
    if (!this.#made.date) this.dateTime(Date.now());
  }

  dateTime(at) {
    return this.#write(dateFor(at), (format) => format.format(at));
  }

  range(from, until) {
    return this.#write(dateFor(from, until), (format) => format.formatRange(from, until));
  }

  time(at) {
    return this.#write("time", (format) => format.format(at));
  }

  relative(count, unit) {
    return this.#write("relative", (format) => format.format(count, unit));
  }

  number(number) {
    return this.#write("number", (format) => format.format(number));
  }

  #write(name, write) {
    try {
      return String(write((this.#made[name] ??= this.#make(...RECIPES[name]))));
    } catch {
      return ""; // an instant that is none, or an Intl of the page's own
    }
  }

  #make(type, parts) {
    const options = parts && { ...parts, ...this.#zone };
    try {
      return new Intl[type](this.#language, options);
    } catch {
      return new Intl[type](undefined, options); // a tag that is none: then the browser's own language serves
    }
  }
}

/** What is below this is written without marks between its digits. */
const THOUSAND = 1000;

/**
 * The same in American English, which most pages are in, without a formatter: the first one of a page takes a browser longer than all
 * else that a card does. A test compares what both write.
 */
class English extends Formats {
  warmUp() {}

  /** "Mon, Jan 5, 2:30 PM", or with the year after the day. */
  dateTime(at) {
    if (!isPlain(at)) return super.dateTime(at);
    return `${this.#day(at, needsYear(at))}, ${this.time(at)}`;
  }

  /** "Mon, Jan 5, 2:30 – 3:45 PM": what both have in common is written once. */
  range(from, until) {
    if (!isPlain(from, until)) return super.range(from, until);
    const hasYear = needsYear(from, until);
    const [day, lastDay] = [this.#day(from, hasYear), this.#day(until, hasYear)];
    const [time, end] = [this.time(from), this.time(until)];
    if (day !== lastDay) return `${day}, ${time} – ${lastDay}, ${end}`;
    if (time === end) return `${day}, ${time}`;
    const half = end.slice(-3);
    return `${day}, ${time.endsWith(half) ? time.slice(0, -3) : time} – ${end}`;
  }

  /** "2:30 PM". */
  time(at) {
    if (!isPlain(at)) return super.time(at);
    const date = new Date(at);
    const hour = date.getHours();
    return `${hour % 12 || 12}:${String(date.getMinutes()).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  }

  /** "in 5 minutes". */
  relative(count, unit) {
    return count > 0 && count < THOUSAND ? `in ${count} ${unit}${count === 1 ? "" : "s"}` : super.relative(count, unit);
  }

  number(number) {
    return number < THOUSAND ? String(number) : super.number(number);
  }

  #day(at, hasYear) {
    // "Mon Jan 05 2026", in every browser and language: https://tc39.es/ecma262/#sec-datestring
    const [weekday, month, day, year] = new Date(at).toDateString().split(" ");
    return `${weekday}, ${month} ${Number(day)}${hasYear ? `, ${Number(year)}` : ""}`;
  }
}

/** Whether times are instants at all, in years that need no era. */
function isPlain(...times) {
  for (const at of times) if (!(new Date(at).getFullYear() > 0)) return false;
  return true;
}

/** What writes some times. */
function dateFor(...times) {
  return needsYear(...times) ? "dateOfAnyYear" : "date";
}

/** Whether the year has to be told: unless all is in the current one. */
function needsYear(...times) {
  const year = new Date().getFullYear();
  for (const at of times) if (new Date(at).getFullYear() !== year) return true;
  return false;
}
