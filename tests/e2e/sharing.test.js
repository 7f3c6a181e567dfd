// Cards of one page that ask for the same: one request, whoever comes and goes.
import assert from "node:assert/strict";
import { browserTest, DEMO, EPOCH, markup, mounted, part, ready, seen, serve, until } from "./harness.js";

const MODULE = "conference-card.wasm";
const card = (attributes = "") => `<conference-card conference-id="1" endpoint="/c" ${attributes}></conference-card>`;
const states = (page) => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state, error }) => error?.kind ?? state));

/** Answers in turn, each time with the next name. */
function counting(server) {
  let count = 0;
  server.route("/c/", () => ({ json: { id: "1", name: `answer ${++count}` } }));
}

browserTest("cards that ask for the same make one request, and each tells of the conference", {
  body: card() + card('theme="dark"') + card('heading-level="4" timeout="10"') + markup(DEMO.open),
  prepare: ({ server }) => counting(server),
}, async ({ page, requests, events }) => {
  await until(() => states(page), ["open", "open", "open", "open"]);
  assert.equal(requests("/c/").length, 1);
  assert.equal(requests("/api/").length, 1);
  assert.equal((await events("conference-load")).length, 4);
});

browserTest("cards that ask for the same with another session, cookies or headers make requests of their own", {
  body: card() + card("include-active-session") + card('credentials="omit"') + card(),
  prepare: async ({ server, site }) => {
    counting(server);
    await site.file("headers.js", 'document.querySelectorAll("conference-card")[3].headers = { "x-room": "1" };');
    return { head: '<script type="module" src="/headers.js"></script>' };
  },
}, async ({ page, requests }) => {
  await until(() => states(page), ["open", "open", "open", "open"]);
  assert.equal(requests("/c/").length, 4);
});

/* In a page: has its fetch keep count of the cards' requests, and of how many are under way at once. The first of them are never answered. */
function keepCount(unanswered) {
  const original = window.fetch;
  let now = 0;
  Object.assign(window, { asked: [], most: 0 });
  window.fetch = async (request) => {
    if (!String(request.url).includes("/c/")) return original(request);
    const place = window.asked.push(request.url.split("/").at(-1));
    window.most = Math.max(window.most, ++now);
    const aborted = new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
    try {
      return await (place <= unanswered ? aborted : original(request));
    } finally {
      now -= 1;
    }
  };
}
/* In a page: has what its scripts put off until the next task wait. */
function holdNextTask() {
  const original = window.setTimeout;
  const held = [];
  window.setTimeout = (run, wait, ...values) => (wait === 0 ? held.push(() => run(...values)) : original(run, wait, ...values));
  window.nextTask = () => held.splice(0).forEach((run) => run());
}

/** How many requests are under way at a time, how many of them while the module is on its way, and how many before the page has its turn. */
const AT_ONCE = 500;
const AT_FIRST = 150;
const AT_LOAD = 20;
const many = (count, attributes = "") =>
  Array.from({ length: count }, (_, at) => `<conference-card conference-id="${at}" endpoint="/c" ${attributes}></conference-card>`).join("");

browserTest("of very many cards not all ask at once, and all get their answer", {
  body: many(700),
  prepare: ({ server }) => {
    serve(server, {});
    server.hold("/c/");
    server.addInitScript(keepCount, 0);
  },
}, async ({ page, server }) => {
  await until(() => page.evaluate(() => window.asked.length), AT_ONCE);
  server.release("/c/");
  await until(async () => (await states(page)).every((state) => state === "open"), true);
  assert.deepEqual(await page.evaluate(() => [window.asked.length, window.most]), [700, AT_ONCE]);
});

browserTest("a page with many cards has its turn before most of their requests leave, and the module comes before their answers", {
  body: many(AT_FIRST + 50),
  prepare: ({ server }) => {
    serve(server, {});
    server.hold(MODULE);
    server.addInitScript(keepCount, AT_FIRST + 50);
    server.addInitScript(holdNextTask);
  },
}, async ({ page, server }) => {
  const asked = () => page.evaluate(() => window.asked.length);
  const stays = async (count) => {
    await until(asked, count);
    await page.waitForTimeout(200);
    assert.equal(await asked(), count);
  };
  await stays(AT_LOAD);
  await page.evaluate(() => window.nextTask());
  await stays(AT_FIRST);
  server.release(MODULE);
  await until(asked, AT_FIRST + 50);
});

browserTest("each request is given up in its own time, whenever the others are", {
  body: ["2.5", "1", "3600"].map((timeout, id) => card(`timeout="${timeout}"`).replace('"1"', `"${id}"`)).join(""),
  prepare: ({ server }) => server.hold("/c/"),
  expects: [/^conference-card: timeout/],
}, async ({ page }) => {
  await until(() => states(page), ["loading", "timeout", "loading"]);
  await until(() => states(page), ["timeout", "timeout", "loading"]);
});

browserTest("a card that waits for its turn isn't late, and one that goes meanwhile leaves its turn to the next", {
  body: `${many(AT_ONCE + 1)}<conference-card conference-id="last" endpoint="/c" timeout="1"></conference-card>`,
  prepare: ({ server }) => {
    serve(server, {});
    server.addInitScript(keepCount, AT_ONCE);
  },
}, async ({ page }) => {
  const [first, gone, last] = [0, AT_ONCE, AT_ONCE + 1].map((at) => page.locator("conference-card").nth(at));
  await mounted(last);
  await page.waitForTimeout(1_500); // longer than the last one's request may take
  // There is one turn for the two that wait.
  for (const card of [gone, first]) await card.evaluate((card) => card.remove());
  await until(async () => (await states(page)).at(-1), "open");
  assert.equal(await page.evaluate(() => window.asked.filter((id) => id === "last").length), 1);
});

browserTest("the first of two cards can go while they wait", {
  body: card() + card(),
  prepare: ({ server }) => {
    counting(server);
    server.hold("/c/");
  },
}, async ({ page, card, requests, server }) => {
  await until(() => requests("/c/").length, 1);
  for (const at of [0, 1]) await mounted(page.locator("conference-card").nth(at));
  await card.evaluate((card) => card.remove());
  server.release("/c/");
  await until(() => states(page), ["open"]);
  assert.equal(requests("/c/")[0].aborted, false);
  assert.equal(requests("/c/").length, 1);
});

browserTest("a card whose words come later than the answer takes that answer too", {
  body: markup(DEMO.open) + markup(DEMO.open, 'lang="de"'),
  prepare: ({ server }) => server.route("/locales/de.js", async (request) => {
    await until(() => server.requests("/api/").length, 1);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return await request.fetch();
  }),
}, async ({ page, card, requests }) => {
  await ready(card);
  const other = page.locator("conference-card").nth(1);
  await ready(other);
  assert.equal(await part(other, "status").textContent(), "Jetzt geöffnet");
  assert.equal(requests("/api/").length, 1);
});

browserTest("the last card that goes aborts the request", {
  body: card() + card(),
  prepare: ({ server }) => server.hold("/c/"),
}, async ({ page, card, requests }) => {
  for (const at of [0, 1]) await mounted(page.locator("conference-card").nth(at));
  await card.evaluate((card) => card.remove());
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(requests("/c/")[0].aborted, false);
  await card.evaluate((card) => card.remove());
  await until(() => requests("/c/")[0].aborted, true);
});

browserTest("cards that go before the module is there abort their request with the last of them", {
  body: card() + card(),
  prepare: ({ server }) => {
    server.hold("/c/");
    server.hold(".wasm");
  },
}, async ({ card, requests }) => {
  await until(() => requests("/c/").length, 1);
  await card.evaluate((card) => card.remove());
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(requests("/c/")[0].aborted, false);
  await card.evaluate((card) => card.remove());
  await until(() => requests("/c/")[0].aborted, true);
});

browserTest("what one card loads again the others show too, and the requests don't add up", {
  body: card('refresh="10"').repeat(3) + card(),
  prepare: async ({ server, clock }) => {
    counting(server);
    await clock.install({ time: EPOCH });
  },
}, async ({ page, clock, requests }) => {
  await until(() => states(page), ["open", "open", "open", "open"]);
  const titles = () => page.locator("conference-card").evaluateAll((cards) =>
    cards.map((card) => card.shadowRoot.querySelector("[part=title]").textContent));
  for (const answer of ["answer 2", "answer 3", "answer 4"]) {
    await clock.runFor(11_100);
    await until(titles, Array(4).fill(answer));
  }
  assert.equal(requests("/c/").length, 4);
});

browserTest("a reload by hand is for all cards that ask for the same", {
  body: card() + card(),
  prepare: ({ server }) => counting(server),
}, async ({ page, card, requests }) => {
  await ready(card);
  await until(() => states(page), ["open", "open"]);
  await card.evaluate((card) => card.reload());
  await until(() => part(page.locator("conference-card").nth(1), "title").textContent(), "answer 2");
  assert.equal(requests("/c/").length, 2);
});

browserTest("a card that comes to ask for what another shows asks itself", {
  body: card(),
  prepare: ({ server }) => counting(server),
}, async ({ page, card, requests }) => {
  await ready(card);
  await card.evaluate((card) => card.after(card.cloneNode()));
  const other = page.locator("conference-card").nth(1);
  await until(async () => (await seen(other)).state, "open");
  assert.equal(requests("/c/").length, 2);
});
