// The locale files against the texts in src/messages.rs, which is the one list of keys and placeholders. No browser is needed: Node
// has the same Intl.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const TAGS = "ar de es fr he hi it ja ko nl pl pt-BR sv tr uk zh-Hans zh-Hant".split(" ");
const RIGHT_TO_LEFT = ["ar", "he"];
// Texts that may read as in English.
const SAME_AS_ENGLISH = ["direction", "live"];

const folder = new URL("../../pkg/locales/", import.meta.url);
const english = englishTexts(readFileSync(new URL("../../src/messages.rs", import.meta.url), "utf8"));
const locales = {};
for (const tag of TAGS) locales[tag] = (await import(new URL(`${tag}.js`, folder))).default;

/** The texts of lines such as `Open = "open": "Open now",`, by their keys. */
function englishTexts(source) {
  const lines = source.matchAll(/^ +[A-Z]\w* = ("[a-z-]+"): ("(?:[^"\\]|\\.)+"),$/gm);
  return Object.fromEntries([...lines].map(([, key, text]) => [JSON.parse(key), JSON.parse(text)]));
}

const placeholders = (text) => text.match(/\{[^}]*\}/g) ?? [];

function forEachText(check) {
  for (const [tag, texts] of Object.entries(locales)) {
    for (const [key, text] of Object.entries(texts)) check(text, key, `${tag}, ${key}: ${text}`);
  }
}

test("the folder has a file for each language and nothing else", () => {
  assert.deepEqual(readdirSync(folder).sort(), TAGS.map((tag) => `${tag}.js`).sort());
});

test("every locale has the keys of the English, in their order", () => {
  assert.ok(Object.keys(english).length > 40, "src/messages.rs was not understood");
  for (const tag of TAGS) assert.deepEqual(Object.keys(locales[tag]), Object.keys(english), tag);
});

test("every text has the placeholders of the English", () => {
  forEachText((text, key, where) => assert.deepEqual(placeholders(text), placeholders(english[key]), where));
});

test("no text is empty, stands between blanks or has a doubled one", () => {
  forEachText((text, _, where) => assert.match(text, /^\S+(\s\S+)*$/, where));
});

test("only what may is the same as in English", () => {
  forEachText((text, key, where) => assert.ok(text !== english[key] || SAME_AS_ENGLISH.includes(key), where));
});

test("Arabic and Hebrew are written from right to left, the others from left to right", () => {
  for (const tag of TAGS) assert.equal(locales[tag].direction, RIGHT_TO_LEFT.includes(tag) ? "rtl" : "ltr", tag);
});

test("each file registers its texts under its tag", () => {
  const registry = globalThis[Symbol.for("conference-card.locales")];
  for (const tag of TAGS) assert.equal(registry[tag], locales[tag], tag);
});

test("a file imports nothing", () => {
  for (const tag of TAGS) assert.doesNotMatch(readFileSync(new URL(`${tag}.js`, folder), "utf8"), /^import\b|\bimport\(/m, tag);
});

// Numbers in Latin digits, since Node's versions differ in which they take for Arabic.
function opens(tag, count, unit) {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: "always", numberingSystem: "latn" });
  return locales[tag].opens.replace("{relative}", format.format(count, unit));
}

for (const [tag, minutes, days] of [
  ["de", "Öffnet in 5 Minuten", "Öffnet in 3 Tagen"],
  ["fr", "Ouverture dans 5 minutes", "Ouverture dans 3 jours"],
  ["pl", "Otwarcie za 5 minut", "Otwarcie za 3 dni"],
  ["ja", "5 分後に入室開始", "3 日後に入室開始"],
  ["ar", "يُفتح خلال 5 دقائق", "يُفتح خلال 3 أيام"],
]) {
  test(`a countdown is one phrase in ${tag}`, () => {
    // Some versions of Intl write no-break spaces.
    assert.equal(opens(tag, 5, "minute").replace(/\s/g, " "), minutes);
    assert.equal(opens(tag, 3, "day").replace(/\s/g, " "), days);
  });
}

test("no countdown has a word twice", () => {
  for (const tag of TAGS) {
    for (const unit of ["day", "hour", "minute", "second"]) {
      const words = opens(tag, 5, unit).toLowerCase().split(/\s+/);
      assert.equal(new Set(words).size, words.length, `${tag}: ${words.join(" ")}`);
    }
  }
});
