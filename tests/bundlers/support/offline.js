// Loaded into the bundlers' own processes: they find no other machine. Next.js would ask for its newest version otherwise.
import dns from "node:dns";

const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  if (host === "localhost") return lookup(host, ...rest);
  return rest.at(-1)(new Error(`${host} is not to be asked for`));
};
