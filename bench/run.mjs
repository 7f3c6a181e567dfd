// The card beside the same card by hand, in Preact and in React, in one run. `cargo xtask bench` runs it, with CHROMIUM and
// CONFERENCE_PACKAGE; --record writes BENCHMARKS.md, --quick runs each once.
//
// The rounds take turns, and each begins with another one, so that what else the machine does meets all, and what one page leaves behind too. Times are for
// comparison: they are this machine's.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { build } from "./build.mjs";
import { idle, measure } from "./measure.mjs";
import { PROFILES } from "./profiles.mjs";
import { report } from "./report.mjs";
import { NAME, start } from "./server.mjs";

const { values: options } = parseArgs({ options: { record: { type: "boolean" }, quick: { type: "boolean" }, out: { type: "string" } } });
const ROUNDS = Object.fromEntries(Object.entries(PROFILES).map(([profile, { rounds }]) => [profile, options.quick ? 1 : rounds]));
const MANY_ROUNDS = options.quick ? 1 : 11;
const TWINS = ["js", "preact", "react", "leptos"];
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];

const folder = await mkdtemp(join(tmpdir(), "conference-bench-"));
await build(folder, process.env.CONFERENCE_PACKAGE);
const server = await start(folder);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
try {
  const results = { chromium: browser.version(), rounds: { ...ROUNDS, "many cards": MANY_ROUNDS }, one: await one(), many: await many(), idle: await resting() };
  const text = await report(results, options);
  console.log(text);
  if (options.out) {
    await mkdir(options.out, { recursive: true });
    await writeFile(join(options.out, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** All twins, from another one on in each round. */
function inTurn(round) {
  return TWINS.map((_, at) => TWINS[(at + round) % TWINS.length]);
}

/** A page with one card, in each profile, with and without hints. */
async function one() {
  const runs = [];
  const last = Math.max(...Object.values(ROUNDS));
  for (let round = 1; round <= last; round++) {
    for (const [profile, conditions] of Object.entries(PROFILES).filter(([profile]) => round <= ROUNDS[profile])) {
      for (const hints of [false, true]) {
        for (const twin of inTurn(round)) runs.push({ twin, profile, hints, ...(await load({ twin, hints, cards: 1, conditions })) });
      }
    }
    console.error(`one card, round ${round} of ${last}`);
  }
  return runs;
}

/** Pages with many cards. */
async function many() {
  const runs = [];
  for (let round = 1; round <= MANY_ROUNDS; round++) {
    for (const cards of [200, 1_000]) {
      for (const twin of inTurn(round)) runs.push({ twin, cards, ...(await load({ twin, cards, conditions: PROFILES.LAN })) });
    }
    console.error(`many cards, round ${round} of ${MANY_ROUNDS}`);
  }
  return runs;
}

/** 200 cards that have nothing to do but to count down. */
async function resting() {
  const settings = { url: url({ twin: "leptos", cards: 200, ticking: true }), cards: 200, profile: PROFILES.LAN, name: NAME };
  return { seen: await idle(browser, settings), hidden: await idle(browser, { ...settings, isHidden: true }) };
}

async function load({ twin, hints = false, cards, conditions }) {
  server.takeRequests();
  const seen = await measure(browser, { url: url({ twin, hints, cards }), cards, profile: conditions, name: NAME });
  return { ...seen, requests: server.takeRequests().length };
}

function url({ twin, hints = false, cards, ticking = false }) {
  const parameters = new URLSearchParams({ cards, ...(hints && { hints: "" }), ...(ticking && { ticking: "" }) });
  return `${server.address}/${twin}/?${parameters}`;
}
