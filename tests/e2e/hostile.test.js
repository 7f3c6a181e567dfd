// A page whose style sheet is against all: within the shadow root nothing changes but what the page may set.
import assert from "node:assert/strict";
import { browserTest, DEMO, FAILED_LOAD, frozen, markup, part, ready, until } from "./harness.js";

/** What elements inherit, into shadow roots too; an unknown property or value is skipped by the browser. */
const INHERITED = `
  accent-color: red; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; caret-color: red; color: red; color-scheme: dark;
  cursor: wait; direction: rtl; empty-cells: hide; fill: red; fill-opacity: 0.3; fill-rule: evenodd; clip-rule: evenodd;
  font: italic small-caps 900 condensed 33px/3 "Courier New", monospace; font-feature-settings: "smcp"; font-kerning: none;
  font-language-override: "TRK"; font-optical-sizing: none; font-palette: dark; font-size-adjust: 0.9; font-synthesis: none;
  font-variant: all-small-caps slashed-zero; font-variation-settings: "wght" 900; hanging-punctuation: first; hyphenate-character: "~";
  hyphens: auto; image-orientation: none; image-rendering: pixelated; letter-spacing: 7px; line-break: anywhere; line-height: 77px;
  list-style: square inside; math-depth: 3; math-shift: compact; math-style: compact; orphans: 9; overflow-wrap: normal; paint-order: stroke;
  print-color-adjust: exact; quotes: none; ruby-align: start; ruby-position: under; scrollbar-color: red blue; shape-rendering: crispedges;
  speak-as: digits; stroke: red; stroke-dasharray: 3; stroke-linecap: square; stroke-width: 9px; tab-size: 1; text-align: end;
  text-align-last: center; text-anchor: end; text-combine-upright: all; text-decoration: underline overline line-through red 4px;
  text-decoration-skip-ink: none; text-emphasis: circle red; text-indent: 55px; text-justify: inter-character; text-orientation: upright;
  text-rendering: optimizelegibility; text-shadow: 3px 3px red; text-size-adjust: 300%; text-spacing-trim: space-all; text-transform: uppercase;
  text-underline-offset: 9px; text-underline-position: under; text-wrap: nowrap; unicode-bidi: bidi-override; white-space: pre; widows: 9;
  word-break: break-all; word-spacing: 33px; -webkit-font-smoothing: none; -webkit-locale: "tr"; -webkit-line-clamp: 1;
  -webkit-tap-highlight-color: red; -webkit-text-fill-color: red; -webkit-text-security: disc; -webkit-text-stroke: 3px red;
`;
/** What would take a card apart, could the page's sheet reach into it. */
const OWN = `
  display: block; position: absolute; float: right; margin: 33px; padding: 33px; border: 9px solid red; width: 13px; height: 13px;
  min-width: 0; min-height: 0; flex: none; gap: 99px; background: red; opacity: 0.2; filter: blur(9px); transform: translate(9px); content: "!";
  transition: color 9s; animation: none; box-shadow: 0 0 9px red; outline: 9px solid red; overflow: hidden; text-overflow: ellipsis;
`;
const important = (declarations) => declarations.trim().replaceAll(";", " !important;");
const SELECTORS = [
  ":root", "*", "*::before", "*::after", "*::marker", "conference-card", "conference-card *", "main *", ".conference-card", "[part]", "[data-state]", "[hidden]",
  "a, button, h1, h2, h3, h4, h5, h6, header, footer, li, p, path, section, slot, span, svg, time, ul, video",
];
const HOSTILE = `
  ${SELECTORS.map((selector) => `${selector} { ${important(INHERITED + OWN)} }`).join("\n")}
  :root { --_hairline: red; --_dot: red; --_muted: red; --_radius: 50px; --_scheme: dark; --_mix: red; }
`;
/** Where and how big a card is, is for the page to say: its own box stays as it was. */
const PLACE = `
  #place > conference-card#card#card { ${OWN.replaceAll(/: [^;]*;/g, ": initial !important;")} display: block !important; width: 480px !important; }
  #place > conference-card#card#card:is(::before, ::after) { display: none !important; }
  #place > conference-card#card#card::before, #place > conference-card#card#card::after { display: none !important; }
`;

const CARDS = {
  "a closed one": markup(DEMO.reference, 'id="card"'),
  "one with a running session": markup(DEMO.live, 'id="card" include-active-session join-href="/rooms/{name}"'),
  "an open one in German and light colours": markup(DEMO.open, 'id="card" join-button theme="light" lang="de"'),
  "one with a long text in dark colours": markup(DEMO.longText, 'id="card" theme="dark"'),
  "one from right to left": markup(DEMO.rightToLeft, 'id="card" join-button lang="ar"'),
  "one that failed": markup(DEMO.notFound, 'id="card"'),
};

for (const [what, body] of Object.entries(CARDS)) {
  browserTest(`a hostile style sheet changes nothing within a card: ${what}`, {
    ...frozen,
    body: `<main id="place">${body}</main>`,
    expects: what === "one that failed" ? [/^conference-card: not-found/] : [],
    allows: [FAILED_LOAD],
  }, async ({ page, card }) => {
    await ready(card);
    await page.evaluate(adopt, [PLACE]);
    const before = await page.evaluate(looks);
    assert.ok(Object.keys(before).length > 5, Object.keys(before).join());
    await page.evaluate(adopt, [PLACE, HOSTILE]);
    const host = await card.evaluate((card) => getComputedStyle(card).letterSpacing);
    assert.equal(host, "7px", "the sheet is in effect");
    const after = await page.evaluate(looks);
    assert.deepEqual(differences(before, after), []);
  });
}

browserTest("the page's font is the card's where the page says so, and the system's otherwise", {
  body: markup(DEMO.open, 'class="with"') + markup(DEMO.open, 'class="without"') + markup(DEMO.open, 'class="other"'),
}, async ({ page }) => {
  await page.evaluate(adopt, ["body { font-family: fantasy } .with { --conference-font: inherit } .other { --conference-font: monospace }"]);
  const cards = page.locator("conference-card");
  await until(() => cards.evaluateAll((cards) => cards.map(({ state }) => state)), Array(3).fill("open"));
  const fonts = () => cards.evaluateAll((cards) => cards.map((card) => getComputedStyle(card.shadowRoot.querySelector('[part="title"]')).fontFamily));
  assert.deepEqual(await fonts(), ["fantasy", "system-ui, sans-serif", "monospace"]);
});

browserTest("lines that the page draws through all its text stop at the card", {
  ...frozen,
  body: `<main>${markup(DEMO.reference)}</main>`,
  only: { browsers: ["chromium"], because: "no computed style tells such a line, and pictures are taken by Playwright" },
}, async ({ page, card }) => {
  await ready(card);
  const before = await card.screenshot();
  await page.evaluate(adopt, ["* { text-decoration: underline line-through 3px red !important }"]);
  assert.ok(before.equals(await card.screenshot()));
});

browserTest("a font that the page declares for all cards further out is theirs", {
  body: markup(DEMO.open) + markup(DEMO.open, 'class="system"'),
  only: { browsers: ["chromium", "webkit"], because: "it takes style queries" },
}, async ({ page }) => {
  await page.evaluate(adopt, [":root { --conference-font: monospace } .system { --conference-font: system-ui }"]);
  const cards = page.locator("conference-card");
  await until(() => cards.evaluateAll((cards) => cards.map(({ state }) => state)), Array(2).fill("open"));
  const fonts = cards.evaluateAll((cards) => cards.map((card) => getComputedStyle(card.shadowRoot.querySelector('[part="title"]')).fontFamily));
  assert.deepEqual(await fonts, ["monospace", "system-ui"]);
});

browserTest("a page can hide a card, and keep its visitors from using it, from further out", {
  body: `<main>${markup(DEMO.open, "join-button")}</main>`,
}, async ({ page, card }) => {
  await ready(card);
  assert.ok(await part(card, "join").isVisible());
  await page.evaluate(adopt, ["main { visibility: hidden; pointer-events: none }"]);
  assert.equal(await part(card, "join").isVisible(), false);
  assert.equal(await part(card, "join").evaluate((join) => getComputedStyle(join).pointerEvents), "none");
});

/* Run in the page. */
function adopt(sheets) {
  document.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}

/* All computed styles and boxes within the card, by element. Custom properties are the page's to set, and have their effect on others. */
function looks() {
  const root = document.querySelector("conference-card").shadowRoot;
  const section = root.querySelector("section");
  const origin = section.getBoundingClientRect();
  const seen = {};
  for (const [at, element] of [section, ...section.querySelectorAll("*")].entries()) {
    const name = `${at} ${element.localName} ${element.part}`;
    const { x, y, width, height } = element.getBoundingClientRect();
    const box = width || height ? [x - origin.x, y - origin.y, width, height] : []; // nothing, a slot's say, is nowhere
    seen[name] = { box: box.map((length) => Math.round(length * 100) / 100).join(" ") };
    for (const pseudo of ["", "::before", "::after", "::marker"]) {
      const style = getComputedStyle(element, pseudo || undefined);
      for (const property of style) {
        if (!property.startsWith("--")) seen[name][`${pseudo} ${property}`] = style.getPropertyValue(property);
      }
    }
  }
  return seen;
}

function differences(before, after) {
  assert.deepEqual(Object.keys(after), Object.keys(before));
  const lines = [];
  for (const [element, styles] of Object.entries(before)) {
    for (const [property, value] of Object.entries(styles)) {
      const now = after[element][property];
      if (now !== value) lines.push(`${element} ${property}: ${value} -> ${now}`);
    }
  }
  return lines;
}
