//! The response headers that protect pages, or let other origins use the package.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
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

/// For static files. They are public, so any origin may load them: a module script of another origin needs CORS,
/// a cross-origin-isolated page needs the resource policy. Their names carry no hash, hence the revalidation.
pub const STATIC_FILES: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_OF_PAGES),
    (REFERRER_POLICY, "no-referrer"),
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (CACHE_CONTROL, "no-cache"),
];

/// For every answer, the API's too.
pub fn everywhere() -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
}
