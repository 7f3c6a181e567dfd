// For pages: main.js with all that it imports in one file, since a page that loads one script after the other waits for each. Bundlers
// get main.js, so that what takes the class from element.js shares it.
export * from "./main.js";
