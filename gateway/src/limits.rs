//! What one request may take: no body, and a bounded time.

use std::time::Duration;

use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::timeout::TimeoutLayer;

use crate::answer::Answer;

/// Longer than an upstream may take with all its tries, and than the minute of the demo's conference that never answers.
const ANSWER_TIME: Duration = Duration::from_secs(75);

/// Refuses requests that carry a body: nothing here reads one.
pub async fn refuse_bodies(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        next.run(request).await
    } else {
        // What is still to come of the body must not be taken for the next request.
        ([(CONNECTION, "close")], Answer::error(StatusCode::PAYLOAD_TOO_LARGE)).into_response()
    }
}

/// Gives up on an answer that doesn't come.
pub fn answer_time() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, ANSWER_TIME)
}
