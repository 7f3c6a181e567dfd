//! When a load that failed is tried again. It knows neither timers nor chance: both are given.
//!
//! [Exponential backoff with full jitter](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/): the wait
//! is anything between nothing and a bound that doubles, so that the cards of many visitors don't come back all at once.

use crate::{Error, ErrorKind};

/// How often a load is tried, the first time included.
pub const TRIES: u32 = 3;
/// The longest wait before the second try, in milliseconds; before the third it is twice as long.
const FIRST_WAIT_MS: u32 = 1_000;
/// The longest wait that a server can ask for, in milliseconds.
pub const LONGEST_WAIT_MS: u32 = 5 * 60 * 1_000;

/// How long to wait before the next try, in milliseconds; `None` where there is none.
///
/// - `failures`: how many tries have failed, this one included
/// - `error`: why this one has
/// - `retry_after_ms`: how long the server asks to wait, as in [`Retry-After`](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)
/// - `chance`: anything from 0 to 1, by chance
///
/// ```
/// use conference_card::{Error, ErrorKind, retry_wait};
///
/// let error = Error::new(ErrorKind::Network, "reset");
/// assert_eq!(retry_wait(1, &error, None, 0.5), Some(500));
/// assert_eq!(retry_wait(2, &error, None, 0.5), Some(1_000));
/// assert_eq!(retry_wait(3, &error, None, 0.5), None);
/// assert_eq!(retry_wait(1, &error, Some(30_000), 0.5), Some(30_500));
/// ```
#[must_use]
pub fn retry_wait(failures: u32, error: &Error, retry_after_ms: Option<u32>, chance: f64) -> Option<u32> {
    if !(1..TRIES).contains(&failures) || !may_pass(error.kind) {
        return None;
    }
    let bound = FIRST_WAIT_MS << (failures - 1);
    // Within the bound, so it fits; a chance that is no number counts as 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let wait = (chance.clamp(0.0, 1.0) * f64::from(bound)) as u32;
    Some(retry_after_ms.unwrap_or_default().min(LONGEST_WAIT_MS).saturating_add(wait))
}

/// Whether the cause of an error may pass by itself. An answer that can't be read stays as it is.
const fn may_pass(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Network | ErrorKind::Timeout | ErrorKind::RateLimited | ErrorKind::Server)
}
