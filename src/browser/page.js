// What a card asks of the page and the browser around it, in their own language, in which it is shorter. Pages put things of their own in
// the place of the browser's: nothing here throws.

/** Whether nobody sees the page. */
export const isHidden = () => document.hidden === true;

/** Whether there is no network. */
export const isOffline = () => navigator.onLine === false;

/** Whether the visitor wants nothing to move by itself. */
export const prefersReducedMotion = () => attempt(() => matchMedia("(prefers-reduced-motion: reduce)").matches, false);

/** How many milliseconds the page has been there; NaN where that is unknown. */
export const passed = () => attempt(() => performance.now(), NaN);

/** Calls back whenever the page is hidden or shows again, or the network is back. */
export function whenBack(call) {
  document.addEventListener("visibilitychange", call);
  addEventListener("online", call);
}

/** A URL as from anywhere; one that is none stays as it is. */
export const absolute = (url) => attempt(() => new URL(url, document.baseURI).href, url);

/** Whether the browser takes a text for a CSS colour. */
export const isColor = (text) => attempt(() => CSS.supports("color", text), false);

/**
 * Red, green, blue and alpha in sRGB, a byte each from the highest on, of what is a CSS colour by itself; NaN for what is none. Paints one
 * pixel, since no interface gives a colour's channels whatever its notation.
 */
export const paint = (color) =>
  attempt(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    // A canvas passes over what it can't use: then the colour before it stays, and two different ones tell.
    const fill = (before) => {
      context.fillStyle = before;
      context.fillStyle = color;
      return context.fillStyle;
    };
    if (fill("#000") !== fill("#fff")) return NaN;
    context.fillRect(0, 0, 1, 1);
    const { data } = context.getImageData(0, 0, 1, 1);
    return ((data[0] * 256 + data[1]) * 256 + data[2]) * 256 + data[3];
  }, NaN);

function attempt(run, otherwise) {
  try {
    return run();
  } catch {
    return otherwise;
  }
}
