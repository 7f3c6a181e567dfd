//! One line in the log for each request, and its place in the metrics.
//!
//! Of what a visitor sends, a line holds the method, the route's name and the client's address, each read and written anew, never
//! a path, a query or a header: nothing secret gets there, and no control character.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::client_address::ClientAddress;
use crate::{Metrics, request_id, route};

/// Logs and counts `request` once its answer starts.
pub async fn record(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let in_flight = metrics.in_flight();
    let route = route::name(&request);
    let method = method(request.method());
    let client = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ClientAddress(address)| *address);
    let id = request.headers().get(request_id::HEADER).cloned();

    let response = next.run(request).await;

    drop(in_flight);
    let duration = started.elapsed();
    let status = response.status();
    metrics.answered(route, status, duration);
    let (status, ms) = (status.as_u16(), u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
    let id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    if route::is_supervision(route) {
        tracing::debug!(method, route, status, ms, id, %client, "request");
    } else {
        tracing::info!(method, route, status, ms, id, %client, "request");
    }
    response
}

/// A method may be any word of the client's; only the known ones are written.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
