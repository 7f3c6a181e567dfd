//! How wrong the visitor's clock is, by what a server says of the time. It doesn't know how answers are made.
//!
//! An answer's [`Date`](https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1) is in whole seconds, its
//! [`Age`](https://www.rfc-editor.org/rfc/rfc9111#section-5.1) too, and it was on its way for a while; so what it tells is a span. A clock
//! within the span is taken to be right: only one that must be wrong is corrected, and as little as makes it possible.

use crate::Instant;

/// What an answer tells of the server's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerTime {
    /// When the answer was made: its `Date`.
    pub date: Instant,
    /// For how many seconds it has lain in caches on the way: its `Age`; 0 where there is none.
    pub age_s: u32,
    /// For how many seconds the browser itself may have kept it, which adds nothing to its age: as [`may_keep_s`] says, where the browser
    /// was free to take it from its own cache; else 0.
    pub kept_s: u32,
}

/// For how many seconds a browser may have kept an answer without asking the server about it, by the answer's `Cache-Control`.
///
/// - `is_dated`: whether it has `Expires` or `Last-Modified`; then a browser may keep what says nothing of it for as long as it likes
/// - `is_revisited`: whether the visitor has gone back to the page; then a browser takes whatever it has, however old
///
/// ```
/// use conference_card::may_keep_s;
///
/// assert_eq!(may_keep_s("public, max-age=60, stale-while-revalidate=30", false, false), 90);
/// assert_eq!(may_keep_s("", false, false), 0);
/// assert_eq!(may_keep_s("", true, false), u32::MAX);
/// ```
#[must_use]
pub fn may_keep_s(cache_control: &str, is_dated: bool, is_revisited: bool) -> u32 {
    let cache_control = cache_control.to_ascii_lowercase();
    let directives = || cache_control.split(',').map(str::trim);
    let seconds = |name: &str| {
        let text = directives().find_map(|directive| directive.strip_prefix(name)?.strip_prefix('='))?;
        // What is too large to hold, or no number, may mean anything.
        Some(text.trim_matches('"').parse().unwrap_or(u32::MAX))
    };
    if directives().any(|directive| directive == "no-store") {
        0
    } else if is_revisited {
        u32::MAX
    } else if directives().any(|directive| directive == "no-cache") {
        0
    } else if let Some(fresh) = seconds("max-age") {
        fresh.saturating_add(seconds("stale-while-revalidate").unwrap_or_default())
    } else if is_dated {
        u32::MAX
    } else {
        0
    }
}

/// What to add to the visitor's clock, in milliseconds; 0 where it may be right.
///
/// `sent` and `received` are when the request was sent and the answer came, by the visitor's clock.
///
/// ```
/// use conference_card::{Instant, ServerTime, clock_correction};
///
/// let date = Instant::parse("2026-01-05T15:00:00Z").unwrap();
/// let answer = ServerTime { date, age_s: 0, kept_s: 0 };
/// let clock = |text| Instant::parse(text).unwrap();
/// // Two minutes slow, and right to the second.
/// assert_eq!(clock_correction(answer, clock("2026-01-05T14:58:00Z"), clock("2026-01-05T14:58:00.2Z")), 119_800);
/// assert_eq!(clock_correction(answer, clock("2026-01-05T15:00:00.1Z"), clock("2026-01-05T15:00:00.3Z")), 0);
/// ```
#[must_use]
pub fn clock_correction(answer: ServerTime, sent: Instant, received: Instant) -> i64 {
    let ServerTime { date, age_s, kept_s } = answer;
    let earliest = date.as_millis().saturating_add(i64::from(age_s) * 1_000);
    let rounding = if age_s > 0 { 2_000 } else { 1_000 };
    let latest = earliest.saturating_add(rounding).saturating_add(i64::from(kept_s) * 1_000);
    // The server's clock was at `earliest` no later than the answer came, and at `latest` no earlier than the request went.
    let at_least = earliest.saturating_sub(received.as_millis());
    let at_most = latest.saturating_sub(sent.as_millis());
    // Clocks that run back while a request is under way leave no span.
    if at_least > at_most { 0 } else { 0.clamp(at_least, at_most) }
}
