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

mod calendar;
mod calendar_menu;
mod card;
mod conference;
mod description;
mod details;
mod door;
mod error;
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
