//! `X-Request-Id`: names a request in the log, in the answer and at the proxy in front.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use uuid::Uuid;

pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// What proxies make: letters, digits and a few signs, and not too many. Anything else has no place in a log.
fn is_well_formed(id: &HeaderValue) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:=".contains(byte);
    (1..=128).contains(&id.len()) && id.as_bytes().iter().all(allowed)
}

/// The id of `request`: its own where that is well-formed and comes once, else a random UUID.
pub fn settle(request: &mut Request) -> Option<HeaderValue> {
    let mut ids = request.headers().get_all(HEADER).iter();
    if let (Some(id), None) = (ids.next(), ids.next())
        && is_well_formed(id)
    {
        return Some(id.clone());
    }
    HeaderValue::try_from(Uuid::new_v4().to_string()).ok()
}
