// What the sources say, for comparison with the manifest. Each reader fails where it finds nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** A file of this repository. */
export const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The text between two others. */
export function between(text, start, end) {
  const from = text.indexOf(start);
  assert.ok(from >= 0, `there is no ${start}`);
  const to = text.indexOf(end, from + start.length);
  assert.ok(to >= 0, `there is no ${end} after ${start}`);
  return text.slice(from + start.length, to);
}

/** The first group of every match. */
export function all(text, pattern) {
  const found = [...text.matchAll(pattern)].map(([, group]) => group);
  assert.ok(found.length > 0, `nothing is like ${pattern}`);
  return found;
}

/** What stands in quotation marks. */
export const quoted = (text) => all(text, /"([^"]*)"/g);

/** What stands in backticks. */
export const code = (text) => all(text, /(?<!`)`([^`]+)`/g);

const README = read("README.md");

/** The text under a heading of the README, up to the next one. */
export const section = (heading) => between(README, `\n${heading}\n`, "\n#");

/** The rows of a table in a section of the README, each a list of cells. */
export function table(heading) {
  const rows = all(section(heading), /^\| (.*) \|$/gm).map((row) => row.split(" | "));
  return rows.slice(2); // after the names of the columns, and the line
}

const DATA = read("pkg/data.d.ts");

/** The fields of an interface of pkg/data.d.ts. */
export const fieldsOf = (name) => all(between(DATA, `export interface ${name} {`, "\n}"), /^ {2}(?:readonly )?"?([\w-]+)"?\??:/gm);

/** The texts of a union of pkg/data.d.ts. */
export const unionOf = (name) => quoted(between(DATA, `export type ${name} =`, ";"));
