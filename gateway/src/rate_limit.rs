//! The rate limit: so many requests a second for each client, five times as many at once.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{Request, StatusCode};
use axum::response::IntoResponse;
use governor::middleware::NoOpMiddleware;
use tower_governor::governor::{GovernorConfig, GovernorConfigBuilder};
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

use crate::Metrics;
use crate::answer::Answer;
use crate::client_address::ClientAddress;

/// How many seconds' worth of requests a client may send at once.
const BURST: u32 = 5;

/// How often clients are forgotten that could send a whole burst again.
const CLEANING: Duration = Duration::from_secs(10);

/// The requests of all clients, counted.
#[derive(Debug, Clone)]
pub struct RateLimit(Arc<GovernorConfig<Client, NoOpMiddleware>>);

impl RateLimit {
    /// `rate` requests a second for each client; `None` for a rate that can't be kept, 0 or more than 10⁹.
    #[must_use]
    pub fn new(rate: u32) -> Option<Self> {
        let period = Duration::from_secs(1).checked_div(rate)?;
        let burst = rate.saturating_mul(BURST);
        let config = GovernorConfigBuilder::default().period(period).burst_size(burst).key_extractor(Client).finish()?;
        Some(Self(Arc::new(config)))
    }

    /// Refuses what is too much with 429, and counts it.
    pub(crate) fn layer(&self, metrics: Metrics) -> GovernorLayer<Client, NoOpMiddleware, Body> {
        GovernorLayer::new(Arc::clone(&self.0)).error_handler(move |error| {
            metrics.rate_limited();
            // The wait is rounded down to whole seconds; a client that comes back too early is refused again.
            let wait = if let GovernorError::TooManyRequests { wait_time, .. } = error { wait_time } else { 0 };
            let retry_after = [(RETRY_AFTER, wait.saturating_add(1).to_string())];
            (retry_after, Answer::error(StatusCode::TOO_MANY_REQUESTS)).into_response()
        })
    }

    /// Keeps the memory that clients take small; never ends.
    pub(crate) async fn clean(&self) {
        let mut ticks = tokio::time::interval(CLEANING);
        loop {
            ticks.tick().await;
            self.forget();
        }
    }

    fn forget(&self) {
        self.0.limiter().retain_recent();
        self.0.limiter().shrink_to_fit();
    }
}

/// Who counts as one client: an IPv4 address, or the /64 network of an IPv6 address, as that is what a household gets.
#[derive(Debug, Clone, Copy)]
pub struct Client;

impl KeyExtractor for Client {
    type Key = IpAddr;

    fn extract<T>(&self, request: &Request<T>) -> Result<IpAddr, GovernorError> {
        let address = request.extensions().get().map(|ClientAddress(address)| *address);
        Ok(network(address.unwrap_or(Ipv4Addr::UNSPECIFIED.into())))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_forgotten_once_they_could_send_a_whole_burst_again() {
        let known = |period: Duration| {
            let config = GovernorConfigBuilder::default().period(period).burst_size(1).key_extractor(Client).finish();
            let rate_limit = RateLimit(Arc::new(config.unwrap()));
            for last in 0..100 {
                rate_limit.0.limiter().check_key(&Ipv4Addr::new(192, 0, 2, last).into()).unwrap();
            }
            rate_limit
        };
        let slow = known(Duration::from_secs(1000));
        slow.forget();
        assert_eq!(slow.0.limiter().len(), 100);

        let fast = known(Duration::from_nanos(1));
        let is_empty = |_| {
            fast.forget();
            fast.0.limiter().is_empty()
        };
        // The clock may stand still for a moment.
        assert!((0..1_000_000).any(is_empty));
    }
}
