// Says, before the first paint, whether the page is there for a single card or for everything, and in which colours: so that
// nothing shows that has to go again.
const query = new URLSearchParams(location.search);
const root = document.documentElement;
root.dataset.view = query.get("conference-id")?.trim() ? "card" : "playground";
root.dataset.theme = query.get("theme")?.trim().toLowerCase() ?? "auto";
