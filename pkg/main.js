// Defines <conference-card>, once, whatever the number of copies on the page. On a server it does nothing.
import { ConferenceCard } from "./element.js";

if (globalThis.customElements && !customElements.get("conference-card")) {
  customElements.define("conference-card", ConferenceCard);
}

export { ConferenceCard };
export { setWasmUrl } from "./element.js";
