// What the package says of itself, all from pkg/custom-elements.json: the manifest as it is shipped, the types, and what editors read.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { htmlData, webTypes } from "./editors.mjs";
import { classTypes, entryTypes, localeTypes, propsTypes } from "./types.mjs";

/** Writes it all into the folder of the package, where everything else is already. */
export async function describe(folder) {
  const read = (file) => readFile(join(folder, file), "utf8");
  const manifest = JSON.parse(await read("custom-elements.json"));
  const declarations = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  const element = declarations.find(({ customElement }) => customElement);
  const functions = declarations.filter(({ kind }) => kind === "function");
  // Left out of what is written by hand, since it follows from the attributes: each is a property too.
  element.members.unshift(...element.attributes.filter(({ inheritedFrom }) => !inheritedFrom).map(property));

  const { name, version } = JSON.parse(await read("package.json"));
  const data = [...(await read("data.d.ts")).matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, type]) => type);
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  const files = {
    "custom-elements.json": json(manifest),
    "vscode.html-custom-data.json": json(htmlData(element)),
    "web-types.json": json(webTypes(element, name, version)),
    "element.d.ts": classTypes(element, functions, data),
    "index.d.ts": entryTypes(element),
    "props.d.ts": propsTypes(element, data),
  };
  for (const file of await readdir(join(folder, "locales"))) {
    files[`locales/${file.replace(/js$/, "d.ts")}`] = localeTypes;
  }
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
}

function property({ name, fieldName, type, default: value, description }) {
  const isText = type.text.includes("string") || type.text.startsWith('"');
  return {
    kind: "field",
    name: fieldName,
    attribute: name,
    reflects: true,
    type: { text: value === undefined ? `${type.text} | null` : type.text },
    default: value !== undefined && isText ? JSON.stringify(value) : value,
    description,
  };
}
