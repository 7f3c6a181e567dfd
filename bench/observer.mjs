/**
 * Runs in the page, before its own scripts: notes when the cards are seen, what moves, what takes long, and how much memory the module has.
 * Given how many cards there have to be, and the name that each shows.
 */
export function observe({ cards: count, name }) {
  const bench = { shift: 0, longTasks: 0, longest: 0, wasm: () => 0 };
  window.bench = bench;
  const each = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  each("layout-shift", ({ value }) => (bench.shift += value));
  each("longtask", ({ duration }) => {
    bench.longTasks += 1;
    bench.longest = Math.max(bench.longest, duration);
  });

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...all) => {
    const result = await instantiate.apply(WebAssembly, all);
    const { exports } = result.instance ?? result;
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    if (memory) bench.wasm = () => memory.buffer.byteLength;
    return result;
  };

  let next = 0;
  const isShown = (card) => (card.shadowRoot ?? card).textContent.includes(name);
  bench.done = new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    // After the frame that the last name is in.
    port1.onmessage = () => resolve(performance.now());
    const look = () => {
      const cards = document.querySelectorAll("conference-card, #cards > *");
      while (next < cards.length && isShown(cards[next])) next += 1;
      if (next < count) requestAnimationFrame(look);
      else port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
}
