// The request of a card, before the module is there to decide it. It repeats the rules of src/request.rs, and where anything is
// doubtful it says null: then the module decides, and tells the owner why. tests/fixtures/requests.json holds both to one table.

const API_TOKEN = /PT[\da-f]{40}/i;

/** The absolute URL of the request, or null where there is none to make yet. */
export function requestUrl(id, endpoint, includeActiveSession, base) {
  id = id?.trim();
  if (!id || id === "." || id === ".." || !endpoint.trim() || API_TOKEN.test(id + endpoint)) return null;
  let url, segment;
  try {
    url = new URL(endpoint, base);
    segment = encodeURIComponent(id);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || endpoint.includes("@")) return null;
  url.hash = "";
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${segment}`;
  // Written even where nothing is added: an empty query would leave its question mark.
  url.search = [url.search.slice(1), includeActiveSession && "include_active_session=true"].filter(Boolean).join("&");
  return url.href;
}
