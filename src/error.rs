//! What can go wrong: a kind that scripts can match on, the HTTP status where there was one, and the cause in words for the
//! page's owner. The visitor's sentence for each kind is in [`messages`](crate::messages).

use crate::digits::digits;
use std::fmt;

/// The kinds of error that a card reports; [`name`](ErrorKind::name) is the spelling that scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The card was set up wrongly: no id, a bad attribute, refused credentials. Nothing that was asked for is used, and with refused credentials no request is made.
    Config,
    /// No answer came: offline, refused, reset, or blocked by CORS or the page's policy.
    Network,
    /// No whole answer came in time, or the server said 408.
    Timeout,
    /// There is no such conference (404, 410).
    NotFound,
    /// The server wants credentials that the request had not (401, 403).
    Unauthorized,
    /// The server could not read the request (400, 422, and what other answers below 500 there are).
    InvalidRequest,
    /// Too many requests (429).
    RateLimited,
    /// The server failed (5xx).
    Server,
    /// The answer is no conference: no JSON object, or one without `id` or `name`.
    InvalidResponse,
    /// The WebAssembly module is blocked, can't be loaded, or has stopped.
    Unavailable,
}

impl ErrorKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Config,
        Self::Network,
        Self::Timeout,
        Self::NotFound,
        Self::Unauthorized,
        Self::InvalidRequest,
        Self::RateLimited,
        Self::Server,
        Self::InvalidResponse,
        Self::Unavailable,
    ];

    /// The kind's public name, as in `error.kind`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::NotFound => "not-found",
            Self::Unauthorized => "unauthorized",
            Self::InvalidRequest => "invalid-request",
            Self::RateLimited => "rate-limited",
            Self::Server => "server",
            Self::InvalidResponse => "invalid-response",
            Self::Unavailable => "unavailable",
        }
    }

    /// The kind of an answer with this HTTP status; `None` for a success (2xx).
    ///
    /// A 3xx that reaches a page is no conference either: `fetch` follows redirects, so it is one that leads nowhere.
    #[must_use]
    pub const fn of_status(status: u16) -> Option<Self> {
        match status {
            200..=299 => None,
            300..=399 => Some(Self::InvalidResponse),
            401 | 403 => Some(Self::Unauthorized),
            404 | 410 => Some(Self::NotFound),
            408 => Some(Self::Timeout),
            429 => Some(Self::RateLimited),
            400..=499 => Some(Self::InvalidRequest),
            _ => Some(Self::Server),
        }
    }

    /// Whether the same request may well succeed a little later, so that "Try again" helps.
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Network | Self::Timeout | Self::RateLimited | Self::Server | Self::InvalidResponse)
    }
}

/// An error of a card. Its `Display` is for the page's owner: the kind, the status, the cause and, where there is one, the fix.
///
/// ```
/// use conference_card::{Error, ErrorKind};
///
/// let error = Error::of_status(429).ok_or("no error")?;
/// assert_eq!(error.kind, ErrorKind::RateLimited);
/// assert!(error.kind.is_transient());
/// assert_eq!(error.to_string(), "rate-limited (HTTP 429): too many requests");
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of error this is.
    pub kind: ErrorKind,
    /// The HTTP status, where an answer came.
    pub status: Option<u16>,
    /// The cause, in a sentence for the page's owner. Holds no credentials.
    pub message: String,
}

impl Error {
    /// An error without an answer from a server.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, status: None, message: message.into() }
    }

    /// A mistake in the card's set-up, told as what to change.
    pub fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    /// The error of an answer with this HTTP status; `None` for a success.
    #[must_use]
    pub fn of_status(status: u16) -> Option<Self> {
        let kind = ErrorKind::of_status(status)?;
        let cause = match kind {
            ErrorKind::NotFound => "the endpoint knows no conference with this id; check `conference-id` and `endpoint`",
            ErrorKind::Unauthorized => {
                "the endpoint wants credentials; let a gateway add them, or set `credentials` for your own session"
            }
            ErrorKind::InvalidRequest => "the endpoint refused the request; check `conference-id`",
            ErrorKind::RateLimited => "too many requests",
            ErrorKind::Timeout => "the endpoint gave up waiting",
            ErrorKind::InvalidResponse => "the endpoint redirects to nowhere; check `endpoint`",
            _ => "the endpoint failed",
        };
        Some(Self { kind, status: Some(status), message: cause.to_owned() })
    }
}

impl Error {
    /// All of it in one line. It spares the module what it takes to format anything else.
    pub(crate) fn line(&self) -> String {
        let status = self.status.map(|status| [" (HTTP ", &digits(status.into()), ")"].concat());
        [self.kind.name(), status.as_deref().unwrap_or_default(), ": ", &self.message].concat()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.line())
    }
}

impl std::error::Error for Error {}
