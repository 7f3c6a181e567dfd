// The manifest is the one list of the element's public face: the class, the Rust sources, the style sheet and the README say the same.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed } from "./support/installed.js";
import { attributes, choicesOf, element, fields, methods, namesOf } from "./support/manifest.js";
import { all, between, code, fieldsOf, quoted, read, section, table, unionOf } from "./support/sources.js";

const load = (file) => import(pathToFileURL(join(installed, file)));
const { ConferenceCard } = await load("element.js");
const prototype = Object.getOwnPropertyDescriptors(ConferenceCard.prototype);
const sorted = (names) => [...new Set(names)].sort();
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const typeOf = (type) => (type === "boolean" ? type : /^\d|^number$/.test(type) ? "number" : "string");
const OPTIONS = read("src/options.rs");
const VIEW = read("src/view.rs");
const CSS = read("src/card.css");
const CLASS = read("pkg/element.js");

test("the class observes the attributes of the manifest, and no others", () => {
  assert.deepEqual(ConferenceCard.observedAttributes, namesOf(element.attributes));
});

test("the module reads the attributes of the manifest, and no others", () => {
  assert.deepEqual(quoted(between(OPTIONS, "pub const ATTRIBUTES: ", "];")), namesOf(attributes));
});

test("an attribute that takes one of several texts takes those that the module knows, with its default", () => {
  const chosen = [...OPTIONS.matchAll(/choice\("([\w-]+)", \w+, &(\w+)::NAMES\)\?(\.unwrap_or_default\(\))?/g)];
  const choices = attributes.filter(({ type }) => choicesOf(type.text));
  assert.deepEqual(chosen.map(([, name]) => name), namesOf(choices));
  for (const [, attribute, type, hasDefault] of chosen) {
    const { type: { text }, default: value } = choices.find(({ name }) => name === attribute);
    const known = between(OPTIONS, `impl ${type} {\n    const NAMES`, "];");
    assert.deepEqual(choicesOf(text), quoted(known), attribute);
    if (hasDefault) {
      const [variant] = all(between(OPTIONS, `pub enum ${type} {`, "\n}"), /#\[default\]\n\s+(\w+),/g);
      assert.ok(known.includes(`("${value}", Self::${variant})`), `${attribute} is not ${variant} by default`);
    } else {
      assert.equal(value, undefined, attribute);
    }
  }
});

test("each attribute has its property, of the same meaning", () => {
  const nothing = { getAttribute: () => null, hasAttribute: () => false };
  for (const { name, fieldName, type, default: value } of attributes) {
    assert.equal(fieldName, camel(name));
    const { get, set, enumerable } = prototype[fieldName];
    assert.ok(enumerable, fieldName);
    const initial = get.call(nothing);
    assert.equal(initial === null ? undefined : String(initial), value, fieldName);
    if (initial !== null) assert.equal(typeof initial, typeOf(type.text), fieldName);
    const written = [];
    const spy = {
      setAttribute: (...call) => written.push(call),
      removeAttribute: (attribute) => written.push([attribute]),
      toggleAttribute: (...call) => written.push(call),
    };
    const isBoolean = type.text === "boolean";
    for (const given of isBoolean ? [true, false] : ["text", null, undefined]) set.call(spy, given);
    assert.deepEqual(written, isBoolean ? [[name, true], [name, false]] : [[name, "text"], [name], [name]]);
  }
});

test("the class has the properties and methods of the manifest, and no others", () => {
  const own = Object.keys(prototype).filter((name) => !/^constructor$|Callback$/.test(name));
  assert.deepEqual(sorted(own), sorted(namesOf([...fields, ...methods])));
  for (const { name, readonly } of fields) {
    assert.ok(prototype[name].get, `${name} can't be read`);
    assert.equal(prototype[name].set === undefined, readonly === true, `${name} is read-only in one of the two`);
  }
  for (const { name, parameters = [] } of methods) assert.equal(prototype[name].value.length, parameters.length, name);
});

test("the class dispatches the events of the manifest, and no others", () => {
  assert.deepEqual(sorted(all(CLASS, /#emit\("(\w+)"/g).map((name) => `conference-${name}`)), sorted(namesOf(element.events)));
});

test("the view has the parts of the manifest, and no others", () => {
  // A few come from helpers, which take the name first.
  const patterns = [/part\((?:"\w+"|[\w.]+\(\)), "([\w-]+)"/g, /with\("part", "([\w-]+)"\)/g, /(?:paragraph|button)\("([\w-]+)"/g];
  assert.deepEqual(sorted(patterns.flatMap((pattern) => all(VIEW, pattern))), sorted(namesOf(element.cssParts)));
  for (const part of all(CLASS, /part: "([\w-]+)"/g)) assert.ok(namesOf(element.cssParts).includes(part), part);
});

test("the style sheet styles by the parts of the manifest alone", () => {
  for (const part of all(CSS, /\[part="([\w-]+)"\]/g)) assert.ok(namesOf(element.cssParts).includes(part), part);
});

test("the view has the slots of the manifest, and no others", () => {
  const slots = all(VIEW, /slot\("([\w-]+)"\)/g);
  assert.deepEqual(sorted(["", ...slots]), sorted(namesOf(element.slots)));
});

test("the states are those of the module, and live", () => {
  const states = quoted(between(read("src/card.rs"), "impl State {", "\n}"));
  assert.deepEqual(namesOf(element.cssStates), [...states, "live"]);
  assert.deepEqual(unionOf("ConferenceState"), states);
});

test("the style sheet knows the variables of the manifest, and no others", () => {
  const used = all(CSS, /(?:var\(|[\s;{])(--conference-[\w-]+)(?=[:,)])/g);
  assert.deepEqual(sorted(used), sorted(namesOf(element.cssProperties)));
  for (const { name, default: value } of element.cssProperties) {
    const isDefault = CSS.includes(`var(${name}, ${value})`) || CSS.includes(`${name}: ${value};`);
    assert.ok(!value || isDefault, `${name} is not ${value} by default`);
  }
});

test("the error kinds are those of the module", () => {
  const kinds = quoted(between(read("src/error.rs"), "pub const fn name(self)", "\n    }"));
  assert.deepEqual(unionOf("ConferenceErrorKind"), kinds);
});

test("the types of the data have the fields that the module reads", () => {
  const source = read("src/conference.rs");
  const struct = (name) => all(between(source, `pub struct ${name} {`, "\n}"), /^ {4}pub (\w+):/gm);
  const colors = struct("Palette");
  const conference = struct("Conference").flatMap((field) =>
    ["dark", "light"].includes(field) ? colors.map((color) => `${field}_${color}`) : [field]);
  assert.deepEqual(sorted(fieldsOf("Conference")), sorted([...conference, "meta"]));
  assert.deepEqual(fieldsOf("ConferenceSession"), struct("ActiveSession"));
});

test("the types of the data know the values that the module knows", () => {
  const source = read("src/conference.rs");
  const values = (name) => all(between(source, ` ${name} {`, "\n    }"), /^ {8}\w+ = "([^"]*)",$/gm);
  const data = read("pkg/data.d.ts");
  assert.deepEqual(unionOf("ConferenceQuality"), values("Quality"));
  assert.deepEqual(unionOf("ConferenceLayout"), values("Layout"));
  assert.deepEqual(quoted(between(data, "size?:", ";")), values("Size"));
  assert.deepEqual(quoted(between(data, "status?:", ";")), values("SessionStatus"));
});

test("the texts are those of the module, with its English", async () => {
  const texts = [...read("src/messages.rs").matchAll(/^ {4}\w+ = "([\w-]+)": "(.*)",$/gm)];
  const data = between(read("pkg/data.d.ts"), "export interface ConferenceMessages {", "\n}");
  const typed = [...data.matchAll(/In English: (.*) \*\/\n {2}"?([\w-]+)"?\?:/g)].map(([, english, key]) => [key, english]);
  assert.ok(texts.length > 30);
  assert.deepEqual(typed, texts.map(([, key, english]) => [key, english]));
  for (const file of (await readdir(join(installed, "locales"))).filter((name) => name.endsWith(".js"))) {
    const { default: translated } = await load(`locales/${file}`);
    assert.deepEqual(sorted(Object.keys(translated)), sorted(fieldsOf("ConferenceMessages")), file);
  }
});

test("the README's table has the attributes of the manifest, with their defaults", () => {
  const rows = table("### Attributes").map(([name, value]) => [name, value]);
  assert.deepEqual(rows.map(([name]) => name), namesOf(attributes).map((name) => `\`${name}\``));
  for (const [index, [name, value]] of rows.entries()) {
    const { default: expected, type } = attributes[index];
    const isPlain = /^(false|\d+)$/.test(value);
    const isText = choicesOf(type.text) ?? type.text.includes("string");
    if (expected === undefined) assert.match(value, /^(none|the \w+'s)$/, name);
    else assert.equal(value, isText ? `\`${expected}\`` : expected, name);
    assert.equal(isPlain, expected !== undefined && !isText, name);
  }
});

test("the README names the properties and methods of the manifest, and no others", () => {
  const named = code(`${section("### Attributes")}${section("### Properties and methods")}`);
  const bare = named.map((text) => text.replace(/\(\)$/, ""));
  for (const { name } of [...fields.filter(({ attribute }) => !attribute), ...methods]) assert.ok(bare.includes(name), name);
  for (const method of named.filter((text) => text.endsWith("()"))) assert.ok(namesOf(methods).includes(method.slice(0, -2)), method);
});

test("the README's table has the events of the manifest, with their details", () => {
  const rows = table("### Events");
  assert.deepEqual(rows.map(([name]) => name), namesOf(element.events).map((name) => `\`${name}\``));
  for (const [index, { type }] of element.events.entries()) {
    const [, detail] = type.text.match(/^CustomEvent<(\w+)>$/);
    const name = detail === "ConferenceErrorDetail" ? "ConferenceError" : detail;
    assert.equal(rows[index][1], `\`{ ${fieldsOf(name).join(", ")} }\``);
  }
});

test("the README's table has the error kinds", () => {
  assert.deepEqual(table("### Error kinds").map(([name]) => name.slice(1, -1)), unionOf("ConferenceErrorKind"));
});

test("the README lists the parts, the slots and the variables of the manifest", () => {
  const looks = section("### Looks");
  assert.deepEqual(code(between(looks, "Parts for `::part(…)`:", "\n\n")), namesOf(element.cssParts));
  assert.deepEqual(code(between(looks, "Slots for elements of the page's own:", "\n\n")), namesOf(element.slots).filter(Boolean));
  const written = code(looks).filter((name) => name.startsWith("--"));
  const dark = written.filter((name) => name.includes("-light-")).map((name) => name.replace("light", "dark")); // "the same with dark"
  assert.deepEqual(sorted([...written, ...dark]), sorted(namesOf(element.cssProperties)));
});
