// The WebAssembly module always arrives: from a file of its own, or, where that file is lost, inside inline.js.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { API, browserTest, CUT, DEMO, FAILED_LOAD, markup, part, ready, seen, until } from "./harness.js";
import { site } from "./support/environment.js";
import { fromLetters, toLetters } from "../../pkg/letters.js";

const PACKAGE = "/conference-card/";
const MODULE = `${PACKAGE}conference-card.wasm`;
const INLINE = `${PACKAGE}inline.js`;
const built = (file) => readFile(join(site, "conference-card", file));

const three = markup(DEMO.reference).repeat(3);
const states = (page) => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state }) => state));
/** Which of the package's files were asked for, in order, without the languages. */
const asked = (requests) => requests(PACKAGE).map(({ path }) => path.slice(PACKAGE.length)).filter((path) => !path.startsWith("locales/"));
const sorted = (paths) => [...paths].sort();

browserTest("where nothing is lost each file is loaded once, for all cards and all copies of the script, and no inline copy", {
  head: `<script type="module" src="${PACKAGE}index.js?second"></script>`,
  body: three,
}, async ({ page, requests }) => {
  await until(() => states(page), Array(3).fill("closed"));
  const expected = ["conference-card.wasm", "index.js", "index.js"];
  assert.deepEqual(sorted(asked(requests)), expected);
});

/** The digest of the build, which the module ends with, and a change to another one. */
const digest = (await built("conference-card.wasm")).subarray(-8).toString();
const ofAnotherBuild = (file) => Buffer.from(file.toString("latin1").replaceAll(digest, "another!"), "latin1");
const changed = async (request, change) => {
  const answer = await request.fetch();
  return { ...answer, body: change(answer.body) };
};

async function* halfOf(request) {
  const { body } = await request.fetch();
  yield body.subarray(0, body.length / 2);
  throw CUT;
}

const LOST = [
  { what: "an HTML page is in its place", server: [MODULE, () => ({ type: "text/html", body: "<!doctype html><title>App</title>" })] },
  { what: "it has another MIME type", server: [MODULE, async (request) => ({ ...await request.fetch(), type: "application/octet-stream" })] },
  { what: "it is missing", server: [MODULE, () => ({ status: 404 })], allows: [FAILED_LOAD] },
  { what: "the connection breaks off", server: [MODULE, async (request) => ({ ...await request.fetch(), body: halfOf(request) })], allows: [FAILED_LOAD] },
  { what: "it is cut short", server: [MODULE, (request) => changed(request, (body) => body.subarray(0, body.length / 2))] },
  { what: "it is of another version", server: [MODULE, (request) => changed(request, ofAnotherBuild)], reason: /of another version than the script/ },
  {
    what: "a bundler has emptied import.meta",
    server: [`${PACKAGE}index.js`, (request) => changed(request, (body) => body.toString().replaceAll("import.meta", "({})"))],
    asked: ["index.js", "inline.js"],
  },
  {
    what: "the page's policy has no connect-src for it",
    head: (address) => `<meta http-equiv="Content-Security-Policy" content="connect-src ${address}/api/">`,
    allows: [/^violation of connect-src/, /Content.Security.Policy/],
    asked: ["index.js", "inline.js"],
  },
  {
    what: "the page's fetch has none for it",
    script: () => {
      const { fetch } = window;
      window.fetch = (input, ...rest) => {
        if (String(input).endsWith(".wasm")) throw "not today";
        return fetch(input, ...rest);
      };
    },
    reason: /not today/,
    asked: ["index.js", "inline.js"],
  },
];

for (const { what, server: route, head, script, reason = /Error/, allows = [], asked: expected } of LOST) {
  browserTest(`where the module's file is lost, since ${what}, all cards come up by one inline copy, and the console says why, once`, {
    body: three,
    prepare: ({ server, address }) => {
      if (route) server.route(...route);
      if (script) server.addInitScript(script);
      return head && { head: head(address) };
    },
    expects: [new RegExp(`^conference-card: conference-card.wasm is lost \\(.*${reason.source}.*\\), .*: serve .* as application/wasm, .*setWasmUrl`)],
    allows,
  }, async ({ page, requests }) => {
    await until(() => states(page), Array(3).fill("closed"));
    const files = expected ?? ["conference-card.wasm", "index.js", "inline.js"];
    assert.deepEqual(sorted(asked(requests)), files);
    const warnings = await page.evaluate(() => window.seenComplaints.filter((text) => text.startsWith("conference-card:")).length);
    assert.equal(warnings, 1);
    assert.equal(requests(API).length, 1);
  });
}

for (const [form, url] of [["a path", '"/elsewhere.wasm"'], ["a URL", 'new URL("/elsewhere.wasm", location)']]) {
  browserTest(`setWasmUrl says where the module is, as ${form}, to cards that are on the page already`, {
    body: three,
    prepare: async ({ site }) => {
      await site.file("elsewhere.wasm", await built("conference-card.wasm"));
      await site.file("set-wasm-url.js", `import { setWasmUrl } from "${PACKAGE}index.js"; setWasmUrl(${url});`);
      return { script: "/set-wasm-url.js" };
    },
  }, async ({ page, requests }) => {
    await until(() => states(page), Array(3).fill("closed"));
    assert.deepEqual(requests(".wasm").map(({ path }) => path), ["/elsewhere.wasm"]);
    assert.equal(requests(INLINE).length, 0);
  });
}

browserTest("a call of setWasmUrl that comes too late says so", {
  body: markup(DEMO.reference),
  prepare: async ({ site }) => {
    await site.file("late.js", `
      import { setWasmUrl } from "${PACKAGE}index.js";
      await document.querySelector("conference-card").ready;
      setWasmUrl("/elsewhere.wasm");
    `);
    return { script: "/late.js" };
  },
  expects: [/^conference-card: setWasmUrl was called after .*: call it before/],
}, async ({ page, card, requests }) => {
  await ready(card);
  await until(() => page.evaluate(() => window.seenComplaints.length), 1);
  assert.equal(requests("/elsewhere.wasm").length, 0);
});

browserTest("inline.js is all that a card needs, but for the words of other languages", {
  body: markup(DEMO.open, 'lang="de" join-button'),
  script: INLINE,
}, async ({ card, requests }) => {
  await ready(card);
  assert.equal((await seen(card)).state, "open");
  assert.equal(await part(card, "join").textContent(), "Teilnehmen");
  assert.deepEqual(requests(PACKAGE).map(({ path }) => path), [INLINE, `${PACKAGE}locales/de.js`]);
});

browserTest("inline.js exports what index.js does, and says that it has no use for setWasmUrl", {
  prepare: async ({ site }) => {
    await site.file("exports.js", `
      import * as index from "${PACKAGE}index.js";
      import * as inline from "${INLINE}";
      inline.setWasmUrl("/elsewhere.wasm");
      window.exported = [Object.keys(index), Object.keys(inline)];
    `);
    return { script: "/exports.js" };
  },
  expects: [/^conference-card: the module is in inline.js, so setWasmUrl has no effect/],
}, async ({ page }) => {
  await until(() => page.evaluate(() => Boolean(window.exported)), true);
  const [index, inline] = await page.evaluate(() => window.exported);
  assert.deepEqual(index, ["ConferenceCard", "setWasmUrl"]);
  assert.deepEqual(inline.filter((name) => name !== "internal"), index);
});

test("the inline copy holds the module as one string that no printer, encoding or quotation changes", async () => {
  const inline = await built("inline.js");
  assert.ok(inline.length < 1_000_000, `${inline.length}`);
  assert.match(inline.toString(), /"[^"'`\\$<\s]{100000,}"/);
});

test("any bytes are the same again after they were letters", () => {
  const bytes = Uint8Array.from({ length: 1024 }, (_, at) => (at < 512 ? at : at * at) % 256);
  assert.deepEqual(fromLetters(toLetters(bytes)), bytes);
  assert.equal(fromLetters("").length, 0);
});
