// Where things are: `cargo xtask test` says so in the environment.
import process from "node:process";

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with \`cargo xtask test\``);
  return value;
}

/** The browser to test in: `chromium`, `firefox` or `webkit`. */
export const browser = process.env.BROWSER ?? "chromium";
/** The browser's program; WebKitGTK's driver knows its own. */
export const program = browser === "webkit" ? null : required(browser.toUpperCase());
/** The program that drives it; Playwright needs none. */
export const driver = { chromium: () => null, firefox: () => required("GECKODRIVER"), webkit: () => required("WEBKITDRIVER") }[browser]();
/** The gateway's program. */
export const gateway = required("CONFERENCE_GATEWAY_BIN");
/** The folder with the built page, and the package in `conference-card/`. */
export const site = required("CONFERENCE_SITE");
