// WebKitGTK, by WebKitWebDriver, on a screen that nobody sees. What a test asks for is in the environment that the browser starts in, so
// one runs until a test wants another.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Page } from "./webdriver/page.js";
import { run } from "./webdriver/process.js";
import { emptyFolder, startSession } from "./webdriver/session.js";

const LIMIT = 20_000;
// The pointer, at first in the screen's middle, gives the window under it the focus: there is no one else to.
const SCREEN = "460x900x24";
// Else the window's own buttons keep it wider than a phone.
const STYLE = "* { font-size: 1px; min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0 } image { margin: -8px }";

async function startScreen() {
  const { child, stop } = run("Xvfb", ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(createInterface({ input: child.stdio[3] }), "line", { signal: AbortSignal.timeout(LIMIT) });
  return { display: `:${number}`, stop };
}

/** Makes a locale of the C library where it isn't there yet: the browser takes its language from it. */
async function makeLocale(folder, name) {
  const file = join(folder, `${name}.UTF-8`);
  if (existsSync(file)) return;
  await promisify(execFile)("localedef", ["-i", name, "-f", "UTF-8", file], { timeout: LIMIT });
}

async function environmentOf(home, locales, { locale, timezoneId, colorScheme, reducedMotion, deviceScaleFactor = 1, ...others }) {
  if (Object.keys(others).length > 0) throw new Error(`WebKitGTK can't be set to ${Object.keys(others)}`);
  const config = join(home, "config", "gtk-3.0");
  await mkdir(config, { recursive: true });
  await writeFile(join(config, "gtk.css"), STYLE);
  await writeFile(join(home, "config", "user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  await writeFile(join(config, "settings.ini"), `[Settings]\ngtk-enable-animations=${reducedMotion !== "reduce"}\n`);
  const language = locale.replace("-", "_");
  await makeLocale(locales, language);
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, "config"),
    TZ: timezoneId,
    GTK_THEME: colorScheme === "dark" ? "Adwaita:dark" : "Adwaita",
    GDK_SCALE: String(deviceScaleFactor),
    LOCPATH: locales,
    LANG: `${language}.UTF-8`,
  };
}

/** A browser as a visitor with these settings has it. */
async function startBrowser(display, locales, settings) {
  const home = await mkdtemp(join(tmpdir(), "conference-card-webkit-"));
  const downloads = join(home, "Downloads");
  const { driver, close } = await startSession({
    args: (port) => [`--port=${port}`],
    env: { ...await environmentOf(home, locales, settings), DISPLAY: display },
    capabilities: { browserName: "MiniBrowser" },
  });
  // The driver takes a script's time by the page's timers, which are the test's: the harness has limits of its own.
  await driver.manage().setTimeouts({ script: null });
  return {
    driver,
    downloads,
    async close() {
      await close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Makes the viewport that large; the window is a little larger. */
async function resize(driver, { width, height }) {
  const window = driver.manage().window();
  await window.setRect({ width, height });
  const inner = await driver.executeScript(() => [innerWidth, innerHeight]);
  await window.setRect({ width: 2 * width - inner[0], height: 2 * height - inner[1] });
}

/** Starts the browser for tests, as in `chromium.js`. */
export async function start() {
  const screen = await startScreen();
  const locales = await mkdtemp(join(tmpdir(), "conference-card-locales-"));
  let browser;
  let current;

  async function close() {
    await browser?.close();
    browser = current = undefined;
  }

  return {
    async open({ baseURL, viewport, ...settings }) {
      const wanted = JSON.stringify(settings);
      if (current !== wanted) {
        await close();
        browser = await startBrowser(screen.display, locales, settings);
        current = wanted;
      }
      const { driver, downloads } = browser;
      await resize(driver, viewport);
      await emptyFolder(downloads);
      return {
        page: new Page(driver, baseURL, { downloads }),
        complaints: [],
        async close(isWhole) {
          if (!isWhole) return close();
          await driver.manage().deleteAllCookies();
          await driver.get("about:blank");
        },
      };
    },
    async close() {
      await close();
      await screen.stop();
      await rm(locales, { recursive: true, force: true });
    },
  };
}
