// A bundler's own program, run in an app as its users run it: to build, or to serve while they develop.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const BUILDS_WITHIN = 120_000;
const STARTS_WITHIN = 30_000;
const STOPS_WITHIN = 8_000;

// Nothing is to be reported to, or asked of, any other machine.
const ENVIRONMENT = {
  NO_COLOR: "1",
  NODE_OPTIONS: `--import ${new URL("offline.js", import.meta.url)}`,
  NEXT_TELEMETRY_DISABLED: "1",
  NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
};

// Not by the names in node_modules/.bin: two versions of a bundler share one.
function programOf(name) {
  const folder = new URL(`../node_modules/${name}/`, import.meta.url);
  const { bin } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  return fileURLToPath(new URL(typeof bin === "string" ? bin : Object.values(bin)[0], folder));
}

function start(app, command) {
  const [name, ...rest] = command.split(" ");
  const options = { cwd: app, env: { ...process.env, ...ENVIRONMENT }, stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(process.execPath, [programOf(name), ...rest], options);
  const kill = () => {
    child.kill("SIGKILL");
    for (const stream of [child.stdout, child.stderr]) stream.destroy(); // which its own children may hold open
  };
  process.once("exit", kill);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += stripVTControlCharacters(String(text));
      child.emit("output", output);
    });
  }
  const closed = once(child, "close").finally(() => process.off("exit", kill));
  return { child, kill, closed, output: () => output };
}

/** Builds an app. */
export async function build(app, command) {
  const { kill, closed, output } = start(app, command);
  const limit = setTimeout(kill, BUILDS_WITHIN);
  const [code, signal] = await closed;
  clearTimeout(limit);
  if (code !== 0) throw new Error(`${command} ended with ${code ?? signal}:\n${output()}`);
}

/** Starts an app's server, and returns its address and what stops it. */
export async function serve(app, command) {
  const { child, kill, closed, output } = start(app, command);
  const stop = async () => {
    const hard = setTimeout(kill, STOPS_WITHIN);
    child.kill("SIGTERM");
    await closed;
    clearTimeout(hard);
  };
  const limit = setTimeout(kill, STARTS_WITHIN);
  const address = await new Promise((resolve, reject) => {
    child.on("output", (output) => {
      const [address] = output.match(/http:\/\/localhost:\d+(?=\W)/) ?? [];
      if (address) resolve(address);
    });
    closed.then(([code, signal]) => reject(new Error(`${command} ended with ${code ?? signal}:\n${output()}`)), reject);
  }).finally(() => clearTimeout(limit));
  return { address, stop };
}
