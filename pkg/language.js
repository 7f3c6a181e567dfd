// The language of a card, and where its words come from. English is in the module; every other language is a file of its own, loaded
// when the nearest `lang` asks for it.

// Written out one by one, since bundlers must see each import.
const LOCALES = {
  ar: () => import("./locales/ar.js"),
  de: () => import("./locales/de.js"),
  es: () => import("./locales/es.js"),
  fr: () => import("./locales/fr.js"),
  he: () => import("./locales/he.js"),
  hi: () => import("./locales/hi.js"),
  it: () => import("./locales/it.js"),
  ja: () => import("./locales/ja.js"),
  ko: () => import("./locales/ko.js"),
  nl: () => import("./locales/nl.js"),
  pl: () => import("./locales/pl.js"),
  "pt-BR": () => import("./locales/pt-BR.js"),
  sv: () => import("./locales/sv.js"),
  tr: () => import("./locales/tr.js"),
  uk: () => import("./locales/uk.js"),
  "zh-Hans": () => import("./locales/zh-Hans.js"),
  "zh-Hant": () => import("./locales/zh-Hant.js"),
};

// Where the files register their texts, so that several copies of the script share them, and pages can add a language.
const registry = (globalThis[Symbol.for("conference-card.locales")] ??= {});

/** The language that an element stands in: of the nearest `lang`, out of shadow roots too, else the browser's. */
export function languageOf(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const declared = node.closest("[lang]")?.getAttribute("lang").trim();
    if (declared) return declared;
  }
  return navigator.language;
}

/**
 * The words for a language, and the language to write dates in: the same, or English where there are no such words. A card in two
 * languages would be worse than one in the wrong one.
 */
export async function wordsFor(language) {
  const tag = tagFor(language);
  if (!tag) return { language: /^en\b/i.test(language) ? language : "en" };
  try {
    if (!registry[tag]) await LOCALES[tag]();
    return { language, texts: registry[tag] };
  } catch (error) {
    console.warn(`conference-card: the language ${tag} can't be loaded, so the card is in English (${error})`);
    return { language: "en" };
  }
}

/** The tag under which there are words for a language: `zh-TW` is written as `zh-Hant`, `pt-PT` at least as `pt-BR`. */
export function tagFor(wanted) {
  const known = [...Object.keys(registry), ...Object.keys(LOCALES)];
  const candidates = (candidatesOf[wanted] ??= expand(wanted));
  return candidates.find((tag) => known.includes(tag)) ?? known.find((tag) => tag.startsWith(`${candidates.at(-1)}-`));
}

// To make a locale takes long: once for all cards.
const candidatesOf = Object.create(null);

function expand(wanted) {
  const [language] = wanted.split("-", 1);
  // Most cards are in English, for which there is no other script, and nothing to look up.
  if (/^en$/i.test(language)) return [wanted, language];
  try {
    const { language, script, region } = new Intl.Locale(wanted).maximize();
    return [`${language}-${script}-${region}`, `${language}-${region}`, `${language}-${script}`, language];
  } catch {
    return []; // not a language tag
  }
}
