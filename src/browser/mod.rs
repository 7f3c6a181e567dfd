//! The edge to the browser: the only modules that name web-sys or js-sys, but for the exports of the element. Nothing in here
//! decides what a card shows.

pub(crate) mod clock;
pub(crate) mod color;
pub(crate) mod console;
pub(crate) mod digest;
pub(crate) mod dom;
pub(crate) mod environment;
pub(crate) mod fetch;
pub(crate) mod intl;
#[cfg(feature = "component")]
pub(crate) mod near;
#[cfg(feature = "component")]
pub(crate) mod page_fetch;
#[cfg(feature = "component")]
mod render_html;
pub(crate) mod shared_load;
#[cfg(feature = "component")]
pub(crate) mod stylesheet;
