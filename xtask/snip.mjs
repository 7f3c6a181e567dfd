// Takes the body out of functions that never run, and so all that only they need: snip.mjs <from.wasm> <to.wasm>
//
// serde describes a value of a wrong type in words, which takes all of the standard library's formatting: more than it takes to read
// a conference. Nothing of the card's has a wrong type that is put in words: src/conference.rs takes any JSON, and src/browser/answer.js
// lets nothing else come. Nothing else formats, so that what formats never runs either; should something begin to, this fails.
// A function without a body is a trap.

import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";

/** Where serde puts values in words. */
const WORDS = [
  /^<serde_wasm_bindgen\[\w+\]::de::Deserializer>::invalid_type::</,
  /^<serde_wasm_bindgen\[\w+\]::error::Error as serde_core\[\w+\]::de::Error>::invalid_type$/,
  /^<serde_core\[\w+\]::de::Unexpected as core\[\w+\]::fmt::Display>::fmt$/,
];
/** What only formatting calls, by tables of functions, where nothing else tells that they are in vain. */
const FORMATS = / as core\[\w+\]::fmt::(Display|Debug|Write)>::\w+(\.\d+)?$/;
/** What formatting calls by name. */
const FORMATTING = /^<?(core|alloc)\[\w+\]::fmt::/;
/** What wasm-bindgen has for each shape of closure. */
const CLOSURE = /^wasm_bindgen\[\w+\]::convert::closures::_::invoke::<.*>$/;

const [from, to] = process.argv.slice(2);
binaryen.setDebugInfo(true); // the names are wanted further on
const module = binaryen.readBinary(await readFile(from));
const functions = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
const snip = ({ name, params, results }) => {
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
};

/** A name as the text format has it. */
const quote = (name) => JSON.stringify(name).replaceAll("'", "\\'");

for (const pattern of WORDS) {
  const found = functions.filter(({ name }) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length} functions are ${pattern}: it may have another name now, or be gone`);
}
const isSnipped = ({ name }) => FORMATS.test(name) || WORDS.some((pattern) => pattern.test(name));
functions.filter(isSnipped).forEach(snip);

// What the page calls of a closure is exported. js-sys has a closure of each shape that a method of its takes, with no one to call it.
const exported = new Set(Array.from({ length: module.getNumExports() }, (_, at) => binaryen.getExportInfo(module.getExportByIndex(at)).value));
const isCalled = (name) => exported.has(name) || exported.has(`${name} externref shim`);
functions.filter(({ name }) => CLOSURE.test(name) && !isCalled(name)).forEach(snip);

module.runPasses(["remove-unused-module-elements"]);
const text = module.emitText();
const isThere = ({ name }) => text.includes(`(func $${quote(name)} `);
const isCalledByName = ({ name }) => text.includes(`(call $${quote(name)}`);
const formatting = functions.filter((info) => (FORMATS.test(info.name) ? isCalledByName(info) : FORMATTING.test(info.name) && isThere(info)));
if (formatting.length) throw new Error(`something formats, and would trap: ${formatting.map(({ name }) => name).join(", ")}`);
await writeFile(to, module.emitBinary());
