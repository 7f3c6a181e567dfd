// The WebAssembly module: one instance for all cards of the page, loaded when the first card needs it.

let loading;

/** Settles with the module's exports. A module that can't be loaded is not asked for again. */
export function loadModule() {
  loading ??= (async () => {
    // Both are under way before either is waited for.
    const wasm = fetch(new URL("./conference-card.wasm", import.meta.url));
    wasm.catch(() => {});
    const glue = await import("./conference_card.js");
    await glue.default({ module_or_path: wasm });
    return glue;
  })();
  return loading;
}

/** What to do about a module that did not load, for the page's owner. */
export function adviceFor(error) {
  return error instanceof WebAssembly.CompileError && /unsafe-eval|Content Security Policy|disallowed/i.test(error.message)
    ? "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src"
    : `the module can't be loaded (${error}): serve conference-card.wasm beside the script, as application/wasm`;
}
