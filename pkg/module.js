// The WebAssembly module from a file of its own, compiled as it streams in. Where that file is lost, and bundlers and hosts do lose
// files, the copy in inline.js serves.
import { instantiate } from "./conference_card.js"; // which wasm-bindgen writes
import { checkPolicy, once } from "./loader.js";

let url;
let hasBegun = false;

/** Says where the module is, for all cards, before the first of them loads it. */
export function setWasmUrl(to) {
  if (hasBegun) console.warn("conference-card: setWasmUrl was called after a card had loaded the module: call it before");
  url = to;
}

/** Settles with the exports of a module that runs. */
export const loadModule = once(async (died) => {
  hasBegun = true;
  let why;
  try {
    return await stream(died);
  } catch (error) {
    checkPolicy();
    why = error;
  }
  try {
    const { internal } = await import("./inline.js");
    check(internal.build);
    const module = await internal.unpack(died);
    console.warn(`conference-card: conference-card.wasm is lost (${why}), so the slower copy in inline.js is used: serve the file beside `
      + "the script as application/wasm, or say with setWasmUrl where it is");
    return module;
  } catch (error) {
    throw new Error(`the module can't be loaded, neither from conference-card.wasm (${why}) nor from inline.js (${error}): serve both `
      + "beside the script, conference-card.wasm as application/wasm");
  }
});

async function stream(died) {
  const response = await fetch(url ?? new URL("./conference-card.wasm", import.meta.url));
  // WebKit's compileStreaming calls `then`, which on some pages never calls back.
  const isStreamed = /native code/.test(Promise.prototype.then);
  const module = await (isStreamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  check(WebAssembly.Module.customSections(module, BUILD)[0] && BUILD);
  return await instantiate(module, died);
}

function check(build) {
  if (build !== BUILD) throw new Error("it is of another version than the script");
}
