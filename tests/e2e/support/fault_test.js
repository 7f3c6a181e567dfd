// A test with the server that fails: a page that may reach it, a clock that stands until the test turns it, and what the page has asked for.
import { browserTest, EPOCH, until } from "../harness.js";
import { letReach } from "./site.js";
import { startFaults } from "./faults.js";

const STEP = 100;

/**
 * Defines a test, with the settings of any other, `body` being a function of the endpoint. `run` gets, besides the rest: `faults`, the
 * server; `endpoint`; `calls()`, what the page has asked of it so far, as `{ at, cache, isSettled }`; `settled(count)`, which waits until so many
 * of them are over and the cards know; `turn(get, expected)`, which waits as `until` does while the page's clock goes on.
 */
export function faultTest(name, { body = () => "", chance = 0.5, play = [], ...settings }, run) {
  let faults;
  browserTest(name, {
    ...settings,
    async prepare({ server, clock }) {
      faults = await startFaults();
      await faults.play(...play);
      letReach(server, faults.address);
      clock.install({ time: EPOCH });
      server.addInitScript(prepare, { address: faults.address, chance });
      return { body: body(`${faults.address}/c`) };
    },
  }, async (test) => {
    const { page, clock } = test;
    const calls = () => page.evaluate(() => window.calls);
    const turn = (get, expected, limit) => until(async () => (await clock.runFor(STEP), get()), expected, limit);
    const settled = async (count) => {
      await until(() => page.evaluate(areMounted), true);
      await until(async () => (await calls()).map(({ isSettled }) => isSettled), Array(count).fill(true));
    };
    try {
      await run({ ...test, faults, endpoint: `${faults.address}/c`, calls, settled, turn });
    } finally {
      await faults.stop();
    }
  });
}

/* Run in the page. */
function areMounted() {
  return [...document.querySelectorAll("conference-card")].every(({ shadowRoot }) => shadowRoot?.querySelector("section, [role=img]"));
}

function prepare({ address, chance }) {
  window.testClock.setTickMode({ mode: "manual" });
  Math.random = () => chance;
  window.calls = [];
  const { fetch } = window;
  window.fetch = async (request, ...rest) => {
    if (!request.url?.startsWith(address)) return fetch(request, ...rest);
    const call = { at: Date.now(), cache: request.cache, isSettled: false };
    window.calls.push(call);
    try {
      return await fetch(request, ...rest);
    } finally {
      call.isSettled = true;
    }
  };
}
