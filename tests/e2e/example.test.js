// The app of examples/leptos: the Leptos component as its users have it, with props that change and callbacks that are heard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import process from "node:process";
import { browserTest, frozen, until } from "./harness.js";

const PATH = "/example/";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** Serves the app without a policy: what Trunk loads it with is an inline script, and most apps have none. */
function serveApp({ server, clock }) {
  const folder = process.env.CONFERENCE_EXAMPLE;
  assert.ok(folder, "CONFERENCE_EXAMPLE is not set: run the tests with `cargo xtask test`");
  server.route(/^\/example\//, async ({ path }) => {
    const name = path.slice(PATH.length) || "index.html";
    return { type: TYPES[extname(name)], body: await readFile(join(folder, name)) };
  });
  return frozen.prepare({ clock });
}

/** What Chromium says of the way in which Trunk preloads the module. */
const INTEGRITY = /^The `integrity` attribute is currently ignored for preload destinations/;

const app = { ...frozen, path: PATH, prepare: serveApp, allows: [INTEGRITY] };

const shown = (page) => page.locator('section[part="card"]');
const title = (page) => page.locator('[part="title"]');
const told = (page) => page.locator(".told li").allTextContents();

browserTest("a Leptos app shows the conference that is chosen, and hears what becomes of it", app, async ({ page, requests }) => {
  const first = ["State: loading", "State: open", "Loaded: Customer office hours"];
  await until(() => told(page), first);
  assert.equal(await title(page).textContent(), "Customer office hours");
  await page.getByRole("button", { name: "Town Hall" }).click();
  const second = ["State: loading", "State: open, and a session is running", "Loaded: Town Hall"];
  await until(() => told(page), [...first, ...second]);
  assert.equal(await title(page).textContent(), "Town Hall");
  assert.equal(requests("/api/video/conferences/").length, 2);
});

browserTest("the card goes with the app's theme", app, async ({ page, requests }) => {
  await until(() => shown(page).getAttribute("data-state"), "open");
  const colors = () => shown(page).evaluate((card) => getComputedStyle(card).backgroundColor);
  const light = await colors();
  await page.getByRole("button", { name: "Dark" }).click();
  await until(() => page.locator(".conference-card-host").getAttribute("data-theme"), "dark");
  assert.notEqual(await colors(), light);
  await page.getByRole("button", { name: "Light" }).click();
  await until(colors, light);
  assert.equal(requests("/api/video/conferences/").length, 1);
});

browserTest("Join says the app's word, and the app takes over from its link", app, async ({ page, address }) => {
  const join = page.getByRole("link", { name: "Step in" });
  assert.equal(await join.getAttribute("href"), "/rooms/customer-office-hours");
  await join.click();
  const room = page.locator(".room");
  assert.equal(await room.locator("p").textContent(), "You are in “Customer office hours”.");
  assert.equal((await told(page)).at(-1), "Joins: /rooms/customer-office-hours");
  assert.equal(await page.url(), `${address}${PATH}`);
  await room.getByRole("button", { name: "Leave" }).click();
  await until(() => room.count(), 0);
});
