// The WebAssembly module in the script itself: inline.js has this in the place of module.js.
import { instantiate } from "./conference_card.js";
import letters from "./conference-card.wasm"; // as text: xtask/package.mjs writes it so
import { fromLetters } from "./letters.js";
import { checkPolicy, once } from "./loader.js";

/** The build that this is of. */
export const build = BUILD;

/** There is no file to say the place of. */
export function setWasmUrl() {
  console.warn("conference-card: the module is in inline.js, so setWasmUrl has no effect");
}

/** Settles with the exports of a module that runs. */
export async function unpack(died) {
  try {
    return await instantiate(await WebAssembly.compile(fromLetters(letters)), died);
  } catch (error) {
    checkPolicy();
    throw error;
  }
}

/** Settles with the exports of a module that runs. */
export const loadModule = once(unpack);
