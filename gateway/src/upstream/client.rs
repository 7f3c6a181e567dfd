//! Requests to the upstream: authenticated, within limits of time and size, and more than once where that may help.
//!
//! Redirects aren't followed, as they could lead the credentials elsewhere, and no proxy is used, whatever the environment
//! says. HTTP/2 is spoken where the upstream's TLS offers it.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{ACCEPT, RETRY_AFTER};
use reqwest::redirect;
use secrecy::ExposeSecret;
use tokio::time::{Instant, sleep, timeout_at};

use super::retry::{self, Outcome};
use super::{BaseUrl, Failure, Limits};
use crate::Error;
use crate::account::Credentials;
use crate::metrics::{Metrics, UpstreamOutcome};
use crate::source::ConferenceRequest;

const USER_AGENT: &str = concat!("conference-gateway/", env!("CARGO_PKG_VERSION"));

/// A conference of the API has a few kilobytes, and as much metadata as its owner adds.
const LARGEST_BODY: usize = 1024 * 1024;

#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: BaseUrl,
    credentials: Credentials,
    limits: Limits,
    metrics: Metrics,
}

/// A whole response.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// Why there is no response.
#[derive(Debug)]
enum Lost {
    Connection(reqwest::Error),
    TooLarge,
    TooLate,
}

impl Client {
    pub fn new(base: BaseUrl, credentials: Credentials, limits: Limits, metrics: Metrics) -> Result<Self, Error> {
        // Fails where one is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(limits.connect)
            .build()
            .map_err(Error::Client)?;
        Ok(Self { http, base, credentials, limits, metrics })
    }

    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Asks for a conference until there is an answer that asking again won't change, or time or tries are used up.
    pub async fn get(&self, request: ConferenceRequest) -> Result<Reply, Failure> {
        let url = self.base.conference(request);
        let deadline = Instant::now() + self.limits.total;
        let mut tried = 0;
        loop {
            tried += 1;
            let end = deadline.min(Instant::now() + self.limits.attempt);
            let result = timeout_at(end, self.attempt(&url)).await.unwrap_or(Err(Lost::TooLate));
            self.metrics.upstream_call(match &result {
                Ok(reply) => UpstreamOutcome::Answer(reply.status.into()),
                Err(_) => UpstreamOutcome::Failure,
            });
            let pause = retry::pause(&outcome(&result), tried, &self.limits, fastrand::f64());
            match pause {
                Some(pause) if pause < deadline.saturating_duration_since(Instant::now()) => sleep(pause).await,
                _ => return result.map_err(Lost::failure),
            }
        }
    }

    async fn attempt(&self, url: &str) -> Result<Reply, Lost> {
        let Credentials { project_id, api_token } = &self.credentials;
        let mut response = self
            .http
            .get(url)
            .header(ACCEPT, "application/json")
            // The header is marked sensitive, so that neither Debug nor HTTP/2's compression table shows it.
            .basic_auth(project_id.expose_secret(), Some(api_token.expose_secret()))
            .send()
            .await
            .map_err(Lost::Connection)?;
        let status = response.status();
        let retry_after = response.headers().get(RETRY_AFTER).and_then(retry::retry_after);
        let mut body = Vec::new();
        if status != StatusCode::OK {
            // The body says nothing more.
            return Ok(Reply { status, retry_after, body });
        }
        while let Some(chunk) = response.chunk().await.map_err(Lost::Connection)? {
            if body.len() + chunk.len() > LARGEST_BODY {
                return Err(Lost::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, retry_after, body })
    }
}

fn outcome(result: &Result<Reply, Lost>) -> Outcome {
    match result {
        Ok(reply) => Outcome::Status(reply.status, reply.retry_after),
        Err(Lost::Connection(_) | Lost::TooLate) => Outcome::NoAnswer,
        Err(Lost::TooLarge) => Outcome::Useless,
    }
}

impl Lost {
    fn failure(self) -> Failure {
        match self {
            Self::TooLate => Failure::Timeout,
            Self::TooLarge => Failure::Fault("an answer that is too large".into()),
            Self::Connection(error) if error.is_timeout() => Failure::Timeout,
            Self::Connection(error) => Failure::Fault(format!("no connection: {}", root(&error)).into()),
        }
    }
}

/// The cause of an error that has no cause of its own; the others only say that there was an error.
fn root(error: &dyn std::error::Error) -> &dyn std::error::Error {
    std::iter::successors(Some(error), |error| error.source()).last().unwrap_or(error)
}
