//! What one request may take: no body, and a bounded time.

use std::time::Duration;

use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::Answer;

/// Longer than an upstream may take with all its tries, and than the minute of the demo's conference that never answers.
const ANSWER_TIME: Duration = Duration::from_secs(75);

/// Refuses a request that carries a body, as nothing here reads one; and gives up on an answer that doesn't come.
pub async fn answer(request: Request, next: Next) -> Response {
    if !request.body().is_end_stream() {
        // What is still to come of the body must not be taken for the next request.
        return ([(CONNECTION, "close")], Answer::error(StatusCode::PAYLOAD_TOO_LARGE)).into_response();
    }
    let answer = tokio::time::timeout(ANSWER_TIME, next.run(request)).await;
    answer.unwrap_or_else(|_| Answer::error(StatusCode::GATEWAY_TIMEOUT).into_response())
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tokio::time::Instant;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_does_not_come_is_given_up() {
        let app = Router::new().route("/", get(pending::<StatusCode>)).layer(from_fn(answer));
        let started = Instant::now();
        let answer = app.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::GATEWAY_TIMEOUT);
        assert_eq!(started.elapsed().as_secs(), ANSWER_TIME.as_secs());
    }
}
