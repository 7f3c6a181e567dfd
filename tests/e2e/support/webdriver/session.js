// A browser that a driver has started, and that ends with it.
import { mkdir, rm } from "node:fs/promises";
import { Builder, Capabilities } from "selenium-webdriver";
import * as environment from "../environment.js";
import { startDriver } from "./process.js";

const QUITS_WITHIN = 5_000;

/** Starts the driver and, by it, the browser. */
export async function startSession({ args, env, capabilities }) {
  const { address, stop } = await startDriver(environment.driver, args, env);
  const driver = await new Builder().usingServer(address).withCapabilities(new Capabilities(capabilities)).build();
  return {
    driver,
    async close() {
      // A browser that hangs is the driver's to end.
      const late = new Promise((resolve) => setTimeout(resolve, QUITS_WITHIN).unref());
      await Promise.race([driver.quit().catch(() => {}), late]);
      await stop();
    },
  };
}

/** Empties a folder of downloads, or makes it. */
export async function emptyFolder(path) {
  await rm(path, { recursive: true, force: true });
  await mkdir(path);
}
