// The class of <conference-card>. It is small, so that the element is there at once: it starts the module and the request side by
// side, shows the fallback meanwhile, and turns what the module reports into properties, states and events. All that a visitor
// sees of the card itself is the module's.
import { hear, send } from "../src/browser/answer.js";
import { formats } from "../src/browser/intl.js";
import css from "./card.css";
import { languageOf, wordsFor } from "./language.js";
import { loadModule } from "./module.js";
import { requestUrl } from "./request.js";

export { setWasmUrl } from "./module.js";

// The attributes, and how each is seen as a property: src/options.rs has the same list, and a test compares them.
const ATTRIBUTES = {
  "conference-id": String,
  endpoint: String,
  "include-active-session": Boolean,
  refresh: Number,
  loading: String,
  theme: String,
  "time-zone": String,
  "hour-cycle": String,
  preview: String,
  "join-href": String,
  "join-target": String,
  "join-button": Boolean,
  "heading-level": Number,
  timeout: Number,
  credentials: String,
};
const NAMES = Object.keys(ATTRIBUTES);
const DEFAULTS = {
  endpoint: "/api/video/conferences",
  refresh: 0,
  loading: "eager",
  theme: "auto",
  preview: "click",
  "join-target": "_self",
  "heading-level": 2,
  timeout: 10,
  credentials: "same-origin",
};

// What each card begins as: the fallback, a slot with a skeleton for where the page puts nothing there; and the place of the module's card.
let start;
function startingTree() {
  if (!start) {
    start = document.createDocumentFragment();
    const skeleton = create("div", { class: "conference-card", part: "card", "data-state": "loading" }, create("div", { part: "skeleton" }));
    start.append(create("slot", {}, skeleton), create("div", { hidden: "" }));
  }
  return start.cloneNode(true);
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const PROPERTIES = [...Array.from(NAMES, camel), "messages", "headers", "conference"];

// On a server there is no HTMLElement, and importing must do no harm.
const Base = globalThis.HTMLElement ?? class {};

// The sheet of all cards. It is read only after the first requests have left, which is still before anything is drawn.
let sheet;
const sharedSheet = () => (sheet ??= new CSSStyleSheet());
let isSheetRead = false;
async function readSheet() {
  if (isSheetRead) return;
  isSheetRead = true;
  await null;
  sharedSheet().replaceSync(css);
}

// The sheets of the colours, by their text: one for all cards of the same.
const themes = new Map();
function themeOf(text) {
  let theme = themes.get(text);
  if (!theme) {
    theme = new CSSStyleSheet();
    theme.replaceSync(text);
    if (themes.size === MOST_THEMES) themes.clear(); // what is worn stays
    themes.set(text, theme);
  }
  return theme;
}

let latestTheme;

/** How many themes are kept for the cards to come. */
const MOST_THEMES = 100;

// Where the module writes the colours of one card after the other: they are safe in the text that CSSOM makes of them.
let palette;
const paletteRule = () => {
  if (!palette) {
    palette = new CSSStyleSheet();
    palette.insertRule(":host {}");
  }
  return palette.cssRules[0];
};

/** Names and values in turn, of a plain object, a Map, or Headers. */
function flatten(record) {
  const texts = [];
  for (const [name, value] of record?.[Symbol.iterator] ? record : Object.entries(record ?? {})) {
    if (value !== null && value !== undefined) texts.push(String(name), String(value));
  }
  return texts;
}

/** As it would come over the wire; what can't is no conference. */
function plain(data) {
  try {
    return JSON.parse(JSON.stringify(data));
  } catch {
    return {};
  }
}

function create(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

// What most cards have, once for all.
const ENGLISH = { language: "en" };
const NO_TEXTS = [];

/** A card of one conference. */
export class ConferenceCard extends Base {
  static observedAttributes = [...NAMES, "lang"];

  #internals = this.attachInternals?.();
  #shadow;
  #fallback; // the slot; without content of the page's, it holds the skeleton
  #root; // where the module puts the card
  #theme; // the sheet with this card's colours
  #early; // the request that was made before the module was there
  #mounted; // the module's side of this card
  #words = ENGLISH;
  #messages; // what the page has set, or nothing, as with all that most cards never have
  #headers;
  #headerTexts = NO_TEXTS;
  #given = null;
  #plainGiven;
  #isStarted = false; // on the page
  #isBegun = false; // and no longer waiting to come near the viewport
  #willUpdate = false;
  #state = "loading";
  #live = false;
  #conference = null;
  #error = null;
  #isReady = false;
  #ready; // the promise of that, where somebody has asked
  #whenReady;
  #reloads; // to be settled

  constructor() {
    super();
    this.#internals?.states?.add(this.#state);
    this.#shadow = this.attachShadow({ mode: "open" });
    this.#shadow.adoptedStyleSheets = [sharedSheet()];
    const tree = startingTree();
    [this.#fallback, this.#root] = tree.children;
    this.#shadow.append(tree);
  }

  /** `loading`, `upcoming`, `open`, `closed` or `error`. */
  get state() {
    return this.#state;
  }

  /** Whether a session is running. */
  get live() {
    return this.#live;
  }

  /** The loaded conference as the API sent it, or null. One that is set is shown, and nothing is fetched. */
  get conference() {
    return this.#given ?? this.#conference;
  }
  set conference(data) {
    this.#given = data ?? null;
    this.#plainGiven = this.#given === null ? undefined : plain(data);
    if (this.#plainGiven) this.#dropEarly();
    this.#updateSoon();
  }

  /** Headers for the request, by their names. */
  get headers() {
    return (this.#headers ??= {});
  }
  set headers(record) {
    this.#headers = record ?? {};
    this.#headerTexts = flatten(this.#headers);
    this.#updateSoon();
  }

  /** What went wrong, as `{ kind, status, message }`, or null. */
  get error() {
    return this.#error;
  }

  /** Texts to put in the place of the card's own, by their keys. */
  get messages() {
    return (this.#messages ??= {});
  }
  set messages(texts) {
    this.#messages = texts ?? {};
    this.#updateSoon();
  }

  /** Settles when the card first shows, or can't. */
  get ready() {
    return (this.#ready ??= new Promise((resolve) => {
      this.#whenReady = resolve;
      if (this.#isReady) resolve();
    }));
  }

  /** Loads the conference once more; settles with the load. */
  reload() {
    return new Promise((resolve) => {
      (this.#reloads ??= []).push(resolve);
      if (this.#mounted) this.#call((mounted) => mounted.reload());
      else if (this.#error) this.#settleReloads(); // there is no module to load with
      else if (this.#isStarted && !this.#isBegun) this.#begin();
    });
  }

  connectedCallback() {
    // A move within the page takes it out and puts it in again: nothing to do.
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#upgradeProperties();
    this.#beginWhenDue();
    readSheet();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback() {
    this.#updateSoon();
  }

  // However many changes a script makes in a row, the card is made anew once.
  async #updateSoon() {
    if (!this.#isStarted || this.#willUpdate) return; // what begins, begins with what is there by then
    this.#willUpdate = true;
    await null; // for what else the script changes
    this.#willUpdate = false;
    if (!this.#isStarted) return; // the module may still be on its way
    if (!this.#isBegun) return this.#beginWhenDue();
    await this.#findWords();
    if (this.#mounted) this.#call((mounted) => mounted.update());
  }

  // The language may be another one by the time its words are there.
  async #findWords() {
    let language;
    do {
      language = languageOf(this);
      this.#words = await wordsFor(language);
    } while (language !== languageOf(this));
    formats(this.#words.language).warmUp();
  }

  static #nearness;

  // At once, or when the card is near the viewport.
  #beginWhenDue() {
    if (!/^\s*lazy\s*$/i.test(this.loading) || !globalThis.IntersectionObserver) return this.#begin();
    const begin = (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#begin();
    };
    ConferenceCard.#nearness ??= new IntersectionObserver(begin, { rootMargin: "400px" });
    ConferenceCard.#nearness.observe(this);
  }

  #begin() {
    ConferenceCard.#nearness?.unobserve(this);
    this.#isBegun = true;
    this.#requestEarly();
    this.#start();
  }

  async #start() {
    const loading = loadModule(ConferenceCard.#revive);
    await null; // what is loaded leaves first
    const words = this.#findWords(); // on their way while the module is
    let module;
    try {
      module = await loading;
    } catch ({ message }) {
      return this.#unavailable(message); // the console has it already
    }
    await words;
    if (!this.#isBegun || this.#mounted) return;
    ConferenceCard.#cards.add(this);
    this.#show(this.#fallback);
    this.#root.replaceChildren(); // what a module that has stopped had shown
    this.#call(() => (this.#mounted = module.mount(this.#root, new ConferenceCard.#Bridge(this))));
  }

  static #cards = new Set(); // that are mounted

  // The module has stopped. A fresh one takes its place, for all cards but the one that it stopped for, where that is known.
  static #revive = async () => {
    const cards = [...ConferenceCard.#cards];
    await null; // for the one that called it
    for (const card of cards) if (ConferenceCard.#cards.has(card)) card.#remount();
  };

  #remount() {
    this.#mounted = null;
    this.#start();
  }

  #stop() {
    this.#isStarted = this.#isBegun = false;
    ConferenceCard.#nearness?.unobserve(this);
    this.#dropEarly();
    this.#settleReloads(); // nothing more will come
    const mounted = this.#mounted;
    this.#mounted = null;
    ConferenceCard.#cards.delete(this);
    this.#show(this.#fallback);
    this.#setState("loading", false);
    mounted?.free();
    this.#root.replaceChildren(); // what the module has let go of
  }

  // Properties that were set before the class was there hide its accessors: they are set again, through them.
  #upgradeProperties() {
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  // The requests that were made before the module was there, by what they ask for: cards that ask for the same share one.
  static #requests = new Map();

  async #requestEarly() {
    await null; // with a thousand cards on a page, the module is asked for after the first of their requests, and not after all
    if (!this.#isBegun || this.#mounted) return;
    if (this.#plainGiven || this.#headerTexts.length) return; // the module checks headers for credentials
    const url = requestUrl(this.conferenceId, this.endpoint, this.includeActiveSession, document.baseURI);
    if (!url) return;
    const key = `${this.credentials} ${url}`;
    let early = ConferenceCard.#requests.get(key);
    if (!early) {
      try {
        early = { key, cards: new Set(), ...send(url, this.credentials, [], false) };
      } catch {
        return; // The module will say what is wrong.
      }
      ConferenceCard.#requests.set(key, early);
    }
    early.cards.add(this);
    this.#early = early;
  }

  // One that nobody wants, and the module has not taken over, is aborted.
  #dropEarly() {
    const early = this.#early;
    this.#early = null;
    early?.cards.delete(this);
    if (!early || early.cards.size || ConferenceCard.#requests.get(early.key) !== early) return;
    ConferenceCard.#requests.delete(early.key);
    early.abort();
  }

  // The module's requests. The first is under way already, unless the page has changed its mind.
  #fetch(url, credentials, headers, isFresh, timeout, done) {
    const early = this.#early;
    const isSame = early && !isFresh && !headers.length && early.key === `${credentials} ${new URL(url, document.baseURI)}`;
    // A card whose words come later than those of another still has the answer that both have asked for.
    const isTakenOver = isSame && !early.signal.aborted;
    if (isTakenOver) ConferenceCard.#requests.delete(early.key);
    this.#dropEarly();
    const request = isTakenOver ? early : send(url, credentials, headers, isFresh);
    return hear(request, timeout, (answer) => this.#call(() => done(answer)));
  }

  // What the module may call: src/element.rs declares the same.
  static #Bridge = class {
    #card;
    constructor(card) {
      this.#card = card;
    }
    get language() {
      return this.#card.#words.language;
    }
    get hasTexts() {
      return Boolean(this.#card.#words.texts || this.#card.#messages);
    }
    text(key) {
      const text = this.#card.#messages?.[key] ?? this.#card.#words.texts?.[key];
      return text === undefined ? undefined : String(text);
    }
    get style() {
      latestTheme = undefined; // another one is about to be written
      return paletteRule().style;
    }
    attribute(at) {
      return this.#card.getAttribute(NAMES[at]);
    }
    header(at) {
      return this.#card.#headerTexts[at];
    }
    get given() {
      return this.#card.#plainGiven;
    }
    fetch(...request) {
      return this.#card.#fetch(...request);
    }
    wait(words) {
      const skeleton = this.#card.#fallback.querySelector("[part=skeleton]");
      skeleton.role = "img";
      skeleton.ariaLabel = words;
    }
    load(conference) {
      this.#card.#loaded(conference);
    }
    state(state, live) {
      if (state !== "loading") this.#card.#show(this.#card.#root);
      this.#card.#setState(state, live);
    }
    fail(kind, status, message) {
      this.#card.#dropEarly();
      this.#card.#fail(kind, status ?? null, message);
    }
    join(href) {
      return this.#card.#emit("join", { conference: this.#card.#conference, href: href ?? null }, true);
    }
  };

  #loaded(conference) {
    this.#dropEarly();
    this.#wear((latestTheme ??= themeOf(paletteRule().cssText))); // which the module has just written
    this.#conference = conference;
    this.#error = null;
    this.#emit("load", { conference });
    this.#settleReloads();
  }

  #wear(theme) {
    if (this.#theme === theme) return;
    this.#theme = theme;
    this.#shadow.adoptedStyleSheets = [sharedSheet(), theme];
  }

  #fail(kind, status, message) {
    if (this.#state === "error") this.#conference = null;
    this.#error = { kind, status, message };
    this.#emit("error", { kind, status, message });
    this.#settleReloads();
  }

  // Nothing of the card can be shown: the fallback stays, and the page goes on without.
  #unavailable(message) {
    this.#dropEarly();
    this.#mounted = null;
    ConferenceCard.#cards.delete(this);
    this.#show(this.#fallback);
    this.#setState("error", false);
    this.#fail("unavailable", null, message);
    this.#becomeReady();
  }

  #becomeReady() {
    this.#isReady = true;
    this.#whenReady?.();
  }

  #call(action) {
    try {
      action(this.#mounted);
    } catch (error) {
      const message = `the module has failed (${error})`;
      console.error(`conference-card: ${message}`);
      this.#unavailable(message);
    }
  }

  #show(part) {
    this.#fallback.hidden = part !== this.#fallback;
    this.#root.hidden = part !== this.#root;
  }

  #setState(state, live) {
    const previous = this.#state;
    if (state === previous && live === this.#live) return;
    const states = this.#internals?.states;
    states?.delete(previous);
    states?.add(state);
    states?.[live ? "add" : "delete"]("live");
    this.#state = state;
    this.#live = live;
    if (!this.#isStarted) return;
    this.#emit("statechange", { state, previous, live });
    if (state !== "loading") this.#becomeReady();
  }

  #settleReloads() {
    const reloads = this.#reloads;
    this.#reloads = undefined;
    for (const resolve of reloads ?? []) resolve();
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`conference-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

for (const [attribute, type] of Object.entries(ATTRIBUTES)) {
  Object.defineProperty(ConferenceCard.prototype, camel(attribute), {
    configurable: true,
    enumerable: true,
    get() {
      if (type === Boolean) return this.hasAttribute(attribute);
      const value = this.getAttribute(attribute) ?? DEFAULTS[attribute] ?? null;
      return value === null ? null : type(value);
    },
    set(value) {
      if (type === Boolean) this.toggleAttribute(attribute, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}
