// One page, loaded once by a browser that has never seen it.
import { observe } from "./observer.mjs";

const LIMIT = 30_000;
const SETTLE = 300;
/** What is left of the page before has the processor no longer, in milliseconds after it was closed. */
const REST = 1_000;
const IDLE = 5_000;

/** Loads a page, and gives what it took: times in milliseconds, sizes in bytes. */
export async function measure(browser, { url, cards, profile, name }) {
  return await withPage(browser, { url, cards, profile, name }, async ({ page, client, bytes }) => {
    const time = await shown(page, cards);
    await page.waitForTimeout(SETTLE);
    const { TaskDuration, ScriptDuration } = await metrics(client);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const seen = await page.evaluate(() => ({ ...window.bench, done: undefined, wasm: window.bench.wasm() }));
    const { shift, longTasks, longest, wasm } = seen;
    return { time, main: TaskDuration * 1_000, script: ScriptDuration * 1_000, heap: usedSize, wasm, shift, longTasks, longest, bytes: bytes() };
  });
}

/** The share of a core that a page takes once it shows all. */
export async function idle(browser, { url, cards, profile, name, isHidden }) {
  return await withPage(browser, { url, cards, profile, name }, async ({ page, client }) => {
    await shown(page, cards);
    if (isHidden) {
      await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { value: true });
        Object.defineProperty(document, "visibilityState", { value: "hidden" });
        document.dispatchEvent(new Event("visibilitychange"));
      });
    }
    await page.waitForTimeout(IDLE);
    const before = await metrics(client);
    await page.waitForTimeout(2 * IDLE);
    const after = await metrics(client);
    return (after.TaskDuration - before.TaskDuration) / (after.Timestamp - before.Timestamp);
  });
}

/** When all cards have been seen, in milliseconds since the navigation. */
async function shown(page, cards) {
  const late = new Promise((_, reject) => setTimeout(reject, LIMIT, new Error(`${page.url()} doesn't show ${cards} cards`)).unref());
  return await Promise.race([page.evaluate(() => window.bench.done), late]);
}

async function withPage(browser, { url, cards, profile, name }, run) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Performance.enable");
    const { latency, throughput, slowdown } = profile;
    await client.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput,
    });
    await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const sizes = new Map();
    const urls = new Map();
    client.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, new URL(request.url).pathname));
    client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const path = urls.get(requestId);
      sizes.set(path, (sizes.get(path) ?? 0) + encodedDataLength);
    });
    await page.addInitScript(observe, { cards, name });
    await page.waitForTimeout(REST);
    await page.goto(url, { waitUntil: "commit" });
    return await run({ page, client, bytes: () => Object.fromEntries(sizes) });
  } finally {
    await context.close();
  }
}

async function metrics(client) {
  const { metrics } = await client.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
