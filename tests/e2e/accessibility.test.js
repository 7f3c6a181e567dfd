// What people meet who don't see the card, or use no mouse: axe's rules, the keyboard, and the tree that assistive technology reads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browserTest, DEMO, FAILED_LOAD, frozen, markup, part, ready, serve, until } from "./harness.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const COMPLAINTS = [FAILED_LOAD, /^conference-card: /];
const LOOKS = [
  { look: "light colours", context: { colorScheme: "light" } },
  { look: "dark colours", context: { colorScheme: "dark" } },
  {
    look: "more contrast",
    context: { contrast: "more" },
    only: { browsers: ["chromium"], because: "only Chromium can be told that its visitor wants more contrast" },
  },
];

/** What axe finds. */
function violations(page) {
  return page.evaluate(async () => {
    // A decoration before an element would keep axe from judging its colours.
    window.axe.configure({ checks: [{ id: "color-contrast", options: { ignorePseudo: true } }] });
    const { violations } = await window.axe.run(document, { preload: false, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  });
}

for (const { look, context, only } of LOOKS) {
  const settings = { context, only, prepare: ({ server }) => server.addInitScript(AXE), allows: COMPLAINTS };

  browserTest(`axe finds nothing on the gallery in ${look}`, { ...settings, path: "/" }, async ({ page }) => {
    const waiting = () => page.locator(".gallery [part=card][data-state=loading]").count();
    await until(waiting, 1, 20_000);
    assert.deepEqual(await violations(page), []);
  });

  browserTest(`axe finds nothing on a page with every conference of the demo in ${look}`, {
    ...settings,
    body: `<main><h1>Conferences</h1>${Object.values(DEMO).map((id) => markup(id, "include-active-session join-button")).join("")}</main>`,
  }, async ({ page }) => {
    const cards = page.locator("conference-card");
    const waiting = () => cards.evaluateAll((cards) => cards.filter(({ state }) => state === "loading").length);
    await until(waiting, 1);
    assert.deepEqual(await violations(page), []);
  });

  browserTest(`axe finds nothing on cards with all that can be opened open, from right to left too, in ${look}`, {
    ...settings,
    body: `<main><h1>Conferences</h1>${markup(DEMO.live, 'include-active-session join-href="/"')}${markup(DEMO.longText)}
      <div lang="ar">${markup(DEMO.opensNextWeek, "join-button")}</div></main>`,
  }, async ({ page }) => {
    for (const card of await page.locator("conference-card").all()) {
      await ready(card);
      for (const name of ["preview", "calendar", "more"]) if (await part(card, name).count()) await part(card, name).click();
    }
    assert.deepEqual(await violations(page), []);
  });
}

/** What has the focus, out of shadow roots too: its text, and how wide the ring around it is. */
function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { text: element.textContent, ring: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
  });
}

for (const colorScheme of ["light", "dark"]) {
  browserTest(`the keyboard reaches all there is to do, in order, with a ring to see it by in ${colorScheme} colours`, {
    context: { colorScheme },
    body: '<conference-card conference-id="all" endpoint="/c" include-active-session join-href="/rooms"></conference-card>',
    prepare: ({ server }) => serve(server, {
      all: {
        description: `Read https://example.com/one first.\n${"And so on. ".repeat(60)}`,
        join_from: "2020-01-01T00:00:00Z",
        enable_room_previews: true,
        active_session: { status: "in-progress", preview_url: "/previews/town_hall.mp4" },
      },
    }),
  }, async ({ page, card }) => {
    await ready(card);
    const expected = ["Join", "Add to calendar", "Show preview", "https://example.com/one", "Show more"];
    for (const text of expected) {
      await page.keyboard.press("Tab");
      const { text: actual, ring } = await focused(page);
      assert.equal(actual, text);
      assert.ok(ring >= 2, `${text}: ${ring}`);
    }
    for (const text of expected.toReversed().slice(1)) {
      await page.keyboard.press("Shift+Tab");
      assert.equal((await focused(page)).text, text);
    }
  });
}

browserTest("the keyboard goes from the calendar's button on to the ways", {
  body: markup(DEMO.opensNextWeek),
}, async ({ page, card }) => {
  await ready(card);
  await part(card, "calendar").focus();
  await page.keyboard.press("Enter");
  for (const text of ["Calendar file", "Google Calendar", "Outlook"]) {
    await page.keyboard.press("Tab");
    const { text: actual, ring } = await focused(page);
    assert.deepEqual([actual, ring >= 2], [text, true]);
  }
});

browserTest("the accessibility tree has what the calendar's button and the preview's disclose", {
  ...frozen,
  body: markup(DEMO.live, 'include-active-session join-href="/rooms/{name}"'),
}, async ({ card }) => {
  await ready(card);
  for (const name of ["calendar", "preview"]) await part(card, name).click();
  const tree = await part(card, "actions").ariaSnapshot();
  assert.deepEqual(tree.split("\n").filter((line) => !line.includes("/url:")), [
    '- link "Join":',
    '- button "Add to calendar" [expanded]',
    '- link "Calendar file":',
    '- link "Google Calendar":',
    '- link "Outlook":',
  ]);
  assert.equal(await card.getByLabel("Preview of the running session").evaluate((video) => video.localName), "video");
});

const TREES = {
  opensInTwoMinutes: {
    attributes: 'join-button',
    tree: `
- heading "Quarterly all hands" [level=2]
- status: Not open yet
- paragraph: Mon, Jan 5, 3:02 – 4:02 PM
- timer: Opens in 2 minutes
- button "Join" [disabled]
- button "Add to calendar"
- paragraph: "Where we stand after the quarter, what we learned from the spring release, and what the next three months are for. The last twenty minutes are yours: send questions beforehand or ask them live. The recording goes to everyone who can't make it."
- button "Show more"
- list:
  - listitem: Recorded from the start
  - listitem: Up to 300 people
  - listitem: 1080p video
  - listitem: Group chat
  - listitem: You join with your camera off`,
  },
  open: {
    attributes: 'join-href="/rooms/{name}"',
    tree: `
- heading "Customer office hours" [level=2]
- status: Open now
- paragraph: Mon, Jan 5, 2:30 – 3:45 PM
- timer: Closes in 45 minutes
- link "Join":
  - /url: /rooms/customer-office-hours
- button "Add to calendar"
- paragraph: Bring your questions about setting up, billing or the new reports. Two of our engineers are here for the whole session. Come and go as you like; there is no agenda.
- list:
  - listitem: Up to 50 people
  - listitem: 720p video
  - listitem: Group chat
  - listitem: A tone when someone comes or goes
  - listitem: You join with your camera off`,
  },
  closed: {
    attributes: 'join-href="/rooms/{name}"',
    tree: `
- heading "Product launch briefing" [level=2]
- status: Closed
- paragraph: Mon, Jan 5, 1:00 – 2:00 PM
- paragraph: Closed since Mon, Jan 5, 2:00 PM
- link "Join" [disabled]
- paragraph: A first look at the autumn range for partners and press, with time for questions at the end.
- list:
  - listitem: Recorded from the start
  - listitem: Up to 300 people
  - listitem: 1080p video
  - listitem: Group chat`,
  },
  live: {
    attributes: 'include-active-session join-button',
    tree: `
- heading "Town Hall" [level=2]
- status: Open now
- paragraph: Live since 2:52 PM
- paragraph: Mon, Jan 5, 2:50 – 4:20 PM
- button "Join"
- button "Add to calendar"
- button "Show preview"
- paragraph: This conference will be used for full company all hands meetings
- list:
  - listitem: Recorded from the start
  - listitem: Up to 50 people
  - listitem: 720p video
  - listitem: Group chat
  - listitem: A tone when someone comes or goes`,
  },
  closedButLive: {
    attributes: 'include-active-session',
    tree: `
- heading "Incident review" [level=2]
- status: Closed
- paragraph: Live since 1:57 PM
- paragraph: Mon, Jan 5, 1:55 – 2:55 PM
- paragraph: Closed since Mon, Jan 5, 2:55 PM
- paragraph: Still running; no new participants
- paragraph: "What happened on Tuesday, why the alarm came late, and what we change. The review is blameless: we look for causes, not for culprits."
- list:
  - listitem: Up to 10 people
  - listitem: 720p video
  - listitem: Group chat`,
  },
  rightToLeft: {
    attributes: '',
    tree: `
- heading "اجتماع الفريق الأسبوعي" [level=2]
- status: Open now
- paragraph: Mon, Jan 5, 2:40 – 3:40 PM
- timer: Closes in 40 minutes
- button "Add to calendar"
- paragraph:
  - text: نراجع في هذا الاجتماع ما أنجزناه خلال الأسبوع، ونتفق على خطة الأسبوع القادم. الاجتماع مفتوح لجميع أعضاء الفريق. أرسلوا أسئلتكم إلى
  - link "team@example.com":
    - /url: mailto:team@example.com
  - text: قبل بدايته.
- list:
  - listitem: Up to 50 people
  - listitem: 720p video
  - listitem: Group chat`,
  },
};
/* Where the clock has to go on: a card tries again before it gives up. */
const ERROR_TREES = {
  notFound: `
- status: Not available
- alert: There is no such conference.`,
  serverError: `
- status: Not available
- alert: The conference can't be loaded right now.
- button "Try again"`,
};

async function expectTree(card, tree) {
  await ready(card);
  const lines = (await card.ariaSnapshot()).split("\n").map((line) => line.replace(/[\u2009\u202f]/g, " "));
  assert.deepEqual(lines, tree.trim().split("\n"));
}

for (const [name, { attributes, tree }] of Object.entries(TREES)) {
  browserTest(`the accessibility tree of the conference "${name}" is as it should be`, {
    ...frozen,
    body: markup(DEMO[name], attributes),
  }, ({ card }) => expectTree(card, tree));
}

for (const [name, tree] of Object.entries(ERROR_TREES)) {
  browserTest(`the accessibility tree of the conference "${name}" is as it should be`, {
    body: markup(DEMO[name]),
    expects: COMPLAINTS,
  }, ({ card }) => expectTree(card, tree));
}
