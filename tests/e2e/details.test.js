// The row of details: what awaits people in a conference.
import assert from "node:assert/strict";
import { browserTest, DEMO, markup, part, ready, serve } from "./harness.js";

const texts = (card) => part(card, "detail").allTextContents();

browserTest("the details are told in a fixed order, the recording first", {
  body: markup(DEMO.live) + markup(DEMO.longText) + markup(DEMO.minimal),
}, async ({ page }) => {
  const told = [];
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    told.push(await texts(card));
  }
  assert.deepEqual(told, [
    ["Recorded from the start", "Up to 50 people", "720p video", "Group chat", "A tone when someone comes or goes"],
    [
      "Recorded from the start",
      "Up to 300 people",
      "1080p video",
      "Group chat",
      "A tone when someone comes or goes",
      "You join with your camera off",
    ],
    ["1080p video"],
  ]);
});

const UNKNOWN = {
  nothing: {},
  newer: { quality: "4k", size: "gigantic", layout: "spiral" },
  camera: { user_join_video_off: false, room_join_video_off: true, size: "small" },
};

browserTest("what isn't known isn't told, and either setting turns the camera off", {
  body: Object.keys(UNKNOWN).map((id) => `<conference-card conference-id="${id}" endpoint="/c"></conference-card>`).join(""),
  prepare: ({ server }) => serve(server, UNKNOWN),
}, async ({ page }) => {
  const told = [];
  for (const card of await page.locator("conference-card").all()) {
    await ready(card);
    told.push(await texts(card));
    assert.equal(await part(card, "details").count(), told.at(-1).length > 0 ? 1 : 0);
  }
  assert.deepEqual(told, [[], [], ["Up to 10 people", "You join with your camera off"]]);
});

browserTest("each detail has an icon, which says nothing to a screen reader", {
  body: markup(DEMO.longText),
}, async ({ card }) => {
  await ready(card);
  const icons = await part(card, "detail").evaluateAll((details) =>
    details.map((detail) => {
      const { content, width, height, backgroundColor, clipPath } = getComputedStyle(detail, "::before");
      return { looks: [content, width, height, backgroundColor === getComputedStyle(detail).color], clipPath };
    }));
  assert.deepEqual(icons.map(({ looks }) => looks), Array(6).fill(['""', "16px", "16px", true]));
  assert.equal(new Set(icons.map(({ clipPath }) => clipPath).filter((path) => path.startsWith("path("))).size, 6);
});
