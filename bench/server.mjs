// Serves the twins, precompressed with Brotli 11, and the conferences that they show. Counts what it is asked for.
import { once } from "node:events";
import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** The name that all cards show: the page is done when it is there. */
export const NAME = "Customer office hours";

const TYPES = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };
const API = "/api/video/conferences/";
const FIXTURE = join(import.meta.dirname, "../gateway/demo/open.json");
const HOUR = 3_600_000;

/** Starts it on the folder that `build.mjs` has filled. */
export async function start(folder) {
  const files = await read(folder);
  const conference = JSON.parse(await readFile(FIXTURE, "utf8"));
  // None of the pages measured is the one to wait for a compressor.
  for (const id of ids(1_000)) compress(JSON.stringify(answer(conference, new URL(API + id, "http://localhost"))));
  let requests = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const send = (type, { body, coding }) => {
      const headers = { "content-type": type, "content-length": body.length, "cache-control": "no-cache" };
      response.writeHead(200, coding ? { ...headers, "content-encoding": coding } : headers).end(body);
    };
    const note = (path) => requests.push(path);
    if (url.pathname.startsWith(API)) {
      note(API);
      return send("application/json", compress(JSON.stringify(answer(conference, url))));
    }
    const file = files.get(url.pathname);
    if (file) {
      note(url.pathname);
      return send(TYPES[extname(url.pathname)] ?? "application/octet-stream", file);
    }
    const [, twin] = /^\/(\w+)\/$/.exec(url.pathname) ?? [];
    if (twin && PAGES[twin]) {
      note("page");
      return send("text/html; charset=utf-8", compress(page(twin, url.searchParams)));
    }
    return response.writeHead(404).end();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** What was asked for since this was last called. */
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** All files of a folder, by their path on the server. */
async function read(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map();
  for (const entry of entries.filter((entry) => entry.isFile() && TYPES[extname(entry.name)])) {
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join("/")}`, compress(await readFile(path)));
  }
  return files;
}

const compressed = new Map();

function compress(text) {
  const key = typeof text === "string" ? text : undefined;
  if (key && compressed.has(key)) return compressed.get(key);
  const body = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const result = { body, coding: "br" };
  if (key) compressed.set(key, result);
  return result;
}

/** The conference, open now; a card ticks where one that opens within the hour is asked for. */
function answer(conference, { pathname, searchParams }) {
  const id = pathname.slice(API.length);
  const ticking = searchParams.has("ticking");
  const start = ticking ? Date.now() + HOUR / 2 : Date.parse("2020-01-01T00:00:00Z");
  return { ...conference, id, display_name: NAME, join_from: new Date(start).toISOString() };
}

const ids = (count) => Array.from({ length: count }, (_, at) => `1b7a2e63-0b2f-4d2c-9a64-${String(at).padStart(12, "0")}`);
/** How high a twin's card is, in pixels, and how high ours: all pages keep the place. */
const HEIGHT = 292;
const OUR_HEIGHT = 410;
const element = (id, more = "") => `<conference-card conference-id="${id}"${more}></conference-card>`;
const places = (ids) => `<div id="cards" style="min-height: ${HEIGHT * ids.length}px" data-ids="${ids.join(" ")}"></div>`;
const script = (path) => `<script type="module" src="${path}"></script>`;
const preloaded = (id) => `<link rel="preload" as="fetch" crossorigin href="${API}${id}">`;
const sheet = '<link rel="stylesheet" href="main.css">';

/** How each twin is put on a page: what is in the head, what a hint adds to it, and the cards. */
const PAGES = {
  js: { head: `<style>conference-card { display: block; min-height: ${HEIGHT}px }</style>${script("main.js")}`, hints: "", cards: (ids) => ids.map((id) => element(id)).join("\n") },
  preact: { head: sheet + script("main.js"), hints: "", cards: places },
  react: { head: sheet + script("main.js"), hints: "", cards: places },
  leptos: {
    // As the README has a page say it.
    head: `<style>conference-card { --conference-min-height: ${OUR_HEIGHT}px; display: block; min-height: var(--conference-min-height) }</style>${script("index.js")}`,
    hints: '<link rel="preload" as="fetch" crossorigin href="conference-card.wasm" type="application/wasm">',
    cards: (ids, ticking) => ids.map((id) => element(id, ` join-button${ticking ? ` endpoint="${API.slice(0, -1)}?ticking"` : ""}`)).join("\n"),
  },
};

function page(twin, parameters) {
  const { head, hints, cards } = PAGES[twin];
  const all = ids(Number(parameters.get("cards") ?? 1));
  const hinted = parameters.has("hints") ? hints + preloaded(all[0]) : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bench</title>
<link rel="icon" href="data:,">
${hinted}${head}
</head>
<body>
<h1>Conferences</h1>
${cards(all, parameters.has("ticking"))}
<p>More about them.</p>
</body>
</html>
`;
}
