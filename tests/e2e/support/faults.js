// A server that fails in every way there is, and what it can play. A real one, of another origin than the page: a reset is a reset for the
// browser, and an answer that breaks off does so on the wire.
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-expose-headers": "retry-after, etag",
};
/** More than a card reads. */
const LARGE = 10_000_000;
const BODY = JSON.stringify({ id: "1", name: "good" });
const HALF = BODY.slice(0, BODY.length / 2);

/** Begins an answer by hand, for what no HTTP server would send. */
const begin = ({ socket }, headers) => {
  const lines = Object.entries({ ...CORS, "content-type": "application/json", connection: "close", ...headers });
  return socket.write(`HTTP/1.1 200 OK\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
};
const beginHalf = (request) => {
  begin(request, { "content-length": BODY.length });
  request.socket.write(HALF);
};

/** An answer as it should be: with a `status`, `headers`, and a `body`, or `json` in place of it. */
export const answer = ({ status = 200, headers = {}, json, body = json === undefined ? "" : JSON.stringify(json) }) =>
  (_, response) => {
    // Each on a connection of its own, lest a browser takes one that has broken for idle, and asks again by itself.
    response.writeHead(status, { ...CORS, "content-type": "application/json", connection: "close", ...headers }).end(body);
  };
/** A conference. */
export const good = answer({ body: BODY });
/** Another one. */
export const named = (name, fields = {}) => answer({ json: { id: "1", name, ...fields } });
/** A conference whose text is so long that the answer is too large. */
const large = JSON.stringify({ id: "1", name: "large", description: "x".repeat(LARGE) });
const packed = gzipSync(large);
/** Text with 100,000 levels of arrays. */
export const deep = "[".repeat(100_000) + "]".repeat(100_000);

const CIRCLE = "/circle";
const circle = answer({ status: 302, headers: { location: CIRCLE } });

/** Nobody listens. */
export const refused = Symbol("refused");

/** What breaks the connection, or is no HTTP. A browser tells of each only that there was no answer. */
export const broken = {
  "a refused connection": refused,
  "a reset before the answer": ({ socket }) => socket.resetAndDestroy(),
  "a reset in the middle of the head": async ({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-");
    await pause(50);
    socket.resetAndDestroy();
  },
  "a reset in the middle of the body": async (request) => {
    beginHalf(request);
    await pause(50);
    request.socket.resetAndDestroy();
  },
  "a connection that is closed without an answer": ({ socket }) => socket.end(),
  "an answer that is no HTTP": ({ socket }) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"),
  "a redirect in a circle": circle,
  "a redirect to no address": answer({ status: 302, headers: { location: "http://" } }),
  "an answer that the page's origin may not read": (request, response) => response.writeHead(200, { connection: "close" }).end(BODY),
};

/** What has a body, but not as it was announced. */
export const garbled = {
  "a body shorter than its Content-Length": (request) => {
    begin(request, { "content-length": BODY.length + 10 });
    request.socket.end(BODY);
  },
  "a chunked body without its end": (request) => {
    begin(request, { "transfer-encoding": "chunked" });
    request.socket.end(`${BODY.length.toString(16)}\r\n${BODY}\r\n`);
  },
  "a chunk of a length that is no number": (request) => {
    begin(request, { "transfer-encoding": "chunked" });
    request.socket.end(`conference\r\n${BODY}\r\n0\r\n\r\n`);
  },
  "a body that is no gzip, and says it is": answer({ headers: { "content-encoding": "gzip" }, body: BODY }),
};

/** What never comes to an end. */
export const stalled = {
  "no answer": () => {},
  "a head that stops in the middle": ({ socket }) => socket.write("HTTP/1.1 200 OK\r\ncontent-"),
  "a body that stops in the middle": beginHalf,
  "a body that drips for ever": async (request) => {
    begin(request, {});
    for (request.socket.write(HALF); request.socket.writable; await pause(20)) request.socket.write(" ");
  },
  "a Content-Length of 10 MB, and no more than half a conference": (request) => {
    begin(request, { "content-length": LARGE });
    request.socket.write(HALF);
  },
};

/** What is slow, and comes. */
export const slow = {
  "a slow drip that ends in time": async (request) => {
    begin(request, { "content-length": BODY.length });
    for (const letter of BODY) {
      request.socket.write(letter);
      await pause(20);
    }
  },
  "a redirect": (request, response) => {
    const isThere = request.url.endsWith("?there");
    if (isThere) return good(request, response);
    return answer({ status: 307, headers: { location: `${request.url}?there` } })(request, response);
  },
};

/** Whole answers that are no conference, and won't be one the next time. */
export const unreadable = {
  "a body longer than its Content-Length": (request) => {
    begin(request, { "content-length": BODY.length - 5 });
    request.socket.end(BODY);
  },
  "a body of 10 MB": answer({ headers: { "content-length": large.length }, body: large }),
  "a body of 10 MB in chunks": (_, response) => {
    response.writeHead(200, { ...CORS, connection: "close" });
    for (let at = 0; at < large.length; at += 100_000) response.write(large.slice(at, at + 100_000));
    response.end();
  },
  "a body without end": async (request) => {
    begin(request, {});
    const piece = " ".repeat(100_000);
    for (request.socket.write(HALF); request.socket.writable; await pause(2)) request.socket.write(piece);
  },
  "a few kilobytes that unpack to 10 MB": answer({ headers: { "content-encoding": "gzip" }, body: packed }),
  "a few kilobytes that unpack to 10 MB, with their number": answer({
    headers: { "content-encoding": "gzip", "content-length": packed.length },
    body: packed,
  }),
  "a web page": answer({ headers: { "content-type": "text/html" }, body: "<!doctype html><title>Sign in</title><p>Please sign in" }),
  "an empty answer": answer({}),
  "an answer without content": answer({ status: 204 }),
  "a body that is no JSON": answer({ body: HALF }),
  "100,000 levels of nothing": answer({ body: deep }),
  "100,000 levels that don't end": answer({ body: "[".repeat(100_000) }),
  "a conference whose name is deep": answer({ body: `{"id": "1", "name": ${deep}}` }),
};

/** Hostile answers that hold a conference all the same, and the title that it has. */
export const hostile = {
  "invalid UTF-8": { body: Buffer.from('{"id": "1", "name": "a\xff\xc3b"}', "latin1"), title: "a\ufffd\ufffdb" },
  "a byte order mark": { body: `\ufeff${BODY}`, title: "good" },
  "NUL": { body: '{"id": "1", "name": "a\\u0000b"}', title: "a\ufffdb" },
  "lone surrogates": { body: '{"id": "1", "name": "a\\ud800b\\udc00"}', title: "a\ufffdb\ufffd" },
  "keys that are names of a prototype": {
    body: '{"id": "1", "__proto__": {"display_name": "spoilt", "spoilt": 1}, "constructor": {"prototype": {"spoilt": 1}}, "name": "n", "toString": 1}',
    title: "n",
  },
  "a name in its prototype's place alone": { body: '{"id": "1", "name": "n", "__proto__": null, "hasOwnProperty": null}', title: "n" },
  "numbers as texts, and texts as numbers": {
    body: '{"id": "1", "name": "n", "display_name": 1, "size": 10, "join_from": 1767625200, "join_until": "1767625200", "active_session": {"fps": "20", "duration": "60", "start_time": 0}}',
    title: "n",
  },
  "numbers that are none": {
    body: '{"id": "1", "name": "n", "active_session": {"fps": 1e400, "duration": -1, "max_members": 0.5, "remove_after_seconds_elapsed": 99999999999999999999}}',
    title: "n",
  },
  "1 MB of text": { body: JSON.stringify({ id: "1", name: "n", description: "x ".repeat(500_000) }), title: "n" },
  "1 MB of name": { body: JSON.stringify({ id: "1", name: "x".repeat(1_000_000) }), title: "x".repeat(1_000_000) },
  "1 MB of addresses": { body: JSON.stringify({ id: "1", name: "n", description: "https://a.example/ ".repeat(50_000) }), title: "n" },
  "a meta of 4 MB": {
    body: JSON.stringify({ id: "1", name: "n", meta: Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`key ${at}`, [at]])) }),
    title: "n",
  },
  "100,000 levels in meta": { body: `{"id": "1", "name": "n", "meta": ${deep}}`, title: "n" },
  "100,000 levels of objects in meta": {
    body: `{"id": "1", "name": "n", "meta": ${'{"meta":'.repeat(100_000)}null${"}".repeat(100_000)}}`,
    title: "n",
  },
  "100,000 levels where a text should be": { body: `{"id": "1", "name": "n", "display_name": ${deep}, "join_from": ${deep}}`, title: "n" },
  "a session in a session, 100,000 times": {
    body: `{"id": "1", "name": "n", "active_session": ${'{"active_session":'.repeat(100_000)}null${"}".repeat(100_000)}}`,
    title: "n",
  },
};

/** Starts the server. */
export async function startFaults() {
  const requests = [];
  let plays = [];
  const server = createServer(async (request, response) => {
    if (request.method === "OPTIONS") return answer({ status: 204 })(request, response);
    if (request.url === CIRCLE) return circle(request, response);
    const received = { url: request.url, headers: request.headers, isOpen: true };
    requests.push(received);
    request.socket.on("close", () => (received.isOpen = false)).on("error", () => {});
    const [play = good] = plays;
    if (plays.length > 1) plays.shift();
    return play(request, response, received);
  });
  server.keepAliveTimeout = 1;
  const listen = async (port) => {
    server.listen(port, "127.0.0.1").unref();
    await once(server, "listening");
    return server.address().port;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const port = await listen(0);
  return {
    address: `http://127.0.0.1:${port}`,
    /** What has arrived: `url`, `headers`, and whether the connection `isOpen`. */
    requests,
    /** What to play for the requests to come; the last one again and again. */
    async play(...all) {
      plays = all;
      if (all[0] === refused) await close();
      else if (!server.listening) await listen(port);
    },
    stop: close,
  };
}
