// Writes the npm package: package.mjs <pkg> <card.css> <element> <out>
//
// Each script that package.json exports becomes one minified ES module of the same name. It takes in the glue, and the scripts of pkg/
// that aren't exported, and keeps its imports of those that are: what a page loads late must not slip into what it loads at once.
// index.js and inline.js are for pages, where each file costs a trip: they take in those too but the languages, and inline.js the module
// itself. The sheet becomes a string in the script that imports it. What is no script is copied.
//
// All scripts and the module bear a digest of the build, by which the scripts tell whether the files that they load are theirs.

import { build as bundle, transform } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import process from "node:process";
import { minify } from "terser";
import { toLetters } from "../pkg/letters.js";
import * as bound from "./glue.mjs";
import { describe } from "./manifest.mjs";

const [pkg, sheet, element, out] = process.argv.slice(2);
const glue = "conference_card.js";
const module = "conference-card.wasm";

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
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
const isScript = (file) => file.endsWith(".js");
const [index, inline] = ["index.js", "inline.js"].map((file) => join(pkg, file));

const names = JSON.parse(await readFile(join(element, "names.json"), "utf8"));
const wasm = await readFile(join(element, module));

const esbuild = { target: "es2022", charset: "utf8", legalComments: "none", minify: true };
const bundled = { ...esbuild, bundle: true, format: "esm", logLevel: "warning", outbase: pkg, outdir: out, write: false };

const styles = {
  name: "styles",
  setup(build) {
    build.onResolve({ filter: /\.css$/ }, ({ path }) =>
      basename(path) === basename(sheet) ? { path: sheet } : { errors: [{ text: `${path} is not ${basename(sheet)}` }] });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { ...esbuild, loader: "css" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** Leaves the imports alone that `isApart` says so of. */
const keepApart = (isApart) => ({
  name: "keep-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, kind, resolveDir }) =>
      kind !== "entry-point" && isApart(resolve(resolveDir, path)) ? { path, external: true } : undefined);
  },
});

/** The script that goes between the module and the page. */
const boundGlue = bound.script(await readFile(join(element, bound.BOUND), "utf8"), names);
const takeGlue = {
  name: "glue",
  setup(build) {
    build.onResolve({ filter: new RegExp(`/${escape(glue)}$`) }, () => ({ path: glue, namespace: "glue" }));
    build.onLoad({ filter: /./, namespace: "glue" }, () => ({ contents: boundGlue, loader: "js", resolveDir: resolve(pkg, "..") }));
  },
};

/** The module within the script, as text. */
const embed = {
  name: "embed",
  setup(build) {
    build.onResolve({ filter: /^\.\/module\.js$/ }, () => ({ path: join(pkg, "embedded.js") }));
    build.onResolve({ filter: new RegExp(`/${escape(module)}$`) }, () => ({ path: module, namespace: "embed" }));
    build.onLoad({ filter: /./, namespace: "embed" }, () => ({ contents: toLetters(wasm), loader: "text" }));
  },
};

/** A module with one more section, which has a name and no content. */
function withSection(wasm, name) {
  const bytes = Buffer.from(name);
  return Buffer.concat([wasm, Buffer.of(0, bytes.length + 1, bytes.length), bytes]);
}

/** All of the package's own in one file but what is loaded late. */
const inOneFile = keepApart((target) => target === inline || (isExported(target) && dirname(target) !== pkg));

// Chromium compiles all functions while the script arrives, rather than each where it is first called: a card needs most of them.
const bannerOf = (path) => (path === join(out, "index.js") ? "//# allFunctionsCalledOnLoad\n" : "");

// esbuild has shortened private names, which terser leaves alone; terser shortens the rest by more than a twentieth. Methods are shorter than
// functions in objects, and nobody calls `new` on one of those.
const terser = { ecma: 2022, module: true, compress: { passes: 3, hoist_funs: true, unsafe_methods: true } };

/** The scripts that esbuild has bundled, as small as they get. */
async function minified({ outputFiles }) {
  return await Promise.all(outputFiles.map(async ({ path, text }) => ({ path, text: `${bannerOf(path)}${(await minify(text, terser)).code}\n` })));
}

const UNKNOWN = "the digest of the build";
const scripts = (await Promise.all([
  bundle({
    ...bundled,
    entryPoints: files.filter((file) => isScript(file) && isExported(file) && file !== inline),
    define: { BUILD: JSON.stringify(UNKNOWN) },
    plugins: [styles, takeGlue, keepApart(isExported)],
  }),
  bundle({ ...bundled, entryPoints: [index], define: { BUILD: JSON.stringify(UNKNOWN) }, plugins: [styles, takeGlue, inOneFile] }),
].map(async (bundling) => await minified(await bundling)))).flat();
const hash = createHash("sha256").update(wasm);
for (const { text } of scripts) hash.update(text);
const build = hash.digest("base64url").slice(0, 8);

await rm(out, { recursive: true, force: true });
const write = async (path, content) => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};
await write(join(out, module), withSection(wasm, build));
for (const { path, text } of scripts) await write(path, text.replaceAll(UNKNOWN, build));
const whole = await bundle({
  ...bundled,
  entryPoints: [inline],
  define: { BUILD: JSON.stringify(build) },
  plugins: [styles, embed, takeGlue, keepApart((target) => isExported(target) && dirname(target) !== pkg)],
});
for (const { path, text } of await minified(whole)) await write(path, text);
for (const file of files.filter((file) => !isScript(file))) await write(join(out, relative(pkg, file)), await readFile(file));
await describe(out);
