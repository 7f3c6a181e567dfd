// Writes the npm package: package.mjs <pkg> <card.css> <element> <out>
//
// Each script of pkg/ becomes one minified ES module of the same name and keeps its imports of the others: what a page
// loads late (the glue, a language) must not slip into what it loads at once. The sheet becomes a string in the script that
// imports it. Everything else is copied.

import { build, transform } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import process from "node:process";

const [pkg, sheet, element, out] = process.argv.slice(2);
const script = { format: "esm", target: "es2022", charset: "utf8", legalComments: "none", minify: true };

const keepImportsApart = {
  name: "keep-imports-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ kind }) => (kind === "entry-point" ? undefined : { external: true }));
    build.onResolve({ filter: /\.css$/ }, ({ path }) =>
      basename(path) === basename(sheet) ? { path: sheet } : { errors: [{ text: `there is no ${path}, only ${basename(sheet)}` }] });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", target: "es2022", charset: "utf8", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const entries = await readdir(pkg, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const scripts = files.filter((file) => file.endsWith(".js"));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  ...script,
  absWorkingDir: process.cwd(),
  bundle: true,
  entryPoints: scripts,
  logLevel: "warning",
  outbase: pkg,
  outdir: out,
  plugins: [keepImportsApart],
});
for (const file of files.filter((file) => !file.endsWith(".js"))) {
  const to = join(out, file.slice(pkg.length));
  await mkdir(dirname(to), { recursive: true });
  await cp(file, to);
}

const glue = "conference_card.js";
const { code } = await transform(await readFile(join(element, glue), "utf8"), script);
await writeFile(join(out, glue), code);
await cp(join(element, "conference-card.wasm"), join(out, "conference-card.wasm"));
