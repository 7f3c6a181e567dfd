// A page in a browser that is driven by WebDriver, with those of Playwright's methods that the tests use.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { By, Key } from "selenium-webdriver";
import { INJECT } from "./injected.js";
import { Locator, labelled, saying, withRole } from "./locator.js";

const STEP_LIMIT = 10_000;
const KEYS = { Tab: Key.TAB, Enter: Key.ENTER, Space: " ", Escape: Key.ESCAPE, Shift: Key.SHIFT };

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/*
 * Runs in the page, as a page's own scripts do, after which alone what they have promised gets its turn; a driver's may not be one.
 * What it gives is plain data, in a form in which no two drivers differ.
 */
const asText = (run) => `return (async (...values) => {
  await null;
  const value = await (${run})(...values);
  return value === undefined ? null : JSON.stringify(value);
})(...arguments);`;

/** Playwright's `Page`. `emulateMedia` is the browser's own; `downloads` is the folder that it puts files into. */
export class Page {
  #driver;
  #address;
  #downloads;

  constructor(driver, address, { emulateMedia, downloads }) {
    this.#driver = driver;
    this.#address = address;
    this.#downloads = downloads;
    this.emulateMedia = emulateMedia;
    this.keyboard = { press: (keys) => this.press(keys) };
  }

  goto(path) {
    return this.#driver.get(new URL(path, this.#address).href);
  }

  url() {
    return this.#driver.getCurrentUrl();
  }

  title() {
    return this.#driver.getTitle();
  }

  locator(selector, options) {
    return new Locator(this).locator(selector, options);
  }

  getByText(text, options) {
    return this.locator(saying(text, options));
  }

  getByLabel(text, options) {
    return this.locator(labelled(text, options));
  }

  getByRole(role, options) {
    return this.locator(withRole(role, options));
  }

  frameLocator(selector) {
    return new Locator(this, "", selector);
  }

  async evaluate(run, ...values) {
    const text = await this.#driver.executeScript(asText(run), ...values);
    return text === null ? undefined : JSON.parse(text);
  }

  /** Runs a function with Playwright's script in the page, or in a frame of it. */
  async evaluateInjected(run, frame, ...values) {
    if (frame) await this.#driver.switchTo().frame(this.#driver.findElement(By.css(frame)));
    try {
      if (!(await this.evaluate(() => Symbol.for("injected") in window))) await this.#driver.executeScript(INJECT);
      return await this.evaluate(`(...values) => (${run})(window[Symbol.for("injected")], ...values)`, ...values);
    } finally {
      if (frame) await this.#driver.switchTo().defaultContent();
    }
  }

  /** Asks again until there is an answer that is more than nothing. */
  async poll(get, what) {
    const end = Date.now() + STEP_LIMIT;
    for (;;) {
      const value = await get();
      if (value) return value;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await pause(25);
    }
  }

  waitForTimeout(milliseconds) {
    return pause(milliseconds);
  }

  waitForFunction(run, ...values) {
    return this.poll(() => this.evaluate(run, ...values), run);
  }

  /** Clicks with the mouse at a place in the viewport. */
  click({ x, y }) {
    return this.#driver.actions().move({ x, y, duration: 0 }).press().release().perform();
  }

  /** Presses a key, or several at once: `Shift+Tab`. */
  press(keys) {
    const actions = this.#driver.actions();
    const values = keys.split("+").map((name) => KEYS[name] ?? name);
    for (const value of values.slice(0, -1)) actions.keyDown(value);
    actions.sendKeys(values.at(-1));
    for (const value of values.slice(0, -1)) actions.keyUp(value);
    return actions.perform();
  }

  /** Types a text in place of what is selected. */
  type(text) {
    return this.#driver.actions().sendKeys(text || Key.DELETE).perform();
  }

  async pdf() {
    return Buffer.from(await this.#driver.printPage(), "base64");
  }

  async waitForEvent(name) {
    if (name !== "download") throw new Error(`no event ${name}`);
    const path = (file) => join(this.#downloads, file);
    // While a file comes it is empty, and another of a name of the browser's own beside it or in its place.
    const isWhole = async (file) => !/\.(part|wkdownload)$/.test(file) && (await stat(path(file))).size > 0;
    const file = await this.poll(async () => {
      const [file, ...others] = await readdir(this.#downloads);
      return file && others.length === 0 && (await isWhole(file)) ? file : undefined;
    }, "a download");
    return { suggestedFilename: () => file, path: () => path(file) };
  }
}
