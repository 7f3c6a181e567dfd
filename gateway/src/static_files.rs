//! The built page and package, from the folder given with `--static`.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::headers;

/// For files whose name changes with their content.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For all others: kept, and revalidated at each use.
const REVALIDATED: HeaderValue = HeaderValue::from_static("no-cache");

/// Digits of the hash that Trunk writes into names.
const HASH_LENGTH: usize = 16;

/// Types that the common list has wrong: modules (RFC 9239), and source maps (ECMA-426), which are JSON.
const TYPES: [(&str, HeaderValue); 2] =
    [(".mjs", HeaderValue::from_static("text/javascript")), (".map", HeaderValue::from_static("application/json"))];

/// Every path that no other route takes.
pub fn routes(dir: Option<&Path>) -> Router {
    let files = match dir {
        Some(dir) => Router::new().fallback_service(serve(dir)).layer(from_fn(serve_named)),
        None => Router::new()
            .fallback(async || (StatusCode::NOT_FOUND, "Not found. Start the gateway with --static DIR to serve pages.\n"))
            .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, REVALIDATED)),
    };
    headers::STATIC_FILES.into_iter().fold(files, |files, (name, value)| {
        files.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

/// `x.wasm.br` and `x.wasm.gz` beside `x.wasm` are sent in its place to browsers that read them.
fn serve(dir: &Path) -> ServeDir<axum::routing::MethodRouter> {
    ServeDir::new(dir).precompressed_br().precompressed_gzip().fallback(any(async || not_found()))
}

fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "Not found.\n")
}

/// What the name of a file decides: whether it is served at all, its type, and how long it is kept.
async fn serve_named(request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let mut response = if is_hidden(&uri) { not_found().into_response() } else { next.run(request).await };

    let is_file = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let kept = if is_file && is_hashed(uri.path()) { IMMUTABLE } else { REVALIDATED };
    response.headers_mut().insert(CACHE_CONTROL, kept);
    if response.status().is_success()
        && let Some((_, content_type)) = TYPES.into_iter().find(|(ending, _)| uri.path().ends_with(ending))
    {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}

/// Whether a part of the path starts with a dot, as files do that are for their owner (`.env`, `.git`). Or is empty: `//x/` names
/// another server where it is repeated in a redirect.
fn is_hidden(uri: &Uri) -> bool {
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    path.split(['/', '\\']).any(|part| part.starts_with('.')) || path.contains("//")
}

/// Whether the name carries a hash of the content, as in `card-0123456789abcdef.js` or `card-0123456789abcdef_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash).unwrap_or_default();
    hash.len() == HASH_LENGTH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
