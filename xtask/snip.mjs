// Takes the body out of functions that never run, and so all that only they need: snip.mjs <from.wasm> <to.wasm>
//
// serde describes a value of a wrong type in words, numbers with a fraction included, and to write such a number takes more code than
// to read a conference. Nothing of the card's has a wrong type that is put in words: src/conference.rs takes any JSON, and what is no JSON
// never gets to the module. Emptied, these functions write nothing.

import binaryen from "binaryen";
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";

const NEVER = [
  /^<serde_core\[\w+\]::de::Unexpected as core\[\w+\]::fmt::Display>::fmt$/,
  /^<serde_core\[\w+\]::de::WithDecimalPoint as core\[\w+\]::fmt::Display>::fmt$/,
  /^<f64 as core\[\w+\]::fmt::Display>::fmt$/,
];
/** What Rust returns for `Ok(())`. */
const OK = 0;

const [from, to] = process.argv.slice(2);
binaryen.setDebugInfo(true); // the names are wanted further on
const module = binaryen.readBinary(await readFile(from));
const functions = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
for (const pattern of NEVER) {
  const found = functions.filter(({ name }) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length} functions are ${pattern}: it may have another name now, or be gone`);
  for (const { name, params, results } of found) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.i32.const(OK));
  }
}
await writeFile(to, module.emitBinary());
