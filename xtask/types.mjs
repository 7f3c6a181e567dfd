// The types that follow from the manifest: the class, the entries, and the props under which JSX and templates know the element.
// TypeScript shows the descriptions wherever a name is used.

/** element.d.ts: the class and its events, and functions. `data` are the names that data.d.ts exports. */
export const classTypes = ({ name, description, members, events }, functions, data) => withData(data, `export type * from "./data.js";

${doc(description)}
export declare class ${name} extends HTMLElement {
${members.map(member).join("\n")}

  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: ${name}, event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: ${name}, event: HTMLElementEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

${functions.map(functionType).join("\n")}

/** The card's events. They bubble, out of shadow roots too. */
export interface ${name}EventMap {
${events.map((event) => entry(event, `"${event.name}": ${event.type.text};`)).join("\n")}
}

declare global {
  // Elements, documents and windows all extend it.
  interface GlobalEventHandlersEventMap extends ${name}EventMap {}
  interface ShadowRootEventMap extends ${name}EventMap {}
}
`);

/** index.d.ts: what defines the element. */
export const entryTypes = ({ name, tagName }) => `import type { ${name} } from "./element.js";
export * from "./element.js";

declare global {
  interface HTMLElementTagNameMap {
    "${tagName}": ${name};
  }
}
`;

/** props.d.ts: the attributes and the properties that can be set, as all frameworks share them. */
export const propsTypes = ({ name, attributes, members }, data) => withData(data, `import type { ${name}EventMap } from "./element.js";

/** The attributes of other names than their properties. \`Switch\` is what a framework makes a boolean attribute of. */
export interface ${name}Attributes<Switch = boolean | ""> {
${attributes.filter(hasDashes).map((attribute) => entry(attribute, optional(attribute.name, inMarkup(attribute.type.text)))).join("\n")}
}

/** The properties. \`Switch\` is what turns one on or off. */
export interface ${name}Properties<Switch = boolean> {
${members.filter(isWritable).map((field) => entry(field, optional(field.name, fromMarkup(field)))).join("\n")}
}

/** What JSX and templates may set. */
export type ${name}Props<Attribute = boolean | "", Property = boolean> = ${name}Attributes<Attribute> & ${name}Properties<Property>;

/** Listeners, for frameworks that know an event by \`on\` before its name. */
export type ${name}Listeners = {
  [Name in keyof ${name}EventMap as \`on\${Name}\`]?: ((event: ${name}EventMap[Name]) => void) | undefined;
};
`);

/** The types of a locale. */
export const localeTypes = `import type { ConferenceMessages } from "../data.js";

declare const texts: ConferenceMessages;
export default texts;
`;

const withData = (names, text) => {
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return `import type {\n${used.map((name) => `  ${name},`).join("\n")}\n} from "./data.js";\n${text}`;
};
const hasDashes = ({ name, fieldName }) => name !== fieldName;
const isWritable = ({ kind, readonly }) => kind === "field" && !readonly;
const doc = (text) => `/** ${text} */`;
const entry = (item, code) => `  ${doc(described(item))}\n  ${code}`;
const described = ({ description, default: value }) => (value === undefined ? description : `${description} Default: \`${value}\`.`);
const quoted = (name) => (/^\w+$/.test(name) ? name : `"${name}"`);
const optional = (name, type) => `${quoted(name)}?: ${type} | null | undefined;`;
const parameters = (list = []) => list.map(({ name, type }) => `${name}: ${type.text}`).join(", ");
const signature = (item) => `${item.name}(${parameters(item.parameters)}): ${item.return.type.text};`;
const functionType = (item) => `${doc(item.description)}\nexport declare function ${signature(item)}`;

function member(item) {
  const { kind, name, type, readonly } = item;
  if (kind === "method") return entry(item, signature(item));
  const getter = entry(item, `get ${name}(): ${type.text};`);
  return readonly ? getter : `${getter}\n  set ${name}(value: ${settable(type.text)});`;
}

// Null and undefined take the attribute away, and so set the default.
const settable = (type) => (type === "boolean" ? type : [...new Set([...type.split(" | "), "null", "undefined"])].join(" | "));

// What HTML says in text, a script may say in numbers.
function inMarkup(type) {
  if (type === "boolean") return "Switch";
  if (type === "number") return "number | `${number}`";
  return /^\d/.test(type) ? `${type} | ${type.replace(/\d/g, '"$&"')}` : type;
}

// Some frameworks set what stands in markup as a property, where the names are the same.
function fromMarkup({ type, attribute }) {
  const text = type.text.replace(/ \| null$/, "");
  return attribute ? inMarkup(text) : text;
}
