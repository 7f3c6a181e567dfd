// The browser, with nothing in it that a test doesn't ask for.
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

/** What every page has unless a test says otherwise. */
export const CONTEXT = { locale: "en-US", timezoneId: "UTC", colorScheme: "light", viewport: { width: 800, height: 900 } };

/** Starts the browser, with further arguments of its command line. */
export function launch(further = []) {
  return chromium.launch({ executablePath: environment.chromium, args: [...ARGUMENTS, ...further], timeout: 30_000 });
}
