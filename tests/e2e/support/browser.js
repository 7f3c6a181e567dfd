// The browser that the tests run in, one of three.
import { browser } from "./environment.js";

/** What every page has unless a test says otherwise. */
export const CONTEXT = { locale: "en-US", timezoneId: "UTC", colorScheme: "light", viewport: { width: 800, height: 900 } };

/** Starts it. */
export async function start() {
  const { start } = await import(`./${browser}.js`);
  return start();
}
