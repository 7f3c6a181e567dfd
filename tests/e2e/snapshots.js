// Takes the pictures of the documentation: `cargo xtask snapshots`. The clock stands still, zone and address are fixed, so that a
// picture changes only when what it shows does, but for a rounding here and there.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CONTEXT } from "./support/browser.js";
import { launch } from "./support/chromium.js";
import { startGateway } from "./support/gateway.js";
import { startServer } from "./support/server.js";
import { createSite } from "./support/site.js";

const NOW = "2026-01-05T15:00:00Z";
const HOST = "conferences.example";
const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const OPEN = "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02";
/** Conferences that show most of what there is: open, live, closed but live, opening soon, from right to left, and none. */
const SOME = [
  OPEN,
  "1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10",
  "3d9c4a85-2d4b-4f4e-9c86-5dafc07b4e04",
  "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01",
  "60cf7db8-5a7e-4c7b-8fb9-80d2f3ae7b07",
  "00000000-0000-4000-8000-000000000500",
];
const NEVER_ANSWERS = "Never answers";

const STYLE = `
  body { margin: 0; background: #eef0f4; }
  main { inline-size: 420px; padding: 24px; }
  .cards { box-sizing: border-box; inline-size: auto; columns: 340px; column-gap: 16px; padding: 16px; }
  .cards conference-card { break-inside: avoid; margin-block-end: 16px; }
  .narrow { inline-size: 240px; padding: 0; }
  @media (prefers-color-scheme: dark) { body { background: #0b0d12; } }
`;

const card = (site) => site.page({
  head: '<link rel="stylesheet" href="/snapshot.css">',
  body: `<main><conference-card conference-id="${OPEN}" join-href="/rooms/{name}"></conference-card></main>`,
});

const cards = (attributes) => (site) => {
  const elements = SOME.map((id) => `<conference-card conference-id="${id}" include-active-session join-button></conference-card>`);
  return site.page({ head: '<link rel="stylesheet" href="/snapshot.css">', body: `<main ${attributes}>${elements.join("")}</main>` });
};

const gallery = () => "/";

const WIDE = { viewport: { width: 1120, height: 1400 } };

/** Every picture: its file, its page, the element to show or else all that the viewport does, and settings of the browser's. */
const PICTURES = [
  ...["light", "dark"].flatMap((colorScheme) => [
    { file: `card-${colorScheme}.png`, page: card, element: "main", settings: { colorScheme, deviceScaleFactor: 2 } },
    { file: `gallery-${colorScheme}.png`, page: gallery, settings: { colorScheme, viewport: { width: 1280, height: 1430 } } },
  ]),
  { file: "gallery-320.png", page: gallery, settings: { viewport: { width: 320, height: 2530 } } },
  { file: "gallery-240.png", page: cards('class="cards narrow"'), element: "main", settings: { viewport: { width: 240, height: 3200 } } },
  { file: "gallery-rtl.png", page: cards('class="cards" lang="ar" dir="rtl"'), element: "main", settings: WIDE },
  { file: "gallery-forced-colors.png", page: cards('class="cards"'), element: "main", settings: { ...WIDE, forcedColors: "active" } },
];

/** Waits until every card on the page shows what it has to. */
async function settled(page) {
  await page.waitForFunction((never) => {
    const elements = [...document.querySelectorAll("conference-card")];
    if (elements.length > 0) return elements.every(({ state }) => state && state !== "loading");
    const boxes = [...document.querySelectorAll("section[part=card]")];
    const waits = (box) => box.dataset.state === "loading" && box.closest(".tile")?.querySelector("h3").textContent !== never;
    return boxes.length > 1 && !boxes.some(waits);
  }, NEVER_ANSWERS);
  await page.evaluate(() => document.fonts.ready);
}

async function take(browser, site, { file, page: open, element = "html", settings }) {
  const context = await browser.newContext({ ...CONTEXT, reducedMotion: "reduce", ...settings, baseURL: `http://${HOST}` });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(await open(site));
  await settled(page);
  const path = `${FOLDER}${file}`;
  const { x, y, width, height } = await page.locator(element).boundingBox();
  await page.screenshot({ path, clip: { x, y, width, height: Math.min(height, page.viewportSize().height) } });
  await context.close();
  console.log(path);
}

const site = await createSite();
const gateway = await startGateway(site.folder, ["--demo-epoch", NOW]);
const server = await startServer(gateway.address);
server.hideDate();
const browser = await launch([`--host-resolver-rules=MAP ${HOST} ${new URL(server.address).host}`]);
try {
  await mkdir(FOLDER, { recursive: true });
  await site.file("snapshot.css", STYLE);
  for (const picture of PICTURES) await take(browser, site, picture);
} finally {
  await browser.close();
  await server.stop();
  await gateway.stop();
  await site.remove();
}
