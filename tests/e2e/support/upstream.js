// A stand-in of the conferences API: a real server, which notes what it is asked, and answers as a test says.
import { once } from "node:events";
import { createServer } from "node:http";

const PATH = /^\/api\/video\/conferences\/([^/?]+)/;

/** Starts it. `answers` gives `status` and `json` for an id. The gateway's own trial of its credentials is a 404. */
export async function startUpstream(answers) {
  const received = [];
  let current = answers;
  const server = createServer((request, response) => {
    const [, id] = PATH.exec(request.url) ?? [];
    const { method, url, headers } = request;
    received.push({ id, method, url, headers });
    const isTrial = id === "00000000-0000-0000-0000-000000000000";
    const { status = 200, json } = isTrial ? { status: 404, json: {} } : current(id);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** What it was asked for a conference. */
    calls: (id) => received.filter((request) => request.id === id),
    /** From now on it answers otherwise. */
    answer: (answers) => (current = answers),
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
