// The page built with Trunk: the gallery and the workbench, and the single card, all by the Leptos component.
import assert from "node:assert/strict";
import { browserTest, DEMO, FAILED_LOAD, plain, until } from "./harness.js";
import { hints } from "./support/hints.js";

const NEVER_ANSWERS = "Never answers";
const STATES = {
  "Reference example": "closed",
  "Opens in two minutes": "upcoming",
  Open: "open",
  Closed: "closed",
  Live: "open",
  "Closed but live": "closed",
  "Minimal, no theme": "open",
  "Bad theme": "open",
  "Long text": "upcoming",
  "Right to left": "open",
  "Opens next week": "upcoming",
  "Bad Request": "error",
  Unauthorized: "error",
  "Not found": "error",
  "Invalid parameter": "error",
  "Server error": "error",
  "Not a conference": "error",
  [NEVER_ANSWERS]: "loading",
};
const COMPLAINTS = [
  FAILED_LOAD,
  /^conference-card: (invalid-request|unauthorized|not-found|server|invalid-response)/,
  /^conference-card: `--conference-[a-z-]+` (is no CSS colour: dropped|was moved)/,
];
// On a slow machine its time is over before the test is.
const TIMEOUT = /^conference-card: timeout/;

const gallery = { path: "/", expects: COMPLAINTS, allows: [TIMEOUT] };

/** The state that each card of the gallery shows, by label. */
function states(page) {
  return page.locator(".gallery .tile").evaluateAll((tiles) =>
    Object.fromEntries(tiles.map((tile) => [
      tile.querySelector("h3").textContent,
      tile.querySelector("[part=card]")?.dataset.state ?? null,
    ])));
}

/** Waits until every card of the gallery has its state. */
async function shown(page) {
  const rest = ({ [NEVER_ANSWERS]: _, ...others }) => others;
  await until(async () => rest(await states(page)), rest(STATES), 20_000);
}

const stage = (page) => page.locator(".workbench .stage");

browserTest("the gallery shows every conference of the demo in its state", gallery, async ({ page, address }) => {
  await shown(page);
  const list = await (await fetch(`${address}/demo/gallery.json`)).json();
  assert.deepEqual(Object.keys(await states(page)), list.map(({ label }) => label));
  assert.deepEqual(Object.keys(STATES), list.map(({ label }) => label));
  assert.equal(await page.locator(".gallery [part=title]", { hasText: "My Conference's Name" }).count(), 1);
  assert.equal(await page.locator(".gallery [part=live]").count(), 2);
  const title = page.locator(".gallery [part=title]", { hasText: "اجتماع" });
  assert.equal(await title.evaluate((title) => getComputedStyle(title).direction), "rtl");
});

browserTest("the colours of each card of the gallery are its conference's", gallery, async ({ page }) => {
  await shown(page);
  const card = page.locator(".gallery .tile", { hasText: "Reference example" }).locator("[part=card]");
  const colors = await card.evaluate((card) =>
    ["light-primary", "primary", "background"].map((name) => getComputedStyle(card).getPropertyValue(`--conference-${name}`)));
  assert.deepEqual(colors, ["#044EF4", "#044EF4", "#FFFFFF"]);
});

browserTest("the theme of the page is that of its cards", gallery, async ({ page }) => {
  await shown(page);
  const card = page.locator(".gallery .tile").filter({ has: page.locator("h3", { hasText: /^Open$/ }) }).locator("[part=card]");
  const background = () => card.evaluate((card) => getComputedStyle(card).backgroundColor);
  assert.equal(await background(), "rgb(252, 250, 255)");
  await page.locator("header").getByText("Dark", { exact: true }).click();
  await until(background, "rgb(26, 20, 38)");
  await page.locator("header").getByText("Light", { exact: true }).click();
  await until(background, "rgb(252, 250, 255)");
});

browserTest("the gallery and the workbench fit a screen of 320 pixels", {
  ...gallery,
  context: { viewport: { width: 320, height: 640 } },
}, async ({ page }) => {
  await shown(page);
  const { width, content, wide } = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    // What scrolls by itself may be as wide as it likes inside.
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter((element) =>
      element.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(element.parentElement));
    return { width: clientWidth, content: scrollWidth, wide: wide.map((element) => element.outerHTML.slice(0, 80)) };
  });
  assert.deepEqual(wide, []);
  assert.ok(content <= width, `${content} <= ${width}`);
});

browserTest("the workbench shows the live conference, and its controls change the card, the events and the snippet", gallery, async ({ page, address }) => {
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["Town Hall"]);
  const snippet = page.getByLabel("HTML to embed");
  assert.match(await snippet.textContent(), new RegExp(`<conference-card\\s+conference-id="${DEMO.live}"\\s+include-active-session\\s+join-button></conference-card>`));

  const id = page.getByLabel("conference-id", { exact: true });
  await id.fill(DEMO.reference);
  await id.press("Enter");
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["My Conference's Name"]);
  await page.getByLabel("heading-level").selectOption("5");
  assert.equal(await stage(page).locator("h5[part=title]").count(), 1);
  await page.getByLabel("join-button").uncheck();
  assert.equal(await stage(page).locator("[part=join]").count(), 0);
  await until(async () => /conference-id="c22d24f6[^"]*"[^>]*heading-level="5"/.test(await snippet.textContent()), true);
  const events = await page.locator(".events li").allTextContents();
  assert.ok(events.some((event) => event.includes("conference-load") && event.includes(DEMO.reference)), events.join("\n"));

  const alone = await page.getByRole("link", { name: "Open alone" }).getAttribute("href");
  assert.equal(new URL(alone, address).searchParams.get("conference-id"), DEMO.reference);
});

browserTest("the workbench shows the times in the zone and with the hours that are chosen, and the preview when it is asked for", gallery, async ({ page }) => {
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["Town Hall"]);
  await page.getByLabel("preview", { exact: true }).selectOption("auto");
  await page.getByLabel("hour-cycle").selectOption("h23");
  const zone = page.getByLabel("time-zone");
  await zone.fill("Asia/Tokyo");
  await zone.press("Enter");
  await until(async () => /^Live since \d\d:\d\d GMT\+9$/.test(plain(await stage(page).locator("[part=live]").textContent())), true);
  const snippet = page.getByLabel("HTML to embed");
  await until(async () => /time-zone="Asia\/Tokyo"\s+hour-cycle="h23"\s+preview="auto"/.test(await snippet.textContent()), true);
  // What shows is the visitor's choice: the attribute counts for the next conference.
  const id = page.getByLabel("conference-id", { exact: true });
  await id.fill(DEMO.reference);
  await id.press("Enter");
  await until(async () => plain(await stage(page).locator("[part=window]").textContent()),
    "Sat, Jan 1, 2022, 09:00 GMT+9 – Sun, Jan 1, 2023, 08:59 GMT+9");
  await page.locator(".gallery").getByRole("button", { name: "Try it: Live" }).click();
  await until(() => stage(page).locator("video[part=preview]").count(), 1);
});

browserTest("the workbench gives the hints for its card, and none for a card that waits", gallery, async ({ page, address }) => {
  const lines = page.getByLabel("HTML for the head");
  const expected = hints(`${address}/conference-card/`, `/api/video/conferences/${DEMO.live}?include_active_session=true`);
  await until(() => lines.allTextContents(), [expected]);
  await page.getByLabel("loading", { exact: true }).selectOption("lazy");
  await until(() => lines.count(), 0);
});

browserTest("a wrong value in the workbench is told, and mended", gallery, async ({ page }) => {
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["Town Hall"]);
  const timeout = page.getByLabel("timeout", { exact: true });
  await timeout.fill("soon");
  await timeout.press("Enter");
  await until(() => stage(page).getByRole("alert").allTextContents(), ["`timeout` takes a number of seconds above 0"]);
  await timeout.fill("5");
  await timeout.press("Enter");
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["Town Hall"]);
});

browserTest("the snippet of the workbench makes the same card", gallery, async ({ page }) => {
  await until(() => stage(page).locator("[part=title]").allTextContents(), ["Town Hall"]);
  const snippet = await page.getByLabel("HTML to embed").textContent();
  const [, script] = snippet.match(/src="([^"]+)"/);
  const attributes = Object.fromEntries([...snippet.split("<conference-card")[1].matchAll(/([a-z-]+)(?:="([^"]*)")?(?=\s|>)/g)]
    .map(([, name, value]) => [name, value ?? ""]));
  await page.evaluate(async ({ script, attributes }) => {
    await import(script);
    const card = document.createElement("conference-card");
    for (const [name, value] of Object.entries(attributes)) card.setAttribute(name, value);
    document.body.append(card);
    await card.ready;
  }, { script, attributes });
  const card = page.locator("body > conference-card");
  const look = (box) => box.evaluate((box) => [box.dataset.state, ...box.querySelectorAll("[part]")].map((part) => part.textContent ?? part));
  assert.deepEqual(await look(card.locator("section")), await look(stage(page).locator("[part=card]")));
});

browserTest("an address with an id shows that card and nothing else", {
  path: `/?conference-id=${DEMO.reference}`,
}, async ({ page, requests }) => {
  await until(() => page.locator("[part=title]").allTextContents(), ["My Conference's Name"]);
  await until(() => page.title(), "My Conference's Name");
  assert.equal(await page.locator("h1").isVisible(), false);
  assert.equal(await page.locator(".gallery, .workbench").count(), 0);
  assert.equal(requests("/api/").length, 1);
  assert.equal(requests("gallery.json").length, 0);
});

browserTest("an address can hold every attribute", {
  path: `/?conference-id=${DEMO.live}&include-active-session&theme=dark&heading-level=1&join-href=/target.html?room={name}`,
  prepare: ({ site }) => site.file("target.html", "<!doctype html><title>Joined</title><link rel=icon href=data:,>"),
}, async ({ page, address }) => {
  await until(() => page.locator("h1[part=title]").allTextContents(), ["Town Hall"]);
  assert.equal(await page.locator("[part=live]").count(), 1);
  const background = await page.locator("[part=card]").evaluate((card) => getComputedStyle(card).backgroundColor);
  assert.equal(background, "rgb(14, 20, 32)");
  await page.locator("[part=join]").click();
  await until(() => page.url(), `${address}/target.html?room=town_hall`);
});

browserTest("an address with a wrong attribute tells the mistake", {
  path: `/?conference-id=${DEMO.live}&theme=black`,
}, async ({ page }) => {
  await until(() => page.getByRole("alert").allTextContents(), ["`theme` takes one of: auto, light, dark"]);
});

browserTest("an address with an unknown id shows the error", {
  path: `/?conference-id=${DEMO.notFound}`,
  expects: [FAILED_LOAD, /^conference-card: not-found/],
}, async ({ page }) => {
  await until(() => page.locator("[part=error]").allTextContents(), ["There is no such conference."]);
});

browserTest("a single card can be framed by another page", {
  path: "/parent.html",
  prepare: ({ server }) => server.route("/parent.html", () => ({
    type: "text/html",
    body: `<!doctype html><link rel="icon" href="data:,"><iframe src="/?conference-id=${DEMO.open}" width="360" height="420"></iframe>`,
  })),
}, async ({ page }) => {
  const frame = page.frameLocator("iframe");
  await until(() => frame.locator("[part=title]").allTextContents(), ["Customer office hours"]);
  const fits = await frame.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth);
  assert.ok(fits, "no horizontal scrolling");
});
