// Starts the playground's module. A file of its own, as the page's policy allows no inline script.
import init from "./conference-card.js";

init();
