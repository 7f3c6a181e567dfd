// The manifest of the installed package, by the kinds of what it lists.
import { readJson } from "./installed.js";

export const manifest = await readJson("custom-elements.json");
export const element = manifest.modules.flatMap(({ declarations = [] }) => declarations).find(({ customElement }) => customElement);

/** The attributes of the element's own, without those that every element has. */
export const attributes = element.attributes.filter(({ inheritedFrom }) => !inheritedFrom);
export const fields = element.members.filter(({ kind }) => kind === "field");
export const methods = element.members.filter(({ kind }) => kind === "method");

export const namesOf = (items) => items.map(({ name }) => name);

/** The literals of a union of texts, or null for any other type. */
export function choicesOf(type) {
  const parts = type.split(" | ");
  return parts.every((part) => /^"[^"]*"$/.test(part)) ? parts.map((part) => part.slice(1, -1)) : null;
}
