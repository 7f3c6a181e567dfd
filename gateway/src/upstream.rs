//! The conferences API of an account. Knows what its answers mean; doesn't know who asks, and keeps nothing.
//!
//! | upstream | meaning | visitor |
//! | --- | --- | --- |
//! | 200 with the conference that was asked for | [`Found::Conference`] | 200 |
//! | 404, 410 | [`Found::NotFound`] | 404 |
//! | 401, 403 | [`Failure::Refused`]: the credentials, which are no visitor's business | 502 |
//! | 429 after all tries, or too many calls already under way | [`Failure::Busy`] | 503 with `Retry-After` |
//! | 408, 504 or no answer in time, after all tries | [`Failure::Timeout`] | 504 |
//! | any other status (400 and 422 too: the id was a UUID), no connection, no conference in the body | [`Failure::Fault`] | 502 |
//!
//! Nothing of the upstream's text is passed on with a failure.

mod base_url;
mod client;
mod conference;
mod failure;
mod recovery;
mod retry;

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use uuid::Uuid;

use crate::account::Credentials;
use crate::source::ConferenceRequest;
use crate::{Error, Metrics, Readiness};

pub use base_url::{BaseUrl, BaseUrlError};
use client::{Client, Reply};
pub use conference::{Conference, Fields};
pub use failure::Failure;
use recovery::Recovery;

/// Calls under way at the same time, so that a slow upstream isn't buried.
const CALLS: usize = 64;

/// How long may be waited for the upstream, and how often it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a connection.
    pub connect: Duration,
    /// For one try, from the connection to the body's end.
    pub attempt: Duration,
    /// For all tries and the pauses between them.
    pub total: Duration,
    /// Tries at most.
    pub tries: u32,
    /// The pause before the second try, doubled each time; from half of it to the whole, by chance.
    pub pause: Duration,
    /// How often refused credentials are tried again.
    pub recovery: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            attempt: Duration::from_secs(5),
            total: Duration::from_secs(10),
            tries: 3,
            pause: Duration::from_millis(300),
            recovery: Duration::from_secs(30),
        }
    }
}

/// A definite answer of the upstream.
#[derive(Debug, Clone)]
pub enum Found {
    /// The conference, as it goes out.
    Conference(Conference),
    /// There is no such conference.
    NotFound,
}

/// Why the credentials couldn't be confirmed.
#[derive(Debug)]
pub enum CheckError {
    /// The upstream refuses them.
    Refused,
    /// The upstream didn't say.
    Unclear(Failure),
}

/// The API of one account. Clones share the connections.
#[derive(Debug, Clone)]
pub struct Upstream {
    client: Arc<Client>,
    calls: Arc<Semaphore>,
    /// How long a call may wait for its turn.
    wait: Duration,
    recovery: Recovery,
    fields: Fields,
}

impl Upstream {
    /// The API at `base`. `readiness` is turned when it refuses the credentials and when it accepts them again; `metrics` count the calls.
    ///
    /// # Errors
    ///
    /// [`Error::Client`] where the system gives no certificates to check the upstream's against.
    pub fn new(
        base: BaseUrl,
        credentials: Credentials,
        limits: Limits,
        fields: Fields,
        readiness: Readiness,
        metrics: Metrics,
    ) -> Result<Self, Error> {
        Ok(Self {
            client: Arc::new(Client::new(base, credentials, limits, metrics)?),
            calls: Arc::new(Semaphore::new(CALLS)),
            wait: limits.total,
            recovery: Recovery::new(readiness, limits.recovery),
            fields,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn base(&self) -> &BaseUrl {
        self.client.base()
    }

    /// Asks for a conference.
    pub(crate) async fn find(&self, request: ConferenceRequest) -> Result<Found, Failure> {
        let reply = self.ask(request).await?;
        if matches!(reply.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            self.recovery.refused(self);
        } else if accepts(reply.status) {
            self.recovery.accepted();
        }
        match reply.status {
            StatusCode::OK => match Conference::read(&reply.body, request, self.fields) {
                Some(conference) => Ok(Found::Conference(conference)),
                None => Err(Failure::Fault("an answer that is not the conference".into())),
            },
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Found::NotFound),
            status => Err(Failure::of(status, reply.retry_after)),
        }
    }

    /// Asks for a conference that can't exist, to see whether the credentials are accepted.
    ///
    /// # Errors
    ///
    /// See [`CheckError`].
    pub async fn check(&self) -> Result<(), CheckError> {
        let nobodys = ConferenceRequest { id: Uuid::nil(), include_active_session: false };
        let reply = self.ask(nobodys).await.map_err(CheckError::Unclear)?;
        match reply.status {
            status if accepts(status) => Ok(()),
            status => match Failure::of(status, reply.retry_after) {
                Failure::Refused => Err(CheckError::Refused),
                failure => Err(CheckError::Unclear(failure)),
            },
        }
    }

    async fn ask(&self, request: ConferenceRequest) -> Result<Reply, Failure> {
        let Ok(Ok(_call)) = timeout(self.wait, self.calls.acquire()).await else {
            return Err(Failure::Busy(failure::PAUSE));
        };
        self.client.get(request).await
    }
}

/// Whether an answer comes from behind the authentication. Others, such as the page of a proxy in between, say nothing of it.
fn accepts(status: StatusCode) -> bool {
    matches!(status, StatusCode::OK | StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNPROCESSABLE_ENTITY)
}
