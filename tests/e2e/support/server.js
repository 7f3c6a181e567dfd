// The server that a page talks to, one for each test. It passes everything on to the gateway but what the test wants otherwise,
// knows what was asked for, and puts the test's scripts before those of a page: the same for every browser.
import { createServer, request as send } from "node:http";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

/** Where a page leaves what it has to say before it goes away. */
export const REPORTS = "/.test/reports";
const SCRIPT = "/.test/script.js";
const OF_THE_CONNECTION = ["connection", "keep-alive", "transfer-encoding"];

/** What a route gives to break the connection off. */
export const CUT = Symbol("cut");
/** What a route gives to leave a request without an answer. */
export const NEVER = new Promise(() => {});

/** Asks the gateway; whoever wants to read the answer can't have it compressed. */
function ask(gateway, { method, url, headers, gone }, isRead) {
  const { connection, "accept-encoding": encoding, ...rest } = headers;
  const options = { method, agent: false, signal: gone, headers: isRead ? rest : { ...rest, "accept-encoding": encoding ?? "identity" } };
  return new Promise((resolve, reject) => {
    const outgoing = send(new URL(url, gateway), options, (answer) =>
      resolve({ status: answer.statusCode, headers: answer.headers, body: answer }));
    outgoing.on("error", reject).end();
  });
}

/** With a script before all others of the page, in a file of its own: the policy allows no other. */
function withScript(page) {
  const tag = `<script src="${SCRIPT}"></script>`;
  const [start] = page.match(/<head[^>]*>/i) ?? page.match(/<!doctype[^>]*>/i) ?? [""];
  return page.replace(start, (start) => start + tag);
}

async function reply(response, { status = 200, headers = {}, type, json, body = "" }, wantsPage) {
  const content = json === undefined ? body : JSON.stringify(json);
  const contentType = type ?? (json === undefined ? headers["content-type"] : "application/json");
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name));
  const all = { ...Object.fromEntries(kept), ...(contentType && { "content-type": contentType }) };
  if (wantsPage && contentType?.startsWith("text/html")) {
    const page = withScript(await text(Readable.from(content)));
    return response.writeHead(status, { ...all, "content-length": Buffer.byteLength(page) }).end(page);
  }
  if (content[Symbol.asyncIterator]) return pipeline(content, response.writeHead(status, all));
  return response.writeHead(status, { ...all, "content-length": Buffer.byteLength(content) }).end(content);
}

/** Starts a server before the gateway. */
export async function startServer(gateway) {
  const routes = [];
  const requests = [];
  const scripts = [];
  const reports = [];
  const held = new Map();
  let saysNoDate = false;
  let address;

  async function pass(request, isRead) {
    const answer = await ask(gateway, request, isRead);
    if (saysNoDate) delete answer.headers.date;
    return answer;
  }

  async function answer(request) {
    for (const { pattern, handler } of routes) {
      const isMeant = typeof pattern === "string" ? request.path.includes(pattern) : pattern.test(request.path);
      const answer = isMeant ? await handler(request) : undefined;
      if (answer !== undefined) return answer;
    }
    return pass(request, request.wantsPage);
  }

  function note({ method, url, headers }, response) {
    const gone = new AbortController();
    const request = {
      method,
      url,
      path: new URL(url, address).pathname,
      headers,
      aborted: false,
      gone: gone.signal,
      wantsPage: headers.accept?.includes("text/html") ?? false,
      async fetch() {
        const answer = await pass(request, true);
        return { ...answer, body: await buffer(answer.body) };
      },
    };
    response.on("close", () => {
      request.aborted = !response.writableFinished && !response.cut;
      gone.abort();
    });
    requests.push(request);
    return request;
  }

  const server = createServer(async (incoming, response) => {
    response.sendDate = false; // Only the gateway knows when it is.
    if (incoming.url === SCRIPT) {
      const headers = { "cache-control": "no-store", "cross-origin-resource-policy": "cross-origin" };
      return reply(response, { type: "text/javascript", headers, body: scripts.join("\n") });
    }
    if (incoming.url === REPORTS) {
      reports.push(...JSON.parse(await text(incoming)));
      return reply(response, { status: 204 });
    }
    const request = note(incoming, response);
    try {
      const given = await answer(request);
      if (given !== CUT) return await reply(response, given, request.wantsPage);
    } catch (error) {
      if (error !== CUT && !request.gone.aborted) reports.push(`the server failed at ${request.url}: ${error.stack}`);
    }
    response.cut = !request.gone.aborted;
    response.destroy();
  });
  await new Promise((resolve, reject) => server.on("error", reject).listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}`;

  return {
    address,
    /** What the server itself, and pages that are gone, have to complain of. */
    reports,
    /** The requests whose path contains a text: `method`, `url`, `path`, `headers`, and whether the client has `aborted` it. */
    requests: (text = "") => requests.filter(({ path }) => path.includes(text)),
    /**
     * Answers the requests whose path contains a text or matches a pattern. The handler gets the request and gives
     * `{ status, headers, type, body }`, or `json` in place of a body, or `CUT`, or `NEVER`; nothing to pass it on. `request.fetch()`
     * gives the gateway's answer in that form. A body may be an iterator, which breaks the connection off by throwing `CUT`.
     * Of several routes the last counts.
     */
    route: (pattern, handler) => routes.unshift({ pattern, handler }),
    /** Has the gateway say nothing of the time, for a page whose clock is turned: the gateway's isn't. */
    hideDate: () => (saysNoDate = true),
    /** Holds back the answers to the requests whose path contains a text, until they are released. */
    hold(text) {
      const released = new Promise((resolve) => held.set(text, resolve));
      this.route(text, () => released);
    },
    release: (text) => held.get(text)(),
    /** Has every page run a function before its own scripts, with an argument that is plain data; or a script. */
    addInitScript: (script, argument = null) =>
      scripts.push(typeof script === "function" ? `(${script})(${JSON.stringify(argument)});` : script),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
