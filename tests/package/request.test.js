// The request that the class makes before the module is there is the one that the module makes: tests/fixtures/requests.json holds both
// to one table.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { requestUrl } from "../../pkg/request.js";

const BASE = "https://page.example/folder/page.html?query#fragment";
const DEFAULT_ENDPOINT = "/api/video/conferences";

const { cases } = JSON.parse(await readFile(new URL("../fixtures/requests.json", import.meta.url), "utf8"));
// The class has no headers; what is wrong with other options is not the request's.
const early = cases.filter(({ options }) => !options.headers && !options.theme);
const earlyUrl = ({ "conference-id": id, endpoint = DEFAULT_ENDPOINT, ...flags }) =>
  requestUrl(id ?? null, endpoint, "include-active-session" in flags, BASE);

test("the early request is the one that the module makes", () => {
  const made = early.filter(({ url }) => url !== null);
  assert.ok(made.length > 50);
  const doubtful = [];
  for (const { options, url } of made) {
    const actual = earlyUrl(options);
    if (actual === null) doubtful.push(options.endpoint);
    else assert.equal(actual, new URL(url, BASE).href, JSON.stringify(options));
  }
  // What it isn't sure of it leaves to the module: what looks like user info, and addresses that are none by themselves.
  const isDoubtful = (endpoint) => endpoint.trim() === "" || endpoint.includes("@") || !URL.canParse(endpoint, BASE);
  assert.deepEqual(doubtful.filter((endpoint) => !isDoubtful(endpoint)), []);
});

test("there is no early request where the module refuses to make one", () => {
  const refused = early.filter(({ error }) => error !== null);
  assert.ok(refused.length > 40);
  for (const { options } of refused) assert.equal(earlyUrl(options), null, JSON.stringify(options));
});

test("an id that is half a character is left to the module", () => {
  assert.equal(requestUrl("\ud83d", DEFAULT_ENDPOINT, false, BASE), null);
});

test("the early request goes by where the page is by then", () => {
  const from = (base) => requestUrl("1", "api", false, base);
  assert.equal(from("https://page.example/one/"), "https://page.example/one/api/1");
  assert.equal(from("https://page.example/other/"), "https://page.example/other/api/1");
});
