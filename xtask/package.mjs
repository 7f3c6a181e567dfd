// Writes the npm package: package.mjs <pkg> <card.css> <element> <out>
//
// Each script that package.json exports becomes one minified ES module of the same name. It takes in the scripts of pkg/
// that aren't exported, and keeps its imports of those that are, and of the glue: what a page loads late must not slip into
// what it loads at once. The sheet becomes a string in the script that imports it. What is no script is copied.

import { build, transform } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import process from "node:process";

const [pkg, sheet, element, out] = process.argv.slice(2);
const glue = "conference_card.js";
const module = "conference-card.wasm";
const script = { format: "esm", target: "es2022", charset: "utf8", legalComments: "none", minify: true };

/** All strings in package.json's exports, whatever the conditions above them: "./index.js", "./locales/*.js". */
const targets = (exports) => (typeof exports === "string" ? [exports] : Object.values(exports ?? {}).flatMap(targets));
const { exports } = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
const patterns = targets(exports).map((target) => new RegExp(`^${target.split("*").map(escape).join(".+")}$`));
function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The path as package.json writes it. */
const inPackage = (path) => `./${relative(pkg, path).split(sep).join("/")}`;
const isExported = (path) => patterns.some((pattern) => pattern.test(inPackage(path)));

const entries = await readdir(pkg, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const isScript = (file) => file.endsWith(".js");

const keepApart = {
  name: "keep-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, kind, resolveDir }) => {
      const target = resolve(resolveDir, path);
      const apart = kind !== "entry-point" && (isExported(target) || inPackage(target) === `./${glue}`);
      return apart ? { path, external: true } : undefined;
    });
    build.onResolve({ filter: /\.css$/ }, ({ path }) =>
      basename(path) === basename(sheet) ? { path: sheet } : { errors: [{ text: `${path} is not ${basename(sheet)}` }] });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { ...script, format: undefined, loader: "css" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  ...script,
  bundle: true,
  entryPoints: files.filter((file) => isScript(file) && isExported(file)),
  logLevel: "warning",
  outbase: pkg,
  outdir: out,
  plugins: [keepApart],
});
for (const file of files.filter((file) => !isScript(file))) {
  const to = join(out, relative(pkg, file));
  await mkdir(dirname(to), { recursive: true });
  await cp(file, to);
}

const names = JSON.parse(await readFile(join(element, "names.json"), "utf8"));
const { code } = await transform(shorten(await readFile(join(element, glue), "utf8"), names), script);
await writeFile(join(out, glue), code);
await cp(join(element, module), join(out, module));

/** The glue with the short names that wasm-opt gave the module's imports and exports. */
function shorten(glue, { imports, exports }) {
  const rename = (code, pattern, replacement, isNeeded) => {
    const renamed = code.replace(pattern, () => replacement);
    if (isNeeded && renamed === code) throw new Error(`the glue has no ${pattern}`);
    return renamed;
  };
  for (const [from, name, to] of imports) {
    glue = rename(glue, new RegExp(`(?<=\\s)${escape(name)}(?=: function\\()`), JSON.stringify(to), true);
    glue = rename(glue, JSON.stringify(from), JSON.stringify("a"), false);
  }
  for (const [name, to] of exports) glue = rename(glue, new RegExp(`(?<=\\bwasm\\.)${escape(name)}\\b`, "g"), to, false);
  return glue;
}
