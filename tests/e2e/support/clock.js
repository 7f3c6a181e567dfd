// A page's clock, in the hands of a test: fake-timers, which is there before the page's first script.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("@sinonjs/fake-timers"), "utf8");
// The package is for Node; all that it needs of another is the global object.
const BEGINNING = `(() => {
const module = { exports: {} };
const { exports } = module;
const require = (name) => {
  if (name === "@sinonjs/commons") return { global: globalThis };
  throw new Error(name);
};`;
const END = "globalThis.FakeTimers = module.exports; })();";
/** How many milliseconds a clock waits for answers before it's turned; those that a test holds back never come. */
const LONGEST_WAIT = 1_000;
const TIMERS = ["setTimeout", "clearTimeout", "setInterval", "clearInterval"];

/** The clock of the pages that come from a server. Times are what `Date` takes; spans are in milliseconds. */
export function createClock(server, page) {
  const install = (settings) => {
    server.hideDate();
    server.addInitScript(`${BEGINNING}${source}${END}`);
    server.addInitScript(begin, { settings, limit: LONGEST_WAIT });
  };
  return {
    /** It is always that time; timers go as ever. Before the page is there. */
    setFixedTime: (time) => install({ now: Date.parse(time), toFake: ["Date"] }),
    /** It is that time at first, and time passes with the world's until it's paused or turned. Before the page is there. */
    install: ({ time }) => install({ now: Date.parse(time), toFake: ["Date", "performance", ...TIMERS], shouldAdvanceTime: true }),
    /** Goes on to that time and stands. */
    pauseAt: (time) => page.evaluate((time) => {
      window.testClock.setTickMode({ mode: "manual" });
      window.testClock.jump(time - window.testClock.now);
    }, Date.parse(time)),
    /** Lets time pass, with every timer in its turn. */
    runFor: (span) => page.evaluate((span) => window.testClock.tickAsync(span).then(() => {}), span),
    /**
     * Lets time pass as a machine does that sleeps: each timer that has become due rings once. What is asked for is answered before: it
     * takes the world's time, and mustn't be late by the page's.
     */
    fastForward: (span) => page.evaluate((span) => window.testClock.rest().then(() => window.testClock.jump(span)).then(() => {}), span),
    /** Sets the clock, and no timer rings. */
    setSystemTime: (time) => page.evaluate((time) => window.testClock.setSystemTime(time), Date.parse(time)),
  };
}

/* Runs in the page, before its scripts. */
function begin({ settings, limit }) {
  const { fetch, setTimeout, Date } = window;
  const now = Date.now.bind(Date);
  window.testClock = FakeTimers.install(settings);
  let pending = 0;
  window.fetch = async (...all) => {
    pending += 1;
    try {
      return await fetch(...all);
    } finally {
      pending -= 1;
    }
  };
  // When nothing has been asked for some time: an answer takes a moment to be read.
  window.testClock.rest = async () => {
    const end = now() + limit;
    for (let quiet = 0; quiet < 5 && now() < end; quiet = pending > 0 ? 0 : quiet + 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
}
