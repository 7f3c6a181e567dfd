// Headers of the page's own: a property, checked before anything is sent.
import assert from "node:assert/strict";
import { browserTest, ready, seen, serve, until } from "./harness.js";

/** Puts a card with headers on the page, given as the text of a script since not all of them are plain data. */
const card = (headers) => ({ server, site }) => {
  serve(server, {});
  const script = `
    const card = document.createElement("conference-card");
    Object.assign(card, { endpoint: "/c", conferenceId: "1", headers: ${headers} });
    document.body.append(card);`;
  return site.file("headers.js", script).then(() => ({ head: '<script type="module" src="/headers.js"></script>' }));
};
const TOKEN = `PT${"0123456789".repeat(4)}`;

/** What a server is told beside what each browser says of itself. */
const told = (requests) => requests("/c/").map(({ path, headers }) => [path, headers.authorization ?? null, headers["x-room"] ?? null]);

for (const [name, make] of Object.entries({
  "a plain object": "({ Authorization: 'Bearer x', 'X-Room': 7 })",
  "an object with holes": "({ Authorization: 'Bearer x', 'X-Room': '7', 'X-None': null, 'X-Nothing': undefined })",
  Headers: "new Headers({ authorization: 'Bearer x', 'x-room': '7' })",
  "a Map": "new Map([['Authorization', 'Bearer x'], ['X-Room', '7']])",
})) {
  browserTest(`headers go along: ${name}`, {
    body: "",
    prepare: card(make),
  }, async ({ card, requests }) => {
    await until(async () => (await seen(card)).state, "open");
    assert.deepEqual(told(requests), [["/c/1", "Bearer x", "7"]]);
    assert.deepEqual(requests("/c/").map(({ headers }) => [headers["x-none"], headers["x-nothing"]]), [[undefined, undefined]]);
  });
}

browserTest("other headers load anew, and what they were is never sent again", {
  body: '<conference-card endpoint="/c" conference-id="1"></conference-card>',
  prepare: ({ server }) => serve(server, {}),
}, async ({ card, requests }) => {
  await ready(card);
  for (const [at, headers] of [{ authorization: "Bearer a" }, { authorization: "Bearer b" }, null].entries()) {
    await card.evaluate((card, headers) => (card.headers = headers), headers);
    await until(() => requests("/c/").length, at + 2);
    await until(async () => (await seen(card)).state, "open");
  }
  assert.deepEqual(told(requests), [["/c/1", null, null], ["/c/1", "Bearer a", null], ["/c/1", "Bearer b", null], ["/c/1", null, null]]);
});

browserTest("no header is an attribute, and none is seen in the page", { body: "", prepare: card("{ authorization: 'Bearer secret' }") }, async ({ card }) => {
  await ready(card);
  const seenHeaders = await card.evaluate(async (card) => {
    card.setAttribute("headers", "x");
    return [card.headers.authorization, card.outerHTML.includes("secret"), card.shadowRoot.innerHTML.includes("secret")];
  });
  assert.deepEqual(seenHeaders, ["Bearer secret", false, false]);
});

for (const [name, headers, message] of [
  ["Basic authentication", { Authorization: "Basic dXNlcjpwYXNz" }, /credentials in a page are for everyone to read/],
  ["an API token", { "X-Anything": `Bearer ${TOKEN}` }, /credentials in a page are for everyone to read/],
  ["a name that is none", { "not a name": "x" }, /the request can't be made/],
  ["a value that is none", { "x-room": "a\nb" }, /the request can't be made/],
]) {
  browserTest(`nothing is sent with ${name}`, {
    body: "",
    prepare: card(JSON.stringify(headers)),
    expects: [message],
  }, async ({ card, requests, events }) => {
    await ready(card);
    assert.equal((await seen(card)).error.kind, "config");
    const [{ detail }] = await events("conference-error");
    assert.match(detail.message, message);
    assert.doesNotMatch(detail.message, /dXNlcj|PT0123/);
    assert.deepEqual(requests("/c/"), []);
  });
}
