// The plain data that goes through the element. A manifest of elements has no place for such types, so these are written by hand;
// tests hold the names in them to the API's, the card's and the Rust sources'.

/** Where a card stands. */
export type ConferenceState = "loading" | "upcoming" | "open" | "closed" | "error";

/** A conference as the API sends it. Date-times are RFC 3339. What the API has no value for is null or missing. */
export interface Conference {
  /** Identity, a UUID. */
  id: string;
  /** The unique name, `A-Za-z0-9_-`. */
  name: string;
  /** The title for people. */
  display_name?: string | null;
  /** Plain text with line breaks. */
  description?: string | null;
  /** No new participants before this time. */
  join_from?: string | null;
  /** No new participants from this time on; the conference itself goes on. */
  join_until?: string | null;
  /** The resolution. */
  quality?: ConferenceQuality | null;
  /** The layout at the start. */
  layout?: ConferenceLayout | null;
  /** The capacity: 10, 50 or 300 people. */
  size?: "small" | "medium" | "large" | (string & {}) | null;
  /** Whether a recording starts with each session. */
  record_on_start?: boolean | null;
  /** Whether a tone sounds when someone enters or leaves. */
  tone_on_entry_and_exit?: boolean | null;
  /** Whether the user's settings have the camera off on joining. */
  user_join_video_off?: boolean | null;
  /** Whether the room's settings have the camera off on joining. */
  room_join_video_off?: boolean | null;
  /** Whether there is a group chat. */
  enable_chat?: boolean | null;
  /** Whether a preview video is made of a running session. */
  enable_room_previews?: boolean | null;
  /** A CSS colour: calls to action and what is selected, in the dark. */
  dark_primary?: string | null;
  /** A CSS colour: the main background in the dark. */
  dark_background?: string | null;
  /** A CSS colour: text on the background in the dark. */
  dark_foreground?: string | null;
  /** A CSS colour: success, in the dark. */
  dark_success?: string | null;
  /** A CSS colour: errors, in the dark. */
  dark_negative?: string | null;
  /** A CSS colour: calls to action and what is selected, in the light. */
  light_primary?: string | null;
  /** A CSS colour: the main background in the light. */
  light_background?: string | null;
  /** A CSS colour: text on the background in the light. */
  light_foreground?: string | null;
  /** A CSS colour: success, in the light. */
  light_success?: string | null;
  /** A CSS colour: errors, in the light. */
  light_negative?: string | null;
  /** The owner's own data. The card never shows it. */
  meta?: Record<string, unknown> | null;
  /** When the conference was made. */
  created_at?: string | null;
  /** When it was last changed. */
  updated_at?: string | null;
  /** The running session, where it was asked for and there is one. */
  active_session?: ConferenceSession | null;
}

/** The session that runs in a conference. */
export interface ConferenceSession {
  /** Identity, a UUID. */
  id?: string | null;
  /** Identity of the room, a UUID. */
  room_id?: string | null;
  /** The room's name. */
  name?: string | null;
  /** The room's title for people. */
  display_name?: string | null;
  /** No new participants before this time. */
  join_from?: string | null;
  /** No new participants from this time on. */
  join_until?: string | null;
  /** Everybody is removed at this time. */
  remove_at?: string | null;
  /** Everybody is removed this many seconds after the start. */
  remove_after_seconds_elapsed?: number | null;
  /** When the session started. */
  start_time?: string | null;
  /** When it ended. */
  end_time?: string | null;
  /** How long it has lasted, in seconds. */
  duration?: number | null;
  /** The layout. */
  layout?: ConferenceLayout | null;
  /** How many members there may be at most; not how many there are. */
  max_members?: number | null;
  /** Frames a second. */
  fps?: number | null;
  /** The resolution. */
  quality?: ConferenceQuality | null;
  /** How far the session is. It is live while this isn't `completed`. */
  status?: "in-progress" | "completed" | (string & {}) | null;
  /** Whether it is recorded from its start. */
  record_on_start?: boolean | null;
  /** Whether a preview video is made. */
  enable_room_previews?: boolean | null;
  /** Whether audio and video are kept in step. */
  audio_video_sync?: boolean | null;
  /** A short preview video, made anew about every 30 seconds. */
  preview_url?: string | null;
}

/** A resolution. The API's lists grow, so that any text may come. */
export type ConferenceQuality = "720p" | "1080p" | (string & {});

/** A layout. The API's lists grow, so that any text may come. */
export type ConferenceLayout =
  | "grid-responsive"
  | "grid-responsive-mobile"
  | "highlight-1-responsive"
  | "1x1"
  | "2x1"
  | "2x2"
  | "5up"
  | "3x3"
  | "4x4"
  | "5x5"
  | "6x6"
  | "8x8"
  | "10x10"
  | (string & {});

/** What can go wrong. */
export type ConferenceErrorKind =
  /** No id, a bad attribute, refused credentials. */
  | "config"
  /** No answer came. */
  | "network"
  /** No answer in time, or 408. */
  | "timeout"
  /** No such conference: 404, 410. */
  | "not-found"
  /** The endpoint wants credentials: 401, 403. */
  | "unauthorized"
  /** The endpoint refused the request: 400, 422. */
  | "invalid-request"
  /** Too many requests: 429. */
  | "rate-limited"
  /** The endpoint failed: 5xx. */
  | "server"
  /** The answer is no conference. */
  | "invalid-response"
  /** WebAssembly is blocked, or the module can't be loaded. */
  | "unavailable";

/** An error of a card. */
export interface ConferenceError {
  readonly kind: ConferenceErrorKind;
  /** The HTTP status, where an answer came. */
  readonly status: number | null;
  /** The cause, and what to change, for the page's owner. */
  readonly message: string;
}

/** The detail of `conference-load`. */
export interface ConferenceLoadDetail {
  readonly conference: Conference;
}

/** The detail of `conference-statechange`. */
export interface ConferenceStateChangeDetail {
  readonly state: ConferenceState;
  /** The state before this one; the same where only `live` has changed. */
  readonly previous: ConferenceState;
  readonly live: boolean;
}

/** The detail of `conference-error`. */
export interface ConferenceErrorDetail extends ConferenceError {}

/** The detail of `conference-join`. */
export interface ConferenceJoinDetail {
  readonly conference: Conference;
  /** Where the link leads; null for a button. */
  readonly href: string | null;
}

/** Texts by their keys. What is missing is the card's own. */
export interface ConferenceMessages {
  /** The direction in which the language is written: `ltr` or `rtl`. In English: ltr */
  direction?: string | undefined;
  /** While nothing is there yet. In English: Loading conference */
  loading?: string | undefined;
  /** The state before the window. In English: Not open yet */
  upcoming?: string | undefined;
  /** The state in the window. In English: Open now */
  open?: string | undefined;
  /** The state after the window. In English: Closed */
  closed?: string | undefined;
  /** The state where the conference can't be shown. In English: Not available */
  failed?: string | undefined;
  /** How long until the window opens; `{relative}` is such as "in 5 minutes". In English: Opens {relative} */
  opens?: string | undefined;
  /** How long until the window closes. In English: Closes {relative} */
  closes?: string | undefined;
  /** When the window closed. In English: Closed since {time} */
  "closed-since"?: string | undefined;
  /** The mark of a running session. In English: Live */
  live?: string | undefined;
  /** The mark of a running session whose start is known. In English: Live since {time} */
  "live-since"?: string | undefined;
  /** A session runs though the window is over. In English: Still running; no new participants */
  "closed-live"?: string | undefined;
  /** The conference was loaded, but loading it again has failed. In English: This may be out of date */
  outdated?: string | undefined;
  /** A window with a beginning only. In English: From {from} */
  "window-from"?: string | undefined;
  /** A window with an end only. In English: Until {until} */
  "window-until"?: string | undefined;
  /** A window without edges. In English: Open at any time */
  "window-always"?: string | undefined;
  /** A window that ends before it begins. In English: Not open for joining */
  "window-never"?: string | undefined;
  /** How many people can take part. In English: Up to {count} people */
  capacity?: string | undefined;
  /** The resolution, such as 720p. In English: {quality} video */
  quality?: string | undefined;
  /** What people have a right to know before they join. In English: Recorded from the start */
  recorded?: string | undefined;
  /** A group chat. In English: Group chat */
  chat?: string | undefined;
  /** A tone when someone enters or leaves. In English: A tone when someone comes or goes */
  tone?: string | undefined;
  /** The camera on joining. In English: You join with your camera off */
  "camera-off"?: string | undefined;
  /** The disclosure of the ways to keep the date. In English: Add to calendar */
  calendar?: string | undefined;
  /** A file that any calendar reads. In English: Calendar file */
  "calendar-file"?: string | undefined;
  /** Stands in a calendar's entry. In English: These are the times at which the doors open and close. */
  "calendar-note"?: string | undefined;
  /** Shows all of a long description. In English: Show more */
  "show-more"?: string | undefined;
  /** Shows its beginning only. In English: Show less */
  "show-less"?: string | undefined;
  /** Shows the preview video. In English: Show preview */
  preview?: string | undefined;
  /** What the preview video is. In English: Preview of the running session */
  "preview-label"?: string | undefined;
  /** The call to action. In English: Join */
  join?: string | undefined;
  /** Loads again after an error. In English: Try again */
  retry?: string | undefined;
  /** The error `config`. In English: This conference can't be shown: the page is not set up for it. */
  "error-config"?: string | undefined;
  /** The error `network`. In English: The conference can't be reached. Check your connection. */
  "error-network"?: string | undefined;
  /** The error `timeout`. In English: Loading the conference took too long. */
  "error-timeout"?: string | undefined;
  /** The error `not-found`. In English: There is no such conference. */
  "error-not-found"?: string | undefined;
  /** The error `unauthorized`. In English: You have no access to this conference. */
  "error-unauthorized"?: string | undefined;
  /** The error `invalid-request`. In English: This conference can't be shown: the request was not understood. */
  "error-invalid-request"?: string | undefined;
  /** The error `rate-limited`. In English: Too many people are asking right now. Try again in a moment. */
  "error-rate-limited"?: string | undefined;
  /** The error `server`. In English: The conference can't be loaded right now. */
  "error-server"?: string | undefined;
  /** The error `invalid-response`. In English: The conference can't be shown: the answer can't be read. */
  "error-invalid-response"?: string | undefined;
  /** The error `unavailable`. In English: The conference can't be shown here. */
  "error-unavailable"?: string | undefined;
}
