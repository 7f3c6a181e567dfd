// The package where there is no browser, and the lists and rules that it shares with the Rust sources.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { requestUrl } from "../../pkg/request.js";
import { site } from "./support/environment.js";

const root = new URL("../../", import.meta.url);
const built = (file) => import(pathToFileURL(join(site, "conference-card", file)));
const BASE = "https://page.example/folder/page.html?query#fragment";
const DEFAULT_ENDPOINT = "/api/video/conferences";

test("importing the package where there is no page does nothing", async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const index = await built("index.js");
  assert.equal(typeof index.ConferenceCard, "function");
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
});

test("the class observes the attributes that the module reads, and the language", async () => {
  const source = await readFile(new URL("src/options.rs", root), "utf8");
  const [, list] = source.match(/pub const ATTRIBUTES: [^=]*= \[([^\]]*)\]/);
  const attributes = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  assert.ok(attributes.length > 8, list);
  const { ConferenceCard } = await built("element.js");
  assert.deepEqual(ConferenceCard.observedAttributes.filter((name) => name !== "lang"), attributes);
  assert.ok(ConferenceCard.observedAttributes.includes("lang"));
});

test("every attribute has its property", async () => {
  const { ConferenceCard } = await built("element.js");
  for (const attribute of ConferenceCard.observedAttributes.filter((name) => name !== "lang")) {
    const property = attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const { get, set, enumerable } = Object.getOwnPropertyDescriptor(ConferenceCard.prototype, property);
    assert.ok(get && set && enumerable, property);
  }
});

test("every file that package.json exports is in the package", async () => {
  const { exports } = JSON.parse(await readFile(join(site, "conference-card", "package.json"), "utf8"));
  const folder = join(site, "conference-card");
  for (const file of Object.values(exports)) {
    if (file.includes("*")) {
      const [before, after] = file.split("*");
      const files = (await readdir(join(folder, before))).filter((name) => name.endsWith(after));
      assert.ok(files.length > 10, `${file}: ${files}`);
    } else {
      await readFile(join(folder, file));
    }
  }
});

const { cases } = JSON.parse(await readFile(new URL("tests/fixtures/requests.json", root), "utf8"));
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
