//! The conferences of an account: those that are allowed, through the cache, with the headers that let caches further on
//! keep them too.

use std::fmt::Write;
use std::time::Duration;

use axum::http::header::{AGE, CACHE_CONTROL, ETAG};
use axum::http::{HeaderName, HeaderValue, StatusCode};

use crate::allowed::Allowed;
use crate::answer::Answer;
use crate::cache::{Cache, Lifetimes, Served};
use crate::clock::Clock;
use crate::http_date::http_date;
use crate::metrics::Metrics;
use crate::source::ConferenceRequest;
use crate::upstream::{Found, Upstream};

const CONFERENCE_STALE: HeaderName = HeaderName::from_static("conference-stale");

/// For how long a shared cache may keep what is only served for want of something newer.
const STALE_MAX_AGE: Duration = Duration::from_secs(5);

/// Passes an account's conferences on.
#[derive(Debug)]
pub struct Relay {
    allowed: Allowed,
    cache: Cache,
    lifetimes: Lifetimes,
}

impl Relay {
    /// The `allowed` conferences of `upstream`, kept for `lifetimes` by `clock`. `metrics` count how often that helps.
    #[must_use]
    pub fn new(upstream: Upstream, allowed: Allowed, lifetimes: Lifetimes, clock: Clock, metrics: Metrics) -> Self {
        Self { allowed, cache: Cache::new(upstream, lifetimes, clock, metrics), lifetimes }
    }

    pub(crate) async fn answer(&self, request: ConferenceRequest) -> Answer {
        if !self.allowed.contains(&request.id) {
            // As if the upstream had just said so.
            return absent(self.lifetimes.negative_ttl);
        }
        match self.cache.find(request).await {
            Ok(served) => answer(served),
            Err(failure) => failure.answer(),
        }
    }
}

fn absent(fresh: Duration) -> Answer {
    Answer::error(StatusCode::NOT_FOUND).with(CACHE_CONTROL, cache_control(fresh, Duration::ZERO, Duration::ZERO))
}

fn answer(served: Served) -> Answer {
    let Served { kept, age, stale } = served;
    let freshness = kept.freshness;
    let answer = match kept.found {
        Found::NotFound => absent(freshness.fresh),
        Found::Conference(conference) => {
            let fresh = if stale { STALE_MAX_AGE.min(freshness.fresh) } else { freshness.fresh };
            Answer::encoded(conference.body)
                .with(ETAG, conference.etag)
                .with(CACHE_CONTROL, cache_control(fresh, freshness.behind, freshness.stale))
        }
    };
    let answer = answer.with(AGE, HeaderValue::from(age.as_secs()));
    let answer = if stale { answer.with(CONFERENCE_STALE, HeaderValue::from_static("true")) } else { answer };
    // When it was fetched: a recipient adds the age to know what time it is.
    answer.dated(http_date(&kept.date))
}

/// Browsers ask each time, which costs little (304), so that a page that is loaded again is hardly ever behind its gateway.
fn cache_control(fresh: Duration, behind: Duration, stale: Duration) -> HeaderValue {
    let mut value = format!("public, max-age=0, s-maxage={}", fresh.as_secs());
    for (directive, span) in [("stale-while-revalidate", behind), ("stale-if-error", stale)] {
        if !span.is_zero() {
            // A String can always be written to.
            let _ = write!(value, ", {directive}={}", span.as_secs());
        }
    }
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("no-store"))
}
