// Long days: 10,000 times cards come, change, load again, fail and go, and the page is no heavier after them than after the first 1,000.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./support/chromium.js";
import * as environment from "./support/environment.js";
import { startGateway } from "./support/gateway.js";
import { startServer } from "./support/server.js";
import { createSite } from "./support/site.js";

const EARLY = 1_000;
const LATE = 10_000;
/** How many cards are there at a time; more at first, since the module's memory never shrinks: it is to have had its peak by then. */
const LANES = [15, 10];
/** By how much of what there was after the first cycles a figure may be larger after the last. */
const TOLERANCE = 0.02;
const LIMIT = 420_000;
/** What the engine makes of the code that runs often would count as the page's. */
const NO_OPTIMIZER = "--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode";

/** What the page is measured by and Chromium doesn't tell, from before its first script. */
function measure() {
  const { setTimeout, clearTimeout, WebAssembly: { instantiate } } = window;
  const timers = new Set();
  window.setTimeout = (callback, ...rest) => {
    const timer = setTimeout((...all) => {
      timers.delete(timer);
      callback(...all);
    }, ...rest);
    timers.add(timer);
    return timer;
  };
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  const memories = [];
  WebAssembly.instantiate = async (...all) => {
    const instance = await instantiate(...all);
    memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory));
    return instance;
  };
  window.measured = () => ({
    timers: timers.size,
    instances: memories.length,
    "wasm memory": memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  });
  // The browser keeps what is written to the console.
  console.error = console.warn = () => {};
}

/** Cycles from one number to another, in the page. */
async function cycle({ from, to, lanes }) {
  const told = (card, type) => new Promise((resolve) => card.addEventListener(`conference-${type}`, resolve, { once: true }));
  const pause = (span = 0) => new Promise((resolve) => setTimeout(resolve, span));
  const create = (id, attributes = {}) => {
    const card = document.createElement("conference-card");
    card.setAttribute("endpoint", "/c");
    card.setAttribute("conference-id", id);
    for (const name in attributes) card.setAttribute(name, attributes[name]);
    return card;
  };
  const show = async (card) => {
    const loaded = told(card, "load");
    document.body.append(card);
    await loaded;
    return card;
  };
  // What happens to a card that is there, with ids that no other has.
  const KINDS = [
    async function changesItsId(card, id) {
      card.conferenceId = `${id}-late`; // and nobody waits for that answer
      await pause();
      const loaded = told(card, "load");
      card.conferenceId = `${id}-b`;
      await loaded;
    },
    async function loadsAgain(card) {
      await Promise.all([card.reload(), card.reload()]);
    },
    async function failsAndRecovers(card, id) {
      const failed = told(card, "error");
      card.conferenceId = `${id}-missing`;
      await failed;
      const loaded = told(card, "load");
      card.conferenceId = id;
      await loaded;
    },
    async function waitsForAnotherTry(card, id) {
      const failed = told(card, "error");
      card.conferenceId = `${id}-busy`;
      await failed;
    },
    async function goesOutOfDate(card, id) {
      const loaded = told(card, "load");
      card.conferenceId = `${id}-once`;
      await loaded;
      const failed = told(card, "error");
      await card.reload();
      await failed;
    },
    async function sharesWithOthers(card, id) {
      const others = [create(id, { theme: "dark" }), create("stays", { refresh: "30", lang: "de" })];
      await Promise.all(others.map(show));
      others[0].remove();
      await Promise.all([card.reload(), others[1].reload()]);
      others[1].remove();
    },
    async function goesBeforeTheAnswer(card, id) {
      const other = create(`${id}-late`);
      document.body.append(other);
      await pause();
      other.remove();
      const third = create(`${id}-late`);
      document.body.append(third);
      third.remove();
    },
    async function waitsFarAway(card, id) {
      const far = create(id, { loading: "lazy", style: "position: absolute; top: 9000px" });
      document.body.append(far);
      await pause();
      far.remove();
    },
    async function isGivenAConference(card, id) {
      let loaded = told(card, "load");
      card.conference = { id, name: "given" };
      await loaded;
      loaded = told(card, "load");
      card.conference = null;
      card.headers = { "x-room": "1" };
      await loaded;
    },
    async function isUsed(card) {
      const menu = card.shadowRoot.querySelector('[part="calendar"]');
      menu.click();
      card.messages = { join: "Step in" };
      card.headingLevel = 3;
      await pause();
      menu.click();
      document.body.prepend(card); // a move
      await pause();
    },
  ];
  // A card that stays all the while.
  if (from === 0) await show(create("stays"));
  let next = from;
  const lane = async () => {
    while (next < to) {
      const number = next++;
      const id = `card-${number}`;
      const card = await show(create(id, { "join-href": "/rooms/{name}" }));
      await KINDS[number % KINDS.length](card, id);
      card.remove();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await pause();
}

/** Answers by what an id ends with. */
async function answer({ path, headers }) {
  const id = path.split("/").at(-1);
  const end = id.split("-").at(-1);
  const isReload = "cache-control" in headers;
  if (end === "late") await new Promise((resolve) => setTimeout(resolve, 50));
  if (end === "missing") return { status: 404 };
  if (end === "busy" || (end === "once" && isReload)) return { status: 503, headers: { "retry-after": "60" } };
  return { json: { id, name: id, description: "To be had in an hour", join_from: "2099-01-05T15:00:00Z", join_until: "2099-01-05T16:00:00Z" } };
}

/** The page's figures once nothing is left that could go. */
async function weigh(page, cdp) {
  for (let round = 0; round < 5; round++) {
    await cdp.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(100); // for what is told that something has gone
  }
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return {
    ...await page.evaluate(() => window.measured()),
    "JS heap": metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
  };
}

const skip = environment.browser !== "chromium" && "only Chromium tells what a page holds";

test(`a page is no heavier after ${LATE} cards than after ${EARLY}`, { timeout: LIMIT, skip }, async (context) => {
  const [site, browser] = await Promise.all([createSite(), launch([NO_OPTIMIZER])]);
  const gateway = await startGateway(site.folder);
  const server = await startServer(gateway.address);
  try {
    server.addInitScript(measure);
    server.route("/c/", answer);
    const page = await browser.newPage({ locale: "en-US", timezoneId: "UTC" });
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("crash", () => faults.push("the page crashed"));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    await page.goto(server.address + await site.page({}));
    const figures = [];
    for (const [phase, [from, to]] of [[0, EARLY], [EARLY, LATE]].entries()) {
      await page.evaluate(cycle, { from, to, lanes: LANES[phase] });
      figures.push(await weigh(page, cdp));
    }
    const [early, late] = figures;
    const grown = [];
    for (const [name, before] of Object.entries(early)) {
      context.diagnostic(`${name}: ${before} after ${EARLY} cycles, ${late[name]} after ${LATE}`);
      if (late[name] > before * (1 + TOLERANCE)) grown.push(`${name}: ${before} → ${late[name]}`);
    }
    assert.deepEqual(grown, []);
    assert.deepEqual(faults, []);
    assert.equal(early.instances, 1);
    assert.equal(server.reports.length, 0);
  } finally {
    await browser.close();
    await server.stop();
    await gateway.stop();
    await site.remove();
  }
});
