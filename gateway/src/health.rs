//! `/healthz` (the process is alive), `/readyz` (it can serve) and `/metrics`, for whatever supervises the gateway.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::response::IntoResponse;
use axum::routing::get;

use crate::{Metrics, Readiness};

const NO_STORE: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

pub fn routes(readiness: Readiness, metrics: Metrics) -> Router {
    Router::new()
        .route("/healthz", get(async || (NO_STORE, "ok\n")))
        .route("/readyz", get(async move || ready(&readiness)))
        .route("/metrics", get(async move || shown(&metrics)))
}

fn ready(readiness: &Readiness) -> impl IntoResponse + use<> {
    let (status, text) =
        if readiness.is_ready() { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
    (status, NO_STORE, text)
}

fn shown(metrics: &Metrics) -> impl IntoResponse + use<> {
    (NO_STORE, [(CONTENT_TYPE, Metrics::CONTENT_TYPE)], metrics.encode())
}
