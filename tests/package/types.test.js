// What compiles with the package's types, and what doesn't. A project of types/ marks each wrong line with a comment that expects its
// error, so that a check that finds nothing has found every error that there should be.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { packages, project } from "./support/installed.js";

const types = join(project, "types");
cpSync(fileURLToPath(new URL("types", import.meta.url)), types, { recursive: true });

/** What a checker of an npm package says, given what it is to check. */
function check(program, ...args) {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(packages, program), ...args], { cwd: types, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.signal) : 0, output: stdout + stderr }));
  });
}

async function finds(nothing, program, ...args) {
  const { code, output } = await check(program, ...args);
  assert.deepEqual({ code, output }, { code: 0, output: nothing }, args.join(" "));
}

const TSC = { 6: "typescript/bin/tsc", 7: "typescript-7/bin/tsc" };
const NODE = ["--module", "nodenext", "--moduleResolution", "nodenext"];

test("the element compiles in scripts with TypeScript 6", () => finds("", TSC[6], "--project", "dom"));

for (const [project, what] of Object.entries({ dom: "scripts", react: "React's JSX", preact: "Preact's JSX", solid: "Solid's JSX" })) {
  test(`the element compiles in ${what} with TypeScript 7, in a bundler's project and in Node's`, async () => {
    await finds("", TSC[7], "--project", project);
    await finds("", TSC[7], "--project", project, ...NODE);
  });
}

test("the element compiles in Vue's templates", () => finds("", "vue-tsc/bin/vue-tsc.js", "--project", "vue"));

test("the element is checked in Svelte's templates, and each wrong use is found", async () => {
  const { output } = await check("svelte-check/bin/svelte-check", "--workspace", "svelte", "--output", "machine");
  const found = [...output.matchAll(/ (ERROR|WARNING) "([^"]*)" (\d+):/g)].map(([, kind, file, line]) => `${kind} ${file} ${line}`);
  // Svelte knows no comment that expects an error: here the line below each comment has one.
  const lines = (await readFile(join(types, "svelte/Wrong.svelte"), "utf8")).split("\n");
  const wrong = lines.flatMap((line, index) => (line.startsWith("<!--") ? [`ERROR Wrong.svelte ${index + 2}`] : []));
  assert.ok(wrong.length > 5);
  assert.deepEqual(found, wrong, output);
  assert.match(output, /COMPLETED \d+ FILES/);
});
