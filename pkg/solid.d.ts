// <conference-card> in Solid's JSX. Solid sets what changes as properties, also under the names of attributes.

import type { JSX as Solid } from "solid-js";
import type { ConferenceCard, ConferenceCardEventMap } from "./element.js";
import type { ConferenceCardProperties, ConferenceCardProps } from "./props.js";

export * from "./index.js";

type Handlers = {
  [Name in keyof ConferenceCardEventMap as `on:${Name}`]?:
    | Solid.EventHandlerWithOptionsUnion<ConferenceCard, ConferenceCardEventMap[Name]>
    | undefined;
};
type Explicit = {
  [Name in keyof ConferenceCardProperties as `prop:${Name}`]?: ConferenceCardProperties[Name];
};

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "conference-card": HTMLAttributes<ConferenceCard> & ConferenceCardProps & Explicit & Handlers;
    }
  }
}
