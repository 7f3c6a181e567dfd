// One origin for an app and its API, as a page has it behind its owner's server: what isn't the API's comes from a folder, or from the
// bundler's own server.
import { createServer } from "node:http";
import { createProxyServer } from "httpxy";
import sirv from "sirv";

const isOfTheApi = (request) => request.url.startsWith("/api/");

/** Serves an app with the API of `gateway`. `app` is a folder, or another server's address. */
export async function startFront(app, gateway) {
  const proxy = createProxyServer();
  const pass = (request, response, target) => proxy.web(request, response, { target }).catch(() => response.destroy());
  const isServer = app.startsWith("http:");
  const files = isServer ? (request, response) => pass(request, response, app) : sirv(app);
  const server = createServer((request, response) =>
    isOfTheApi(request) ? pass(request, response, gateway) : files(request, response));
  // The sockets by which development servers tell a page of changes.
  server.on("upgrade", (request, socket, head) => {
    if (!isServer) return socket.destroy();
    return proxy.ws(request, socket, { target: app }, head).catch(() => socket.destroy());
  });
  await new Promise((resolve, reject) => server.on("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    address: `http://localhost:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
