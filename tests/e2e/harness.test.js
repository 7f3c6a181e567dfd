// What all other tests rely on: that nothing a page complains of goes unheard, in no browser, and that the server before the gateway
// does what it is told.
import assert from "node:assert/strict";
import { browserTest, CUT, FAILED_LOAD, until } from "./harness.js";

const COMPLAINTS = `
  console.warn("a warning");
  console.error("an", "error");
  Promise.reject(new Error("a rejection"));
  document.body.append(Object.assign(new Image(), { src: "https://elsewhere.example/" }));
  throw new Error("an exception");
`;
const HEARD = [
  /^a warning$/,
  /^an error$/,
  /^uncaught: Error: a rejection$/,
  /^uncaught: Error: an exception$/,
  /^violation of img-src by https:\/\/elsewhere\.example/,
];
// What Chromium says of them by itself.
const ALLOWED = [/elsewhere\.example/];

for (const { where, body, script } of [
  { where: "a page", body: "", script: "/complain.js" },
  { where: "a frame", body: '<iframe src="/complaints.html"></iframe>', script: "" },
  { where: "a sandboxed frame", body: '<iframe sandbox="allow-scripts" src="/complaints.html"></iframe>', script: "" },
]) {
  browserTest(`all complaints of ${where} are heard`, {
    body,
    script,
    prepare: async ({ server, site }) => {
      await site.file("complain.js", COMPLAINTS);
      // Under the gateway's own policy nothing is framed.
      server.route(/^\/page-/, async (request) => {
        const answer = await request.fetch();
        return { ...answer, headers: { "content-type": "text/html", "content-security-policy": "img-src data:" } };
      });
      // To a sandboxed frame all is of another origin: what it isn't given it hears no details of.
      server.route("/complain.js", async (request) => {
        const answer = await request.fetch();
        return { ...answer, headers: { ...answer.headers, "access-control-allow-origin": "*" } };
      });
      server.route("/complaints.html", ({ headers }) => ({
        type: "text/html",
        headers: { "content-security-policy": `img-src data:; script-src http://${headers.host}` },
        body: '<!doctype html><body><script crossorigin src="/complain.js"></script>',
      }));
    },
    expects: HEARD,
    allows: ALLOWED,
  }, async ({ page }) => {
    await until(() => page.evaluate(() => window.seenComplaints.length >= 5), true);
  });
}

browserTest("the complaints of a page that is left are heard", {
  body: "",
  script: "/complain.js",
  prepare: async ({ site }) => {
    await site.file("complain.js", 'console.error("too early"); location.href = "/target.html";');
    await site.file("target.html", "<!doctype html><link rel=icon href=data:,>");
  },
  expects: [/^too early$/],
}, async ({ page, server }) => {
  await until(() => page.url(), `${server.address}/target.html`);
  await until(() => server.reports, ["too early"]);
});

browserTest("an answer can be changed, held back, cut short, or left out, and who gives up is seen", {
  body: "",
  script: "",
  prepare: ({ server }) => {
    server.route("/changed", async (request) => ({ ...await request.fetch(), status: 418, json: [request.method] }));
    server.route("/cut", () => CUT);
    server.route("/short", () => ({
      type: "text/plain",
      body: (async function* () {
        yield "half of";
        throw CUT;
      })(),
    }));
    server.hold("/healthz");
  },
  allows: [FAILED_LOAD],
}, async ({ page, server, requests }) => {
  const fetched = (url) => page.evaluate(async (url) => {
    try {
      const response = await fetch(url);
      return [response.status, await response.text()];
    } catch (error) {
      return error.name;
    }
  }, url);
  assert.deepEqual(await fetched("/changed"), [418, '["GET"]']);
  assert.equal(await fetched("/cut"), "TypeError");
  assert.notEqual((await fetched("/short"))[0], 200);
  const held = fetched("/healthz");
  await until(() => requests("/healthz").length, 1);
  server.release("/healthz");
  assert.equal((await held)[0], 200);
  server.hold("/readyz");
  await page.evaluate(() => {
    const controller = new AbortController();
    window.giveUp = () => controller.abort();
    fetch("/readyz", { signal: controller.signal }).catch(() => {});
  });
  await until(() => requests("/readyz").length, 1);
  assert.equal(requests("/readyz")[0].aborted, false);
  await page.evaluate(() => window.giveUp());
  await until(() => requests("/readyz")[0].aborted, true);
  // Some browsers try again what is cut.
  assert.ok(requests("/cut").concat(requests("/short")).every(({ aborted }) => !aborted));
});
