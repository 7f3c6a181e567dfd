//! The response headers that protect pages, or let other origins use the package.

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

/// What the playground needs and no more: no inline script or style, no other host, no Trusted Types policy.
/// Framing stays allowed, as a single card on its page is made for iframes.
const CONTENT_SECURITY_POLICY_OF_PAGES: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; \
    style-src 'self'; \
    img-src 'self' data:; \
    media-src 'self'; \
    base-uri 'none'; \
    form-action 'none'; \
    require-trusted-types-for 'script'; \
    trusted-types 'none'";

/// What everything else needs: nothing. An answer that is opened as a page runs no script and can't be framed.
const CONTENT_SECURITY_POLICY_OF_DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

type Set = SetResponseHeaderLayer<HeaderValue>;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For static files. They are public, so any origin may load them: a module script of another origin needs CORS,
/// a cross-origin-isolated page needs the resource policy.
pub const STATIC_FILES: [(HeaderName, &str); 3] = [
    (CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_OF_PAGES),
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"),
];

/// For the API: pages of other origins read it with CORS or not at all.
pub fn api() -> Set {
    Set::overriding(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin"))
}

/// For every answer. Only pages have brought a policy of their own.
pub fn everywhere(headers: &mut HeaderMap) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT_SECURITY_POLICY_OF_DATA));
}
