//! `X-Request-Id`: names a request in the log, in the answer and at the proxy in front.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use tower_http::request_id::{MakeRequestId, RequestId};
use uuid::Uuid;

pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A random UUID for each request that comes without an id.
#[derive(Debug, Clone, Copy)]
pub struct RandomId;

impl MakeRequestId for RandomId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::try_from(Uuid::new_v4().to_string()).ok().map(RequestId::new)
    }
}

/// What proxies make: letters, digits and a few signs, and not too many. Anything else has no place in a log.
fn is_well_formed(id: &HeaderValue) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:=".contains(byte);
    (1..=128).contains(&id.len()) && id.as_bytes().iter().all(allowed)
}

/// Drops an id that is not well-formed or that comes more than once.
pub fn drop_malformed(mut request: Request) -> Request {
    let mut ids = request.headers().get_all(HEADER).iter();
    let is_kept = ids.next().is_none_or(is_well_formed) && ids.next().is_none();
    if !is_kept {
        request.headers_mut().remove(HEADER);
    }
    request
}
