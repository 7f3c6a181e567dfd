// The one request of a card, as it arrives at a server.
import assert from "node:assert/strict";
import { browserTest, ready } from "./harness.js";

/** Answers every request for a conference, and notes it. */
async function answer(page, received) {
  await page.route("**/c/**", async (route) => {
    const request = route.request();
    const headers = await request.allHeaders();
    const { pathname, search } = new URL(request.url());
    received.push({ method: request.method(), url: pathname + search, accept: headers.accept, cookie: headers.cookie ?? null });
    await route.fulfill({ json: { id: "1", name: "n" } });
  });
}

const CASES = [
  { attributes: 'conference-id="1" endpoint="/c"', url: "/c/1" },
  { attributes: 'conference-id="2" endpoint="/c/?key=a%20b"', url: "/c/2?key=a%20b" },
  { attributes: 'conference-id="3" endpoint="c?key=a#top" include-active-session', url: "/c/3?key=a&include_active_session=true" },
  { attributes: 'conference-id=" 4 " endpoint="/c?" include-active-session', url: "/c/4?include_active_session=true" },
  { attributes: 'conference-id="5/../a b&#63;ü" endpoint="/c"', url: "/c/5%2F..%2Fa%20b%3F%C3%BC" },
];
const received = [];

browserTest("a card makes one request, of its endpoint, its id and its options", {
  body: CASES.map(({ attributes }) => `<conference-card ${attributes}></conference-card>`).join(""),
  prepare: ({ page }) => answer(page, received),
}, async ({ page }) => {
  for (const [at] of CASES.entries()) await ready(page.locator("conference-card").nth(at));
  const all = received.sort((one, other) => one.url.localeCompare(other.url, "en", { numeric: true }));
  assert.deepEqual(all, CASES.map(({ url }) => ({ method: "GET", url, accept: "application/json", cookie: null })));
});

for (const { credentials, cookie } of [
  { credentials: "", cookie: "session=1" },
  { credentials: 'credentials="same-origin"', cookie: "session=1" },
  { credentials: 'credentials="include"', cookie: "session=1" },
  { credentials: 'credentials="omit"', cookie: null },
]) {
  const cookies = [];
  browserTest(`the visitor's cookie ${cookie ? "goes along" : "stays behind"} with ${credentials || "no credentials"}`, {
    body: `<conference-card conference-id="1" endpoint="/c" ${credentials}></conference-card>`,
    prepare: async ({ page, address }) => {
      await page.context().addCookies([{ name: "session", value: "1", url: address }]);
      await answer(page, cookies);
    },
  }, async ({ card }) => {
    await ready(card);
    assert.deepEqual(cookies.map((request) => request.cookie), [cookie]);
  });
}
