//! What surrounds every route, as one layer: each layer of its own would copy all that lies within it, for every request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::request_log::Entry;
use crate::{Edges, client_address, headers, limits, request_id};

/// Who asks and by which id, the limits of a request, the headers of its answer, and what is noted of both.
pub async fn surround(State(edges): State<Arc<Edges>>, mut request: Request, next: Next) -> Response {
    let client = client_address::note(&edges.trusted_proxies, &mut request);
    let id = request_id::settle(&mut request);
    let entry = Entry::start(&edges.metrics, &request, client, id.clone());
    let mut response = limits::answer(request, next).await;
    headers::everywhere(response.headers_mut());
    entry.finish(&edges.metrics, response.status());
    if let Some(id) = id {
        response.headers_mut().insert(request_id::HEADER, id);
    }
    response
}
