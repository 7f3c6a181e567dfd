// The answer to a card's request, read by the browser's own JSON parser. In JavaScript, since `await` doesn't look up `then`: it works on
// a page that has replaced `Promise.prototype.then`, and costs the module nothing. src/browser/fetch.rs decides what an answer means.

/** Fetches by the page's own `fetch`. Never rejects: without an answer the status is 0, and `cause` is what was thrown. */
export async function answerTo(request) {
  let status = 0;
  try {
    const response = await fetch(request);
    ({ status } = response);
    return { status, body: response.ok ? await read(response) : undefined };
  } catch (cause) {
    return { status, cause };
  }
}

// What is no JSON is no body. By hand, since not every browser's `json()` tells that from a connection that breaks off.
async function read(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tells an answer, unless the request was aborted meanwhile. */
export async function ask(request, done) {
  const { status, body, cause } = await answerTo(request);
  if (!request.signal.aborted) done(status, body, cause);
}
