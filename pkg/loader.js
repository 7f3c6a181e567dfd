// Loads the WebAssembly module for all cards of the page, wherever it comes from. Nothing here or below calls `then`, `Promise.all` or
// `map`: pages replace them, and what a page puts in their place may throw or never call back. `await` asks no page.
import { allow } from "../src/browser/answer.js";

// The smallest module there is: a policy that forbids WebAssembly forbids this one too, be it to compile it or, in WebKit, to instantiate
// it, and each browser says so in words of its own.
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

// Of the 500 requests that may be under way at a time, the first twenty leave at once.
/** So many more leave once the page has had its turn: to send one takes a browser a while, and its `load` event waits meanwhile. */
const SOON = 130;
/** So many more leave once the module is there: it would come after the answers to all that left before. */
const LATER = 350;

/** How often a module that has stopped is replaced: one that stops again and again would keep the page busy for nothing. */
const MOST_DEATHS = 3;

/**
 * Makes a loader that loads once, and settles with what `load` gives. The message of its rejection says what the page's owner has to
 * change; the console has it too, once. Should the module stop, `died` is called, and the loader loads a fresh one when it's asked next.
 */
export function once(load) {
  let loading;
  let deaths = 0;
  return (died) => (loading ??= begin(load, deaths, () => {
    loading = undefined;
    deaths += 1;
    died();
  }));
}

async function begin(load, deaths, died) {
  allow(-SOON - LATER);
  setTimeout(() => allow(SOON), 0); // what pages put in its place may pass nothing on
  await null; // a script that imports this one calls setWasmUrl only now
  try {
    if (!globalThis.WebAssembly) throw new Error("this browser has WebAssembly switched off");
    if (deaths > MOST_DEATHS) throw new Error("the module has stopped too often");
    return await load(died);
  } catch (error) {
    console.error(`conference-card: ${error.message}`);
    throw error;
  } finally {
    allow(LATER);
  }
}

/** After a failure: throws where it is the page's policy that forbids WebAssembly. To try that first would have each card wait. */
export function checkPolicy() {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY));
  } catch {
    throw new Error("the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src, as in "
      + "script-src 'self' 'wasm-unsafe-eval'");
  }
}
