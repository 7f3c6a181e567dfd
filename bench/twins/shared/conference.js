// What the twins have in common: the request, the words, and what is when.
const ENDPOINT = "/api/video/conferences";
/** More than that, and a timer rings at once. */
const LONGEST_WAIT = 2 ** 31 - 1;
const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const COLORS = ["primary", "background", "foreground", "success", "negative"];
export const WORDS = {
  upcoming: "Not open yet",
  open: "Open now",
  closed: "Closed",
  error: "The conference can't be loaded right now.",
};

/** Loads a conference, as soon as it is its turn: Chromium refuses a thousand requests at once. */
export async function load(id, signal) {
  if (free > 0) free -= 1;
  else await new Promise((resolve) => waiting.push(resolve));
  try {
    const response = await fetch(`${ENDPOINT}/${id}`, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.json();
  } finally {
    if (waiting.length > 0) waiting.shift()();
    else free += 1;
  }
}

let free = 500;
const waiting = [];

/** The state of a conference's door at an instant, and in how many milliseconds there may be another one. */
export function stateOf({ join_from, join_until }, now) {
  const [from, until] = [Date.parse(join_from ?? NaN), Date.parse(join_until ?? NaN)];
  const state = now < from ? "upcoming" : now >= until ? "closed" : "open";
  const edge = state === "upcoming" ? from : state === "open" ? until : NaN;
  return { state, next: edge ? Math.min(edge - now, LONGEST_WAIT) : undefined };
}

/** The join window in the visitor's language and zone. */
export function windowText({ join_from: from, join_until: until }) {
  if (from && until) return format.formatRange(new Date(from), new Date(until));
  if (from) return `From ${format.format(new Date(from))}`;
  if (until) return `Until ${format.format(new Date(until))}`;
  return "";
}
