//! The router: which path leads where, and the layers around all of them.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::{Edges, Source, conferences, cors, demo, headers, health, static_files, surround};

/// The whole of what the gateway serves: the conferences of `source` and, if given, the files of `static_dir`.
pub fn router(source: Source, static_dir: Option<&Path>, edges: &Edges) -> Router {
    let demo_routes = match &source {
        Source::Demo(demo) => demo::routes(demo),
        Source::Account(_) => Router::new(),
    };
    Router::new()
        .merge(health::routes(edges.readiness.clone(), edges.metrics.clone()))
        .merge(protected(conferences::routes(Arc::new(source)), edges))
        .merge(demo_routes)
        .merge(static_files::routes(static_dir))
        .layer((from_fn_with_state(Arc::new(edges.clone()), surround::surround), compression()))
}

/// The API's routes behind what only they need. A refusal by the rate limit can be read by the pages that are allowed to read.
fn protected(mut api: Router, edges: &Edges) -> Router {
    if let Some(rate_limit) = &edges.rate_limit {
        api = api.layer(rate_limit.layer(edges.metrics.clone()));
    }
    if let Some(cors) = cors::layer(&edges.allowed_origins) {
        api = api.layer(cors);
    }
    api.layer(headers::api())
}

/// Compresses what isn't compressed yet. Video is left alone: it gains nothing and would lose its byte ranges.
fn compression() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("video/")))
}
