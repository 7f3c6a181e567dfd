//! What surrounds the routes on their way out: who is asking, how much they may ask, and what is noted of it.

use crate::client_address::TrustedProxies;
use crate::cors::Origin;
use crate::rate_limit::RateLimit;
use crate::{Metrics, Readiness};

/// The edges as they are set up. By default no other origin may read, no proxy is trusted, and nobody is limited.
#[derive(Debug, Clone, Default)]
pub struct Edges {
    /// The origins whose pages may read conferences.
    pub allowed_origins: Vec<Origin>,
    /// The proxies whose forwarded addresses count.
    pub trusted_proxies: TrustedProxies,
    /// How much a client may ask.
    pub rate_limit: Option<RateLimit>,
    /// What `/readyz` tells.
    pub readiness: Readiness,
    /// What `/metrics` shows.
    pub metrics: Metrics,
}
