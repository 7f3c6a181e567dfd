//! The router: which path leads where, and the layers around all of them.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::{Source, conferences, demo, headers, health, static_files};

/// The whole of what the gateway serves: the conferences of `source` and, if given, the files of `static_dir`.
pub fn router(source: Source, static_dir: Option<&Path>) -> Router {
    let demo_routes = match &source {
        Source::Demo(demo) => demo::routes(demo),
        Source::Account(_) => Router::new(),
    };
    Router::new()
        .merge(health::routes())
        .merge(conferences::routes(Arc::new(source)))
        .merge(demo_routes)
        .merge(static_files::routes(static_dir))
        .layer(compression())
        .layer(headers::everywhere())
}

/// Compresses what isn't compressed yet. Video is left alone: it gains nothing and would lose its byte ranges.
fn compression() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("video/")))
}
