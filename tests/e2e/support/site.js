// A copy of the built site in which a test can put pages of its own, and spoil what it likes.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { site as built } from "./environment.js";

// The policy of the gateway allows no inline script, so all that a page does is in its markup or in scripts of their own.
const document = (head, body, script) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Test</title>
<link rel="icon" href="data:,">
${head}
${script ? `<script type="module" src="${script}"></script>` : ""}
</head>
<body>
${body}
</body>
</html>
`;

/** Copies the built site to a temporary folder. */
export async function createSite() {
  const folder = await mkdtemp(join(tmpdir(), "conference-card-"));
  await cp(built, folder, { recursive: true });
  let pages = 0;
  return {
    folder,
    /** Writes a page, and returns its path on the server. */
    async page({ head = "", body = "", script = "/conference-card/index.js" }) {
      const path = `/page-${++pages}.html`;
      await writeFile(join(folder, path), document(head, body, script));
      return path;
    },
    /** Writes a file. */
    file: (name, content) => writeFile(join(folder, name), content),
    /** Puts a second copy of the package beside the first, for `spoil` to change, and returns its path on the server. */
    async copy(name, spoil) {
      const copy = join(folder, name);
      await cp(join(built, "conference-card"), copy, { recursive: true });
      await spoil(copy);
      return `/${name}`;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Has the policy of a test's pages allow another origin. */
export function letReach(server, address) {
  server.route(/^\/page-/, async (request) => {
    const page = await request.fetch();
    const policy = page.headers["content-security-policy"].replace("connect-src", `connect-src ${address}`);
    return { ...page, headers: { ...page.headers, "content-security-policy": policy } };
  });
}
