// The card's box and all that is in it: at any width, enlarged, in forced colours and on paper.
import assert from "node:assert/strict";
import { box, browserTest, DEMO, markup, part, ready, serve } from "./harness.js";

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(4);
const UNBROKEN = {
  unbroken: {
    display_name: WORD,
    description: `${WORD}\nhttps://example.com/${WORD}`,
    join_from: "2020-01-01T00:00:00Z",
    size: "large",
    user_join_video_off: true,
    record_on_start: true,
    active_session: { status: "in-progress", start_time: "2020-01-01T00:00:00Z", preview_url: "/p.mp4" },
    enable_room_previews: true,
  },
};
const CARDS = [
  `<conference-card conference-id="unbroken" endpoint="/c" join-button></conference-card>`,
  markup(DEMO.longText, "join-button"),
  markup(DEMO.live, "include-active-session join-button"),
  markup(DEMO.rightToLeft, "join-button"),
  `<div lang="ar">${markup(DEMO.opensNextWeek, "join-button")}</div>`,
  `<div lang="de">${markup(DEMO.closedButLive, 'include-active-session join-button time-zone="America/New_York"')}</div>`,
];

/** Opens all that can be opened. */
async function open(card) {
  await ready(card);
  for (const name of ["calendar", "more"]) if (await part(card, name).count()) await part(card, name).click();
}

/** What stands out of a card, sideways, and whether its box does out of the page. */
function outside(card) {
  return box(card).evaluate((box) => {
    const { left, right } = box.getBoundingClientRect();
    const isOut = (rect) => rect.width > 0 && (rect.left < left - 0.5 || rect.right > right + 0.5);
    const found = [];
    const nodes = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = node.getClientRects?.() ?? range.getClientRects();
      if ([...rects].some(isOut)) found.push(node.outerHTML?.slice(0, 80) ?? node.data.slice(0, 40));
    }
    if (left < 0 || right > document.documentElement.clientWidth + 0.5) found.push(`the card, from ${left} to ${right}`);
    return found;
  });
}

for (const { what, context } of [
  { what: "a column of 240 pixels", context: { viewport: { width: 240, height: 900 } } },
  { what: "a phone of 320 pixels", context: { viewport: { width: 320, height: 640 } } },
  { what: "a window of 800 pixels", context: { viewport: { width: 800, height: 900 } } },
  // As browsers do it: half as many CSS pixels, each twice as large.
  { what: "a window of 800 pixels at a zoom of 200 %", context: { viewport: { width: 400, height: 450 }, deviceScaleFactor: 2 } },
]) {
  browserTest(`nothing stands out of a card in ${what}`, {
    context,
    body: CARDS.join(""),
    prepare: ({ server }) => serve(server, UNBROKEN),
  }, async ({ page }) => {
    for (const card of await page.locator("conference-card").all()) {
      await open(card);
      assert.deepEqual(await outside(card), []);
    }
    const { clientWidth, scrollWidth } = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return { clientWidth, scrollWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${scrollWidth} <= ${clientWidth}`);
  });
}

browserTest("what can be touched is large enough", {
  body: CARDS.join(""),
  prepare: ({ server }) => serve(server, UNBROKEN),
}, async ({ page }) => {
  for (const card of await page.locator("conference-card").all()) {
    await open(card);
    const heights = await card.locator("button, a[part]").evaluateAll((elements) =>
      elements.map((element) => [element.textContent, element.getBoundingClientRect().height]));
    const isSmall = ([text, height]) => height < (/^Show (more|less)$/.test(text) ? 24 : 44);
    assert.deepEqual(heights.filter(isSmall), []);
  }
});

browserTest("in forced colours what was filled or tinted has a border, and the icons show", {
  only: { browsers: ["chromium", "firefox"], because: "WebKitGTK has no forced colours" },
  context: { forcedColors: "active" },
  body: markup(DEMO.live, "include-active-session join-button") + markup(DEMO.opensInTwoMinutes, 'join-href="/rooms"'),
}, async ({ page }) => {
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    for (const name of ["join", "status", "calendar"]) {
      const border = await part(card, name).evaluate((element) => {
        const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(element);
        return [borderTopWidth, borderTopStyle, borderTopColor !== backgroundColor];
      });
      assert.deepEqual(border, ["1px", "solid", true], name);
    }
    const [icon, background] = await part(card, "detail").first().evaluate((detail) =>
      [getComputedStyle(detail, "::before").backgroundColor, getComputedStyle(detail.closest("[part=card]")).backgroundColor]);
    assert.notEqual(icon, background);
  }
});

browserTest("a card can be printed", {
  only: { browsers: ["chromium", "firefox"], because: "WebKitGTK's driver can't print" },
  body: CARDS.join(""),
  prepare: ({ server }) => serve(server, UNBROKEN),
}, async ({ page }) => {
  const cards = await page.locator("conference-card").all();
  for (const card of cards) await ready(card);
  await page.emulateMedia({ media: "print" });
  for (const card of cards) {
    for (const name of ["title", "status", "window"]) assert.ok(await part(card, name).isVisible(), name);
    assert.deepEqual(await outside(card), []);
    // Nobody can click on paper, nor read what is cut off.
    for (const name of ["join", "calendar", "preview", "more"]) {
      for (const element of await part(card, name).all()) assert.equal(await element.isVisible(), false, name);
    }
    const description = part(card, "description");
    if (await description.count()) {
      assert.ok(await description.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1));
    }
  }
  assert.ok((await page.pdf()).length > 10_000);
});
