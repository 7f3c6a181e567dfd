//! Which pages of other origins may read conferences (`--allow-origin`).

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use axum::http::header::{AGE, DATE, ETAG, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderValue, Method, Uri};
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

/// How long a browser may remember that a page is allowed; most keep it for two hours at the most.
const PREFLIGHT_LIFETIME: Duration = Duration::from_hours(24);

/// One value of `--allow-origin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `*`
    Any,
    /// An origin as browsers send it: `scheme://host`, and the port where it isn't the scheme's own.
    Only(HeaderValue),
}

/// Why a text is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginError;

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an origin is scheme://host or scheme://host:port, in lower case, without the scheme's own port and without a path; or *")
    }
}

impl std::error::Error for OriginError {}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let uri: Uri = text.parse().map_err(|_| OriginError)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(OriginError);
        };
        // Browsers compare letter by letter, so a text that they would write in another way would never match.
        let written = match (scheme, uri.port_u16()) {
            ("http", Some(80)) | ("https", Some(443)) => return Err(OriginError),
            (_, Some(port)) => format!("{scheme}://{}:{port}", authority.host()),
            (_, None) => format!("{scheme}://{}", authority.host()),
        };
        if authority.host().is_empty() || authority.host().contains('*') || written.to_ascii_lowercase() != text {
            return Err(OriginError);
        }
        HeaderValue::from_str(text).map(Self::Only).map_err(|_| OriginError)
    }
}

/// For the conference route; `None` where no other origin is allowed, as browsers then refuse by themselves.
///
/// Any request header is allowed, as page owners choose theirs (`headers`). Credentials aren't: there are no cookies here.
pub fn layer(origins: &[Origin]) -> Option<CorsLayer> {
    let only = origins.iter().map(|origin| match origin {
        Origin::Any => None,
        Origin::Only(value) => Some(value.clone()),
    });
    let allowed = match only.collect::<Option<Vec<_>>>() {
        Some(list) if list.is_empty() => return None,
        Some(list) => AllowOrigin::list(list),
        None => AllowOrigin::any(),
    };
    let layer = CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers(AllowHeaders::any())
        .expose_headers([DATE, AGE, ETAG, RETRY_AFTER])
        .max_age(PREFLIGHT_LIFETIME)
        .vary([ORIGIN]);
    Some(layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_browsers_send() {
        for text in [
            "https://example.com",
            "http://localhost:8080",
            "https://[2001:db8::1]:8443",
            "http://192.0.2.1",
            "https://xn--bcher-kva.example",
            "capacitor://localhost",
        ] {
            assert_eq!(text.parse(), Ok(Origin::Only(HeaderValue::from_str(text).unwrap())), "{text}");
        }
        assert_eq!("*".parse(), Ok(Origin::Any));
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "null",
            "example.com",
            "//example.com",
            "https://",
            "https:///",
            "https://example.com/",
            "https://example.com/path",
            "https://example.com?query",
            "https://example.com#part",
            "https://Example.com",
            "HTTPS://example.com",
            "https://example.com:443",
            "http://example.com:80",
            "http://example.com:080",
            "http://example.com:",
            "http://example.com:99999",
            "https://me@example.com",
            "https://me:secret@example.com",
            "https://*.example.com",
            "https://bücher.example",
            "https://example.com,https://example.org",
            "https://example.com https://example.org",
            "https://example.com\r\nx: y",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(OriginError), "{text}");
        }
    }
}
