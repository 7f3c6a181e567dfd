// The element in Solid's JSX.

import "conference-card/solid";
import type { Conference, ConferenceCard } from "conference-card/solid";

export function Page({ id, token, data, isLive }: { id?: string | undefined; token: string; data: Conference | null; isLive: boolean }) {
  let card: ConferenceCard | undefined;
  return (
    <main>
      <conference-card conference-id="c22d24f6" />
      <conference-card
        ref={card}
        id="all-hands"
        class="wide"
        style="max-inline-size: 30rem"
        lang="de"
        conference-id={id}
        endpoint="/api/video/conferences"
        include-active-session={isLive}
        refresh={30}
        loading="lazy"
        theme="dark"
        time-zone="Europe/Paris"
        hour-cycle="h23"
        preview="auto"
        join-href="/rooms/{name}"
        join-target="_blank"
        join-button
        heading-level={3}
        timeout={5}
        credentials="include"
        on:conference-load={(event) => event.detail.conference.name}
        on:conference-statechange={({ detail }) => detail.state === "open" && detail.live}
        on:conference-error={({ detail }) => detail.kind === "network"}
        on:conference-join={(event) => {
          event.preventDefault();
          void card?.reload();
        }}
        onClick={(event) => event.currentTarget.state}
      >
        <a href="/all-hands">Quarterly all hands</a>
        <button slot="actions">Copy the link</button>
      </conference-card>
      <conference-card
        conferenceId={id}
        includeActiveSession={isLive}
        timeZone={undefined}
        hourCycle={null}
        joinHref="/rooms"
        joinTarget="room"
        joinButton={false}
        prop:refresh={30}
        headingLevel={2}
        headers={{ authorization: token }}
        conference={data}
        messages={{ join: "Step in" }}
      />
      {/* @ts-expect-error: no such theme */}
      <conference-card theme="blue" />
      {/* @ts-expect-error: no such level */}
      <conference-card heading-level={7} />
      {/* @ts-expect-error: no such level */}
      <conference-card headingLevel="7" />
      {/* @ts-expect-error: seconds are a number */}
      <conference-card timeout="10s" />
      {/* @ts-expect-error: there or not */}
      <conference-card join-button="false" />
      {/* @ts-expect-error: no such property */}
      <conference-card joinUrl="/rooms" />
      {/* @ts-expect-error: read-only */}
      <conference-card state="open" />
      {/* @ts-expect-error: a header's value is text */}
      <conference-card headers={{ "x-count": 1 }} />
      {/* @ts-expect-error: a conference has a name */}
      <conference-card conference={{ id: "1" }} />
      {/* @ts-expect-error: no such detail */}
      <conference-card on:conference-join={(event) => event.detail.state} />
      {/* @ts-expect-error: a listener */}
      <conference-card on:conference-load="load()" />
      {/* @ts-expect-error: no such element */}
      <conference-cards />
    </main>
  );
}
