//! What the gateway counts, and how `/metrics` shows it: `OpenMetrics` text, which Prometheus reads.
//!
//! Every label comes from a list in the code, so the number of series doesn't grow with what visitors send.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

/// Upper bounds in seconds: from an answer out of the cache to an upstream that is given up.
const BUCKETS: [f64; 9] = [0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 30.0];

/// How the cache met a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CacheOutcome {
    /// A fresh answer was there.
    Hit,
    /// The upstream had to be asked.
    Miss,
    /// An old answer was there, and the upstream has to be asked.
    Stale,
}

/// How a call of the upstream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UpstreamOutcome {
    /// With an answer of this status.
    Answer(StatusClass),
    /// Without one: no connection, or a time limit.
    Failure,
}

/// The hundreds of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusClass(&'static str);

impl From<StatusCode> for StatusClass {
    fn from(status: StatusCode) -> Self {
        Self(match status.as_u16() / 100 {
            1 => "1xx",
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            5 => "5xx",
            _ => "other",
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: &'static str,
    status: StatusClass,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CacheLabels {
    outcome: CacheOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct UpstreamLabels {
    outcome: UpstreamOutcome,
}

/// The counters, shared by all clones.
#[derive(Debug, Clone)]
pub struct Metrics {
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    rate_limited: Counter,
    cache: Family<CacheLabels, Counter>,
    upstream: Family<UpstreamLabels, Counter>,
    registry: Arc<Registry>,
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let in_flight = Gauge::default();
        let rate_limited = Counter::default();
        let cache = Family::default();
        let upstream = Family::default();

        let mut registry = Registry::with_prefix("conference_gateway");
        registry.register("build", "The version that runs", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("requests", "Requests answered, by route and class of status", requests.clone());
        registry.register("request_duration_seconds", "Time until an answer starts, by route", durations.clone());
        registry.register("requests_in_flight", "Requests that wait for their answer", in_flight.clone());
        registry.register("rate_limited", "Requests refused, as their client sends too many", rate_limited.clone());
        registry.register("cache", "Requests for a conference, by how the cache met them", cache.clone());
        registry.register("upstream_calls", "Calls of the upstream, by how they ended", upstream.clone());
        Self { requests, durations, in_flight, rate_limited, cache, upstream, registry: Arc::new(registry) }
    }
}

impl Metrics {
    /// The media type of [`encode`](Self::encode).
    pub const CONTENT_TYPE: &'static str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// All of them as text.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::new();
        // Writing to a string doesn't fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    /// Counts a request for a conference.
    pub fn cache_outcome(&self, outcome: CacheOutcome) {
        self.cache.get_or_create(&CacheLabels { outcome }).inc();
    }

    /// Counts a call of the upstream, each try for itself.
    pub fn upstream_call(&self, outcome: UpstreamOutcome) {
        self.upstream.get_or_create(&UpstreamLabels { outcome }).inc();
    }

    /// Counts an answered request.
    pub(crate) fn answered(&self, route: &'static str, status: StatusCode, duration: Duration) {
        self.requests.get_or_create(&RequestLabels { route, status: status.into() }).inc();
        self.durations.get_or_create(&RouteLabels { route }).observe(duration.as_secs_f64());
    }

    /// Counts a request that the rate limit has refused.
    pub(crate) fn rate_limited(&self) {
        self.rate_limited.inc();
    }

    /// Counts a request as in flight for as long as the guard lives, so that one that is given up counts no longer.
    #[must_use]
    pub(crate) fn in_flight(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }
}

/// A request in flight.
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl EncodeLabelValue for StatusClass {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> fmt::Result {
        self.0.encode(encoder)
    }
}

impl EncodeLabelValue for CacheOutcome {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> fmt::Result {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Stale => "stale",
        }
        .encode(encoder)
    }
}

impl EncodeLabelValue for UpstreamOutcome {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> fmt::Result {
        match self {
            Self::Answer(status) => status.encode(encoder),
            Self::Failure => "failure".encode(encoder),
        }
    }
}
