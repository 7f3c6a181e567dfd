// Takes the pictures of the documentation: `cargo xtask snapshots`. The clock stands still, zone and address are fixed, so that a
// picture changes only when what it shows does, but for a rounding here and there.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CONTEXT, launch } from "./support/browser.js";
import { startGateway } from "./support/gateway.js";
import { createSite } from "./support/site.js";

const NOW = "2026-01-05T15:00:00Z";
const HOST = "conferences.example";
const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const OPEN = "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02";
const NEVER_ANSWERS = "Never answers";

const STYLE = `
  body { margin: 0; background: #eef0f4; }
  main { inline-size: 420px; padding: 24px; }
  @media (prefers-color-scheme: dark) { body { background: #0b0d12; } }
`;

const card = (site) => site.page({
  head: '<link rel="stylesheet" href="/snapshot.css">',
  body: `<main><conference-card conference-id="${OPEN}" join-href="/rooms/{name}"></conference-card></main>`,
});

const gallery = () => "/";

/** Every picture: its file, its page, the element to show or else all that the viewport does, and settings of the browser's. */
const PICTURES = [
  ...["light", "dark"].flatMap((colorScheme) => [
    { file: `card-${colorScheme}.png`, page: card, element: "main", settings: { colorScheme, deviceScaleFactor: 2 } },
    { file: `gallery-${colorScheme}.png`, page: gallery, settings: { colorScheme, viewport: { width: 1280, height: 1430 } } },
  ]),
  { file: "gallery-320.png", page: gallery, settings: { viewport: { width: 320, height: 2530 } } },
];

/** Waits until every card on the page shows what it has to. */
async function settled(page) {
  await page.waitForFunction((never) => {
    const isGallery = document.getElementById("app") !== null;
    const root = isGallery ? document : document.querySelector("conference-card").shadowRoot;
    const boxes = [...(root?.querySelectorAll("section[part=card]") ?? [])];
    const waits = (box) => box.dataset.state === "loading" && box.closest(".tile")?.querySelector("h3").textContent !== never;
    return boxes.length > (isGallery ? 1 : 0) && !boxes.some(waits);
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
const browser = await launch([`--host-resolver-rules=MAP ${HOST} ${new URL(gateway.address).host}`]);
try {
  await mkdir(FOLDER, { recursive: true });
  await site.file("snapshot.css", STYLE);
  for (const picture of PICTURES) await take(browser, site, picture);
} finally {
  await browser.close();
  await gateway.stop();
  await site.remove();
}
