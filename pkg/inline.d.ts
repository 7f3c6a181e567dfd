// The same as index.js, in one file.

export * from "./index.js";
