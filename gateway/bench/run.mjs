// The gateway under load, beside nginx that serves the same bytes as a file: requests a second, latency, processor time, memory.
//
// `cargo xtask load` runs it, with NGINX_BIN, WRK_BIN and CONFERENCE_GATEWAY_BIN. All of it, load included, shares one machine and goes over its
// loopback; so the two columns are for comparison, and no number of them is that of a server. The rounds take turns, so that what else
// the machine does meets both. --record writes the tables into the README.

import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, readFile, writeFile, rm } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { promisify, parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = [64, 1000];
// As wrk asks by itself, and as browsers do.
const ENCODINGS = { "as it is": "identity", compressed: "gzip, deflate, br, zstd" };
const PATH = "/api/video/conferences/c22d24f6-5a47-4597-9a23-c7d01e696b92";
const WORDS = { gateway: "the gateway", nginx: "nginx, a file" };

const here = import.meta.dirname;
const readme = path.join(here, "../README.md");
const options = parseArgs({ options: { record: { type: "boolean", default: false } } }).values;
const run = promisify(execFile);
const ending = [];

try {
  const tables = await measure();
  console.log(tables);
  if (options.record) await record(tables);
} finally {
  for (const end of ending.reverse()) await end();
}

async function measure() {
  const upstream = await standIn();
  const gateway = await startGateway(upstream);
  const { body } = await fetchBody(gateway.url);
  const nginx = await startNginx(body);
  if ((await fetchBody(nginx.url)).body !== body) throw new Error("nginx serves another body");

  const runs = [];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [encoding, accept] of Object.entries(ENCODINGS)) {
      for (const connections of CONNECTIONS) {
        for (const server of [gateway, nginx]) {
          const seen = await load(server, connections, accept);
          runs.push({ server: server.name, encoding, connections, ...seen });
          const rate = Math.round(seen.rate);
          console.error(`${round}/${ROUNDS} ${WORDS[server.name]}, ${encoding}, ${connections} connections: ${rate} requests/s`);
        }
      }
    }
  }
  return write(runs, body.length);
}

// What the gateway asks, a few times in all.
async function standIn() {
  const conference = await readFile(path.join(here, "../demo/reference.json"));
  const server = http.createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === PATH) return response.end(conference);
    response.writeHead(404).end('{"error":"Not Found"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ending.push(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

async function startGateway(upstream) {
  const program = process.env.CONFERENCE_GATEWAY_BIN;
  const flags = ["--listen", "127.0.0.1:0", "--upstream", upstream, "--rate", "1000000"];
  const account = {
    SIGNALWIRE_SPACE: "example",
    SIGNALWIRE_PROJECT_ID: "5b1e7d9f-1a3c-4f44-9c5e-0a1b2c3d4e5f",
    SIGNALWIRE_API_TOKEN: "PTnot-a-token",
  };
  // Neither of the two writes a line for each request.
  const env = { ...process.env, ...account, RUST_LOG: "warn" };
  const child = start(program, flags, { env, stdio: ["ignore", "pipe", "inherit"] });
  const lines = readline.createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  if (!line) throw new Error("the gateway doesn't start");
  return { name: "gateway", url: line + PATH, pids: async () => [child.pid] };
}

async function startNginx(body) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gateway-bench-"));
  ending.push(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "files", PATH);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, body);
  await writeFile(`${file}.gz`, gzipSync(body));
  const port = await freePort();
  const conf = await readFile(path.join(here, "nginx.conf"), "utf8");
  await writeFile(path.join(folder, "nginx.conf"), conf.replace("PORT", port));
  // Root's workers would be somebody else, who may not enter the folder.
  const user = process.getuid() === 0 ? ["-g", "user root;"] : [];
  const child = start(process.env.NGINX_BIN, ["-p", folder, "-c", "nginx.conf", "-e", "stderr", ...user], { stdio: ["ignore", "inherit", "inherit"] });
  const url = `http://127.0.0.1:${port}${PATH}`;
  await answers(url);
  const pids = async () => [child.pid, ...(await children(child.pid))];
  return { name: "nginx", url, pids };
}

// With room for a thousand connections, where the machine gives it only to those who ask.
function start(program, args, options) {
  const child = spawn("sh", ["-c", 'ulimit -n "$(ulimit -H -n)"; exec "$0" "$@"', program, ...args], options);
  const ended = once(child, "exit");
  ending.push(() => {
    child.kill("SIGTERM");
    return ended;
  });
  return child;
}

async function load(server, connections, accept) {
  const threads = String(Math.min(os.availableParallelism(), 4));
  const before = await processorTime(await server.pids());
  const flags = ["-t", threads, "-c", String(connections), "-d", `${SECONDS}s`, "--timeout", "5s", "--latency"];
  const { stdout } = await run(process.env.WRK_BIN, [...flags, "-H", `accept-encoding: ${accept}`, server.url]);
  const problem = /(Non-2xx.*|Socket errors.*)/.exec(stdout);
  if (problem) console.error(`${server.name}: ${problem[0]}`);
  const number = (pattern) => pattern.exec(stdout)?.slice(1) ?? fail(stdout);
  const milliseconds = ([value, unit]) => Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit];
  const spent = (await processorTime(await server.pids())) - before;
  return {
    cpu: spent / Number(number(/(\d+) requests in/)[0]),
    rate: Number(number(/Requests\/sec:\s+([\d.]+)/)[0]),
    p50: milliseconds(number(/50%\s+([\d.]+)(us|ms|s)/)),
    p99: milliseconds(number(/99%\s+([\d.]+)(us|ms|s)/)),
    memory: await memory(await server.pids()),
  };
}

function fail(text) {
  throw new Error(`wrk said:\n${text}`);
}

// In microseconds, of user and system; the kernel counts in hundredths of a second.
async function processorTime(pids) {
  const each = pids.map(async (pid) => {
    const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  });
  return (await Promise.all(each)).reduce((sum, value) => sum + value, 0);
}

// In MB; what several processes share counts once.
async function memory(pids) {
  const each = pids.map(async (pid) => {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) / 1000;
  });
  return (await Promise.all(each)).reduce((sum, value) => sum + value, 0);
}

async function children(pid) {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ");
}

// The median round by its rate; of the memory, the most.
function write(runs, size) {
  const middle = (some) => some.toSorted((a, b) => a.rate - b.rate)[Math.floor(some.length / 2)];
  const rows = [];
  for (const encoding of Object.keys(ENCODINGS)) {
    for (const connections of CONNECTIONS) {
      const of = (server) => runs.filter((one) => one.server === server && one.encoding === encoding && one.connections === connections);
      const [gateway, nginx] = ["gateway", "nginx"].map((server) => middle(of(server)));
      for (const one of [gateway, nginx]) {
        const most = Math.max(...of(one.server).map((other) => other.memory));
        const share = one === gateway ? `${(gateway.rate / nginx.rate).toFixed(2)} of nginx's` : "";
        rows.push([encoding, connections, WORDS[one.server], count(one.rate), share, time(one.p50), time(one.p99), `${one.cpu.toFixed(1)} µs`, `${most.toFixed(1)} MB`]);
      }
    }
  }
  const head = ["answer", "connections", "server", "requests/s", "", "p50", "p99", "processor", "memory"];
  const lines = [head, ["---", "---:", "---", "---:", "---", "---:", "---:", "---:", "---:"], ...rows].map((row) => `| ${row.join(" | ")} |`);
  const cpu = os.cpus()[0]?.model.trim();
  const machine = `${os.availableParallelism()} cores${cpu ? ` (${cpu})` : ""}, which the load shares`;
  return `An answer of ${size} bytes; ${machine}; the median of ${ROUNDS} rounds of ${SECONDS} s; processor time is that of a request.\n\n${lines.join("\n")}`;
}

function count(rate) {
  return Math.round(rate).toLocaleString("en");
}

function time(milliseconds) {
  return `${milliseconds.toPrecision(3)} ms`;
}

async function record(tables) {
  const text = await readFile(readme, "utf8");
  const marked = /(<!-- figures: written by `cargo xtask load --record` -->\n)[^]*?(<!-- end of the figures -->)/;
  if (!marked.test(text)) throw new Error("the README has no place for the figures");
  await writeFile(readme, text.replace(marked, (_, begin, end) => `${begin}\n${tables}\n\n${end}`));
}

async function fetchBody(url) {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
  return { body: await response.text() };
}

async function answers(url) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} doesn't answer`);
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
