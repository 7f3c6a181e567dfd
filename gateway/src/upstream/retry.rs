//! Whether to ask again, and when. Every request reads only, so each may be repeated.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use jiff::Timestamp;

use super::Limits;

/// How a try ended.
#[derive(Debug, Clone, Copy)]
pub enum Outcome {
    /// With an answer, and its `Retry-After`.
    Status(StatusCode, Option<Duration>),
    /// Without one.
    NoAnswer,
    /// With an answer that will be no better next time.
    Useless,
}

/// The pause before the next try; `None` where there is none. `chance` is from 0 to 1.
pub fn pause(outcome: &Outcome, tried: u32, limits: &Limits, chance: f64) -> Option<Duration> {
    let wished = match outcome {
        Outcome::Status(
            StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT,
            retry_after,
        ) => *retry_after,
        Outcome::NoAnswer => None,
        Outcome::Status(..) | Outcome::Useless => return None,
    };
    if tried >= limits.tries {
        return None;
    }
    // By chance, so that many gateways don't come back together.
    let own = limits.pause.saturating_mul(1 << tried.saturating_sub(1).min(16)).mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0);
    Some(wished.map_or(own, |wished| wished.max(own)))
}

/// The value of `Retry-After`: seconds or a date (RFC 9110, section 10.2.3).
pub fn retry_after(value: &HeaderValue) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    // A date that has passed means at once.
    Some(date.duration_since(Timestamp::now()).try_into().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Outcome, pause, retry_after};
    use crate::upstream::Limits;
    use axum::http::{HeaderValue, StatusCode};
    use std::time::Duration;

    const LIMITS: Limits = Limits {
        connect: Duration::ZERO,
        attempt: Duration::ZERO,
        total: Duration::ZERO,
        tries: 3,
        pause: Duration::from_millis(100),
        recovery: Duration::ZERO,
    };

    #[test]
    fn pauses_double_and_vary_by_chance() {
        for (tried, chance, milliseconds) in
            [(1, 0.0, Some(50)), (1, 1.0, Some(100)), (2, 0.0, Some(100)), (2, 1.0, Some(200)), (3, 0.0, None), (4, 0.0, None)]
        {
            let expected = milliseconds.map(Duration::from_millis);
            assert_eq!(pause(&Outcome::NoAnswer, tried, &LIMITS, chance), expected, "{tried} {chance}");
        }
    }

    #[test]
    fn only_passing_failures_are_worth_another_try() {
        for status in 100..600 {
            let outcome = Outcome::Status(StatusCode::from_u16(status).unwrap(), None);
            let again = pause(&outcome, 1, &LIMITS, 0.5).is_some();
            assert_eq!(again, [408, 429, 502, 503, 504].contains(&status), "{status}");
        }
        assert_eq!(pause(&Outcome::Useless, 1, &LIMITS, 0.5), None);
    }

    #[test]
    fn the_upstream_may_ask_for_a_longer_pause_but_not_for_a_shorter_one() {
        for (wished, milliseconds) in [(0, 100), (2, 2_000), (3_600, 3_600_000)] {
            let outcome = Outcome::Status(StatusCode::TOO_MANY_REQUESTS, Some(Duration::from_secs(wished)));
            assert_eq!(pause(&outcome, 1, &LIMITS, 1.0), Some(Duration::from_millis(milliseconds)));
        }
    }

    #[test]
    fn retry_after_is_in_seconds_or_a_date() {
        let read = |text| retry_after(&HeaderValue::from_static(text));
        assert_eq!(read("120"), Some(Duration::from_mins(2)));
        assert_eq!(read("0"), Some(Duration::ZERO));
        assert_eq!(read("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(read("Wed, 21 Oct 2499 07:28:00 GMT").unwrap() > Duration::from_hours(1));
        for text in ["", "soon", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
