// The `<link>` lines of the playground: with them all that a card needs is loaded at once, and still once.
import assert from "node:assert/strict";
import { API, browserTest, DEMO, markup, ready } from "./harness.js";
import { hints } from "./support/hints.js";

const PACKAGE = "/conference-card/";
const SCRIPT = `${PACKAGE}index.js`;
/** How long Chromium waits before it complains of a hint that nobody has used, in milliseconds. */
const PATIENCE = 4_000;

for (const [what, attributes, query] of [
  ["a card", "", ""],
  ["a card with its running session", "include-active-session", "?include_active_session=true"],
]) {
  browserTest(`with hints ${what} loads all before its script is there, and nothing twice`, {
    only: { browsers: ["chromium", "firefox"], because: "WebKitGTK's fetch asks again for what a hint has loaded" },
    head: hints(PACKAGE, `${API}/${DEMO.live}${query}`),
    body: markup(DEMO.live, attributes),
    // The script is slow to come: what leaves meanwhile leaves by the hints.
    prepare: ({ server }) => {
      server.route(SCRIPT, async (request) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return await request.fetch();
      });
    },
  }, async ({ page, card, requests }) => {
    await ready(card);
    assert.equal(await card.evaluate(({ state }) => state), "open");
    const [script, ...hinted] = await page.evaluate((names) => {
      const entries = performance.getEntriesByType("resource");
      return names.map((text) => entries.find(({ name }) => name.includes(text)).toJSON());
    }, [SCRIPT, API, ".wasm"]);
    for (const { name, startTime } of hinted) assert.ok(startTime < script.responseStart, `${name} waits for the script`);
    await page.waitForTimeout(PATIENCE);
    assert.deepEqual([API, ".wasm"].map((path) => requests(path).length), [1, 1]);
  });
}
