// The card in Preact, of all conferences that the page names.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import "../shared/card.css";
import { COLORS, load, stateOf, WORDS, windowText } from "../shared/conference.js";

function ConferenceCard({ id, onJoin }) {
  const { conference, error } = useConference(id);
  const state = useDoor(conference);
  const isDark = useDark();
  const shown = error ? "error" : state;
  return (
    <section class="card" aria-busy={!shown} style={conference && themeOf(conference, isDark)}>
      <h3 class="title">{conference?.display_name || conference?.name}</h3>
      <p class="status" role="status" data-state={shown}>{WORDS[shown]}</p>
      {conference && (
        <>
          <p class="window">{windowText(conference)}</p>
          <p class="description">{conference.description}</p>
          <button class="join" disabled={state !== "open"} onClick={() => onJoin?.(conference)}>Join</button>
        </>
      )}
    </section>
  );
}

function useConference(id) {
  const [result, setResult] = useState({});
  useEffect(() => {
    const controller = new AbortController();
    setResult({});
    load(id, controller.signal).then(
      (conference) => setResult({ conference }),
      (error) => !controller.signal.aborted && setResult({ error }),
    );
    return () => controller.abort();
  }, [id]);
  return result;
}

function useDoor(conference) {
  const [, decide] = useState(0);
  const { state, next } = conference ? stateOf(conference, Date.now()) : {};
  useEffect(() => {
    if (!next) return undefined;
    const timer = setTimeout(() => decide((count) => count + 1), next);
    return () => clearTimeout(timer);
  });
  return state;
}

const dark = matchMedia("(prefers-color-scheme: dark)");

function useDark() {
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const changed = () => setDark(dark.matches);
    dark.addEventListener("change", changed);
    return () => dark.removeEventListener("change", changed);
  }, []);
  return isDark;
}

function themeOf(conference, isDark) {
  const values = COLORS.map((color) => [`--${color}`, conference[`${isDark ? "dark" : "light"}_${color}`]]);
  return Object.fromEntries(values.filter(([, value]) => value && CSS.supports("color", value)));
}

const place = document.querySelector("#cards");
render(place.dataset.ids.split(" ").map((id) => <ConferenceCard key={id} id={id} />), place);
