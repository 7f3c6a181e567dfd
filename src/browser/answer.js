// The answer to a card's request, read by the browser's own JSON parser. In JavaScript, since `await` doesn't look up `then`: it works on
// a page that has replaced `Promise.prototype.then`, and costs the module nothing. src/browser/fetch.rs decides what an answer means.

/** How much of an answer is read, in bytes, before it is given up. */
const MOST = 5_000_000;

/**
 * Fetches by the page's own `fetch`. Never rejects. Gives `status`, 0 where there was no answer; `headers`; `body`, undefined where it
 * was no JSON; `cause`, what was thrown; and when the answer came, `received`, after how long, `took`, in milliseconds.
 */
export async function answerTo(request) {
  const answer = { status: 0 };
  const sent = performance.now();
  try {
    const response = await fetch(request);
    answer.took = performance.now() - sent;
    answer.received = Date.now();
    answer.status = response.status;
    answer.headers = response.headers;
    if (response.ok) answer.body = await read(response);
  } catch (cause) {
    answer.cause = cause;
  }
  return answer;
}

/** Tells an answer, unless the request was aborted meanwhile. */
export async function ask(request, done) {
  const answer = await answerTo(request);
  if (!request.signal.aborted) done(answer);
}

async function read(response) {
  // What a page has put in the place of fetch may have no stream.
  const reader = response.body?.getReader();
  if (!reader) return await response.json();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST) throw new RangeError(`the answer is larger than ${MOST / 1e6} MB`);
    text += decoder.decode(value, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}
