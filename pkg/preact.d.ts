// <conference-card> in Preact's JSX. Preact writes some attributes that are `false` as text, which HTML takes for true: a switch
// is turned off by its property, or by nothing.

import type { HTMLAttributes } from "preact";
import type { ConferenceCard } from "./element.js";
import type { ConferenceCardListeners, ConferenceCardProps } from "./props.js";

export * from "./index.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "conference-card": HTMLAttributes<ConferenceCard> & ConferenceCardProps<true | ""> & ConferenceCardListeners;
    }
  }
}
