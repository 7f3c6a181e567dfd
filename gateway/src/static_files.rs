//! The built page and package, from the folder given with `--static`.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::any;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::headers;

/// Every path that no other route takes.
pub fn routes(dir: Option<&Path>) -> Router {
    let files = match dir {
        Some(dir) => Router::new().fallback_service(serve(dir)),
        None => Router::new()
            .fallback(async || (StatusCode::NOT_FOUND, "Not found. Start the gateway with --static DIR to serve pages.\n")),
    };
    headers::STATIC_FILES.into_iter().fold(files, |files, (name, value)| {
        files.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

/// `x.wasm.br` and `x.wasm.gz` beside `x.wasm` are sent in its place to browsers that read them.
fn serve(dir: &Path) -> ServeDir<axum::routing::MethodRouter> {
    ServeDir::new(dir).precompressed_br().precompressed_gzip().fallback(any(async || (StatusCode::NOT_FOUND, "Not found.\n")))
}
