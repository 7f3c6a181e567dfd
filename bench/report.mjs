// The tables: medians, and ratios to the twins.
import { readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../BENCHMARKS.md");
const [BEGIN, END] = ["<!-- figures: written by `cargo xtask bench --record` -->", "<!-- end of the figures -->"];
const WORDS = { js: "by hand", preact: "Preact", react: "React", leptos: "conference-card" };

/** Puts results in words; with `record`, in BENCHMARKS.md too. */
export async function report(results, { record }) {
  const text = [machine(results), first(results.one), bytes(results.one), many(results.many), resting(results.idle)].join("\n\n");
  if (record) {
    const before = await readFile(FILE, "utf8");
    const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
    if (from < 0 || to < from) throw new Error("BENCHMARKS.md has no place for the figures");
    await writeFile(FILE, `${before.slice(0, from)}${BEGIN}\n\n${text}\n\n${before.slice(to)}`);
  }
  return text;
}

function machine({ chromium, rounds }) {
  const [{ model }] = cpus();
  return `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB; Chromium ${chromium}; `
    + `medians of rounds that measure all in turn: ${Object.entries(rounds).map(([what, count]) => `${count} of ${what}`).join(", ")}.`;
}

const median = (numbers) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
};
const of = (runs, meant, field) => median(runs.filter((run) => Object.entries(meant).every(([key, value]) => run[key] === value)).map((run) => run[field]));
const ms = (time) => `${Math.round(time)} ms`;
const kB = (size) => `${(size / 1_000).toFixed(1)} kB`;
const times = (one, other) => `${(one / other).toFixed(2)} ×`;

function table(head, rows) {
  return [head, head.map((name, at) => (at === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The time to the first card. */
function first(runs) {
  const profiles = [...new Set(runs.map(({ profile }) => profile))];
  const variants = [false, true].flatMap((hints) => Object.keys(WORDS).map((twin) => ({ twin, hints })));
  const rows = variants.map(({ twin, hints }) => [
    hints ? `${WORDS[twin]}, hints` : WORDS[twin],
    ...profiles.flatMap((profile) => {
      const time = of(runs, { twin, hints, profile }, "time");
      return [ms(time), times(time, of(runs, { twin: "js", hints, profile }, "time"))];
    }),
    of(runs, { twin, hints, profile: profiles[0] }, "requests"),
    ms(of(runs, { twin, hints, profile: profiles[0] }, "main")),
    of(runs, { twin, hints, profile: profiles[0] }, "shift").toFixed(3),
  ]);
  const unhinted = (profile) => of(runs, { twin: "js", hints: false, profile }, "time");
  rows.push([
    "conference-card, hints, to by hand without",
    ...profiles.flatMap((profile) => ["", times(of(runs, { twin: "leptos", hints: true, profile }, "time"), unhinted(profile))]), "", "", "",
  ]);
  const head = ["one card", ...profiles.flatMap((profile) => [profile, "to by hand"]), "requests", "main thread", "layout shift"];
  return `## Time from navigation to the first frame with the name\n\n${table(head, rows)}`;
}

/** What is loaded for the first card. */
function bytes(runs) {
  const rows = Object.keys(WORDS).map((twin) => {
    const { bytes } = runs.find((run) => run.twin === twin && !run.hints);
    const files = Object.entries(bytes).filter(([path]) => path?.startsWith(`/${twin}/`) && !path.endsWith("/"));
    const list = files.map(([path, size]) => `${path.split("/").at(-1)} ${kB(size)}`).join(", ");
    return [WORDS[twin], kB(files.reduce((sum, [, size]) => sum + size, 0)), list];
  });
  return `## Bytes on the wire, headers included\n\n${table(["", "all", "files"], rows)}`;
}

/** 200 and 1,000 cards. */
function many(runs) {
  const rows = Object.keys(WORDS).map((twin) => {
    const [few, lots] = [200, 1_000].map((cards) => ({ cards, time: of(runs, { twin, cards }, "time"), heap: of(runs, { twin, cards }, "heap") + of(runs, { twin, cards }, "wasm") }));
    const main = [200, 1_000].map((cards) => of(runs, { twin, cards }, "main") / cards);
    return [
      WORDS[twin], ms(few.time), ms(lots.time), times(lots.time / lots.cards, few.time / few.cards), times(main[1], main[0]),
      kB((lots.heap - few.heap) / (lots.cards - few.cards)), of(runs, { twin, cards: 1_000 }, "longTasks"), ms(of(runs, { twin, cards: 1_000 }, "longest")),
      of(runs, { twin, cards: 200 }, "shift").toFixed(3),
    ];
  });
  const head = ["", "200 cards", "1,000 cards", "time per card, 1,000 to 200", "main thread per card, 1,000 to 200", "memory per card", "long tasks of 1,000", "the longest", "layout shift of 200"];
  return `## Many cards, LAN\n\n${table(head, rows)}`;
}

function resting({ seen, hidden }) {
  const percent = (share) => `${(share * 100).toFixed(2)} %`;
  return `## 200 cards that count down\n\n${percent(seen)} of a core; ${percent(hidden)} where the page is hidden.`;
}
