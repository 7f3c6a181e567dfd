//! The demo's own clock, for an epoch that isn't now.
//!
//! Cards correct their clock with the server's `Date`. It has to agree with the demo's times, or a conference that
//! "opens in two minutes" of a past epoch would have closed long ago.

use axum::http::HeaderValue;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use crate::http_date::http_date;

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

    /// The value of `Date`; `None` for years that it can't hold.
    pub fn date(&self) -> Option<HeaderValue> {
        let elapsed = SignedDuration::try_from(self.started.elapsed()).ok()?;
        let now = self.epoch.checked_add(elapsed).ok()?;
        http_date(&now)
    }
}
