// Listens to a page from before its first script: its requests, and all that it complains of.

/** Starts to listen. `complaints` are errors, warnings, violations of the policy and exceptions, as texts. */
export async function watch(page) {
  const complaints = [];
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error}`));
  page.on("crash", () => complaints.push("the page crashed"));
  page.on("request", (request) => requests.push(request));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      console.error(`violation of ${effectiveDirective} by ${blockedURI}`));
  });
  return {
    complaints,
    /** The requests whose path contains a text. */
    requests: (text = "") => requests.filter((request) => new URL(request.url()).pathname.includes(text)),
  };
}

/** Collects the card's events that reach the document, from the first on: `await events("conference-load")` gives them. */
export async function listen(page) {
  await page.addInitScript(() => {
    window.seenEvents = [];
    for (const name of ["load", "statechange", "error", "join"]) {
      document.addEventListener(`conference-${name}`, ({ type, detail, bubbles, composed, cancelable }) =>
        // Cloned: the detail is to be plain data.
        window.seenEvents.push({ type, detail: structuredClone(detail), bubbles, composed, cancelable }));
    }
  });
  return (type) => page.evaluate((type) => window.seenEvents.filter((event) => event.type === type), type);
}

/** Says what is wrong with the complaints: those that nobody reckons with, and those expected that never came. */
export function unexpected(complaints, { expects, allows }) {
  const patterns = [...expects, ...allows];
  return [
    ...complaints.filter((text) => !patterns.some((pattern) => pattern.test(text))).map((text) => `unexpected: ${text}`),
    ...expects.filter((pattern) => !complaints.some((text) => pattern.test(text))).map((pattern) => `missing: ${pattern}`),
  ];
}
