// The packed package in apps of each bundler, without any configuration, in the real browser with the API of the real gateway.
import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CONTEXT } from "../e2e/support/browser.js";
import { start } from "../e2e/support/chromium.js";
import { startGateway } from "../e2e/support/gateway.js";
import { createApps } from "./support/apps.js";
import { build, serve } from "./support/bundler.js";
import { startFront } from "./support/front.js";

const TEST_LIMIT = 240_000;
const LOADS_WITHIN = 60_000; // a development server compiles the page first
const SHOWS_WITHIN = 20_000;

// How the module arrives. Where a bundler loses its file, the browser has a line for that file, and the card warns, once.
const FILE = { how: "the module as a file of its own", files: 1, complaints: [] };
const COPY = { how: "the script's copy of the module", files: 0, complaints: ["the card's warning"] };
const LOST = /^Failed to load resource/;
const WARNING = /^conference-card: conference-card\.wasm is lost /;

const CARDS = [
  { state: "open", title: "Customer office hours", status: "Open now", join: "Join" },
  { state: "open", title: "Customer office hours", status: "Jetzt geöffnet", join: "Teilnehmen" },
];

// What a newcomer runs, without a file of configuration. Rollup finds packages by their names only with its plugin; Parcel would keep
// its cache beside the lock file, for the next run of these tests to find.
const CASES = [
  { name: "A page without a bundler", app: "plain", folder: ".", module: FILE },
  { name: "Vite's build", app: "page", build: "vite build", folder: "dist", module: FILE },
  { name: "Vite's development server", app: "page", serve: "vite", module: FILE },
  { name: "Vite 7's development server", app: "page", serve: "vite-7", module: COPY },
  { name: "webpack's build", app: "script", build: "webpack ./main.js --mode production", folder: "dist", module: FILE },
  { name: "Rollup's build", app: "script", build: "rollup main.js --plugin node-resolve --dir dist", folder: "dist", module: COPY },
  { name: "esbuild's single file", app: "script", build: "esbuild main.js --bundle --outdir=dist", folder: "dist", module: COPY },
  {
    name: "esbuild's build in several files",
    app: "script",
    build: "esbuild main.js --bundle --splitting --format=esm --outdir=dist",
    folder: "dist",
    module: COPY,
  },
  {
    name: "esbuild's build of an app that says where the file is",
    app: "script",
    build: "esbuild located.js --bundle --loader:.wasm=file --outfile=dist/main.js",
    folder: "dist",
    module: FILE,
  },
  { name: "Parcel's build", app: "page", build: "parcel build index.html --cache-dir .parcel-cache", folder: "dist", module: FILE },
  {
    name: "Next.js in production",
    app: "next",
    build: "next build",
    serve: "next start --hostname localhost --port 0",
    module: FILE,
    check: checkNext,
  },
  { name: "Next.js in development", app: "next", serve: "next dev --hostname localhost --port 0", module: FILE, check: checkNext },
];

let apps, browser, gateway;

before(async () => {
  [apps, browser] = await Promise.all([createApps(), start()]);
  gateway = await startGateway("apps"); // its API only
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await gateway?.stop();
  await apps?.remove();
}, { timeout: 60_000 });

for (const { name, app, build: command, folder, serve: server, module, check } of CASES) {
  test(`${name} shows the card, with ${module.how}`, { timeout: TEST_LIMIT }, async (t) => {
    let tab, front, running;
    for (const stop of [() => tab?.close(), () => front?.stop(), () => running?.stop()]) t.after(stop);
    const copy = await apps.copy(app);
    if (command) await build(copy, command);
    // A bundler of scripts alone leaves the page to its user, who puts it beside what was built.
    if (app === "script") await copyFile(join(copy, "index.html"), join(copy, folder, "index.html"));
    if (server) running = await serve(copy, server);
    front = await startFront(running?.address ?? join(copy, folder), gateway.address);
    tab = await browser.open({ ...CONTEXT, baseURL: front.address });

    const { page, complaints } = tab;
    const files = [];
    const requests = [];
    page.on("response", (response) => response.headers()["content-type"] === "application/wasm" && files.push(response.url()));
    page.on("request", (request) => request.url().includes("/api/") && requests.push(request));
    const answer = await page.goto("/", { timeout: LOADS_WITHIN });
    // Where they never load, what is there instead says why.
    await page.waitForFunction(haveLoaded, CARDS.length, { timeout: SHOWS_WITHIN }).catch(() => {});
    const expected = { cards: CARDS, repeated: 0, files: module.files, complaints: module.complaints };
    const seen = async () => ({
      cards: await page.evaluate(readCards),
      repeated: requests.length - new Set(requests.map(meaning)).size,
      files: files.length,
      complaints: complaints
        .filter((text) => module === FILE || !LOST.test(text))
        .map((text) => (WARNING.test(text) ? "the card's warning" : text)),
    });
    assert.deepEqual(await seen(), expected);
    if (!check) return;
    await check({ page, html: await answer.text(), requests });
    assert.deepEqual(await seen(), expected);
  });
}

/* Runs in the page. */
function haveLoaded(count) {
  const cards = [...document.querySelectorAll("conference-card")];
  return cards.length === count && cards.every(({ state }) => state && state !== "loading");
}

/** Cards that ask for the same share a request, those with headers of their own don't. */
function meaning(request) {
  return `${request.url()} ${request.headers()["x-visitor"]}`;
}

/* Runs in the page. */
function readCards() {
  return [...document.querySelectorAll("conference-card")].map((card) => {
    const text = (part) => card.shadowRoot?.querySelector(`[part~="${part}"]`)?.innerText;
    return { state: card.state, title: text("title"), status: text("status"), join: text("join") };
  });
}

/** The first card is in the server's HTML; the second has a property and listeners, set in JSX. */
async function checkNext({ page, html, requests }) {
  assert.match(html, /<conference-card conference-id="[^"]+" join-href="[^"]+"><\/conference-card>/);
  assert.deepEqual(requests.map((request) => request.headers()["x-visitor"]).sort(), ["next", undefined]);
  await page.getByText("Loaded customer-office-hours").waitFor();
  await page.getByRole("button", { name: "Teilnehmen" }).click();
  await page.getByText("Joined customer-office-hours").waitFor();
}
