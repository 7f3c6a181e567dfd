//! An answer of the conferences API, and the bodies that it gives with each error.

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use headers::{HeaderMapExt, IfNoneMatch};
use serde_json::{Value, json};

use crate::encoded::Encoded;

/// Where the API's reference explains the code of a validation error.
const ERROR_CODES: &str = "https://signalwire.com/docs/apis/error-codes";

/// Status, headers and body, ready to be sent.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    encoded: Option<Encoded>,
}

impl Answer {
    pub fn ok(body: Bytes) -> Self {
        Self::new(StatusCode::OK, "application/json", body)
    }

    /// A body that is packed already; see [`packed_for`](Self::packed_for).
    pub fn encoded(body: Encoded) -> Self {
        Self { encoded: Some(body), ..Self::ok(Bytes::new()) }.with(VARY, HeaderValue::from_static("accept-encoding"))
    }

    /// With the body in the coding that the sender of `headers` reads.
    pub fn packed_for(mut self, headers: &HeaderMap) -> Self {
        if let Some(encoded) = self.encoded.take() {
            let (coding, body) = encoded.choose(headers);
            self.body = body;
            if let Some(coding) = coding {
                return self.with(CONTENT_ENCODING, coding);
            }
        }
        self
    }

    /// What a proxy sends where the API should have answered.
    pub fn html(status: StatusCode, page: &'static str) -> Self {
        Self::new(status, "text/html; charset=utf-8", Bytes::from_static(page.as_bytes()))
    }

    /// `{"error": …}` with the status in words.
    pub fn error(status: StatusCode) -> Self {
        Self::json(status, &json!({ "error": status.canonical_reason().unwrap_or("Error") }))
    }

    /// 422: a parameter has a value that it can't have.
    pub fn invalid_parameter(attribute: &str, message: &str) -> Self {
        Self::json(
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!({
                "errors": [{
                    "type": "validation_error",
                    "code": "invalid_parameter",
                    "message": message,
                    "attribute": attribute,
                    "url": format!("{ERROR_CODES}#invalid_parameter"),
                }]
            }),
        )
    }

    /// With this header, instead of another of its name.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// With this `Date`; without one, the server's own clock gives it.
    pub fn dated(self, date: Option<HeaderValue>) -> Self {
        match date {
            Some(date) => self.with(DATE, date),
            None => self,
        }
    }

    /// 304 in its place where the sender of `headers` already has it (RFC 9110, section 13.1.2).
    pub fn unless_known(mut self, headers: &HeaderMap) -> Self {
        let etag = self.headers.get(ETAG).and_then(|etag| etag.to_str().ok()?.parse().ok());
        let (Some(etag), Some(known)) = (etag, headers.typed_get::<IfNoneMatch>()) else { return self };
        if !known.precondition_passes(&etag) {
            self.status = StatusCode::NOT_MODIFIED;
            self.headers.remove(CONTENT_TYPE);
            // As a whole answer gets it from the layer that compresses, which passes over what has no body.
            self.headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
            self.body = Bytes::new();
            self.encoded = None;
        }
        self
    }

    fn json(status: StatusCode, body: &Value) -> Self {
        Self { status, ..Self::ok(body.to_string().into()) }
    }

    fn new(status: StatusCode, content_type: &'static str, body: Bytes) -> Self {
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, HeaderValue::from_static(content_type)),
            // Where nothing else is known: the state of a demo conference changes by the second, and so may an error.
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ]);
        Self { status, headers, body, encoded: None }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        // The body as such: `Bytes` would bring a content type of their own.
        (self.status, self.headers, Body::from(self.body)).into_response()
    }
}
