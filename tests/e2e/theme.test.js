// The colours of a conference, as pages and scripts read them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { box, browserTest, DEMO, markup, part, ready } from "./harness.js";

const NAMES = ["primary", "background", "foreground", "success", "negative"];
const REFERENCE = new URL("../fixtures/reference.json", import.meta.url);
const OPEN = new URL("../../gateway/demo/open.json", import.meta.url);

const conference = async (file) => JSON.parse(await readFile(file, "utf8"));

/** The ten variables that a conference should set. */
function exact(conference) {
  const entries = ["dark", "light"].flatMap((scheme) =>
    NAMES.map((name) => [`--conference-${scheme}-${name}`, conference[`${scheme}_${name}`]]));
  return Object.fromEntries(entries);
}

/** The five in effect for a scheme. */
function inEffect(conference, scheme) {
  return Object.fromEntries(NAMES.map((name) => [`--conference-${name}`, conference[`${scheme}_${name}`]]));
}

/** A colour as browsers compute it. */
const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;

/** What an element computes for the variables of that object. */
function computed(element, variables) {
  return element.evaluate((element, names) => {
    const style = getComputedStyle(element);
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
  }, Object.keys(variables));
}

browserTest("the reference example's colours are on the host, on the card and on what is slotted, exactly as returned", {
  body: markup(DEMO.reference, "", "<p>slotted</p>"),
}, async ({ page, card }) => {
  await ready(card);
  const expected = exact(await conference(REFERENCE));
  assert.equal(expected["--conference-light-primary"], "#044EF4");
  assert.equal(Object.keys(expected).length, 10);
  for (const element of [card, box(card), page.locator("conference-card > p")]) {
    assert.deepEqual(await computed(element, expected), expected);
  }
});

const THEMES = [
  { theme: "", light: "light", dark: "dark" },
  { theme: 'theme="auto"', light: "light", dark: "dark" },
  { theme: 'theme="light"', light: "light", dark: "light" },
  { theme: 'theme="dark"', light: "dark", dark: "dark" },
  { theme: 'theme="DARK"', light: "dark", dark: "dark" },
];

for (const colorScheme of ["light", "dark"]) {
  browserTest(`the colours in effect are those of the theme, or of the system where that is ${colorScheme}`, {
    context: { colorScheme },
    body: THEMES.map(({ theme }) => markup(DEMO.open, `join-button ${theme}`)).join(""),
  }, async ({ page }) => {
    const sent = await conference(OPEN);
    for (const [at, { theme, [colorScheme]: scheme }] of THEMES.entries()) {
      const card = page.locator("conference-card").nth(at);
      await ready(card);
      const expected = inEffect(sent, scheme);
      assert.deepEqual(await computed(card, expected), expected, theme);
      assert.deepEqual(await computed(box(card), expected), expected, theme);
      const used = await box(card).evaluate((box) => {
        const join = box.querySelector("[part~=join]");
        return [getComputedStyle(box).backgroundColor, getComputedStyle(box).color, getComputedStyle(join).backgroundColor];
      });
      assert.deepEqual(used, ["background", "foreground", "primary"].map((name) => rgb(expected[`--conference-${name}`])));
    }
  });
}

browserTest("the theme follows the system and the attribute without another request", {
  only: { browsers: ["chromium", "firefox"], because: "WebKitGTK's colour scheme is that of the desktop, which nothing changes here" },
  body: markup(DEMO.open),
}, async ({ page, card, requests }) => {
  await ready(card);
  const sent = await conference(OPEN);
  const [light, dark] = ["light", "dark"].map((scheme) => inEffect(sent, scheme));
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await computed(card, dark), dark);
  await card.evaluate((card) => (card.theme = "light"));
  assert.deepEqual(await computed(card, light), light);
  assert.equal(requests("/api/").length, 1);
});

browserTest("what the page declares on the element wins over the conference's colours", {
  head: '<link rel="stylesheet" href="/own.css">',
  body: markup(DEMO.open, "join-button"),
  prepare: ({ site }) => site.file("own.css", "conference-card { --conference-primary: rgb(1, 2, 3); --conference-radius: 3px }"),
}, async ({ card }) => {
  await ready(card);
  const expected = { "--conference-primary": "rgb(1, 2, 3)", "--conference-light-primary": "#6B3FA0" };
  assert.deepEqual(await computed(card, expected), expected);
  assert.deepEqual(await computed(box(card), expected), expected);
  const used = await part(card, "join").evaluate((join) => getComputedStyle(join).backgroundColor);
  assert.equal(used, "rgb(1, 2, 3)");
});

browserTest("without colours of its own a conference has the built-in theme, also after one that has some", {
  body: markup(DEMO.minimal),
}, async ({ card }) => {
  await ready(card);
  const builtIn = { "--conference-primary": "#2457d6", "--conference-background": "#ffffff", "--conference-light-primary": "" };
  assert.deepEqual(await computed(card, builtIn), builtIn);
  const load = async (id) => {
    await card.evaluate(async (card, id) => {
      card.conferenceId = id;
      await card.reload();
    }, id);
  };
  await load(DEMO.open);
  assert.deepEqual(await computed(card, { "--conference-primary": 0 }), { "--conference-primary": "#6B3FA0" });
  await load(DEMO.minimal);
  assert.deepEqual(await computed(card, builtIn), builtIn);
});

browserTest("values that are no colours are dropped with a warning, and text that can't be read is moved", {
  body: markup(DEMO.badTheme),
  expects: [
    /^conference-card: `--conference-dark-primary` is no CSS colour: dropped$/,
    /^conference-card: `--conference-dark-background` is no CSS colour: dropped$/,
    /^conference-card: `--conference-dark-foreground` is no CSS colour: dropped$/,
    /^conference-card: `--conference-dark-negative` is no CSS colour: dropped$/,
    /^conference-card: `--conference-light-primary` is no CSS colour: dropped$/,
    /^conference-card: `--conference-light-success` is no CSS colour: dropped$/,
    /^conference-card: `--conference-light-negative` is no CSS colour: dropped$/,
    /^conference-card: `--conference-foreground` was moved: the returned colours are below a contrast of 4.5 to 1$/,
  ],
}, async ({ card }) => {
  await ready(card);
  const expected = {
    "--conference-light-primary": "",
    "--conference-light-foreground": "#C9CED6",
    "--conference-light-background": "#FFFFFF",
    "--conference-primary": "#2457d6",
    "--conference-success": "#1a7f37",
  };
  assert.deepEqual(await computed(card, expected), expected);
  const foreground = (await computed(card, { "--conference-foreground": 0 }))["--conference-foreground"];
  assert.ok(contrast(foreground, "#FFFFFF") >= 4.5, foreground);
});

/** WCAG 2's contrast ratio of two hexadecimal colours. */
function contrast(one, other) {
  const luminance = (hex) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
