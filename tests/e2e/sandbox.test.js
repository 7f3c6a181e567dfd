// A card in a sandboxed frame: its page is of no origin, so that all it loads comes by CORS, and storage and cookies throw.
import assert from "node:assert/strict";
import { API, browserTest, DEMO, markup, until } from "./harness.js";

for (const script of ["index.js", "inline.js"]) {
  browserTest(`a card by ${script} shows in a sandboxed frame that may run scripts and nothing else`, {
    head: '<script src="/listen.js"></script>',
    body: '<iframe sandbox="allow-scripts" src="/framed.html" width="500" height="700"></iframe>',
    script: "",
    prepare: async ({ server, site, address }) => {
      await site.file("listen.js", `(${listenToFrame})();`);
      await site.file("report.js", `(${report})();`);
      await site.file("framed.html", `<!doctype html>
<html lang="de">
<script src="/report.js"></script>
<script type="module" src="/conference-card/${script}"></script>
${markup(DEMO.live, "include-active-session join-button")}
`);
      // Else the policy of the gateway's pages, under which nothing is framed, would hold for the page around.
      server.route(/^\/page-\d+\.html$/, async (request) => {
        const answer = await request.fetch();
        return { ...answer, headers: { "content-type": answer.headers["content-type"] } };
      });
      // A page of no origin isn't sure what 'self' is: browsers differ.
      server.route("/framed.html", async (request) => {
        const answer = await request.fetch();
        const policy = answer.headers["content-security-policy"].replaceAll("'self'", address);
        return { ...answer, headers: { ...answer.headers, "content-security-policy": policy } };
      });
      server.route(/^\/(conference-card|api)\//, async (request) => {
        const answer = await request.fetch();
        return { ...answer, headers: { ...answer.headers, "access-control-allow-origin": "*" } };
      });
    },
  }, async ({ page, requests }) => {
    const told = () => page.evaluate(() => window.told);
    await until(async () => (await told())?.state, "open");
    assert.deepEqual(await told(), { origin: "null", storage: "SecurityError", cookies: "SecurityError", state: "open", live: true, join: "Teilnehmen" });
    assert.equal(requests(API).length, 1);
  });
}

/* Run in the pages. */
function listenToFrame() {
  addEventListener("message", ({ data }) => {
    if (data?.state) window.told = data;
  });
}

function report() {
  const thrown = (action) => {
    try {
      action();
      return "nothing";
    } catch ({ name }) {
      return name;
    }
  };
  document.addEventListener("conference-statechange", ({ target, detail: { state, live } }) => {
    const told = { origin: self.origin, storage: thrown(() => localStorage), cookies: thrown(() => document.cookie), state, live };
    queueMicrotask(() => parent.postMessage({ ...told, join: target.shadowRoot.querySelector('[part~="join"]').textContent }, "*"));
  });
}
