// A card's request, and its answer, read by the browser's own JSON parser. In JavaScript, since `await` doesn't look up `then`: it works on
// a page that has replaced `Promise.prototype.then`; and since what the browser does is said shorter in its own language.
// src/browser/fetch.rs decides what an answer means.

/** How many milliseconds the page has been there, where that is known. */
const passed = () => globalThis.performance?.now?.();

/** How much of an answer is read, in UTF-16 code units, before it is given up. */
const MOST = 5_000_000;
/** One that says it has fewer bytes, before they are unpacked, is read at once: to read it as it comes takes the browser longer. */
const SHORT = 100_000;

/**
 * How many more requests may leave at once; below 0, as many wait for their turn. So many are under way at a time: Chromium refuses all beyond a
 * thousand and some.
 */
let free = 500;
/** What has each of those that wait go on. */
const waiting = [];

/** Has so many more of them under way at a time from now on, or fewer. */
export function allow(more) {
  free += more;
  for (const go of waiting.splice(0, Math.max(more, 0))) go();
}

/**
 * Makes a request, whose headers are names and values in turn; a fresh answer is one that the server has confirmed. Gives the answer to
 * come, what settles when it is this request's turn, unless it is at once, and the way to abort it. Throws where there can't be such a request.
 */
export function send(url, credentials, headers, isFresh) {
  const controller = new AbortController();
  const { signal } = controller;
  const request = new Request(url, { credentials, cache: isFresh ? "no-cache" : "default", headers: { accept: "application/json" }, signal });
  for (let at = 0; at < headers.length; at += 2) request.headers.set(headers[at], headers[at + 1]);
  const turn = free-- > 0 ? undefined : new Promise((resolve) => waiting.push(resolve));
  return { answer: inTurn(turn, request), turn, signal, abort: () => controller.abort() };
}

async function inTurn(turn, request) {
  if (turn) await turn;
  const answer = await answerTo(request);
  free += 1;
  waiting.shift()?.();
  return answer;
}

/** Tells an answer, or after so many milliseconds of its turn that it is late. What is returned ends that, and the request with it. */
export function hear({ answer, turn, abort }, timeout, done) {
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    forget(late);
    abort();
  };
  const late = () => {
    if (isOver) return;
    end();
    done({ ...NONE, isLate: true });
  };
  (async () => {
    if (turn) await turn;
    if (isOver) return;
    expect(late, timeout);
    const told = await answer;
    if (isOver) return;
    // To abort one that was read whole would take the browser a while for nothing.
    if (told.body === undefined) abort();
    isOver = true;
    forget(late);
    done(told);
  })();
  return end;
}

/** Both. */
export function ask(url, credentials, headers, isFresh, timeout, done) {
  return hear(send(url, credentials, headers, isFresh), timeout, done);
}

// One timer for all that are awaited, since a thousand cards would set and clear a thousand.
/** When each is late, by what happens then. */
const awaited = new Map();
let timer;
/** When it rings. */
let ringsAt = Infinity;

const now = () => passed() ?? Date.now();

function expect(late, timeout) {
  const at = now() + timeout;
  awaited.set(late, at);
  if (at < ringsAt) ringAt(at);
}

function forget(late) {
  awaited.delete(late);
  if (!awaited.size) ringAt(Infinity);
}

function ringAt(at) {
  clearTimeout(timer);
  ringsAt = at;
  if (at < Infinity) timer = setTimeout(ring, at - now());
}

function ring() {
  ringsAt = Infinity;
  const due = now() + 1; // a timer may ring a little early
  for (const [late, at] of awaited) {
    if (at > due) continue;
    awaited.delete(late);
    queueMicrotask(late); // where one throws, the others are told all the same
  }
  ringAt(Math.min(...awaited.values()));
}

// What there is without an answer: src/browser/fetch.rs says what each means.
const NONE = { status: 0, date: NaN, received: 0, took: 0, isDated: false, isRevisited: false, isTooLarge: false, isLate: false };

/**
 * Fetches by the page's own `fetch`. Never rejects. Gives `status`, 0 where there was no answer; `body`, undefined where it was no JSON;
 * `cause`, what was thrown; when the answer came, `received`, after how long, `took`, in milliseconds; and what its headers say.
 */
export async function answerTo(request) {
  const answer = { ...NONE };
  const sent = passed();
  try {
    const response = await fetch(request);
    answer.took = passed() - sent;
    answer.received = Date.now();
    answer.status = response.status;
    readHeaders(response.headers, answer);
    if (response.ok) answer.body = parse(await read(response));
  } catch (cause) {
    answer.cause = cause;
    answer.isTooLarge = cause instanceof RangeError;
  }
  return answer;
}

/** What `performance.navigation.type` is where the visitor has gone back or forward to the page. */
const BACK_OR_FORWARD = 2;

function readHeaders(headers, answer) {
  try {
    const text = (name) => headers.get(name) ?? undefined;
    answer.date = Date.parse(text("date"));
    answer.age = text("age");
    answer.cacheControl = text("cache-control");
    answer.isDated = headers.has("expires") || headers.has("last-modified");
    answer.retryAfter = text("retry-after");
    answer.isRevisited = performance.navigation.type === BACK_OR_FORWARD;
  } catch {
    // What a page has put in the place of fetch may have none.
  }
}

/** The text of an answer. */
async function read(response) {
  // What a page has put in the place of fetch may have no stream, and no plain object.
  if (!response.body) return JSON.stringify(await response.json());
  const length = response.headers?.get?.("content-length");
  if (length && length < SHORT) return limited(await response.text());
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (let text = ""; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text = limited(text + decoder.decode(value, { stream: true }));
  }
}

function limited(text) {
  if (text.length > MOST) throw new RangeError(`the answer is larger than ${MOST / 1e6} MB`);
  return text;
}

/** What a text says, unless it is no JSON. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
