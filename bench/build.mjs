// Bundles the twins as their authors would ship them, and lays the built package beside them.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build as bundle } from "esbuild";

/** The twins, and where each comes in. */
export const TWINS = { js: "js/main.js", preact: "preact/main.jsx", react: "react/main.jsx" };

const JSX = { preact: "preact", react: "react" };

/** Builds all into `folder`. `packageFolder` is the built npm package's. */
export async function build(folder, packageFolder) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, entry] of Object.entries(TWINS)) {
    await bundle({
      entryPoints: [join(import.meta.dirname, "twins", entry)],
      outfile: join(folder, name, "main.js"),
      bundle: true,
      format: "esm",
      target: "es2022",
      minify: true,
      legalComments: "none",
      define: { "process.env.NODE_ENV": '"production"' },
      jsx: "automatic",
      jsxImportSource: JSX[name],
      // By hand, the sheet is constructed; the others' is a file of its own, as bundlers make it.
      loader: name === "js" ? { ".css": "text" } : {},
      plugins: name === "js" ? [minifiedCss] : [],
      logLevel: "warning",
    });
  }
  await cp(packageFolder, join(folder, "leptos"), { recursive: true });
}

const minifiedCss = {
  name: "minified-css",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await bundle({ entryPoints: [path], minify: true, write: false });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};
