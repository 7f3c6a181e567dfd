// The request of a card, before the module is there to decide it. It repeats the rules of src/request.rs, and where anything is
// doubtful it says null: then the module decides, and tells the owner why. tests/fixtures/requests.json holds both to one table.

const API_TOKEN = /PT[\da-f]{40}/i;

/** The absolute URL of the request, or null where there is none to make yet. */
export function requestUrl(id, endpoint, includeActiveSession, base) {
  id = id?.trim();
  if (!id || id === "." || id === ".." || API_TOKEN.test(id + endpoint)) return null;
  const key = `${includeActiveSession} ${base} ${endpoint}`;
  if (latest?.key !== key) latest = { key, around: around(endpoint, includeActiveSession, base) };
  try {
    return latest.around?.join(`/${encodeURIComponent(id)}`) ?? null;
  } catch {
    return null;
  }
}

/** What the latest request has around the id: most cards of a page have the same, and to parse a URL takes a while. */
let latest;

/** What stands before the id and what after it, or null where no id makes a request. */
function around(endpoint, includeActiveSession, base) {
  let url;
  try {
    url = new URL(endpoint, base);
  } catch {
    return null;
  }
  if (!endpoint.trim() || !/^https?:$/.test(url.protocol) || url.username || url.password || endpoint.includes("@")) return null;
  url.search = [url.search.slice(1), includeActiveSession && "include_active_session=true"].filter(Boolean).join("&");
  return [url.origin + url.pathname.replace(/\/+$/, ""), url.search];
}
