// Finds elements anew whenever it is asked, in open shadow roots too, and waits for them where it has to do with one.

/* In the forms that Playwright's own script reads. */
const quoted = (text, isExact) => (text instanceof RegExp ? String(text) : JSON.stringify(text) + (isExact ? "s" : "i"));

/** The selector of the elements that say a text. */
export const saying = (text, { exact = false } = {}) => `internal:text=${quoted(text, exact)}`;
/** The selector of the controls with a label. */
export const labelled = (text, { exact = false } = {}) => `internal:label=${quoted(text, exact)}`;
/** The selector of the elements with a role, and a name. */
export const withRole = (role, { name, exact = false } = {}) =>
  `internal:role=${role}${name === undefined ? "" : `[name=${quoted(name, exact)}]`}`;

/* What runs in the page gets Playwright's script first. */

const findAll = (injected, selector) => injected.querySelectorAll(injected.parseSelector(selector), document);
const findOne = (injected, selector) => injected.querySelector(injected.parseSelector(selector), document, true);
const state = (name) => `(element, injected) => injected.elementState(element, "${name}", true).matches`;

/** Where to click an element, once it is there to be clicked: it stands still, and nothing lies above it. */
async function target(element, injected, isForced) {
  const middle = () => {
    const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
    return { x: Math.floor(left + width / 2), y: Math.floor(top + height / 2) };
  };
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const before = middle();
  if (isForced) return before;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const place = middle();
  const can = (name) => injected.elementState(element, name, true).matches;
  const isStill = before.x === place.x && before.y === place.y;
  return isStill && can("visible") && can("enabled") && injected.expectHitTarget(place, element) === "done" ? place : null;
}

/** Playwright's `Locator`. */
export class Locator {
  #page;
  #selector;
  #frame;

  constructor(page, selector = "", frame) {
    this.#page = page;
    this.#selector = selector;
    this.#frame = frame;
  }

  #with(part) {
    return new Locator(this.#page, this.#selector ? `${this.#selector} >> ${part}` : part, this.#frame);
  }

  /* A function for one element: nothing where there is none, an error where there are several. */
  #one(run, argument) {
    const inPage = `(injected, selector, argument) => {
      const element = (${findOne})(injected, selector);
      if (element) return Promise.resolve((${run})(element, injected, argument)).then((value) => ({ value }));
    }`;
    return this.#page.evaluateInjected(inPage, this.#frame, this.#selector, argument);
  }

  #all(run, argument) {
    const inPage = `(injected, selector, argument) => (${run})((${findAll})(injected, selector), argument)`;
    return this.#page.evaluateInjected(inPage, this.#frame, this.#selector, argument);
  }

  /* Waits for the element. */
  async #wait(run, argument) {
    return (await this.#page.poll(() => this.#one(run, argument), this.#selector)).value;
  }

  locator(selector, options) {
    return this.#with(selector).filter(options);
  }

  filter({ hasText, has } = {}) {
    const texts = hasText === undefined ? this : this.#with(`internal:has-text=${quoted(hasText)}`);
    return has ? texts.#with(`internal:has=${JSON.stringify(has.#selector)}`) : texts;
  }

  and(other) {
    return this.#with(`internal:and=${JSON.stringify(other.#selector)}`);
  }

  getByText(text, options) {
    return this.#with(saying(text, options));
  }

  getByLabel(text, options) {
    return this.#with(labelled(text, options));
  }

  getByRole(role, options) {
    return this.#with(withRole(role, options));
  }

  nth(at) {
    return this.#with(`nth=${at}`);
  }

  first() {
    return this.nth(0);
  }

  async all() {
    return Array.from({ length: await this.count() }, (_, at) => this.nth(at));
  }

  count() {
    return this.#all((elements) => elements.length);
  }

  evaluate(run, argument) {
    return this.#wait(`(element, _, argument) => (${run})(element, argument)`, argument);
  }

  evaluateAll(run, argument) {
    return this.#all(run, argument);
  }

  allTextContents() {
    return this.#all((elements) => elements.map((element) => element.textContent));
  }

  textContent() {
    return this.#wait((element) => element.textContent);
  }


  getAttribute(name) {
    return this.#wait((element, _, name) => element.getAttribute(name), name);
  }

  boundingBox() {
    return this.#wait((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.getClientRects().length > 0 ? { x, y, width, height } : null;
    });
  }

  ariaSnapshot() {
    return this.#wait((element, injected) => injected.ariaSnapshot(element, { mode: "default" }));
  }

  async isVisible() {
    return (await this.#one(state("visible")))?.value ?? false;
  }

  isEnabled() {
    return this.#wait(state("enabled"));
  }

  isDisabled() {
    return this.#wait(state("disabled"));
  }

  isChecked() {
    return this.#wait(state("checked"));
  }

  focus() {
    return this.#wait((element) => element.focus());
  }

  async click({ force = false } = {}) {
    const found = () => this.#one(target, force);
    await this.#page.click(await this.#page.poll(async () => (await found())?.value, `a click on ${this.#selector}`));
  }

  async uncheck() {
    if (await this.isChecked()) await this.click();
  }

  async press(keys) {
    await this.focus();
    await this.#page.press(keys);
  }

  async fill(text) {
    await this.#wait((element, injected, text) => injected.fill(element, text), text);
    await this.#page.type(text);
  }

  selectOption(option) {
    return this.#wait((element, injected, valueOrLabel) => injected.selectOptions(element, [{ valueOrLabel }]), option);
  }
}
