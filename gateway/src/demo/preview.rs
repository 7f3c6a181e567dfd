//! The preview video that the live conference's `preview_url` names.
//!
//! Safari plays a video only from a server that answers byte ranges (RFC 9110, section 14).

use axum::body::Bytes;
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use http_range_header::parse_range_header;

pub const PATH: &str = "/previews/town_hall.mp4";

static VIDEO: &[u8] = include_bytes!("../../demo/town_hall.mp4");

pub async fn video(request: HeaderMap) -> Response {
    let headers = [(CONTENT_TYPE, "video/mp4"), (ACCEPT_RANGES, "bytes"), (CACHE_CONTROL, "no-cache")];
    let Some(range) = request.get(RANGE) else {
        return (headers, Bytes::from_static(VIDEO)).into_response();
    };
    let length = VIDEO.len();
    match range.to_str().ok().and_then(first_range) {
        Some((start, end, part)) => (
            StatusCode::PARTIAL_CONTENT,
            headers,
            [(CONTENT_RANGE, format!("bytes {start}-{end}/{length}"))],
            Bytes::from_static(part),
        )
            .into_response(),
        None => (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{length}"))]).into_response(),
    }
}

/// The only range of the header, with the part of the video that it covers; players never ask for several.
fn first_range(header: &str) -> Option<(u64, u64, &'static [u8])> {
    let length = u64::try_from(VIDEO.len()).ok()?;
    let ranges = parse_range_header(header).ok()?.validate(length).ok()?;
    let [range] = ranges.as_slice() else {
        return None;
    };
    let (start, end) = (*range.start(), *range.end());
    let part = VIDEO.get(usize::try_from(start).ok()?..=usize::try_from(end).ok()?)?;
    Some((start, end, part))
}
