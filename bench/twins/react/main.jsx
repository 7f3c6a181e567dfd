// The card in React, of all conferences that the page names.
import { memo, useEffect, useMemo, useReducer, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "../shared/card.css";
import { COLORS, load, stateOf, WORDS, windowText } from "../shared/conference.js";

const ConferenceCard = memo(function ConferenceCard({ id, onJoin }) {
  const { conference, error } = useConference(id);
  const state = useDoor(conference);
  const isDark = useSyncExternalStore(subscribeToDark, () => dark.matches);
  const theme = useMemo(() => conference && themeOf(conference, isDark), [conference, isDark]);
  const shown = error ? "error" : state;
  return (
    <section className="card" aria-busy={!shown} style={theme}>
      <h3 className="title">{conference?.display_name || conference?.name}</h3>
      <p className="status" role="status" data-state={shown}>{WORDS[shown]}</p>
      {conference && (
        <>
          <p className="window">{windowText(conference)}</p>
          <p className="description">{conference.description}</p>
          <button className="join" disabled={state !== "open"} onClick={() => onJoin?.(conference)}>Join</button>
        </>
      )}
    </section>
  );
});

function useConference(id) {
  const [result, setResult] = useState({});
  useEffect(() => {
    const controller = new AbortController();
    load(id, controller.signal).then(
      (conference) => setResult({ conference }),
      (error) => !controller.signal.aborted && setResult({ error }),
    );
    return () => {
      controller.abort();
      setResult({});
    };
  }, [id]);
  return result;
}

function useDoor(conference) {
  const [, decide] = useReducer((count) => count + 1, 0);
  const { state, next } = conference ? stateOf(conference, Date.now()) : {};
  useEffect(() => {
    if (!next) return undefined;
    const timer = setTimeout(decide, next);
    return () => clearTimeout(timer);
  });
  return state;
}

const dark = matchMedia("(prefers-color-scheme: dark)");

function subscribeToDark(changed) {
  dark.addEventListener("change", changed);
  return () => dark.removeEventListener("change", changed);
}

function themeOf(conference, isDark) {
  const values = COLORS.map((color) => [`--${color}`, conference[`${isDark ? "dark" : "light"}_${color}`]]);
  return Object.fromEntries(values.filter(([, value]) => value && CSS.supports("color", value)));
}

const place = document.querySelector("#cards");
createRoot(place).render(place.dataset.ids.split(" ").map((id) => <ConferenceCard key={id} id={id} />));
