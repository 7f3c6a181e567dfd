// <conference-card> in React's JSX. React 19 sets a property where the name is one, else an attribute; on a server it writes
// attributes only, which want their names as in HTML.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ConferenceCard } from "./element.js";
import type { ConferenceCardListeners, ConferenceCardProps } from "./props.js";

export * from "./index.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "conference-card": DetailedHTMLProps<HTMLAttributes<ConferenceCard>, ConferenceCard> & ConferenceCardProps & ConferenceCardListeners;
    }
  }
}
