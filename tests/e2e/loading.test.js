// How a card comes up: the request beside the module, one module for all, and the fallback until then.
import assert from "node:assert/strict";
import { API, browserTest, DEMO, markup, part, ready, seen, until } from "./harness.js";

const FALLBACK = '<a href="/all-hands">Quarterly all hands, 5 January</a>';

browserTest("the request leaves before the module has arrived, and is the only one", {
  body: markup(DEMO.reference),
  prepare: ({ server }) => server.hold(".wasm"),
}, async ({ page, card, server, requests }) => {
  await until(() => requests(API).length, 1);
  // For as long as a module would take that is waited for.
  await page.waitForTimeout(500);
  server.release(".wasm");
  await ready(card);
  assert.equal((await seen(card)).state, "closed");
  assert.equal(requests("/api/").length, 1);
  const [conference, module] = await page.evaluate(() => {
    const entries = performance.getEntriesByType("resource");
    return ["/api/", ".wasm"].map((text) => entries.find(({ name }) => name.includes(text)).toJSON());
  });
  assert.ok(conference.startTime < module.responseStart, `${conference.startTime} < ${module.responseStart}`);
  assert.ok(conference.responseEnd < module.responseStart, "the answer is there first, and kept");
});

browserTest("fifty cards share one module and one request", {
  body: markup(DEMO.reference).repeat(50),
  prepare: ({ server }) => server.addInitScript(() => {
    window.instances = 0;
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...rest) => {
        window.instances += 1;
        return original.apply(WebAssembly, rest);
      };
    }
  }),
}, async ({ page, requests }) => {
  const states = () => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state }) => state));
  await until(states, Array(50).fill("closed"));
  assert.equal(requests(".wasm").length, 1);
  assert.equal(await page.evaluate(() => window.instances), 1);
  assert.equal(requests("/api/").length, 1);
});

browserTest("the fallback shows until the card does, and then no more", {
  body: markup(DEMO.reference, "", FALLBACK),
  prepare: ({ server }) => server.hold(API),
}, async ({ page, card, server }) => {
  const fallback = page.getByText("Quarterly all hands");
  await until(() => card.evaluate((card) => customElements.get("conference-card") && card.state), "loading");
  // The module is there, and waits with the page.
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  assert.ok(await fallback.isVisible());
  assert.equal(await part(card, "skeleton").first().isVisible(), false);
  server.release(API);
  await ready(card);
  assert.ok(await part(card, "title").isVisible());
  assert.equal(await fallback.isVisible(), false);
});

browserTest("without a fallback a skeleton holds the card's place", {
  body: markup(DEMO.reference),
  prepare: ({ server }) => server.hold(API),
}, async ({ page, card, server }) => {
  const skeleton = part(card, "skeleton").and(page.locator(":visible"));
  await until(() => skeleton.count(), 1);
  const before = await card.boundingBox();
  assert.ok(before.height > 150, `${before.height}`);
  server.release(API);
  await ready(card);
  assert.equal(await skeleton.count(), 0);
  assert.equal((await card.boundingBox()).width, before.width);
});

browserTest("nothing moves on a page that keeps a place for its card, neither before the script is there nor after", {
  prepare: async ({ server, site }) => {
    server.hold(API);
    await site.file("place.css", "conference-card { --conference-min-height: 30rem; display: block; min-height: var(--conference-min-height) }");
    return { head: '<link rel="stylesheet" href="/place.css">', body: `${markup(DEMO.open, "join-button")}<p id="below">Below</p>`, script: "" };
  },
}, async ({ page, card, server }) => {
  const below = () => page.locator("#below").evaluate((below) => below.getBoundingClientRect().top);
  const before = await below();
  await page.evaluate(() => import("/conference-card/index.js").then(() => undefined));
  await until(() => part(card, "skeleton").and(page.locator(":visible")).count(), 1);
  assert.equal(await below(), before);
  server.release(API);
  await ready(card);
  assert.equal((await seen(card)).state, "open");
  assert.equal(await below(), before);
});

browserTest("a page that is asked for before its script is there shows the fallback", {
  body: markup(DEMO.reference, "", FALLBACK),
  script: "",
}, async ({ page, requests }) => {
  assert.ok(await page.getByText("Quarterly all hands").isVisible());
  assert.deepEqual(requests("/api/").concat(requests(".wasm")), []);
});
