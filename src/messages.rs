//! Every text that a visitor reads: English here, and what a locale or a page puts in its place. Whole phrases, never glued words.

use crate::ErrorKind;
use crate::fill::fill;

/// Defines the texts once: the key under which a locale finds it, and the English.
macro_rules! messages {
    ($($(#[$doc:meta])* $variant:ident = $key:literal: $english:literal,)+) => {
        /// A text of the card.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Message {
            $($(#[$doc])* $variant,)+
        }

        impl Message {
            /// Every text.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The key under which a locale has the text.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The text in English.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self {
                    $(Self::$variant => $english,)+
                }
            }
        }
    };
}

messages! {
    /// The direction in which the language is written: `ltr` or `rtl`.
    Direction = "direction": "ltr",
    /// While nothing is there yet.
    Loading = "loading": "Loading conference",
    /// The state before the window.
    Upcoming = "upcoming": "Not open yet",
    /// The state in the window.
    Open = "open": "Open now",
    /// The state after the window.
    Closed = "closed": "Closed",
    /// The state where the conference can't be shown.
    Failed = "failed": "Not available",
    /// How long until the window opens; `{relative}` is such as "in 5 minutes".
    Opens = "opens": "Opens {relative}",
    /// How long until the window closes.
    Closes = "closes": "Closes {relative}",
    /// When the window closed.
    ClosedSince = "closed-since": "Closed since {time}",
    /// The mark of a running session.
    Live = "live": "Live",
    /// The mark of a running session whose start is known.
    LiveSince = "live-since": "Live since {time}",
    /// A session runs though the window is over.
    ClosedLive = "closed-live": "Still running; no new participants",
    /// The conference was loaded, but loading it again has failed.
    Outdated = "outdated": "This may be out of date",
    /// A window with a beginning only.
    WindowFrom = "window-from": "From {from}",
    /// A window with an end only.
    WindowUntil = "window-until": "Until {until}",
    /// A window without edges.
    WindowAlways = "window-always": "Open at any time",
    /// A window that ends before it begins.
    WindowNever = "window-never": "Not open for joining",
    /// How many people can take part.
    Capacity = "capacity": "Up to {count} people",
    /// The resolution, such as 720p.
    Quality = "quality": "{quality} video",
    /// What people have a right to know before they join.
    Recorded = "recorded": "Recorded from the start",
    /// A group chat.
    Chat = "chat": "Group chat",
    /// A tone when someone enters or leaves.
    Tone = "tone": "A tone when someone comes or goes",
    /// The camera on joining.
    CameraOff = "camera-off": "You join with your camera off",
    /// The disclosure of the ways to keep the date.
    AddToCalendar = "calendar": "Add to calendar",
    /// A file that any calendar reads.
    CalendarFile = "calendar-file": "Calendar file",
    /// Stands in a calendar's entry.
    CalendarNote = "calendar-note": "These are the times at which the doors open and close.",
    /// Shows all of a long description.
    ShowMore = "show-more": "Show more",
    /// Shows its beginning only.
    ShowLess = "show-less": "Show less",
    /// Shows the preview video.
    Preview = "preview": "Show preview",
    /// What the preview video is.
    PreviewLabel = "preview-label": "Preview of the running session",
    /// The call to action.
    Join = "join": "Join",
    /// Loads again after an error.
    Retry = "retry": "Try again",
    /// The error `config`.
    ErrorConfig = "error-config": "This conference can't be shown: the page is not set up for it.",
    /// The error `network`.
    ErrorNetwork = "error-network": "The conference can't be reached. Check your connection.",
    /// The error `timeout`.
    ErrorTimeout = "error-timeout": "Loading the conference took too long.",
    /// The error `not-found`.
    ErrorNotFound = "error-not-found": "There is no such conference.",
    /// The error `unauthorized`.
    ErrorUnauthorized = "error-unauthorized": "You have no access to this conference.",
    /// The error `invalid-request`.
    ErrorInvalidRequest = "error-invalid-request": "This conference can't be shown: the request was not understood.",
    /// The error `rate-limited`.
    ErrorRateLimited = "error-rate-limited": "Too many people are asking right now. Try again in a moment.",
    /// The error `server`.
    ErrorServer = "error-server": "The conference can't be loaded right now.",
    /// The error `invalid-response`.
    ErrorInvalidResponse = "error-invalid-response": "The conference can't be shown: the answer can't be read.",
    /// The error `unavailable`.
    ErrorUnavailable = "error-unavailable": "The conference can't be shown here.",
}

impl Message {
    /// The sentence for an error.
    #[must_use]
    pub const fn of_error(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Config => Self::ErrorConfig,
            ErrorKind::Network => Self::ErrorNetwork,
            ErrorKind::Timeout => Self::ErrorTimeout,
            ErrorKind::NotFound => Self::ErrorNotFound,
            ErrorKind::Unauthorized => Self::ErrorUnauthorized,
            ErrorKind::InvalidRequest => Self::ErrorInvalidRequest,
            ErrorKind::RateLimited => Self::ErrorRateLimited,
            ErrorKind::Server => Self::ErrorServer,
            ErrorKind::InvalidResponse => Self::ErrorInvalidResponse,
            ErrorKind::Unavailable => Self::ErrorUnavailable,
        }
    }
}

/// The texts of one card: English, but for those that were put in its place.
///
/// ```
/// use conference_card::{Message, Messages};
///
/// let messages = Messages::with([(Message::Join, "Step in".to_owned())]);
/// assert_eq!(messages.text(Message::Join), "Step in");
/// assert_eq!(messages.text(Message::Open), "Open now");
/// assert_eq!(messages.fill(Message::Capacity, "{count}", "50"), "Up to 50 people");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    overrides: Vec<(Message, String)>,
}

impl Messages {
    /// English with some texts replaced. The later of two for one message wins.
    #[must_use]
    pub fn with(texts: impl IntoIterator<Item = (Message, String)>) -> Self {
        Self { overrides: texts.into_iter().collect() }
    }

    /// English with some texts replaced, by their keys; keys that aren't known are passed over.
    #[must_use]
    pub fn with_overrides(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let find = |key: &str| Message::ALL.iter().copied().find(|message| message.key() == key);
        Self::with(texts.into_iter().filter_map(|(key, text)| Some((find(&key)?, text))))
    }

    /// A text without placeholders.
    #[must_use]
    pub fn text(&self, message: Message) -> String {
        let replaced = self.overrides.iter().rev().find(|(key, _)| *key == message);
        replaced.map_or(message.english(), |(_, text)| text).to_owned()
    }

    /// A text with its placeholder, such as `{from}`, filled in.
    #[must_use]
    pub fn fill(&self, message: Message, placeholder: &str, value: &str) -> String {
        fill(&self.text(message), placeholder, value)
    }
}
