// How a card comes up: the request beside the module, one module for all, and the fallback until then and whenever it fails.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { API, box, browserTest, DEMO, hold, markup, part, ready, seen, until } from "./harness.js";

const FALLBACK = '<a href="/all-hands">Quarterly all hands, 5 January</a>';

browserTest("the request leaves before the module has arrived, and is the only one", {
  body: markup(DEMO.reference),
  prepare: async ({ page }) => {
    const release = await hold(page, "**/*.wasm");
    page.on("request", async (request) => {
      if (!request.url().includes(API)) return;
      // For as long as a module would take that is waited for.
      await new Promise((resolve) => setTimeout(resolve, 500));
      release();
    });
  },
}, async ({ page, card, requests }) => {
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

browserTest("fifty cards share one module", {
  body: markup(DEMO.reference).repeat(50),
  prepare: ({ page }) => page.addInitScript(() => {
    window.instances = 0;
    for (const name of ["instantiate", "instantiateStreaming", "compile", "compileStreaming"]) {
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
  assert.equal(requests("conference_card.js").length, 1);
  assert.equal(await page.evaluate(() => window.instances), 1);
  assert.equal(requests("/api/").length, 50);
});

browserTest("the fallback shows until the card does, and then no more", {
  body: markup(DEMO.reference, "", FALLBACK),
  prepare: async ({ page }) => {
    const release = await hold(page, `**${API}/*`);
    await page.exposeFunction("release", release);
  },
}, async ({ page, card }) => {
  const fallback = page.getByText("Quarterly all hands");
  await until(() => card.evaluate((card) => customElements.get("conference-card") && card.state), "loading");
  // The module is there, and waits with the page.
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  assert.ok(await fallback.isVisible());
  assert.equal(await part(card, "skeleton").first().isVisible(), false);
  await page.evaluate(() => window.release());
  await ready(card);
  assert.ok(await part(card, "title").isVisible());
  assert.equal(await fallback.isVisible(), false);
});

browserTest("without a fallback a skeleton holds the card's place", {
  body: markup(DEMO.reference),
  prepare: async ({ page }) => {
    const release = await hold(page, `**${API}/*`);
    await page.exposeFunction("release", release);
  },
}, async ({ page, card }) => {
  const skeleton = part(card, "skeleton").and(page.locator(":visible"));
  await until(() => skeleton.count(), 1);
  const before = await card.boundingBox();
  assert.ok(before.height > 150, `${before.height}`);
  await page.evaluate(() => window.release());
  await ready(card);
  assert.equal(await skeleton.count(), 0);
  assert.equal((await card.boundingBox()).width, before.width);
});

browserTest("a page that is asked for before its script is there shows the fallback", {
  body: markup(DEMO.reference, "", FALLBACK),
  script: "",
}, async ({ page, requests }) => {
  assert.ok(await page.getByText("Quarterly all hands").isVisible());
  assert.deepEqual(requests("/api/").concat(requests(".wasm")), []);
});

/** What holds whenever the module can't run. */
async function isUnavailable({ page, card, events }, message) {
  await ready(card);
  const { state, error, states } = await seen(card);
  assert.deepEqual([state, states, error.kind, error.status], ["error", ["error"], "unavailable", null]);
  assert.match(error.message, message);
  assert.ok(await page.getByText("Quarterly all hands").isVisible());
  assert.equal(await box(card).count(), 0);
  assert.deepEqual((await events("conference-error")).map(({ detail }) => detail), [error]);
  assert.equal(await card.evaluate((card) => card.reload().then(() => "settled")), "settled");
}

const CSP_ADVICE = "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src";

browserTest("where the page's policy forbids WebAssembly the fallback stays, and the owner reads what to add", {
  head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`,
  body: markup(DEMO.reference, "", FALLBACK),
  expects: [new RegExp(`^conference-card: ${CSP_ADVICE}$`), /^violation of script-src by wasm-eval$/],
}, (test) => isUnavailable(test, new RegExp(`^${CSP_ADVICE}$`)));

browserTest("where the module is missing the fallback stays, and the owner reads what to serve", {
  body: markup(DEMO.reference, "", FALLBACK),
  prepare: async ({ site }) => {
    const copy = await site.copy("without-module", (folder) => rm(join(folder, "conference-card.wasm")));
    return { script: `${copy}/index.js` };
  },
  expects: [/^Failed to load resource: .* 404/, /^conference-card: the module can't be loaded \(.*\): serve conference-card.wasm beside the script, as application\/wasm$/],
}, (test) => isUnavailable(test, /: serve conference-card.wasm beside the script, as application\/wasm$/));

browserTest("where the glue is missing the fallback stays too", {
  body: markup(DEMO.reference, "", FALLBACK),
  prepare: async ({ site }) => {
    const copy = await site.copy("without-glue", (folder) => rm(join(folder, "conference_card.js")));
    return { script: `${copy}/index.js` };
  },
  expects: [/^Failed to load resource: .* 404/, /^conference-card: the module can't be loaded/],
}, (test) => isUnavailable(test, /^the module can't be loaded/));

browserTest("a module that can't run is asked for once, and each card says so for itself", {
  body: markup(DEMO.reference).repeat(3),
  prepare: ({ page }) => page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "no module" })),
  expects: [/^conference-card: the module can't be loaded/],
}, async ({ page, requests }) => {
  const kinds = () => page.locator("conference-card").evaluateAll((cards) => cards.map(({ error }) => error?.kind));
  await until(kinds, Array(3).fill("unavailable"));
  assert.equal(requests(".wasm").length, 1);
});

browserTest("a module of another content type is read all the same", {
  body: markup(DEMO.reference),
  prepare: ({ page }) => page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  }),
  expects: [/WebAssembly.instantiateStreaming/],
}, async ({ card, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "closed");
  assert.equal(requests(".wasm").length, 1);
});
