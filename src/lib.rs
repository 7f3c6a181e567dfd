//! A conference on a web page: its name, its description, when one can join, in its own colours.
//!
//! One way through it, and no way back:
//!
//! ```text
//!  attributes ─► Options ─► Request ─► Conference ─► Card ─► Element ─► DOM
//!                                         │            ▲
//!                                       Theme    door, details, links, calendar, Messages
//! ```
//!
//! All on that way but the last step is pure: it knows no browser, is tested natively, and is what the crate offers without its
//! default features. `browser` asks the browser for what only it can give, and puts elements on the page; `live_card` has a card
//! load and change; and two thin shells embed it: `component` for Leptos apps, `element` for the class of `<conference-card>`.
//! ARCHITECTURE.md, beside the sources, tells where a change goes.
//!
//! # The component
//!
//! `ConferenceCard` fetches a conference and shows it, in the colours that come with it. Its props are signals.
//!
#![cfg_attr(feature = "component", doc = "```no_run")]
#![cfg_attr(not(feature = "component"), doc = "```ignore")]
//! use conference_card::ConferenceCard;
//! use leptos::mount::mount_to_body;
//! use leptos::prelude::*;
//!
//! mount_to_body(|| view! { <ConferenceCard conference_id="c22d24f6-5a47-4597-9a23-c7d01e696b92" join_href="/rooms/{name}"/> });
//! ```
//!
//! How Leptos renders is the app's to say, by Leptos' own features `csr`, `hydrate` and `ssr`. A server sends an empty place, which
//! the browser fills.
//!
//! # The core
//!
//! [`Conference`] reads the API's answer, [`JoinWindow`] tells when one can join, [`Theme`] works the colours out, [`CalendarEntry`]
//! keeps the date, and [`Card`] decides all that is shown.
//!
//! ```
//! use conference_card::{Conference, Instant, JoinWindow, WindowState};
//!
//! let conference: Conference = serde_json::from_str(
//!     r#"{
//!         "id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
//!         "name": "all-hands",
//!         "display_name": "Quarterly all hands",
//!         "join_from": "2026-01-05T15:00:00Z",
//!         "join_until": "2026-01-05T16:30:00Z"
//!     }"#,
//! )?;
//! let window = JoinWindow { from: conference.join_from, until: conference.join_until };
//! let now = Instant::parse("2026-01-05T15:10:00Z").ok_or("no date-time")?;
//! assert_eq!(conference.title(), "Quarterly all hands");
//! assert_eq!(window.state_at(now), WindowState::Open);
//! assert_eq!(window.next_change(now), conference.join_until);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | gives |
//! | --- | --- |
//! | `component` (default) | `ConferenceCard`, for Leptos apps |
//! | `element` | what the JavaScript class of `<conference-card>` calls; it has no use elsewhere |
//! | `browser` | nothing by itself: both of the above need it |
//!
//! Without any, the crate depends on serde alone.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod calendar;
mod calendar_menu;
mod card;
mod conference;
mod description;
mod details;
mod digits;
mod door;
mod error;
mod fill;
mod flat;
mod instant;
mod join_window;
mod links;
mod messages;
mod options;
mod preview;
mod request;
mod retry;
mod server_clock;
mod theme;
mod tree;
mod url;
mod view;

#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "component")]
mod component;
#[cfg(feature = "element")]
mod element;
#[cfg(feature = "browser")]
mod live_card;

#[cfg(feature = "browser")]
#[doc(hidden)] // for the tests, as `Flat` is
pub use browser::fetch::flat;
pub use calendar::CalendarEntry;
pub use calendar_menu::{CalendarMenu, CalendarWay};
pub use card::{Card, Failure, Join, Phase, State, Wishes};
#[cfg(feature = "component")]
pub use component::{ConferenceCard, OnJoin};
pub use conference::{ActiveSession, Conference, Layout, Palette, Quality, Reading, SessionStatus, Size};
pub use description::Description;
pub use details::{Detail, Icon};
pub use door::{Format, Unit};
pub use error::{Error, ErrorKind};
#[doc(hidden)]
pub use flat::Flat;
pub use instant::Instant;
pub use join_window::{JoinWindow, WindowState};
pub use links::{MOST_LINKS, Segment, segments};
pub use messages::{Message, Messages};
pub use options::{
    ATTRIBUTES, ColorScheme, Credentials, DEFAULT_ENDPOINT, HeadingLevel, HourCycle, JoinHref, Loading, Options, Preview,
};
pub use preview::PreviewVideo;
pub use request::Request;
pub use retry::{LONGEST_WAIT_MS, TRIES, retry_wait};
pub use server_clock::{ServerTime, clock_correction, may_keep_s};
pub use theme::{MIN_CONTRAST, Rgba, Theme};
pub use tree::{Action, Element, Node};
pub use view::view;
