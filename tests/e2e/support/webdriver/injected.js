// Playwright's own script for finding elements: what a selector, a label or a role means, and which elements are visible or
// enabled, is then the same in every browser. It is no part of Playwright's interface: the lock file keeps its version.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";

const bundle = readFileSync(createRequire(import.meta.url).resolve("playwright-core/lib/coreBundle"), "utf8");
const [, literal] = bundle.match(/generated\/injectedScriptSource\.ts"\(\) \{\s*"use strict";\s*\w+ = ('(?:[^'\\]|\\.)*');/);
const OPTIONS = { isUnderTest: false, sdkLanguage: "javascript", testIdAttributeName: "data-testid", customEngines: [] };

/** A script that leaves it in the page. */
export const INJECT = `
const module = {};
${runInNewContext(literal)}
const value = new (module.exports.InjectedScript())(window, ${JSON.stringify(OPTIONS)});
Object.defineProperty(window, Symbol.for("injected"), { value, configurable: true });
`;
