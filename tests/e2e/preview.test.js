// The preview video of a running session: only on demand, silent, and kept fresh.
import assert from "node:assert/strict";
import { browserTest, DEMO, EPOCH, FAILED_LOAD, markup, part, ready, until, withConference } from "./harness.js";

const LIVE = "include-active-session";
const button = (card) => card.locator("button[part=preview]");
const video = (card) => card.locator("video[part=preview]");
const videos = (requests) => requests("/previews/").length;

/** Waits until the video plays. */
const plays = (card) => until(() => video(card).evaluate((video) => !video.paused && video.currentTime > 0), true);

browserTest("a preview loads when it is asked for, not before, and plays without a sound", {
  body: markup(DEMO.live, LIVE),
}, async ({ page, card, requests }) => {
  await ready(card);
  assert.equal(await button(card).textContent(), "Show preview");
  await page.waitForTimeout(500);
  assert.deepEqual([videos(requests), await video(card).count()], [0, 0]);
  await button(card).click();
  await plays(card);
  const settings = await video(card).evaluate((video) => {
    const { muted, controls, ariaLabel } = video;
    return { muted, controls, ariaLabel, playsInline: video.hasAttribute("playsinline") };
  });
  assert.deepEqual(settings, { muted: true, playsInline: true, controls: true, ariaLabel: "Preview of the running session" });
  assert.equal(await button(card).count(), 0);
  assert.ok(videos(requests) > 0);
});

browserTest("a preview is loaded anew every thirty seconds, and not while nobody sees it", {
  gateway: ["--demo-epoch", EPOCH],
  body: markup(DEMO.live, LIVE),
  prepare: ({ clock }) => clock.install({ time: "2026-01-05T14:59:00Z" }),
}, async ({ page, clock, card }) => {
  await ready(card);
  await clock.pauseAt(EPOCH);
  await button(card).click();
  await plays(card);
  const source = () => video(card).getAttribute("src");
  const loads = () => page.evaluate(() => window.loads);
  await video(card).evaluate((video) => {
    window.loads = 0;
    video.addEventListener("loadstart", () => (window.loads += 1));
  });
  const first = await source();
  assert.equal(first.split("#")[0], "/previews/town_hall.mp4");
  await clock.runFor(29_000);
  assert.deepEqual([await source(), await loads()], [first, 0]);
  await clock.runFor(1_000);
  assert.notEqual(await source(), first);
  await until(loads, 1);
  await plays(card);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await clock.runFor(300_000);
  assert.equal(await loads(), 1);
});

browserTest("a preview that can't be played gives its place back", {
  body: markup(DEMO.live, LIVE),
  prepare: ({ server }) => withConference(server, DEMO.live, {
    active_session: { status: "in-progress", preview_url: "/previews/missing.mp4" },
  }),
  allows: [FAILED_LOAD],
}, async ({ card, requests }) => {
  await ready(card);
  await button(card).click();
  await until(() => video(card).count(), 0);
  assert.ok(videos(requests) > 0);
  assert.equal(await button(card).count(), 1);
});

browserTest("preview=auto shows the preview at once", {
  body: markup(DEMO.live, `${LIVE} preview="auto"`),
}, async ({ card }) => {
  await ready(card);
  await plays(card);
  assert.equal(await button(card).count(), 0);
});

browserTest("where a visitor wants less motion nothing plays by itself, be it asked for or not", {
  context: { reducedMotion: "reduce" },
  body: markup(DEMO.live, `${LIVE} preview="auto"`),
}, async ({ page, card, requests }) => {
  await ready(card);
  await page.waitForTimeout(500);
  assert.deepEqual([videos(requests), await video(card).count()], [0, 0]);
  await button(card).click();
  const settings = await video(card).evaluate(({ autoplay, controls, paused }) => ({ autoplay, controls, paused }));
  assert.deepEqual(settings, { autoplay: false, controls: true, paused: true });
});

browserTest("there is no preview unless a session runs, the conference has previews and the address is the web's", {
  body: markup(DEMO.live) + markup(DEMO.closedButLive, LIVE) + markup(DEMO.open, LIVE),
  prepare: ({ server }) => {
    withConference(server, DEMO.closedButLive, {
      enable_room_previews: false,
      active_session: { status: "in-progress", preview_url: "/previews/town_hall.mp4" },
    });
    withConference(server, DEMO.open, {
      enable_room_previews: true,
      active_session: { status: "in-progress", preview_url: "javascript:alert(1)" },
    });
  },
}, async ({ page }) => {
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    assert.equal(await part(card, "preview").count(), 0);
  }
});
