// <conference-card> in Vue's templates. Vue writes an attribute that is `false` as text, which HTML takes for true: a switch is
// turned off by null. Its checker takes the two names of a switch for one, so that the property is held to the same.

import type { HTMLAttributes, ReservedProps } from "vue";
import type { ConferenceCardEventMap } from "./element.js";
import type { ConferenceCardProps } from "./props.js";

export * from "./index.js";

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;
type Handlers = {
  [Name in keyof ConferenceCardEventMap as `on${Capitalize<Camel<Name>>}`]?: ((event: ConferenceCardEventMap[Name]) => void) | undefined;
};

declare module "vue" {
  interface GlobalComponents {
    "conference-card": new () => { $props: HTMLAttributes & ReservedProps & ConferenceCardProps<true | "", true | ""> & Handlers };
  }
}
