// The one request of a card, as it arrives at a server.
import assert from "node:assert/strict";
import { browserTest, ready } from "./harness.js";

/** Answers every request for a conference. */
const answer = (server) => server.route("/c/", () => ({ json: { id: "1", name: "n" } }));

const CASES = [
  { attributes: 'conference-id="1" endpoint="/c"', url: "/c/1" },
  { attributes: 'conference-id="2" endpoint="/c/?key=a%20b"', url: "/c/2?key=a%20b" },
  { attributes: 'conference-id="3" endpoint="c?key=a#top" include-active-session', url: "/c/3?key=a&include_active_session=true" },
  { attributes: 'conference-id=" 4 " endpoint="/c?" include-active-session', url: "/c/4?include_active_session=true" },
  { attributes: 'conference-id="5/../a b&#63;ü" endpoint="/c"', url: "/c/5%2F..%2Fa%20b%3F%C3%BC" },
];

browserTest("a card makes one request, of its endpoint, its id and its options", {
  body: CASES.map(({ attributes }) => `<conference-card ${attributes}></conference-card>`).join(""),
  prepare: ({ server }) => answer(server),
}, async ({ page, requests }) => {
  for (const [at] of CASES.entries()) await ready(page.locator("conference-card").nth(at));
  const received = requests("/c/").map(({ method, url, headers: { accept, cookie = null } }) => ({ method, url, accept, cookie }));
  const all = received.sort((one, other) => one.url.localeCompare(other.url, "en", { numeric: true }));
  assert.deepEqual(all, CASES.map(({ url }) => ({ method: "GET", url, accept: "application/json", cookie: null })));
});

for (const { credentials, cookie } of [
  { credentials: "", cookie: "session=1" },
  { credentials: 'credentials="same-origin"', cookie: "session=1" },
  { credentials: 'credentials="include"', cookie: "session=1" },
  { credentials: 'credentials="omit"', cookie: null },
]) {
  browserTest(`the visitor's cookie ${cookie ? "goes along" : "stays behind"} with ${credentials || "no credentials"}`, {
    body: `<conference-card conference-id="1" endpoint="/c" ${credentials}></conference-card>`,
    prepare: ({ server }) => {
      answer(server);
      server.route(/^\/page-/, async (request) => {
        const page = await request.fetch();
        return { ...page, headers: { ...page.headers, "set-cookie": "session=1; HttpOnly" } };
      });
    },
  }, async ({ card, requests }) => {
    await ready(card);
    assert.deepEqual(requests("/c/").map(({ headers }) => headers.cookie ?? null), [cookie]);
  });
}
