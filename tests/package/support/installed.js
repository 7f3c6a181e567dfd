// The package as npm installs it: unpacked from the tarball into a project of its own, beside the packages that the tests use.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The tarball, as `cargo xtask package` packs it. */
export const tarball = process.env.CONFERENCE_TARBALL;
if (!tarball) throw new Error("CONFERENCE_TARBALL names no tarball: these tests are run by cargo xtask test");

/** The packages of these tests. */
export const packages = fileURLToPath(new URL("../node_modules", import.meta.url));

/** The project's folder, which ends with the process. */
export const project = mkdtempSync(join(tmpdir(), "conference-card-"));
process.on("exit", () => rmSync(project, { recursive: true, force: true }));

/** The folder of the installed package. */
export const installed = join(project, "node_modules", "conference-card");

mkdirSync(installed, { recursive: true });
for (const name of readdirSync(packages)) symlinkSync(join(packages, name), join(project, "node_modules", name), "junction");
execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);

/** A file of the package, read as JSON. */
export const readJson = async (file) => JSON.parse(await readFile(join(installed, file), "utf8"));

/** What the installed package.json exports: each name under which a script is imported, such as `conference-card/locales/de`. */
export async function scriptEntries() {
  const { name, exports } = await readJson("package.json");
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (!target.default) return [];
    const specifier = name + entry.slice(1);
    if (!entry.includes("*")) return [specifier];
    const [before, after] = target.default.split("*");
    const files = readdirSync(join(installed, before)).filter((file) => file.endsWith(after));
    return files.map((file) => specifier.replace("*", file.slice(0, -after.length)));
  });
}
