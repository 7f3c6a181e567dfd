//! The name of a route in metrics and in the log. A name stands for all paths of its route, so no visitor can add one.

use axum::extract::{MatchedPath, Request};

/// The name of the route that `request` has been led to.
pub fn name(request: &Request) -> &'static str {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    match path {
        Some("/api/video/conferences/{id}") => "/api/video/conferences/{id}",
        Some("/healthz") => "/healthz",
        Some("/readyz") => "/readyz",
        Some("/metrics") => "/metrics",
        Some("/api" | "/api/" | "/api/{*rest}") => "/api",
        Some(_) => "demo",
        None => "static",
    }
}

/// Whether the route is asked by machines that supervise the gateway, again and again.
pub fn is_supervision(name: &str) -> bool {
    matches!(name, "/healthz" | "/readyz" | "/metrics")
}
