import { useState } from "react";

const HEADERS = { "x-visitor": "next" };

export default function Card() {
  const [message, setMessage] = useState("");
  return (
    <>
      <conference-card
        conference-id="1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02"
        lang="de"
        join-button
        headers={HEADERS}
        onconference-load={(event) => setMessage(`Loaded ${event.detail.conference.name}`)}
        onconference-join={(event) => setMessage(`Joined ${event.detail.conference.name}`)}
      />
      <output>{message}</output>
    </>
  );
}
