//! `GET /api/video/conferences/{id}`: reads and checks the request, then asks the source.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};

use crate::answer::Answer;
use crate::id;
use crate::source::{ConferenceRequest, Source};

const INCLUDE_ACTIVE_SESSION: &str = "include_active_session";

/// The conference route, and the API's own 404 for what lies beside it.
pub fn routes(source: Arc<Source>) -> Router {
    let conference = get(conference)
        .options(async || (StatusCode::NO_CONTENT, [(ALLOW, "GET,HEAD,OPTIONS")]))
        .fallback(async || Answer::error(StatusCode::METHOD_NOT_ALLOWED))
        .with_state(source);
    let not_found = any(async || Answer::error(StatusCode::NOT_FOUND));
    Router::new()
        .route("/api/video/conferences/{id}", conference)
        .route("/api", not_found.clone())
        .route("/api/", not_found.clone())
        .route("/api/{*rest}", not_found)
}

async fn conference(
    State(source): State<Arc<Source>>,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    // To the API, an id that can't exist is one that doesn't.
    let Some(id) = id.ok().and_then(|Path(id)| id::parse(&id)) else {
        return Answer::error(StatusCode::NOT_FOUND).into_response();
    };
    let Ok(include_active_session) = include_active_session(query.as_deref().unwrap_or_default()) else {
        return Answer::invalid_parameter(INCLUDE_ACTIVE_SESSION, "must be true or false").into_response();
    };
    let request = ConferenceRequest { id, include_active_session };
    source.answer(request).await.unless_known(&headers).packed_for(&headers).into_response()
}

/// The parameter's value, `false` where it is absent; of several, the last one counts.
fn include_active_session(query: &str) -> Result<bool, std::str::ParseBoolError> {
    form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == INCLUDE_ACTIVE_SESSION)
        .last()
        .map_or(Ok(false), |(_, value)| value.parse())
}
