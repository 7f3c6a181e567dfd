// Takes the body out of closures that nobody calls, and so all that only they need: snip.mjs <from.wasm> <to.wasm>
//
// js-sys has a closure of each shape that a method of its takes, and wasm-bindgen a function that calls it, in a table of functions, where
// no optimizer can know that it is in vain. What the page does call is exported.

import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";

/** What wasm-bindgen has for each shape of closure. */
const CLOSURE = /^wasm_bindgen\[\w+\]::convert::closures::_::invoke::<.*>$/;

const [from, to] = process.argv.slice(2);
binaryen.setDebugInfo(true); // the names are wanted further on
const module = binaryen.readBinary(await readFile(from));
const list = (count, info) => Array.from({ length: count }, (_, at) => info(at));
const exported = new Set(list(module.getNumExports(), (at) => binaryen.getExportInfo(module.getExportByIndex(at)).value));
const isCalled = (name) => exported.has(name) || exported.has(`${name} externref shim`);

for (const { name, params, results } of list(module.getNumFunctions(), (at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)))) {
  if (!CLOSURE.test(name) || isCalled(name)) continue;
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
}
module.runPasses(["remove-unused-module-elements"]);
await writeFile(to, module.emitBinary());
