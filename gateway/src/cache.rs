//! One call for all: keeps the upstream's answers, and asks once however many are waiting.
//!
//! ```text
//! fetched ──── fresh ────► TTL or join edge ── refreshed behind ──► +10 s ── only while the upstream fails ──► --stale
//! ```
//!
//! Once an answer is no longer fresh, the first request after that has it refreshed: behind the visitors for a while, then
//! before their eyes. Where that fails, or takes long, they see the old answer, marked as stale, and those after them see it
//! at once. A failure is remembered for some seconds, so that a dead upstream is left alone. A definite 404 replaces what was
//! kept.

mod flights;
mod freshness;
mod kept;

use std::time::{Duration, Instant};

use moka::future::Cache as Store;
use tokio::time::timeout;

use crate::clock::Clock;
use crate::metrics::{CacheOutcome, Metrics};
use crate::source::ConferenceRequest;
use crate::upstream::{Failure, Found, Upstream};
use flights::Flights;
pub use freshness::Lifetimes;
use freshness::{Freshness, State};
use kept::{Kept, ToExpire, weight};

/// Bytes that all answers together may take.
const CAPACITY: u64 = 64 * 1024 * 1024;

/// Failures that are remembered at the same time.
const FAILURES: u64 = 10_000;

/// How long visitors wait for a refresh where there is an older answer to show.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long after a failure could be tried again the next one is likely.
const LATELY: Duration = Duration::from_secs(30);

/// The upstream's answers. Clones share them.
#[derive(Debug, Clone)]
pub struct Cache {
    upstream: Upstream,
    clock: Clock,
    lifetimes: Lifetimes,
    metrics: Metrics,
    kept: Store<ConferenceRequest, Kept>,
    /// What failed, and until when that is not tried again.
    failed: Store<ConferenceRequest, (Failure, Instant)>,
    flights: Flights<ConferenceRequest, Result<Kept, Failure>>,
}

/// An answer, and how old it is.
#[derive(Debug)]
pub struct Served {
    pub kept: Kept,
    pub age: Duration,
    /// Whether it is shown for want of a newer one.
    pub stale: bool,
}

impl Cache {
    /// An empty cache before `upstream`.
    pub fn new(upstream: Upstream, lifetimes: Lifetimes, clock: Clock, metrics: Metrics) -> Self {
        // The stores go by the system's clock; what they drop in time frees memory, and is too old by the cache's clock too.
        let longest_failure = Duration::from_mins(2);
        Self {
            upstream,
            clock,
            lifetimes,
            metrics,
            kept: Store::builder().max_capacity(CAPACITY).weigher(weight).expire_after(ToExpire).build(),
            failed: Store::builder().max_capacity(FAILURES).time_to_live(longest_failure).build(),
            flights: Flights::default(),
        }
    }

    /// The answer to `request`, from the store where it is good enough.
    pub async fn find(&self, request: ConferenceRequest) -> Result<Served, Failure> {
        let kept = self.kept.get(&request).await.map(|kept| (kept.freshness.state(self.age(&kept)), kept));
        self.metrics.cache_outcome(match &kept {
            Some((State::Fresh, _)) => CacheOutcome::Hit,
            Some((State::Aging | State::Stale, _)) => CacheOutcome::Stale,
            Some((State::Gone, _)) | None => CacheOutcome::Miss,
        });
        let Some((state, kept)) = kept else {
            return self.refresh(request).await.map(|kept| self.serve(kept, false));
        };
        match state {
            State::Fresh => Ok(self.serve(kept, false)),
            State::Aging => {
                let failing = self.failure(&request).await.is_some();
                if !failing {
                    self.start(request);
                }
                Ok(self.serve(kept, failing))
            }
            State::Stale if self.has_failed_lately(&request).await => {
                if self.failure(&request).await.is_none() {
                    self.start(request);
                }
                Ok(self.serve(kept, true))
            }
            State::Stale => Ok(match timeout(PATIENCE, self.refresh(request)).await {
                Ok(Ok(refreshed)) => self.serve(refreshed, false),
                Ok(Err(_)) | Err(_) => self.serve(kept, true),
            }),
            State::Gone => self.refresh(request).await.map(|kept| self.serve(kept, false)),
        }
    }

    fn serve(&self, kept: Kept, stale: bool) -> Served {
        Served { age: self.age(&kept), kept, stale }
    }

    fn age(&self, kept: &Kept) -> Duration {
        self.clock.now().saturating_duration_since(kept.since)
    }

    async fn refresh(&self, request: ConferenceRequest) -> Result<Kept, Failure> {
        if let Some(failure) = self.failure(&request).await {
            return Err(failure);
        }
        self.start(request).landed().await.unwrap_or(Err(Failure::Fault("the request was lost".into())))
    }

    /// The failure of `request` that is too recent to try again.
    async fn failure(&self, request: &ConferenceRequest) -> Option<Failure> {
        let (failure, until) = self.failed.get(request).await?;
        (self.clock.now() < until).then_some(failure)
    }

    /// Whether `request` failed when it was last tried, not long ago: it may fail again, and nobody should wait for that.
    async fn has_failed_lately(&self, request: &ConferenceRequest) -> bool {
        self.failed.get(request).await.is_some_and(|(_, until)| self.clock.now() < until + LATELY)
    }

    /// Has `request` refreshed, or joins those who already wait for it.
    fn start(&self, request: ConferenceRequest) -> flights::Passenger<Result<Kept, Failure>> {
        self.flights.join(request, || {
            let cache = self.clone();
            async move { cache.fetch(request).await }
        })
    }

    /// What a flight does.
    async fn fetch(&self, request: ConferenceRequest) -> Result<Kept, Failure> {
        // Another flight may have landed after this one's first passenger looked.
        if let Some(kept) = self.kept.get(&request).await.filter(|kept| kept.freshness.state(self.age(kept)) == State::Fresh) {
            return Ok(kept);
        }
        if let Some(failure) = self.failure(&request).await {
            return Err(failure);
        }
        // From before the call: an answer isn't younger than its request.
        let (since, date) = (self.clock.now(), self.clock.timestamp());
        match self.upstream.find(request).await {
            Ok(found) => {
                let freshness = match &found {
                    Found::Conference(conference) => {
                        Freshness::of_conference(self.lifetimes, request.include_active_session, conference.edges, date)
                    }
                    Found::NotFound => Freshness::of_absence(self.lifetimes),
                };
                let kept = Kept { found, since, date, freshness };
                self.kept.insert(request, kept.clone()).await;
                self.failed.invalidate(&request).await;
                Ok(kept)
            }
            Err(failure) => {
                tracing::warn!(id = %request.id, "the upstream fails: {failure}");
                let until = self.clock.now() + failure.pause();
                self.failed.insert(request, (failure.clone(), until)).await;
                Err(failure)
            }
        }
    }
}
