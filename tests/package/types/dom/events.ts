// The card's events, wherever they can be heard.

import "conference-card";
import type { ConferenceCard, ConferenceCardEventMap, ConferenceJoinDetail } from "conference-card";

declare const card: ConferenceCard;

card.addEventListener("conference-load", (event) => {
  const name: string = event.detail.conference.name;
  // @ts-expect-error: no such detail
  event.detail.name;
});
card.addEventListener("conference-statechange", (event) => {
  const { state, previous, live } = event.detail;
  const changed: boolean = state !== previous || live;
  // @ts-expect-error: read-only
  event.detail.state = "open";
  // @ts-expect-error: no such state
  if (state === "opened") throw changed;
});
card.addEventListener("conference-error", ({ detail: { kind, status, message } }) => {
  const isOver: boolean = kind === "rate-limited" && status === 429 && message.includes("later");
  // @ts-expect-error: no such kind
  if (kind === "forbidden") throw isOver;
});
card.addEventListener("conference-join", function (event) {
  event.preventDefault();
  const href: string | null = event.detail.href;
  const self: ConferenceCard = this;
  // @ts-expect-error: there may be none
  event.detail.href.length;
  void [href, self];
}, { once: true });

const onJoin = (event: CustomEvent<ConferenceJoinDetail>) => void event.detail.conference.id;
document.addEventListener("conference-join", onJoin);
document.removeEventListener("conference-join", onJoin);
card.addEventListener("conference-join", onJoin);
card.removeEventListener("conference-join", onJoin);
document.addEventListener("conference-error", (event) => event.detail.message);
window.addEventListener("conference-load", (event) => event.detail.conference);
document.body.addEventListener("conference-statechange", (event) => event.detail.live);
card.shadowRoot?.addEventListener("conference-join", (event) => event.detail.href);
// @ts-expect-error: another event's detail
document.addEventListener("conference-load", (event: CustomEvent<{ kind: string }>) => event.detail.kind);
// @ts-expect-error: no such detail
window.addEventListener("conference-join", (event) => event.detail.state);

const join: HTMLElementEventMap["conference-join"] = new CustomEvent("conference-join", {
  detail: { conference: { id: "1", name: "room" }, href: null },
});
const detail = { conference: { name: "room" } };
// @ts-expect-error: a conference has an id
const load: ConferenceCardEventMap["conference-load"] = new CustomEvent("conference-load", { detail });
// @ts-expect-error: no such event
type None = ConferenceCardEventMap["conference-close"];

// What elements have anyway stays as it was.
card.addEventListener("click", (event) => event.clientX);
card.addEventListener("anything", (event) => event.type);
void [join, load];
