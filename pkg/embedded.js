// The WebAssembly module in the script itself: inline.js has this in the place of module.js.
import { build, instantiate, mount } from "./conference_card.js";
import packed from "./conference-card.wasm"; // as text: xtask/package.mjs deflates it and writes it in base64
import { once } from "./loader.js";

export { build };

/** There is no file to say the place of. */
export function setWasmUrl() {
  console.warn("conference-card: the module is in inline.js, so setWasmUrl has no effect");
}

/** Settles with the module's exports. */
export async function unpack() {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  await instantiate(await WebAssembly.compile(await new Response(unpacked).arrayBuffer()));
  return { mount };
}

/** Settles with the module's exports. */
export const loadModule = once(unpack);
