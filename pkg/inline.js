// index.js with the module inside, in one file: it is built with embedded.js in the place of module.js. Where index.js can't have the
// module from its own file, it takes the one in here.
export { ConferenceCard, setWasmUrl } from "./index.js";
export * as internal from "./embedded.js";
