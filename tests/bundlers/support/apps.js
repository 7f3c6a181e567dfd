// The apps: small ones as a newcomer writes them, each copied to a folder of its own with the packed package in its node_modules.
// They lie beside the bundlers' node_modules, as an app of a workspace does, so that all of them share one installation.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const UNPACKS_WITHIN = 20_000;

const tarball = process.env.CONFERENCE_TARBALL;
if (!tarball) throw new Error("CONFERENCE_TARBALL names no tarball: these tests are run by cargo xtask test");
const run = promisify(execFile);
const here = fileURLToPath(new URL("../", import.meta.url));

/** Makes a folder for copies of the apps. */
export async function createApps() {
  const folder = await mkdtemp(join(here, "run-"));
  let copies = 0;
  return {
    /** Copies an app, installs the package in it, and returns its folder. */
    async copy(name) {
      const copy = join(folder, `${name}-${++copies}`);
      await cp(join(here, "apps", name), copy, { recursive: true });
      await writeFile(join(copy, "package.json"), JSON.stringify({ private: true, dependencies: { "conference-card": "*" } }));
      const installed = join(copy, "node_modules", "conference-card");
      await mkdir(installed, { recursive: true });
      await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], { timeout: UNPACKS_WITHIN });
      return copy;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
