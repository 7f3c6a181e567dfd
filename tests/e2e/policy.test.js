// Pages that are strict, or have things their own way: the policy that the card promises to work under, as a server sends it, isolation
// from other origins, globals that the page has replaced, and shadow roots around the card.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { API, browserTest, DEMO, FAILED_LOAD, markup, part, ready, seen, until } from "./harness.js";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const [, PROMISED] = readme.match(/^(default-src 'none'; .*)$/m);
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** Sends pages with further headers; the policy allows the icon that every test page has. */
const withHeaders = (headers) => ({ server }) => server.route(/^\/page-\d+\.html$/, async (request) => {
  const answer = await request.fetch();
  return { ...answer, headers: { ...answer.headers, ...headers } };
});
const promised = { "content-security-policy": `${PROMISED}; img-src data:` };

for (const [where, headers] of [["under the policy of the README", promised], ["in an isolated page under that policy", { ...promised, ...ISOLATED }]]) {
  for (const script of ["index.js", "inline.js"]) {
    browserTest(`by ${script}, a card shows all it has, changes and fails ${where}`, {
      body: markup(DEMO.live, 'include-active-session join-href="/rooms/{name}" theme="dark" lang="de"'),
      script: `/conference-card/${script}`,
      prepare: withHeaders(headers),
      expects: [/^conference-card: config: `conference-id` is missing$/],
    }, async ({ page, card, server }) => {
      await ready(card);
      assert.equal(await page.evaluate(() => crossOriginIsolated), "cross-origin-opener-policy" in headers);
      assert.deepEqual((await seen(card)).states, ["open", "live"]);
      assert.equal(await part(card, "join").textContent(), "Teilnehmen");
      const style = (name) => card.evaluate((card, name) => getComputedStyle(card).getPropertyValue(name), name);
      assert.equal(await style("--conference-primary"), "#6EA0FF");
      assert.equal(await part(card, "join").evaluate((join) => getComputedStyle(join).backgroundColor), "rgb(110, 160, 255)");
      await card.evaluate((card) => Object.assign(card, { theme: "light", lang: "fr", conference: { id: "given", name: "Given", join_until: "2020-01-01T00:00:00Z" } }));
      await until(() => part(card, "title").textContent(), "Given");
      assert.equal((await seen(card)).state, "closed");
      await card.evaluate((card) => Object.assign(card, { conference: null, conferenceId: null }));
      await until(async () => (await seen(card)).state, "error");
      assert.equal(await part(card, "error").count(), 1);
      assert.equal(server.requests(API).length, 1);
    });
  }
}

/** What pages put in the place of `Promise.prototype.then`, by what it does. */
const REPLACED = ["throws", "never calls back"];

for (const then of REPLACED) {
  for (const lost of [false, true]) {
    const what = lost ? "where its file is lost, too" : "and asks by the page's own fetch";
    browserTest(`on a page whose then ${then}, and whose map throws, a card comes up, ${what}`, {
      head: '<script src="/replace.js"></script>',
      body: markup(DEMO.reference, 'lang="de"'),
      prepare: async ({ server, site }) => {
        await site.file("replace.js", `(${replace})(${JSON.stringify(then)});`);
        if (lost) server.route(".wasm", () => ({ type: "text/html", body: "<!doctype html>" }));
      },
      expects: [/^conference-card: not-found/, ...(lost ? [/^conference-card: conference-card.wasm is lost/] : [])],
      allows: [FAILED_LOAD],
    }, async ({ page, card, requests }) => {
      // The page itself says when it is done: whoever looks into a page may well need what it has replaced.
      await until(() => requests("/done").length, 1);
      assert.deepEqual(await page.evaluate(() => window.replaced), { calls: [], states: ["closed", "error", "closed"], title: "Reloaded" });
      assert.equal((await seen(card)).state, "closed");
      assert.deepEqual(requests(API).map(({ headers }) => headers["x-page"]), ["yes", "yes", "yes"]);
      assert.equal(requests("inline.js").length, lost ? 1 : 0);
    });
  }
}

/* Runs in the page, before its scripts. */
function replace(kind) {
  const { fetch, Promise, Array } = window;
  const { then } = Promise.prototype;
  const { map } = Array.prototype;
  const calls = [];
  window.fetch = async (input, init) => {
    const headers = new Headers(init?.headers ?? input.headers);
    headers.set("x-page", "yes");
    return await fetch(input, { ...init, headers });
  };
  Promise.prototype.then = function () {
    calls.push(`then: ${new Error().stack}`);
    if (kind === "throws") throw "then was called";
    return this;
  };
  Array.prototype.map = () => {
    calls.push(`map: ${new Error().stack}`);
    throw "map was called";
  };
  const next = (card, name) => new Promise((resolve) => card.addEventListener(`conference-${name}`, resolve, { once: true }));
  addEventListener("DOMContentLoaded", async () => {
    const card = document.querySelector("conference-card");
    const states = [];
    await next(card, "load");
    await null;
    states.push(card.state);
    const failed = next(card, "error");
    card.endpoint = "/nowhere";
    await failed;
    states.push(card.state);
    const loaded = next(card, "load");
    card.endpoint = null;
    await loaded;
    card.messages = { closed: "Reloaded" };
    await card.reload();
    await null;
    states.push(card.state);
    Object.assign(Promise.prototype, { then });
    Object.assign(Array.prototype, { map });
    const title = card.shadowRoot.querySelector('[part~="status"]').textContent.trim();
    window.replaced = { calls, states, title };
    fetch("/done");
  });
}

for (const mode of ["open", "closed"]) {
  browserTest(`a card shows in ${mode === "open" ? "an open" : "a closed"} shadow root of the page's, in its language, and its events come out`, {
    head: '<script type="module" src="/root.js"></script>',
    body: '<main lang="de"></main>',
    prepare: ({ site }) => site.file("root.js", `
      const root = document.querySelector("main").attachShadow({ mode: "${mode}" });
      window.inner = document.createElement("conference-card");
      Object.assign(inner, { conferenceId: "${DEMO.open}", joinButton: true });
      root.append(inner);
    `),
  }, async ({ page, events }) => {
    const inner = (read) => page.evaluate(read);
    await until(() => inner(() => window.inner?.state), "open");
    await until(() => inner(() => window.inner.shadowRoot.querySelector('[part~="join"]').textContent), "Teilnehmen");
    assert.equal((await events("conference-load")).length, 1);
    await inner(() => window.inner.shadowRoot.querySelector('[part~="join"]').click());
    assert.equal((await events("conference-join")).length, 1);
  });
}
