// Listens to a page from before its first script: all that it complains of, and the card's events.
import { REPORTS } from "./server.js";

/** Starts to listen: pages keep errors, warnings, violations of the policy and exceptions as texts, and the events. */
export function watch(server) {
  server.addInitScript(collectComplaints, REPORTS);
  server.addInitScript(collectEvents);
}

/* Runs in the page, and in those that it frames. */
function collectComplaints(reports) {
  const complaints = [];
  const complain = (text) => (top === window ? complaints.push(text) : top.postMessage({ complaint: text }, "*"));
  window.seenComplaints = complaints;
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...values) => {
      complain(values.join(" "));
      original.apply(console, values);
    };
  }
  addEventListener("error", ({ error, message }) => complain(`uncaught: ${error ?? message}`));
  addEventListener("unhandledrejection", ({ reason }) => complain(`uncaught: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    complain(`violation of ${effectiveDirective} by ${blockedURI}`));
  addEventListener("message", ({ data }) => data?.complaint && complain(data.complaint));
  addEventListener("pagehide", () => navigator.sendBeacon(reports, JSON.stringify(complaints)));
}

function collectEvents() {
  window.seenEvents = [];
  for (const name of ["load", "statechange", "error", "join"]) {
    document.addEventListener(`conference-${name}`, ({ type, detail, bubbles, composed, cancelable }) =>
      // Cloned: the detail is to be plain data.
      window.seenEvents.push({ type, detail: structuredClone(detail), bubbles, composed, cancelable }));
  }
}

/** Says what is wrong with the complaints: those that nobody reckons with, and those expected that never came. */
export function unexpected(complaints, { expects, allows }) {
  const patterns = [...expects, ...allows];
  return [
    ...complaints.filter((text) => !patterns.some((pattern) => pattern.test(text))).map((text) => `unexpected: ${text}`),
    ...expects.filter((pattern) => !complaints.some((text) => pattern.test(text))).map((pattern) => `missing: ${pattern}`),
  ];
}
