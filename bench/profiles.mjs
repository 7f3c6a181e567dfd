// What stands between a visitor and the server: latency in milliseconds, bytes a second, and how much slower the processor is; and how often
// each is measured. What else a machine does weighs most where the times are short.

const MEGABIT = 1_000_000 / 8;

export const PROFILES = {
  LAN: { latency: 0, throughput: -1, slowdown: 1, rounds: 15 },
  "fast 4G": { latency: 165, throughput: 8.1 * MEGABIT, slowdown: 4, rounds: 9 },
  "slow 4G": { latency: 562, throughput: 1.44 * MEGABIT, slowdown: 4, rounds: 7 },
};
