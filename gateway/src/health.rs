//! `/healthz` (the process is alive) and `/readyz` (it can serve), for whatever supervises the gateway.

use axum::Router;
use axum::http::header::CACHE_CONTROL;
use axum::routing::get;

pub fn routes() -> Router {
    // The demo is ready as soon as it listens: its answers are built before.
    Router::new()
        .route("/healthz", get(async || ([(CACHE_CONTROL, "no-store")], "ok\n")))
        .route("/readyz", get(async || ([(CACHE_CONTROL, "no-store")], "ready\n")))
}
