//! The address below which the API's paths lie.

use std::fmt;

use reqwest::Url;

use crate::account::Space;
use crate::source::ConferenceRequest;

/// A base URL without a slash at its end.
#[derive(Debug, Clone)]
pub struct BaseUrl(String);

/// Why a URL can't be the API's address. Never shows the URL, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseUrlError {
    /// No absolute URL.
    Invalid,
    /// Neither `http` nor `https`.
    Scheme,
    /// The credentials would travel unencrypted to another machine.
    Unencrypted,
    /// A user name or password; the account's variables are the place for them.
    Credentials,
    /// A query or fragment, which no path can follow.
    Query,
}

impl BaseUrl {
    /// Where the API of `space` is.
    pub(crate) fn of_space(space: &Space) -> Self {
        Self(format!("https://{}", space.host()))
    }

    /// Reads a URL, whose path is kept as a prefix. `http` only leads to this machine.
    ///
    /// # Errors
    ///
    /// See [`BaseUrlError`].
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text).map_err(|_| BaseUrlError::Invalid)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BaseUrlError::Unencrypted),
            _ => return Err(BaseUrlError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Query);
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address of a conference.
    pub(crate) fn conference(&self, request: ConferenceRequest) -> String {
        let query = if request.include_active_session { "?include_active_session=true" } else { "" };
        format!("{self}/api/video/conferences/{}{query}", request.id.hyphenated())
    }
}

fn is_loopback(url: &Url) -> bool {
    // The host of a URL has IPv6 addresses in brackets.
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "--upstream must be a URL such as https://example.com",
            Self::Scheme => "--upstream must begin with https:// (or http://, on this machine)",
            Self::Unencrypted => "--upstream must begin with https://, as http:// would show the credentials to the network",
            Self::Credentials => "--upstream must not hold a user name or password",
            Self::Query => "--upstream must not hold a query or fragment",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError};
    use crate::account::Space;
    use crate::source::ConferenceRequest;
    use uuid::uuid;

    #[test]
    fn the_paths_of_the_api_follow_the_base() {
        let id = uuid!("0A6F1D52-9A1E-4C1B-8F53-2A7C9D4E1B01");
        let conference = |base: &BaseUrl, include_active_session| {
            base.conference(ConferenceRequest { id, include_active_session }).replace(&id.to_string(), "ID")
        };
        let space = BaseUrl::of_space(&Space::parse("example").unwrap());
        assert_eq!(conference(&space, false), "https://example.signalwire.com/api/video/conferences/ID");
        for (base, expected) in [
            ("https://api.example", "https://api.example"),
            ("HTTPS://API.example:443/", "https://api.example"),
            ("https://api.example:8443/a/b/", "https://api.example:8443/a/b"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost/prefix", "http://localhost/prefix"),
            ("http://[::1]:1", "http://[::1]:1"),
        ] {
            let base = BaseUrl::parse(base).unwrap();
            let expected = format!("{expected}/api/video/conferences/ID?include_active_session=true");
            assert_eq!(conference(&base, true), expected);
        }
    }

    #[test]
    fn what_would_mislead_or_expose_the_credentials_is_refused() {
        for (text, error) in [
            ("", BaseUrlError::Invalid),
            ("api.example", BaseUrlError::Invalid),
            ("https://", BaseUrlError::Invalid),
            ("ftp://api.example", BaseUrlError::Scheme),
            ("file:///etc/passwd", BaseUrlError::Scheme),
            ("http://api.example", BaseUrlError::Unencrypted),
            ("http://10.0.0.1", BaseUrlError::Unencrypted),
            ("http://localhost.evil.example", BaseUrlError::Unencrypted),
            ("http://127.0.0.1.evil.example", BaseUrlError::Unencrypted),
            ("http://127.0.0.1@evil.example", BaseUrlError::Unencrypted),
            ("https://user@api.example", BaseUrlError::Credentials),
            ("https://:password@api.example", BaseUrlError::Credentials),
            ("https://api.example/?a=b", BaseUrlError::Query),
            ("https://api.example/#a", BaseUrlError::Query),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap_err(), error, "{text}");
        }
    }
}
