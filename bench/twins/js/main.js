// The card by hand: a custom element, a template that is cloned, one sheet, and no library.
import css from "../shared/card.css";

const ENDPOINT = "/api/video/conferences";
const COLORS = ["primary", "background", "foreground", "success", "negative"];
const WORDS = { upcoming: "Not open yet", open: "Open now", closed: "Closed", error: "The conference can't be loaded right now." };
/** More than that, and a timer rings at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
const template = document.createElement("template");
template.innerHTML = '<section class="card" aria-busy="true"><h3 class="title"></h3><p class="status" role="status"></p>'
  + '<p class="window"></p><p class="description"></p><button class="join" hidden>Join</button></section>';
const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const dark = matchMedia("(prefers-color-scheme: dark)");

class ConferenceCard extends HTMLElement {
  static observedAttributes = ["conference-id"];
  #card;
  #conference;
  #request;
  #timer;
  #theme = () => this.#wear();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(template.content.cloneNode(true));
    this.#card = root.firstElementChild;
    this.#part("join").addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("conference-join", { bubbles: true, composed: true, detail: this.#conference }));
    });
  }

  connectedCallback() {
    dark.addEventListener("change", this.#theme);
    this.#load();
  }

  disconnectedCallback() {
    dark.removeEventListener("change", this.#theme);
    this.#request?.abort();
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(_, before, after) {
    if (this.isConnected && before !== after) this.#load();
  }

  async #load() {
    this.#request?.abort();
    const { signal } = (this.#request = new AbortController());
    try {
      const response = await fetch(`${ENDPOINT}/${this.getAttribute("conference-id")}`, { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      this.#conference = await response.json();
      this.#show();
    } catch (error) {
      if (signal.aborted) return;
      console.error(error);
      this.#tell("error");
    }
  }

  #show() {
    const { name, display_name, description, join_from, join_until } = this.#conference;
    this.#part("title").textContent = display_name || name;
    this.#part("description").textContent = description ?? "";
    this.#part("window").textContent = windowText(join_from, join_until);
    this.#part("join").hidden = false;
    this.#wear();
    this.#decide();
  }

  #decide() {
    const { join_from, join_until } = this.#conference;
    const now = Date.now();
    const [from, until] = [Date.parse(join_from ?? NaN), Date.parse(join_until ?? NaN)];
    const state = now < from ? "upcoming" : now >= until ? "closed" : "open";
    this.#part("join").disabled = state !== "open";
    this.#tell(state);
    clearTimeout(this.#timer);
    const next = state === "upcoming" ? from : state === "open" ? until : NaN;
    if (next) this.#timer = setTimeout(() => this.#decide(), Math.min(next - now, LONGEST_WAIT));
  }

  #tell(state) {
    const status = this.#part("status");
    status.textContent = WORDS[state];
    status.dataset.state = state;
    this.#card.ariaBusy = "false";
  }

  #wear() {
    if (!this.#conference) return;
    for (const color of COLORS) {
      const value = this.#conference[`${dark.matches ? "dark" : "light"}_${color}`];
      if (value && CSS.supports("color", value)) this.#card.style.setProperty(`--${color}`, value);
      else this.#card.style.removeProperty(`--${color}`);
    }
  }

  #part(name) {
    return this.#card.querySelector(`.${name}`);
  }
}

function windowText(from, until) {
  if (from && until) return format.formatRange(new Date(from), new Date(until));
  if (from) return `From ${format.format(new Date(from))}`;
  if (until) return `Until ${format.format(new Date(until))}`;
  return "";
}

customElements.define("conference-card", ConferenceCard);
