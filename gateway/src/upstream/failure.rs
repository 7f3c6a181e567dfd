//! The ways in which the upstream fails, and what visitors learn of each.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};

use crate::answer::Answer;

/// When to come back where the upstream doesn't say.
pub const PAUSE: Duration = Duration::from_secs(5);

/// Longer than this nobody is kept away, whatever the upstream says.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Why there is no definite answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The credentials are refused.
    Refused,
    /// Too many requests; free again after this.
    Busy(Duration),
    /// No answer in time.
    Timeout,
    /// No connection, or an answer that makes no sense; what it was, for the owner.
    Fault(Arc<str>),
}

impl Failure {
    /// What a status other than 200, 404 and 410 means.
    pub(crate) fn of(status: StatusCode, retry_after: Option<Duration>) -> Self {
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::Refused,
            StatusCode::TOO_MANY_REQUESTS => Self::Busy(retry_after.unwrap_or(PAUSE).clamp(PAUSE, LONGEST_PAUSE)),
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Self::Timeout,
            _ => Self::Fault(format!("status {status}").into()),
        }
    }

    /// For how long it makes no sense to ask again.
    pub(crate) fn pause(&self) -> Duration {
        if let Self::Busy(pause) = self { *pause } else { PAUSE }
    }

    /// What visitors get: the status in words, and nothing of the reason.
    pub(crate) fn answer(self) -> Answer {
        let answer = Answer::error(match self {
            Self::Refused | Self::Fault(_) => StatusCode::BAD_GATEWAY,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
        });
        match self {
            Self::Busy(pause) => answer.with(RETRY_AFTER, HeaderValue::from(pause.as_secs())),
            _ => answer,
        }
    }
}

/// For the log and the command line.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "the credentials are refused",
            Self::Busy(_) => "too many requests",
            Self::Timeout => "no answer in time",
            Self::Fault(what) => what,
        })
    }
}
