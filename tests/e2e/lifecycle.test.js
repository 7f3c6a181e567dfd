// A card in a page that changes: other conferences, moves, removals.
import assert from "node:assert/strict";
import { API, box, browserTest, DEMO, markup, mounted, part, ready, seen, until } from "./harness.js";

const remove = (card) => card.evaluate((card) => card.remove());

browserTest("another conference-id aborts what is in flight and loads the new one", {
  body: markup(DEMO.neverAnswers),
}, async ({ page, card, requests, events }) => {
  await until(() => requests("/api/").length, 1);
  // Once the module has taken the request over.
  await mounted(card);
  await card.evaluate((card, id) => (card.conferenceId = id), DEMO.reference);
  await until(async () => (await seen(card)).state, "closed");
  const [first, second, ...others] = requests("/api/");
  await until(() => first.aborted, true);
  assert.ok(second.url.endsWith(DEMO.reference));
  assert.deepEqual(others, []);
  assert.deepEqual(await events("conference-error"), []);
  assert.equal(await page.locator("conference-card").count(), 1);
});

browserTest("another conference-id aborts the request that the module has not yet taken over", {
  body: markup(DEMO.neverAnswers),
  prepare: ({ server }) => server.hold(".wasm"),
}, async ({ card, server, requests }) => {
  await until(() => requests("/api/").length, 1);
  await card.evaluate((card, id) => (card.conferenceId = id), DEMO.reference);
  server.release(".wasm");
  await until(async () => (await seen(card)).state, "closed");
  const [first, second, ...others] = requests("/api/");
  await until(() => first.aborted, true);
  assert.ok(second.url.endsWith(DEMO.reference));
  assert.deepEqual(others, []);
});

browserTest("an answer that comes late is never shown, even where it can't be aborted", {
  body: markup(DEMO.open),
  prepare: ({ server }) => server.addInitScript((id) => {
    const original = window.fetch;
    window.fetch = (request, ...rest) => {
      if (!String(request.url).includes(id)) return original(request, ...rest);
      return new Promise((resolve) => (window.answer = () => resolve(Response.json({ id, name: "late" }))));
    };
  }, DEMO.open),
}, async ({ page, card, events }) => {
  await mounted(card);
  await card.evaluate((card, id) => (card.conferenceId = id), DEMO.reference);
  await until(async () => (await seen(card)).state, "closed");
  await page.evaluate(() => window.answer());
  await page.waitForTimeout(100);
  assert.equal(await part(card, "title").textContent(), "My Conference's Name");
  assert.equal((await events("conference-load")).length, 1);
});

browserTest("several attributes at once make one request", {
  body: markup(DEMO.open),
}, async ({ card, requests }) => {
  await ready(card);
  await card.evaluate((card, id) => {
    card.conferenceId = "another";
    card.includeActiveSession = true;
    card.conferenceId = id;
  }, DEMO.live);
  await until(async () => (await seen(card)).live, true);
  assert.deepEqual(requests("/api/").map(({ url }) => url.split(`${API}/`)[1]), [
    DEMO.open,
    `${DEMO.live}?include_active_session=true`,
  ]);
});

browserTest("a change that isn't about the request makes none", {
  body: markup(DEMO.open),
}, async ({ card, requests, events }) => {
  await ready(card);
  await card.evaluate((card) => {
    Object.assign(card, { theme: "dark", headingLevel: 3, joinButton: true, joinHref: "/x", lang: "de" });
  });
  await until(() => part(card, "join").count(), 1);
  assert.equal(requests("/api/").length, 1);
  assert.equal((await events("conference-statechange")).length, 1);
});

browserTest("reload asks once more and settles with the load", {
  body: markup(DEMO.open),
}, async ({ card, requests, events }) => {
  await ready(card);
  const title = await card.evaluate(async (card) => {
    await card.reload();
    return card.conference.display_name;
  });
  assert.equal(title, "Customer office hours");
  assert.equal(requests("/api/").length, 2);
  assert.equal((await events("conference-load")).length, 2);
});

browserTest("a reload settles though the card is taken away meanwhile", {
  body: markup(DEMO.neverAnswers),
}, async ({ card }) => {
  await mounted(card);
  assert.equal(await card.evaluate(async (card) => {
    const reload = card.reload().then(() => "settled");
    card.remove();
    return reload;
  }), "settled");
});

browserTest("a card that is removed aborts its request", {
  body: markup(DEMO.neverAnswers),
}, async ({ card, requests, events }) => {
  await mounted(card);
  const [request] = requests("/api/");
  await remove(card);
  await until(() => request.aborted, true);
  assert.deepEqual(await events("conference-error"), []);
});

browserTest("a card that is removed before the module is there aborts its request, and stays away", {
  body: markup(DEMO.neverAnswers),
  prepare: ({ server }) => server.hold(".wasm"),
}, async ({ page, card, server, requests }) => {
  await until(() => requests("/api/").length, 1);
  await page.evaluate(() => {
    window.removed = document.querySelector("conference-card");
    window.removed.remove();
  });
  server.release(".wasm");
  const [request] = requests("/api/");
  await until(() => request.aborted, true);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.removed.shadowRoot.querySelectorAll("section").length), 0);
  assert.equal(requests("/api/").length, 1);
  assert.equal(await card.count(), 0);
});

browserTest("a card that is removed stops its timers", {
  body: markup(DEMO.opensInTwoMinutes) + markup(DEMO.neverAnswers),
  prepare: ({ server }) => server.addInitScript(() => {
    window.timers = new Set();
    const { setTimeout, clearTimeout } = window;
    window.setTimeout = (callback, ...rest) => {
      const timer = setTimeout((...values) => {
        window.timers.delete(timer);
        callback(...values);
      }, ...rest);
      window.timers.add(timer);
      return timer;
    };
    window.clearTimeout = (timer) => {
      window.timers.delete(timer);
      clearTimeout(timer);
    };
  }),
}, async ({ page, card }) => {
  await ready(card);
  await mounted(page.locator("conference-card").nth(1));
  // One waits for the window to open, the other for an answer in time.
  const timers = () => page.evaluate(() => window.timers.size);
  await until(timers, 2);
  await remove(card);
  await until(timers, 1);
  await remove(card);
  await until(timers, 0);
});

browserTest("a card that is removed and put back loads again", {
  body: `${markup(DEMO.open)}<div id="elsewhere"></div>`,
}, async ({ page, card, requests }) => {
  await ready(card);
  await page.evaluate(async () => {
    const card = document.querySelector("conference-card");
    card.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.getElementById("elsewhere").append(card);
  });
  await until(() => requests("/api/").length, 2);
  await until(async () => (await seen(card)).state, "open");
  assert.equal(await box(card).count(), 1);
  assert.equal(await part(card, "title").textContent(), "Customer office hours");
});

browserTest("a card that is moved stays as it is, and asks for nothing", {
  body: `${markup(DEMO.open)}<div id="elsewhere"></div>`,
}, async ({ page, card, requests, events }) => {
  await ready(card);
  const before = (await events("conference-statechange")).length;
  await page.evaluate(() => {
    const card = document.querySelector("conference-card");
    window.title = card.shadowRoot.querySelector("[part=title]");
    document.getElementById("elsewhere").append(card);
    document.body.prepend(card);
    document.getElementById("elsewhere").append(card);
  });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.title.isConnected && document.querySelector("conference-card").state), "open");
  assert.equal(requests("/api/").length, 1);
  assert.equal((await events("conference-statechange")).length, before);
});

browserTest("a page whose setTimeout gives no number has its answer all the same", {
  body: markup(DEMO.open),
  prepare: ({ server }) => server.addInitScript(() => {
    const original = window.setTimeout;
    window.setTimeout = (...all) => {
      original(...all);
    };
  }),
}, async ({ card }) => {
  await until(async () => (await seen(card)).state, "open");
});

browserTest("a page that reloads a card from within the browser's own functions keeps that card, and the one that called them", {
  body: "<main></main>",
}, async ({ page }) => {
  const shown = await page.evaluate(async () => {
    const add = async (id, color) => {
      const card = document.createElement("conference-card");
      card.conference = { id, name: id, light_primary: color };
      document.querySelector("main").append(card);
      await card.ready;
      return card;
    };
    const one = await add("one", "rebeccapurple");
    const { supports } = CSS;
    let reloads = 0;
    CSS.supports = (...all) => {
      reloads += 1;
      one.reload();
      return supports.apply(CSS, all);
    };
    const cards = [one, await add("other", "teal")];
    const color = (card) => getComputedStyle(card).getPropertyValue("--conference-light-primary");
    return { hasReloaded: reloads > 0, cards: cards.map((card) => [card.state, card.conference.name, color(card)]) };
  });
  assert.deepEqual(shown, { hasReloaded: true, cards: [["open", "one", "rebeccapurple"], ["open", "other", "teal"]] });
});

browserTest("a page that has replaced fetch by one that throws strings, or gives nothing, gets an error and keeps its other cards", {
  body: markup(1) + markup(2) + markup(3) + markup(DEMO.open),
  prepare: ({ server }) => server.addInitScript(() => {
    const original = window.fetch;
    window.fetch = (request, ...rest) => {
      const url = String(request.url ?? request);
      if (url.endsWith("/1")) throw "a string";
      if (url.endsWith("/2")) return Promise.reject(undefined);
      if (url.endsWith("/3")) return "no response";
      return original(request, ...rest);
    };
  }),
  expects: [/^conference-card: network: no answer: a string/, /^conference-card: network: no answer: /],
}, async ({ page }) => {
  const states = () => page.locator("conference-card").evaluateAll((cards) => cards.map(({ state, error }) => error?.kind ?? state));
  await until(states, ["network", "network", "network", "open"]);
});
