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
  return (known[key] ??= new Formats(language, timeZone, hourCycle));
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
    // A formatter of numbers takes a browser some milliseconds at first, and in English a small one is its digits.
    if (/^en\b/i.test(this.#language) && number < 1000) return String(number);
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

/** What writes some times: with the year, unless all of them are in the current one. */
function dateFor(...times) {
  const year = new Date().getFullYear();
  for (const at of times) if (new Date(at).getFullYear() !== year) return "dateOfAnyYear";
  return "date";
}
