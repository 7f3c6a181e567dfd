// The element as scripts of a page use it. A line that must not compile stands below a comment that expects the error.

import "conference-card";
import "conference-card/inline";
import "conference-card/locales/de";
import { ConferenceCard, setWasmUrl } from "conference-card";
import type { Conference, ConferenceError, ConferenceErrorKind, ConferenceMessages, ConferenceState } from "conference-card";
import { ConferenceCard as SameCard } from "conference-card/element";
import { ConferenceCard as InlineCard, setWasmUrl as setInlineUrl } from "conference-card/inline";
import germanTexts from "conference-card/locales/de";

const card: ConferenceCard = document.createElement("conference-card");
const found: ConferenceCard | null = document.querySelector("conference-card");
const all: NodeListOf<ConferenceCard> = document.querySelectorAll("conference-card");
const one: SameCard = new InlineCard();
customElements.define("my-card", class extends ConferenceCard {});
// @ts-expect-error: it may not be there
document.querySelector("conference-card").reload();
// @ts-expect-error: there is no such language
import "conference-card/locales/xx";
// @ts-expect-error: no entry
import "conference-card/data";

// Attributes, as properties.
card.conferenceId = "c22d24f6";
card.endpoint = "/api/video/conferences";
card.includeActiveSession = true;
card.refresh = 30;
card.loading = "lazy";
card.theme = "dark";
card.timeZone = "Europe/Paris";
card.hourCycle = "h23";
card.preview = "auto";
card.joinHref = "/rooms/{name}";
card.joinTarget = "_blank";
card.joinTarget = "room";
card.joinButton = false;
card.headingLevel = 3;
card.timeout = 2.5;
card.credentials = "include";
card.lang = "de";
card.theme = null;
card.headingLevel = undefined;
const id: string | null = card.conferenceId;
const theme: "auto" | "light" | "dark" = card.theme;
const seconds: number = card.timeout;
// @ts-expect-error: there may be none
const certainId: string = one.conferenceId;
// @ts-expect-error: an id is text
card.conferenceId = 7;
// @ts-expect-error: no such theme
card.theme = "blue";
// @ts-expect-error: no such level
card.headingLevel = 7;
// @ts-expect-error: seconds are a number
card.timeout = "10s";
// @ts-expect-error: seconds are a number
card.refresh = "often";
// @ts-expect-error: eager or lazy
card.loading = "soon";
// @ts-expect-error: no such cycle
card.hourCycle = "h25";
// @ts-expect-error: click or auto
card.preview = "never";
// @ts-expect-error: not one of the three
card.credentials = "always";
// @ts-expect-error: there or not
card.joinButton = "yes";
// @ts-expect-error: no such property
card.joinUrl = "/rooms";
// @ts-expect-error: a property has no dashes
card["join-href"] = "/rooms";

// What is a property only.
card.headers = { authorization: "Bearer token" };
card.headers = null;
card.messages = { join: "Step in", "error-network": undefined };
card.messages = germanTexts;
card.conference = { id: "1", name: "room" };
card.conference = null;
// @ts-expect-error: a header's value is text
card.headers = { "x-count": 1 };
// @ts-expect-error: a record, and no list
card.headers = [["accept", "text/plain"]];
// @ts-expect-error: no such text
card.messages = { welcome: "Hello" };
// @ts-expect-error: a conference has a name
card.conference = { id: "1" };
// @ts-expect-error: an id is text
card.conference = { id: 1, name: "room" };

// What can be read only.
const state: ConferenceState = card.state;
const isOpen: boolean = card.state === "open";
const live: boolean = card.live;
const error: ConferenceError | null = card.error;
const conference: Conference | null = card.conference;
const settled: Promise<void> = card.ready;
const reloaded: Promise<void> = card.reload();
// @ts-expect-error: read-only
card.state = "open";
// @ts-expect-error: read-only
card.live = true;
// @ts-expect-error: read-only
card.error = null;
// @ts-expect-error: read-only
card.ready = Promise.resolve();
// @ts-expect-error: no such state
if (card.state === "opened") throw card;
// @ts-expect-error: takes nothing
card.reload(true);

// The data.
if (conference) {
  const title: string = conference.display_name ?? conference.name;
  const from: string | null | undefined = conference.join_from;
  const members: number | null | undefined = conference.active_session?.max_members;
  const isLarge = conference.size === "large";
  const owners: unknown = conference.meta?.["anything"];
  // @ts-expect-error: there may be none
  const description: string = conference.description;
  // @ts-expect-error: no such field
  conference.title;
}
if (error) {
  const kind: ConferenceErrorKind = error.kind;
  const status: number | null = error.status;
  // @ts-expect-error: no such kind
  if (error.kind === "broken") throw error;
  // @ts-expect-error: read-only
  error.message = "";
}
const messages: ConferenceMessages = { direction: "rtl" };

setWasmUrl("/conference-card.wasm");
setInlineUrl(new URL("https://cdn.example/conference-card.wasm"));
// @ts-expect-error: a string or a URL
setWasmUrl(7);
// @ts-expect-error: a string or a URL
setWasmUrl(fetch("/conference-card.wasm"));
// @ts-expect-error: a string or a URL
setWasmUrl();

void [found, all, one, id, theme, seconds, certainId, state, isOpen, live, settled, reloaded, messages];
