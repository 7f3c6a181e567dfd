// Chromium, by Playwright, with nothing in it that a test doesn't ask for.
import { chromium } from "playwright-core";
import * as environment from "./environment.js";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const STEP_LIMIT = 10_000;

/** Starts the browser, with further arguments of its command line. */
export function launch(further = []) {
  return chromium.launch({ executablePath: environment.program, args: [...ARGUMENTS, ...further], timeout: 30_000 });
}

/**
 * Starts the browser for tests: `open(settings)` gives each a `page` of its own, and what the browser itself complains of in it. `close`
 * is told whether the test has left the browser whole.
 */
export async function start() {
  const browser = await launch();
  return {
    async open(settings) {
      const context = await browser.newContext(settings);
      context.setDefaultTimeout(STEP_LIMIT);
      const page = await context.newPage();
      const complaints = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error}`));
      page.on("crash", () => complaints.push("the page crashed"));
      return { page, complaints, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}
