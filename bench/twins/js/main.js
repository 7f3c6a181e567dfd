// The card by hand: a custom element, a template that is cloned, one sheet, and no library.
import css from "../shared/card.css";
import { COLORS, load, stateOf, WORDS, windowText } from "../shared/conference.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
const template = document.createElement("template");
template.innerHTML = '<section class="card" aria-busy="true"><h3 class="title"></h3><p class="status" role="status"></p>'
  + '<p class="window"></p><p class="description"></p><button class="join" hidden>Join</button></section>';
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
    // An element that is upgraded in a page is told of its attributes before it is connected.
    if (this.#request && this.isConnected && before !== after) this.#load();
  }

  async #load() {
    this.#request?.abort();
    const { signal } = (this.#request = new AbortController());
    try {
      this.#conference = await load(this.getAttribute("conference-id"), signal);
      this.#show();
    } catch (error) {
      if (signal.aborted) return;
      console.error(error);
      this.#tell("error");
    }
  }

  #show() {
    const { name, display_name, description } = this.#conference;
    this.#part("title").textContent = display_name || name;
    this.#part("description").textContent = description ?? "";
    this.#part("window").textContent = windowText(this.#conference);
    this.#part("join").hidden = false;
    this.#wear();
    this.#decide();
  }

  #decide() {
    const { state, next } = stateOf(this.#conference, Date.now());
    this.#part("join").disabled = state !== "open";
    this.#tell(state);
    clearTimeout(this.#timer);
    if (next) this.#timer = setTimeout(() => this.#decide(), next);
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

customElements.define("conference-card", ConferenceCard);
