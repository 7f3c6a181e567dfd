//! A conference on a web page.
#![doc = ""]
mod card;
mod conference;
mod error;
mod instant;
mod join_window;
mod messages;
mod options;
mod request;
mod theme;
mod url;

pub use card::{Card, Failure, Format, Join, Phase, State};
pub use conference::{ActiveSession, Conference, Layout, Palette, Quality, Reading, SessionStatus, Size};
pub use error::{Error, ErrorKind};
pub use instant::Instant;
pub use join_window::{JoinWindow, WindowState};
pub use messages::{Message, Messages};
pub use options::{ATTRIBUTES, ColorScheme, Credentials, DEFAULT_ENDPOINT, HeadingLevel, JoinHref, Options};
pub use request::Request;
pub use theme::{MIN_CONTRAST, Rgba, Theme};
