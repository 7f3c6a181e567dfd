// The glue between the module and the page: what wasm-bindgen wrote, with the short names that wasm-opt gave the module's imports and
// exports, and with one way to start instead of several, which can be gone again: each instance has glue of its own, so that a fresh one
// can take the place of one that has stopped.

/** What wasm-bindgen calls its script. */
export const BOUND = "conference_card_bg.js";

/** Where wasm-bindgen has a script of the crate, whose path in the crate is the rest of the path. */
const SNIPPET = /^\.\/snippets\/[^/]+\/(.*)$/;
/** How it imports from one. */
const IMPORT = /^import (\{.*\}) from ['"](\.\/snippets\/.*)['"];$/gm;

/**
 * A script that exports `instantiate(module, died)`, which settles with the module's exports. When an instance stops, be it
 * by a trap or by an exception that it can't catch, `died` is called, and what the page still calls of it does nothing. Its imports are
 * relative to the crate.
 */
export function script(glue, { imports, exports }) {
  const [, start] = exports.find(([name]) => name === "__wbindgen_start");
  // What the module takes from scripts of its crate is imported once, rather than for each instance.
  // Some the glue goes between, some the module has from there.
  const snippets = [...glue.matchAll(IMPORT)].map(([, names, path]) => [path, names]);
  snippets.push(...imports.filter(([path]) => SNIPPET.test(path)).map(([path, name]) => [path, `{ ${name} }`]));
  return `
    ${snippets.map(([path, names]) => `import ${names} from "./${SNIPPET.exec(path)[1]}";`).join("\n")}
    export async function instantiate(module, died) {
      ${withShortNames(glue.replace(IMPORT, ""), exports).replace(/^export /gm, "")}
      const instance = await WebAssembly.instantiate(module, {
        a: { ${imports.map(([, name, short]) => `${short}: ${name}`).join(", ")} },
      });
      let isDead = false;
      const guard = (call) => (...all) => {
        if (isDead) return undefined;
        try {
          return call(...all);
        } catch (error) {
          isDead = true;
          died();
          throw error;
        }
      };
      const exports = {};
      for (const [name, value] of Object.entries(instance.exports)) exports[name] = typeof value === "function" ? guard(value) : value;
      __wbg_set_wasm(exports);
      exports.${start}();
      return { mount };
    }
  `;
}

function withShortNames(glue, exports) {
  const short = new Map(exports);
  return glue.replace(/\bwasm\.(\w+)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
}
