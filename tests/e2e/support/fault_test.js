// A test with the server that fails: a page that may reach it, a clock that stands until the test turns it, and what the page has asked for.
import { browserTest, EPOCH, until } from "../harness.js";
import { startFaults } from "./faults.js";

const STEP = 100;

/**
 * Defines a test, with the settings of any other, `body` being a function of the endpoint. `run` gets, besides the rest: `faults`, the
 * server; `endpoint`; `calls()`, what the page has asked of it so far, as `{ at, cache }`; `turn(get, expected)`, which waits as `until`
 * does while the page's clock goes on.
 */
export function faultTest(name, { body = () => "", chance = 0.5, play = [], ...settings }, run) {
  let faults;
  browserTest(name, {
    ...settings,
    async prepare({ server, clock }) {
      faults = await startFaults();
      await faults.play(...play);
      server.route(/^\/page-/, async (request) => {
        const page = await request.fetch();
        const policy = page.headers["content-security-policy"].replace("connect-src", `connect-src ${faults.address}`);
        return { ...page, headers: { ...page.headers, "content-security-policy": policy } };
      });
      clock.install({ time: EPOCH });
      server.addInitScript(prepare, { address: faults.address, chance });
      return { body: body(`${faults.address}/c`) };
    },
  }, async (test) => {
    const { page, clock } = test;
    const calls = () => page.evaluate(() => window.calls);
    const turn = (get, expected, limit) => until(async () => (await clock.runFor(STEP), get()), expected, limit);
    try {
      await run({ ...test, faults, endpoint: `${faults.address}/c`, calls, turn });
    } finally {
      await faults.stop();
    }
  });
}

/* Runs in the page. */
function prepare({ address, chance }) {
  window.testClock.setTickMode({ mode: "manual" });
  Math.random = () => chance;
  window.calls = [];
  const { fetch } = window;
  window.fetch = (request, ...rest) => {
    if (request.url?.startsWith(address)) window.calls.push({ at: Date.now(), cache: request.cache });
    return fetch(request, ...rest);
  };
}
