//! What time it is for the cache: the system's time, or one that tests set, so that they neither wait nor hurry.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The system's clock, or one that stands still until it is set forward. Clones show the same time.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<Standing>>);

#[derive(Debug)]
struct Standing {
    now: Instant,
    timestamp: Timestamp,
    ahead_ms: AtomicU64,
}

impl Clock {
    /// A clock that stands still at this instant.
    #[must_use]
    pub fn standing() -> Self {
        Self(Some(Arc::new(Standing { now: Instant::now(), timestamp: Timestamp::now(), ahead_ms: AtomicU64::new(0) })))
    }

    /// Sets this clock and all its clones forward, to the millisecond. The system's clock can't be set.
    pub fn advance(&self, by: Duration) {
        if let Some(standing) = &self.0 {
            standing.ahead_ms.fetch_add(u64::try_from(by.as_millis()).unwrap_or(u64::MAX), Ordering::SeqCst);
        }
    }

    /// For measuring how long something lasts.
    pub(crate) fn now(&self) -> Instant {
        match &self.0 {
            Some(standing) => standing.now.checked_add(standing.ahead()).unwrap_or(standing.now),
            None => Instant::now(),
        }
    }

    /// The time of day.
    pub(crate) fn timestamp(&self) -> Timestamp {
        match &self.0 {
            Some(standing) => standing.timestamp.checked_add(standing.ahead()).unwrap_or(standing.timestamp),
            None => Timestamp::now(),
        }
    }
}

impl Standing {
    fn ahead(&self) -> Duration {
        Duration::from_millis(self.ahead_ms.load(Ordering::SeqCst))
    }
}
