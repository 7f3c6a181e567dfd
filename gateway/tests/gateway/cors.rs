//! Pages of other origins: who may read conferences, and what the browser is told.

use crate::common::{Reply, ask, demo_with};
use crate::stand_in::{Setup, conference, ok, path, upstream};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use conference_gateway::{Edges, RateLimit};

const MINIMAL: &str = "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f";

fn allowing(origins: &[&str]) -> Edges {
    Edges { allowed_origins: origins.iter().map(|origin| origin.parse().unwrap()).collect(), ..Edges::default() }
}

async fn send(edges: &Edges, method: Method, origin: &str, path: &str) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("origin", origin)
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "x-page");
    ask(demo_with(edges, None), request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_allowed_origin_may_read_a_conference_and_its_clock() {
    let edges = allowing(&["https://example.com", "https://example.org:8443"]);
    for origin in ["https://example.com", "https://example.org:8443"] {
        let reply = send(&edges, Method::GET, origin, MINIMAL).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.header("access-control-allow-origin"), origin);
        assert_eq!(reply.header("access-control-expose-headers"), "date,age,etag,retry-after");
        assert!(reply.lists("vary", "origin"), "{:?}", reply.headers);
        assert_eq!(reply.header("access-control-allow-credentials"), "");
    }
}

#[tokio::test]
async fn an_answer_that_a_page_has_already_stays_its_origins() {
    let server = upstream(ok(&conference())).await;
    let gateway = Setup { edges: allowing(&["https://example.com"]), ..Setup::before(&server.uri()) }.start();
    let origin = ("origin", "https://example.com");
    let whole = gateway.get_with(&path(), &[origin]).await;
    let known = gateway.get_with(&path(), &[origin, ("if-none-match", whole.header("etag"))]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(known.header("access-control-allow-origin"), "https://example.com");
    for varies in ["origin", "accept-encoding"] {
        assert!(whole.lists("vary", varies) && known.lists("vary", varies), "{:?} {:?}", whole.headers, known.headers);
    }
}

#[tokio::test]
async fn other_origins_get_no_permission() {
    let edges = allowing(&["https://example.com"]);
    for origin in
        ["https://example.org", "http://example.com", "https://example.com:8443", "https://example.com.example.org", "null"]
    {
        for method in [Method::GET, Method::OPTIONS] {
            let reply = send(&edges, method.clone(), origin, MINIMAL).await;
            assert_eq!(reply.header("access-control-allow-origin"), "", "{method} {origin}");
            assert!(reply.lists("vary", "origin"), "{method} {origin}");
        }
    }
}

#[tokio::test]
async fn without_the_flag_nobody_does() {
    let reply = send(&Edges::default(), Method::GET, "https://example.com", MINIMAL).await;
    assert_eq!(reply.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_star_allows_everybody() {
    for edges in [allowing(&["*"]), allowing(&["https://example.com", "*"])] {
        let reply = send(&edges, Method::GET, "https://anywhere.example", MINIMAL).await;
        assert_eq!(reply.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn a_preflight_allows_reading_with_any_header_for_a_day() {
    let reply = send(&allowing(&["https://example.com"]), Method::OPTIONS, "https://example.com", MINIMAL).await;
    assert!(reply.status.is_success(), "{}", reply.status);
    for (name, value) in [
        ("access-control-allow-origin", "https://example.com"),
        ("access-control-allow-methods", "GET,HEAD,OPTIONS"),
        ("access-control-allow-headers", "*"),
        ("access-control-max-age", "86400"),
    ] {
        assert_eq!(reply.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn errors_can_be_read_too() {
    let limited = Edges { rate_limit: RateLimit::new(1), ..allowing(&["https://example.com"]) };
    let app = demo_with(&limited, None);
    let mut statuses = Vec::new();
    for _ in 0..20 {
        let request = Request::get("/api/video/conferences/town_hall").header("origin", "https://example.com");
        let reply = ask(app.clone(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.header("access-control-allow-origin"), "https://example.com", "{}", reply.status);
        statuses.push(reply.status);
    }
    assert!(statuses.contains(&StatusCode::NOT_FOUND) && statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[tokio::test]
async fn health_and_the_demo_stay_with_their_own_origin() {
    for path in ["/healthz", "/readyz", "/metrics", "/demo/gallery.json"] {
        let reply = send(&allowing(&["*"]), Method::GET, "https://example.com", path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{path}");
    }
}
