//! What the tests share: the demo's router at a fixed epoch, and requests to it without a network.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use conference_gateway::{Demo, Edges, Source, router};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// 5 January 2026, 15:00 UTC.
pub const EPOCH: &str = "2026-01-05T15:00:00Z";

/// A whole response.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Whether a header that is a list has `item`, in any of its lines.
    pub fn lists(&self, name: &str, item: &str) -> bool {
        let lines = self.headers.get_all(name).iter().map(|line| line.to_str().unwrap());
        lines.flat_map(|line| line.split(',')).any(|own| own.trim().eq_ignore_ascii_case(item))
    }

    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The gateway in demo mode.
pub fn demo(static_dir: Option<&Path>) -> Router {
    demo_with(&Edges::default(), static_dir)
}

/// The gateway in demo mode, with other edges.
pub fn demo_with(edges: &Edges, static_dir: Option<&Path>) -> Router {
    let demo = Demo::new(Some(EPOCH.parse().unwrap())).unwrap();
    router(Source::Demo(demo), static_dir, edges)
}

/// Sends one request to a new demo without static files.
pub async fn send(method: Method, path: &str) -> Reply {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    ask(demo(None), request).await
}

/// `GET` of `path` from a new demo without static files.
pub async fn get(path: &str) -> Reply {
    send(Method::GET, path).await
}

/// Sends `request` to `app`.
pub async fn ask(app: Router, request: Request<Body>) -> Reply {
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    Reply { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
}
