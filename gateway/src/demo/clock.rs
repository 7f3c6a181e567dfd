//! The demo's own clock, for an epoch that isn't now.
//!
//! Cards correct their clock with the server's `Date`. It has to agree with the demo's times, or a conference that
//! "opens in two minutes" of a past epoch would have closed long ago.

use axum::http::HeaderValue;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

#[derive(Debug)]
pub struct Clock {
    epoch: Timestamp,
    started: Instant,
}

impl Clock {
    /// A clock that shows `epoch` now, and runs.
    pub fn start(epoch: Timestamp) -> Self {
        Self { epoch, started: Instant::now() }
    }

    /// The value of `Date` (RFC 9110, section 5.6.7); `None` for years that it can't hold.
    pub fn date(&self) -> Option<HeaderValue> {
        let elapsed = SignedDuration::try_from(self.started.elapsed()).ok()?;
        let now = self.epoch.checked_add(elapsed).ok()?;
        let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()?;
        HeaderValue::try_from(date).ok()
    }
}
