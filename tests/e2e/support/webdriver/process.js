// A browser's driver, as a program of its own that ends with the test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import process from "node:process";

const STARTS_WITHIN = 20_000;
const STOPS_WITHIN = 5_000;

/** Starts a program that ends with this one; `stop` ends it before. */
export function run(program, args, options) {
  const child = spawn(program, args, { stdio: "ignore", ...options });
  child.unref();
  const killed = () => child.kill("SIGKILL");
  process.once("exit", killed);
  return {
    child,
    async stop() {
      process.off("exit", killed);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const hard = setTimeout(killed, STOPS_WITHIN);
      child.kill("SIGTERM");
      await once(child, "exit");
      clearTimeout(hard);
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a driver, told its port by `args`, and waits until it takes sessions. */
export async function startDriver(program, args, env = {}) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const { child, stop } = run(program, args(port), { env: { ...process.env, ...env } });
  const failed = once(child, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  const end = Date.now() + STARTS_WITHIN;
  const isUp = () => fetch(`${address}/status`).then(({ ok }) => ok, () => false);
  while (!(await Promise.race([isUp(), failed]))) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${program} doesn't start`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { address, stop };
}
