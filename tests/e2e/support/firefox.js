// Firefox, by geckodriver. One browser for all tests of a file: what a test asks for is set while it runs, by the overrides that the
// browser's own developer tools use.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "selenium-webdriver/lib/command.js";
import * as environment from "./environment.js";
import { Page } from "./webdriver/page.js";
import { emptyFolder, startSession } from "./webdriver/session.js";

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

/* Runs in the browser itself. */
function setOverrides(settings) {
  const { locale, timezoneId, colorScheme, reducedMotion, forcedColors, media, deviceScaleFactor, viewport, ...others } = settings;
  if (Object.keys(others).length > 0) throw new Error(`Firefox can't be set to ${Object.keys(others)}`);
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

/** Starts a browser. */
async function startBrowser() {
  const downloads = await mkdtemp(join(tmpdir(), "conference-card-downloads-"));
  const options = { binary: environment.program, args: ["-headless"], prefs: { ...PREFERENCES, "browser.download.dir": downloads } };
  const { driver, close } = await startSession({
    args: (port) => ["--port", String(port), "--allow-system-access"],
    capabilities: { browserName: "firefox", "moz:firefoxOptions": options },
  });
  driver.getExecutor().defineCommand("setContext", "POST", "/session/:sessionId/moz/context");
  const setContext = (context) => driver.execute(new Command("setContext").setParameter("context", context));
  return {
    driver,
    downloads,
    async override(settings) {
      await setContext("chrome");
      await driver.executeScript(setOverrides, settings).finally(() => setContext("content"));
    },
    async close() {
      await close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/** Starts the browser for tests, as in `chromium.js`. */
export async function start() {
  let browser;
  return {
    async open({ baseURL, ...settings }) {
      browser ??= await startBrowser();
      const { driver, downloads, override, close } = browser;
      await driver.switchTo().newWindow("tab");
      await override(settings);
      await emptyFolder(downloads);
      return {
        page: new Page(driver, baseURL, { emulateMedia: (media) => override({ ...settings, ...media }), downloads }),
        complaints: [],
        async close(isWhole) {
          if (!isWhole) {
            browser = undefined;
            return close();
          }
          await driver.manage().deleteAllCookies();
          await driver.close();
          await driver.switchTo().window((await driver.getAllWindowHandles())[0]);
        },
      };
    },
    close: () => browser?.close(),
  };
}
