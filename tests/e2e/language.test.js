// The language of a card: where it is taken from, which file it comes from, and what a page puts in its place.
import assert from "node:assert/strict";
import { box, browserTest, CUT, DEMO, FAILED_LOAD, frozen, markup, part, plain, ready, until } from "./harness.js";

/** The names of the locale files that were asked for. */
const locales = (requests) => requests("/locales/").map(({ path }) => path.split("/").at(-1));
const window = async (card) => plain(await part(card, "window").textContent());

browserTest("a card speaks the language of the nearest lang, out of shadow roots too", {
  ...frozen,
  body: `<div lang="de">${markup(DEMO.reference)}</div><div lang="fr" id="host"></div>`,
}, async ({ page, card, requests }) => {
  await ready(card);
  assert.equal(await part(card, "status").textContent(), "Geschlossen");
  assert.equal(await window(card), "Sa., 1. Jan. 2022, 00:00 – Sa., 31. Dez. 2022, 23:59");
  await page.evaluate((id) => {
    const shadow = document.getElementById("host").attachShadow({ mode: "open" });
    const inner = document.createElement("conference-card");
    inner.conferenceId = id;
    shadow.append(inner);
  }, DEMO.reference);
  const inner = page.locator("#host conference-card");
  await ready(inner);
  assert.equal(await part(inner, "status").textContent(), "Fermée");
  assert.match(await window(inner), /^sam\. 1 janv\. 2022/);
  assert.deepEqual(locales(requests), ["de.js", "fr.js"]);
});

const TAGS = [
  { lang: "de-AT", join: "Teilnehmen", file: "de.js" },
  { lang: "zh-TW", join: "加入", file: "zh-Hant.js" },
  { lang: "zh-HK", join: "加入", file: "zh-Hant.js" },
  { lang: "zh", join: "加入", file: "zh-Hans.js" },
  { lang: "pt-PT", join: "Participar", file: "pt-BR.js" },
  { lang: "PT-br", join: "Participar", file: "pt-BR.js" },
  { lang: "sr-Latn", join: "Join", file: null },
  { lang: "not a tag", join: "Join", file: null },
];

browserTest("a language has the words of its script, else of a relative, else English; each file is loaded once, and no other", {
  body: TAGS.map(({ lang }) => `<div lang="${lang}">${markup(DEMO.minimal, "join-button")}</div>`).join(""),
}, async ({ page, requests }) => {
  for (const { lang, join } of TAGS) {
    const card = page.locator(`[lang="${lang}"] > conference-card`);
    await ready(card);
    assert.equal(await part(card, "join").textContent(), join, lang);
  }
  const files = new Set(TAGS.map(({ file }) => file).filter(Boolean));
  assert.deepEqual(locales(requests).sort(), [...files].sort());
});

browserTest("in English no file is loaded", {
  body: markup(DEMO.minimal) + `<div lang="en-GB">${markup(DEMO.minimal)}</div>`,
}, async ({ page, requests }) => {
  for (const card of await page.locator("conference-card").all()) await ready(card);
  assert.deepEqual(locales(requests), []);
});

browserTest("in a language without a file the whole card is in English, the dates too", {
  ...frozen,
  body: `<div lang="fi">${markup(DEMO.reference)}${markup(DEMO.opensNextWeek)}</div>`,
}, async ({ page, card }) => {
  await ready(card);
  assert.equal(await window(card), "Sat, Jan 1, 2022, 12:00 AM – Sat, Dec 31, 2022, 11:59 PM");
  const other = page.locator("conference-card").nth(1);
  await ready(other);
  assert.equal(await part(other, "countdown").textContent(), "Opens in 7 days");
});

browserTest("where a language can't be loaded the card is in English, and the owner is told", {
  body: `<div lang="de">${markup(DEMO.minimal, "join-button")}</div>`,
  prepare: ({ server }) => server.route("/locales/de.js", () => CUT),
  expects: [/^conference-card: the language de can't be loaded, so the card is in English/, FAILED_LOAD],
}, async ({ card }) => {
  await ready(card);
  assert.equal(await part(card, "join").textContent(), "Join");
});

browserTest("without any lang a card speaks the browser's language", {
  context: { locale: "fr-CA" },
  body: "",
}, async ({ page, card }) => {
  await page.evaluate((id) => {
    document.documentElement.removeAttribute("lang");
    const card = document.createElement("conference-card");
    card.setAttribute("conference-id", id);
    document.body.append(card);
  }, DEMO.minimal);
  await ready(card);
  assert.equal(await part(card, "status").textContent(), "Ouverte");
});

browserTest("a card changes its language with its lang, and loads nothing else anew", {
  ...frozen,
  body: markup(DEMO.reference),
}, async ({ card, requests }) => {
  await ready(card);
  const status = () => part(card, "status").textContent();
  assert.equal(await status(), "Closed");
  await card.evaluate((card) => (card.lang = "es"));
  await until(status, "Cerrada");
  assert.match(await window(card), /^sáb, 1 ene 2022/);
  await card.evaluate((card) => (card.lang = "en"));
  await until(status, "Closed");
  await card.evaluate((card) => (card.lang = "es"));
  await until(status, "Cerrada");
  assert.deepEqual(locales(requests), ["es.js"]);
  assert.equal(requests("/api/").length, 1);
});

browserTest("a language that is set while the module is on its way counts", {
  body: markup(DEMO.minimal, "join-button"),
  prepare: ({ server }) => server.hold(".wasm"),
}, async ({ page, card, server }) => {
  await page.evaluate(() => customElements.whenDefined("conference-card"));
  await card.evaluate((card) => (card.lang = "it"));
  server.release(".wasm");
  await ready(card);
  await until(() => part(card, "join").textContent(), "Partecipa");
});

browserTest("the last language counts, however fast it follows on others and on other changes", {
  body: markup(DEMO.minimal, "join-button"),
  prepare: ({ server }) => server.hold("/locales/de.js"),
}, async ({ card, server, requests }) => {
  await ready(card);
  const join = () => part(card, "join").textContent();
  // With other attributes, and while the file of another language is on its way.
  await card.evaluate((card) => Object.assign(card, { theme: "dark", headingLevel: 3, lang: "nl" }));
  await until(join, "Deelnemen");
  await card.evaluate((card) => (card.lang = "de"));
  await until(() => requests("/locales/de.js").length, 1);
  await card.evaluate((card) => (card.lang = "sv"));
  server.release("/locales/de.js");
  await until(join, "Delta");
});

browserTest("a page's messages take the place of the card's own, and give it back", {
  ...frozen,
  body: `<div lang="de">${markup(DEMO.opensNextWeek, "join-button")}</div>`,
}, async ({ card, requests }) => {
  await ready(card);
  const texts = async () => [await part(card, "join").textContent(), await part(card, "countdown").textContent()];
  assert.deepEqual(await texts(), ["Teilnehmen", "Öffnet in 7 Tagen"]);
  await card.evaluate((card) => (card.messages = { join: "<b>Los</b>", opens: "Los geht es {relative}!", unknown: "?" }));
  await until(texts, ["<b>Los</b>", "Los geht es in 7 Tagen!"]);
  assert.deepEqual(await card.evaluate((card) => Object.keys(card.messages)), ["join", "opens", "unknown"]);
  await card.evaluate((card) => (card.messages = null));
  await until(texts, ["Teilnehmen", "Öffnet in 7 Tagen"]);
  assert.equal(requests("/api/").length, 1);
});

browserTest("a language that a page registers is spoken", {
  body: `<div lang="fi">${markup(DEMO.minimal, "join-button")}</div>`,
  prepare: ({ server }) => server.addInitScript(() => {
    globalThis[Symbol.for("conference-card.locales")] = { fi: { direction: "ltr", join: "Liity" } };
  }),
}, async ({ card }) => {
  await ready(card);
  assert.equal(await part(card, "join").textContent(), "Liity");
});

/** On which side of the card an element's text stands. */
function side(element) {
  return element.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    const card = element.closest("[part=card]").getBoundingClientRect();
    return text.left - card.left < card.right - text.right ? "left" : "right";
  });
}

const SIDES = [
  { lang: "en", dir: "rtl", direction: "ltr", expected: "left" },
  { lang: "ar", dir: "ltr", direction: "rtl", expected: "right" },
  { lang: "he", dir: "ltr", direction: "rtl", expected: "right" },
];

browserTest("a card reads from the side of its language, whatever the page's direction", {
  body: SIDES.map(({ lang, dir }) => `<div lang="${lang}" dir="${dir}">${markup(DEMO.minimal, "join-button")}</div>`).join(""),
}, async ({ page }) => {
  for (const [at, { lang, direction, expected }] of SIDES.entries()) {
    const card = page.locator("conference-card").nth(at);
    await ready(card);
    assert.equal(await box(card).getAttribute("dir"), direction);
    for (const name of ["status", "window", "join"]) assert.equal(await side(part(card, name)), expected, `${lang}: ${name}`);
  }
});

browserTest("title and description have the direction of their own text", {
  body: markup(DEMO.rightToLeft) + `<div lang="ar">${markup(DEMO.rightToLeft)}</div>`,
}, async ({ page }) => {
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    for (const name of ["title", "description"]) {
      assert.equal(await part(card, name).evaluate((element) => getComputedStyle(element).direction), "rtl", name);
      assert.equal(await side(part(card, name)), "right", name);
    }
  }
});
