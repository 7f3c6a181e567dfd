// The request of a card, before the module is there to decide it. It repeats the rules of src/request.rs, and where anything is
// doubtful it says null: then the module decides, and tells the owner why. tests/fixtures/requests.json holds both to one table.

const API_TOKEN = /PT[\da-f]{40}/i;

/** The absolute URL of the request, or null where there is none to make yet. */
export function requestUrl(id, endpoint, includeActiveSession, base) {
  id = id?.trim();
  if (!id || id === "." || id === ".." || API_TOKEN.test(id + endpoint)) return null;
  let url;
  try {
    url = new URL(endpoint, base);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || endpoint.includes("@")) return null;
  url.hash = "";
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${encodeURIComponent(id)}`;
  if (includeActiveSession) url.search += `${url.search ? "&" : "?"}include_active_session=true`;
  return url.href;
}
