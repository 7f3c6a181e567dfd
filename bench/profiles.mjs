// What stands between a visitor and the server: latency in milliseconds, bytes a second, and how much slower the processor is.

const MEGABIT = 1_000_000 / 8;

export const PROFILES = {
  LAN: { latency: 0, throughput: -1, slowdown: 1 },
  "fast 4G": { latency: 165, throughput: 8.1 * MEGABIT, slowdown: 4 },
  "slow 4G": { latency: 562, throughput: 1.44 * MEGABIT, slowdown: 4 },
};
