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
const TIMERS = ["setTimeout", "clearTimeout", "setInterval", "clearInterval"];

/** The clock of the pages that come from a server. Times are what `Date` takes; spans are in milliseconds. */
export function createClock(server, page) {
  const install = (settings) => {
    server.hideDate();
    server.addInitScript(`${BEGINNING}${source}${END}`);
    server.addInitScript((settings) => (window.testClock = FakeTimers.install(settings)), settings);
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
    /** Lets time pass as a machine does that sleeps: each timer that has become due rings once. */
    fastForward: (span) => page.evaluate((span) => void window.testClock.jump(span), span),
    /** Sets the clock, and no timer rings. */
    setSystemTime: (time) => page.evaluate((time) => window.testClock.setSystemTime(time), Date.parse(time)),
  };
}
