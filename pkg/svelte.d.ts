// <conference-card> in Svelte's templates. Svelte writes an attribute that is `false` as text, which HTML takes for true: a switch
// is turned off by its property, or by nothing.

import type { HTMLAttributes } from "svelte/elements";
import type { ConferenceCard } from "./element.js";
import type { ConferenceCardListeners, ConferenceCardProps } from "./props.js";

export * from "./index.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "conference-card": HTMLAttributes<ConferenceCard> & ConferenceCardProps<true | ""> & ConferenceCardListeners;
  }
}
