// Where WebAssembly is refused, or the module can't be had in any way: the fallback stays, the owner reads what to change, and nothing
// else of the page is harmed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { box, browserTest, DEMO, FAILED_LOAD, markup, ready, until } from "./harness.js";
import { site } from "./support/environment.js";

const FALLBACK = '<a href="/all-hands">Quarterly all hands, 5 January</a>';
const FORBIDDEN = "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src, as in "
  + "script-src 'self' 'wasm-unsafe-eval'";
const OFF = "this browser has WebAssembly switched off";
const NEITHER = /^the module can't be loaded, neither from conference-card.wasm \(.*Error.*\) nor from inline.js \((.*)\): serve both beside the script, conference-card.wasm as application\/wasm$/;

/** The digest of the build, which the module ends with. */
const digest = (await readFile(join(site, "conference-card/conference-card.wasm"))).subarray(-8).toString();

const withPolicy = (policy) => ({ server }) => server.route(/^\/page-\d+\.html$/, async (request) => {
  const answer = await request.fetch();
  return { ...answer, headers: { ...answer.headers, "content-security-policy": policy } };
});

const CASES = [
  {
    what: "the page's policy forbids WebAssembly",
    prepare: withPolicy("default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:"),
    message: FORBIDDEN,
    allows: [/^violation of script-src by wasm-eval$/, /Content.Security.Policy/],
    loads: ["conference-card.wasm"], // to try that first would have each card wait
  },
  {
    what: "the page's policy forbids WebAssembly by its default-src",
    prepare: withPolicy("default-src 'self'; img-src data:"),
    message: FORBIDDEN,
    allows: [/^violation of \S+ by wasm-eval$/, /Content.Security.Policy/],
    loads: ["conference-card.wasm"],
  },
  {
    what: "the browser has no WebAssembly",
    prepare: ({ server }) => server.addInitScript(() => delete window.WebAssembly),
    message: OFF,
    loads: [],
  },
  {
    what: "both copies of the module are missing",
    prepare: ({ server }) => server.route(/\.wasm$|inline\.js$/, () => ({ status: 404 })),
    message: NEITHER,
    allows: [FAILED_LOAD],
    loads: ["conference-card.wasm", "inline.js"],
  },
  {
    what: "both copies of the module are of another version",
    prepare: ({ server }) => server.route(/\.wasm$|inline\.js$/, async (request) => {
      const answer = await request.fetch();
      return { ...answer, body: Buffer.from(answer.body.toString("latin1").replaceAll(digest, "another!"), "latin1") };
    }),
    message: NEITHER,
    loads: ["conference-card.wasm", "inline.js"],
  },
];

for (const { what, prepare, message, allows = [], loads } of CASES) {
  const isMessage = (text) => (typeof message === "string" ? text === message : message.test(text));
  browserTest(`where ${what} the fallback stays, the owner reads what to change, and the page goes on`, {
    head: '<script type="module" src="/page.js"></script>',
    body: `<button>Count</button><output>0</output>${markup(DEMO.reference, "", FALLBACK).repeat(3)}`,
    prepare: async (test) => {
      await test.site.file("page.js", `
        document.querySelector("button").addEventListener("click", () => document.querySelector("output").value++);
      `);
      await prepare(test);
    },
    expects: [/^conference-card: /],
    allows,
  }, async ({ page, events, requests }) => {
    const cards = page.locator("conference-card");
    await until(() => cards.evaluateAll((cards) => cards.map(({ error }) => error?.kind)), Array(3).fill("unavailable"));
    await ready(cards.first());
    const [{ error, state }] = await cards.evaluateAll((cards) => cards.map(({ error, state }) => ({ error, state })));
    assert.deepEqual([state, error.status], ["error", null]);
    assert.ok(isMessage(error.message), error.message);
    assert.deepEqual((await events("conference-error")).map(({ detail }) => detail), Array(3).fill(error));
    const said = await page.evaluate(() => window.seenComplaints.filter((text) => text.startsWith("conference-card: ")));
    assert.deepEqual(said, [`conference-card: ${error.message}`]);

    assert.ok(await page.getByText("Quarterly all hands").first().isVisible());
    assert.equal(await box(cards.first()).count(), 0);
    await page.locator("button").click();
    assert.equal(await page.locator("output").textContent(), "1");
    assert.equal(await cards.first().evaluate((card) => card.reload().then(() => "settled")), "settled");
    const files = requests("/conference-card/").map(({ path }) => path.split("/").at(-1));
    assert.deepEqual(files.sort(), ["index.js", ...loads].sort());
  });
}
