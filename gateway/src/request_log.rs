//! One line in the log for each request, and its place in the metrics.
//!
//! Of what a visitor sends, a line holds the method, the route's name and the client's address, each read and written anew, never
//! a path, a query or a header: nothing secret gets there, and no control character.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode};

use crate::client_address::ClientAddress;
use crate::metrics::InFlight;
use crate::{Metrics, route};

/// What is noted of a request whose answer is still to come.
pub struct Entry {
    started: Instant,
    in_flight: InFlight,
    route: &'static str,
    method: &'static str,
    client: ClientAddress,
    id: Option<HeaderValue>,
}

impl Entry {
    pub fn start(metrics: &Metrics, request: &Request, client: ClientAddress, id: Option<HeaderValue>) -> Self {
        let (route, method) = (route::name(request), method(request.method()));
        Self { started: Instant::now(), in_flight: metrics.in_flight(), route, method, client, id }
    }

    /// Logs and counts the request, now that its answer starts.
    pub fn finish(self, metrics: &Metrics, status: StatusCode) {
        let Self { started, in_flight, route, method, client: ClientAddress(client), id } = self;
        drop(in_flight);
        let duration = started.elapsed();
        metrics.answered(route, status, duration);
        let (status, ms) = (status.as_u16(), u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        let id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
        if route::is_supervision(route) {
            tracing::debug!(method, route, status, ms, id, %client, "request");
        } else {
            tracing::info!(method, route, status, ms, id, %client, "request");
        }
    }
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
