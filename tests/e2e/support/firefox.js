// Firefox, by geckodriver. One browser for all tests of a file: what a test asks for is set while it runs, by the overrides that the
// browser's own developer tools use.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, Capabilities } from "selenium-webdriver";
import { Command } from "selenium-webdriver/lib/command.js";
import * as environment from "./environment.js";
import { Page } from "./webdriver/page.js";
import { startDriver } from "./webdriver/process.js";

const PREFERENCES = {
  // Else another context, without the overrides, takes the place of the one that a page is left in.
  "fission.bfcacheInParent": false,
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.alwaysOpenPanel": false,
  "media.autoplay.default": 0,
  "app.normandy.enabled": false,
  "messaging-system.rsexperimentloader.enabled": false,
};

/* Run in the browser itself. */

function setOverrides({ locale, timezoneId, colorScheme, reducedMotion, forcedColors, media, deviceScaleFactor, viewport }) {
  const browser = gBrowser.selectedBrowser;
  Object.assign(browser.browsingContext, {
    languageOverride: locale,
    timezoneOverride: timezoneId,
    prefersColorSchemeOverride: colorScheme,
    prefersReducedMotionOverride: reducedMotion ?? "none",
    forcedColorsOverride: forcedColors ?? "none",
    mediumOverride: media ?? "",
    overrideDPPX: deviceScaleFactor ?? 0,
  });
  for (const [side, length] of Object.entries(viewport)) {
    for (const name of [side, `min-${side}`, `max-${side}`]) browser.style.setProperty(name, `${length}px`);
  }
}

/** Starts the browser for tests, as in `chromium.js`. */
export async function start() {
  const downloads = await mkdtemp(join(tmpdir(), "conference-card-downloads-"));
  const { address, stop } = await startDriver(environment.driver, (port) => ["--port", String(port), "--allow-system-access"]);
  const options = { binary: environment.program, args: ["-headless"], prefs: { ...PREFERENCES, "browser.download.dir": downloads } };
  const capabilities = new Capabilities({ browserName: "firefox", "moz:firefoxOptions": options });
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
  driver.getExecutor().defineCommand("setContext", "POST", "/session/:sessionId/moz/context");
  const setContext = (context) => driver.execute(new Command("setContext").setParameter("context", context));
  async function override(settings) {
    await setContext("chrome");
    await driver.executeScript(setOverrides, settings).finally(() => setContext("content"));
  }
  async function download() {
    const [file] = (await readdir(downloads)).filter((name) => !name.endsWith(".part"));
    return file && { suggestedFilename: () => file, path: () => join(downloads, file) };
  }

  return {
    async open({ baseURL, ...settings }) {
      await driver.switchTo().newWindow("tab");
      await override(settings);
      const emulateMedia = (media) => override({ ...settings, ...media });
      const page = new Page(driver, baseURL, { emulateMedia, download });
      return {
        page,
        complaints: [],
        async close() {
          await driver.manage().deleteAllCookies();
          await driver.close();
          await driver.switchTo().window((await driver.getAllWindowHandles())[0]);
          for (const file of await readdir(downloads)) await rm(join(downloads, file));
        },
      };
    },
    async close() {
      await driver.quit();
      await stop();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
