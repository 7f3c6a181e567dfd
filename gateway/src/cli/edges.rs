//! The flags of the edges: other origins, proxies, the rate limit, the log.

use clap::Args;
use ipnet::IpNet;

use crate::cors::Origin;
use crate::edges::Edges;
use crate::log::LogFormat;
use crate::rate_limit::RateLimit;

/// Requests a second, where an account is served.
const DEFAULT_RATE: u32 = 20;

/// See [`Edges`].
#[derive(Debug, Clone, Args)]
pub struct EdgeFlags {
    /// Origin whose pages may read conferences, `scheme://host[:port]`, or * for all; can be repeated [default: none]
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    pub allow_origins: Vec<Origin>,

    /// Network of proxies whose forwarded addresses count, such as 10.0.0.0/8; can be repeated [default: none]
    #[arg(long = "trust-proxy", value_name = "CIDR")]
    pub trust_proxies: Vec<IpNet>,

    /// Conference requests a second for a client, bursts of five times that [default: 20; with --demo no limit]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub rate: Option<u32>,

    /// How the log is written; `RUST_LOG` says how much of it
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

impl EdgeFlags {
    /// The edges that these flags ask for. The demo's page loads all conferences at once, so it is limited only on request.
    pub(crate) fn edges(&self, demo: bool) -> Edges {
        let rate = self.rate.or((!demo).then_some(DEFAULT_RATE));
        Edges {
            allowed_origins: self.allow_origins.clone(),
            trusted_proxies: self.trust_proxies.clone().into(),
            rate_limit: rate.and_then(RateLimit::new),
            ..Edges::default()
        }
    }
}
