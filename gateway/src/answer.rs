//! An answer of the conferences API, and the bodies that it gives with each error.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, DATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Where the API's reference explains the code of a validation error.
const ERROR_CODES: &str = "https://signalwire.com/docs/apis/error-codes";

/// Status and body, ready to be sent.
#[derive(Debug, Clone)]
pub struct Answer {
    status: StatusCode,
    content_type: &'static str,
    body: Bytes,
    date: Option<HeaderValue>,
}

impl Answer {
    pub fn ok(body: Bytes) -> Self {
        Self { status: StatusCode::OK, content_type: "application/json", body, date: None }
    }

    /// What a proxy sends where the API should have answered.
    pub fn html(status: StatusCode, page: &'static str) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", body: Bytes::from_static(page.as_bytes()), date: None }
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

    /// With this `Date`; without one, the server's own clock gives it.
    pub fn dated(self, date: Option<HeaderValue>) -> Self {
        Self { date, ..self }
    }

    fn json(status: StatusCode, body: &Value) -> Self {
        Self { status, ..Self::ok(body.to_string().into()) }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let headers = [
            (CONTENT_TYPE, self.content_type),
            // The state of a demo conference changes by the second, and so may an error.
            (CACHE_CONTROL, "no-store"),
        ];
        let mut response = (self.status, headers, self.body).into_response();
        if let Some(date) = self.date {
            response.headers_mut().insert(DATE, date);
        }
        response
    }
}
