// The glue between the module and the page: what wasm-bindgen wrote, with the short names that wasm-opt gave the module's imports and
// exports, and with one way to start instead of several.

/** What wasm-bindgen calls its script. */
export const BOUND = "conference_card_bg.js";

/** A script for the bundler: it imports what wasm-bindgen wrote, with `renameExports` applied, and exports `build`, `instantiate` and `mount`. */
export function entry({ imports, exports }) {
  const [, start] = exports.find(([name]) => name === "__wbindgen_start");
  return `
    import { __wbg_set_wasm, mount, ${imports.map(([, name]) => name).join(", ")} } from "./${BOUND}";
    const imports = { a: { ${imports.map(([, name, short]) => `${short}: ${name}`).join(", ")} } };
    export const build = BUILD;
    export async function instantiate(module) {
      const { exports } = await WebAssembly.instantiate(module, imports);
      __wbg_set_wasm(exports);
      exports.${start}();
    }
    export { mount };
  `;
}

/** What wasm-bindgen wrote, calling the module's exports by their short names. */
export function renameExports(glue, { exports }) {
  const short = new Map(exports);
  return glue.replace(/\bwasm\.(\w+)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
}
