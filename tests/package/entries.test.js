// Every entry of the package, imported where there is no page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { promisify } from "node:util";
import { installed, project, readJson, scriptEntries, tarball } from "./support/installed.js";
import { manifest, namesOf } from "./support/manifest.js";

const run = promisify(execFile);
const REGISTRY = "Symbol(conference-card.locales)"; // where pages can add a language

/** What a process that imports the entry, and nothing else, sees of it. */
async function imported(entry, before = "") {
  const script = `
    const { log } = console;
    ${before}
    const known = new Set(Reflect.ownKeys(globalThis));
    const names = Object.keys(await import(${JSON.stringify(entry)}));
    log(JSON.stringify({ names, added: Reflect.ownKeys(globalThis).filter((key) => !known.has(key)).map(String) }));
  `;
  const node = ["--input-type=module", "--eval", script];
  const { stdout, stderr } = await run(process.execPath, node, { cwd: project, timeout: 60_000 });
  assert.equal(stderr, "", entry);
  assert.equal(stdout.split("\n").length, 2, `${entry} writes: ${stdout}`);
  return JSON.parse(stdout);
}

/** What the manifest says that an entry exports. */
function documented(entry) {
  if (entry.includes("/locales/")) return ["default"];
  const file = ["element", "inline"].find((name) => entry.endsWith(`/${name}`)) ?? "index";
  const { exports } = manifest.modules.find(({ path }) => path === `${file}.js`);
  return namesOf(exports.filter(({ kind }) => kind === "js"));
}

const PLACES = {
  Node: "",
  "a worker without Node's globals": "for (const name of ['process', 'Buffer', 'setImmediate', 'global']) delete globalThis[name];",
};

for (const [place, before] of Object.entries(PLACES)) {
  test(`importing an entry in ${place} gives what is documented, and does nothing`, async () => {
    const entries = await scriptEntries();
    assert.ok(entries.length > 20, `${entries}`);
    await Promise.all(entries.map(async (entry) => {
      const { names, added } = await imported(entry, before);
      // What index.js takes from the copy is the package's own business.
      assert.deepEqual(names.filter((name) => name !== "internal").sort(), documented(entry).sort(), entry);
      assert.deepEqual(added, [REGISTRY], entry);
    }));
  });
}

test("every other entry is a file of the package", async () => {
  const { exports } = await readJson("package.json");
  const files = Object.values(exports).filter((target) => typeof target === "string");
  assert.ok(files.length > 3, `${files}`);
  for (const file of files) assert.ok((await readFile(join(installed, file))).length > 0, file);
});

test("what isn't exported can't be imported", async () => {
  for (const entry of ["conference-card/props.d.ts", "conference-card/module.js", "conference-card/locales/xx"]) {
    await assert.rejects(imported(entry), /ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_MODULE_NOT_FOUND/, entry);
  }
});

test("packing the same files again makes the same tarball, to the byte", async () => {
  const options = ["--silent", "--offline", "--ignore-scripts", "--pack-destination", project];
  await run("npm", ["pack", ...options], { cwd: installed, timeout: 60_000 });
  const { name, version } = await readJson("package.json");
  assert.deepEqual(await readFile(join(project, `${name}-${version}.tgz`)), await readFile(tarball));
});
