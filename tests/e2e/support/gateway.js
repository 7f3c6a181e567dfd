// The real gateway, on a port of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { gateway } from "./environment.js";

const STARTS_WITHIN = 20_000;
const STOPS_WITHIN = 8_000;

/** Serves `folder` and the demo. `options` are further options of the command line. */
export const startGateway = (folder, options = []) => start(["--demo", "--static", folder, ...options]);

/** Serves the account whose API is at `upstream`. `variables` are its credentials; `options` as above. */
export const startAccount = (upstream, variables, options = []) => start(["--upstream", upstream, ...options], variables);

async function start(options, variables = {}) {
  const child = spawn(gateway, ["--listen", "127.0.0.1:0", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables },
  });
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  let log = "";
  child.stderr.on("data", (text) => (log += text));
  const lines = createInterface({ input: child.stdout });
  const [address] = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(STARTS_WITHIN) }),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the gateway ended with ${code}: ${log}`))),
  ]);
  return {
    address,
    async stop() {
      process.off("exit", killed);
      if (child.exitCode !== null) return;
      const hard = setTimeout(killed, STOPS_WITHIN);
      child.kill("SIGTERM");
      await once(child, "exit");
      clearTimeout(hard);
    },
  };
}
