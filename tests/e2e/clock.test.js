// A visitor's clock that is wrong, and what the server's tells of it: the state is right at load and at the edges of the window, to
// the span that an answer leaves.
import assert from "node:assert/strict";
import { browserTest, EPOCH, ready, seen, until } from "./harness.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (offset) => new Date(Date.parse(EPOCH) + offset).toISOString();
const httpDate = (offset = 0) => new Date(at(offset)).toUTCString();

/** Opens in a minute, and closes another one later. */
const WINDOW = { join_from: at(MINUTE), join_until: at(2 * MINUTE) };
/** It has all the time for an answer: that a test turns the clock by minutes mustn't be taken for a server that is slow. */
const BODY = '<conference-card conference-id="1" endpoint="/c" timeout="3600"></conference-card>';
const state = async (card) => (await seen(card)).state;

/** A page whose clock is off by so much, and stands unless it is turned: a request takes no time. */
const off = (by) => ({ server, clock }) => {
  clock.install({ time: at(by) });
  server.addInitScript(() => window.testClock.setTickMode({ mode: "manual" }));
};

/** Answers the n-th request with the n-th headers, those after it with none. */
function answers(server, ...headers) {
  let count = 0;
  server.route("/c/", () => ({ headers: headers[count++], json: { id: "1", name: "1", ...WINDOW } }));
}

const OFFS = { "ten minutes fast": 10 * MINUTE, "ten minutes slow": -10 * MINUTE, "a day fast": DAY, "a day slow": -DAY, right: 0 };
const ANSWERS = {
  "the server": { headers: { date: httpDate() }, span: SECOND },
  "a cache on the way": { headers: { date: httpDate(-HOUR), age: "3600" }, span: 2 * SECOND },
};
for (const [wrong, by] of Object.entries(OFFS)) {
  for (const [from, { headers, span }] of Object.entries(ANSWERS)) {
    browserTest(`with a clock that is ${wrong}, a card opens and closes on time by the answer of ${from}`, {
      body: BODY,
      prepare: ({ server, clock }) => {
        off(by)({ server, clock });
        answers(server, headers);
      },
    }, async ({ card, clock }) => {
      await ready(card);
      assert.equal(await state(card), "upcoming");
      await clock.runFor(MINUTE - span - 1);
      assert.equal(await state(card), "upcoming");
      await clock.runFor(span + 1);
      assert.equal(await state(card), "open");
      await clock.runFor(MINUTE - span - 1);
      assert.equal(await state(card), "open");
      await clock.runFor(span + 1);
      assert.equal(await state(card), "closed");
    });
  }
}

// The window is over by the visitor's clock, and the server's date may be as old as that.
for (const [kept, headers] of Object.entries({
  "for long enough": { "cache-control": "max-age=600" },
  "and shown while it asks": { "cache-control": "max-age=300, stale-while-revalidate=300" },
  "for as long as it likes": { "last-modified": httpDate(-DAY) },
})) {
  browserTest(`an answer that the browser may have kept ${kept} leaves a clock that is fast alone, until a fresh one is there`, {
    body: BODY,
    prepare: ({ server, clock }) => {
      off(10 * MINUTE)({ server, clock });
      answers(server, { date: httpDate(), ...headers }, { date: httpDate(), ...headers });
    },
  }, async ({ card }) => {
    await ready(card);
    assert.equal(await state(card), "closed");
    await card.evaluate((card) => card.reload());
    assert.equal(await state(card), "upcoming");
  });
}

browserTest("an answer that the browser may have kept shows that a clock is slow", {
  body: BODY,
  prepare: ({ server, clock }) => {
    off(-10 * MINUTE)({ server, clock });
    answers(server, { date: httpDate(90 * SECOND), "cache-control": "max-age=600" });
  },
}, async ({ card }) => {
  await ready(card);
  assert.equal(await state(card), "open");
});

browserTest("what is known of a clock stays where a later answer tells less", {
  body: BODY,
  prepare: ({ server, clock }) => {
    off(10 * MINUTE)({ server, clock });
    answers(server, { date: httpDate() }, { date: httpDate(), "cache-control": "max-age=3600" });
  },
}, async ({ card, page }) => {
  await ready(card);
  assert.equal(await state(card), "upcoming");
  await card.evaluate((card) => {
    const other = card.cloneNode();
    other.conferenceId = "2";
    card.after(other);
  });
  await until(() => state(page.locator("conference-card").nth(1)), "upcoming");
  assert.equal(await state(card), "upcoming");
});

browserTest("a clock that one answer corrects is right for all cards of the page at once", {
  body: `${BODY}<conference-card conference-id="2" endpoint="/late"></conference-card>`,
  prepare: ({ server, clock }) => {
    off(10 * MINUTE)({ server, clock });
    answers(server);
    server.route("/late/", () => ({ headers: { date: httpDate() }, json: { id: "2", name: "2", ...WINDOW } }));
    server.hold("/late/");
  },
}, async ({ card, page, server }) => {
  await ready(card);
  assert.equal(await state(card), "closed");
  server.release("/late/");
  await until(() => state(page.locator("conference-card").nth(1)), "upcoming");
  assert.equal(await state(card), "upcoming");
});

for (const [told, exposed, expected] of [
  ["can't be read changes nothing", {}, "closed"],
  ["may be read corrects the clock", { "access-control-expose-headers": "Date" }, "upcoming"],
]) {
  browserTest(`a date from another origin that ${told}`, {
    prepare: ({ server, clock, address }) => {
      off(10 * MINUTE)({ server, clock });
      answers(server, { date: httpDate(), "access-control-allow-origin": "*", ...exposed });
      // Else the policy of the gateway's pages allows no other origin.
      server.route(/^\/page-\d+\.html$/, async (request) => {
        const { headers, ...answer } = await request.fetch();
        return { ...answer, headers: { "content-type": headers["content-type"] } };
      });
      const endpoint = `${address.replace("127.0.0.1", "localhost")}/c`;
      return { body: `<conference-card conference-id="1" endpoint="${endpoint}"></conference-card>` };
    },
  }, async ({ card }) => {
    await ready(card);
    assert.equal(await state(card), expected);
  });
}

for (const date of ["", "yesterday", "Mon, 99 Foo 2026 15:00:00 GMT"]) {
  browserTest(`a date that is none, "${date}", changes nothing`, {
    body: BODY,
    prepare: ({ server, clock }) => {
      off(10 * MINUTE)({ server, clock });
      answers(server, { date });
    },
  }, async ({ card }) => {
    await ready(card);
    assert.equal(await state(card), "closed");
  });
}

browserTest("a page that the visitor goes back to, with an answer from long ago, believes the visitor's clock", {
  body: BODY,
  only: { browsers: ["chromium"], because: "the others keep the whole page, and ask nothing when it shows again" },
  prepare: async ({ server, site }) => {
    await site.file("elsewhere.html", '<!doctype html><link rel="icon" href="data:,">');
    const now = Date.now();
    const [date, join_from] = [-2 * HOUR, -HOUR].map((by) => new Date(now + by));
    server.route("/c/", () => ({
      headers: { date: date.toUTCString(), "cache-control": "no-cache" },
      json: { id: "1", name: "1", join_from: join_from.toISOString(), join_until: null },
    }));
  },
}, async ({ card, page, requests }) => {
  await ready(card);
  assert.equal(await state(card), "upcoming");
  await page.goto("/elsewhere.html");
  await page.goBack();
  await until(() => page.evaluate(() => document.querySelector("conference-card")?.state), "open");
  assert.equal(requests("/c/").length, 1);
});
