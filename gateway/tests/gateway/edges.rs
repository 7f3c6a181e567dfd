//! What holds for every route: methods, bodies, security headers, request ids.

use std::net::SocketAddr;

use crate::common::{Reply, ask, demo_with};
use axum::body::Body;
use axum::extract::connect_info::ConnectInfo;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use conference_gateway::{Edges, RateLimit};

const MINIMAL: &str = "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f";
const PATHS: [&str; 8] =
    [MINIMAL, "/api/else", "/healthz", "/readyz", "/metrics", "/demo/gallery.json", "/previews/town_hall.mp4", "/nowhere"];

async fn send(request: Builder, body: Body) -> Reply {
    let edges = Edges { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()].into(), ..Edges::default() };
    ask(demo_with(&edges, None), request.body(body).unwrap()).await
}

#[tokio::test]
async fn nothing_answers_to_methods_that_change_something() {
    for path in PATHS {
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"] {
            let reply = send(Request::builder().method(method).uri(path), Body::empty()).await;
            let refused = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
            assert!(refused.contains(&reply.status), "{method} {path}: {}", reply.status);
        }
    }
}

#[tokio::test]
async fn a_request_with_a_body_is_refused() {
    for path in PATHS {
        let reply = send(Request::get(path), Body::from("x")).await;
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert_eq!(reply.header("connection"), "close", "{path}");
        assert_eq!(reply.text(), r#"{"error":"Payload Too Large"}"#);
    }
}

#[tokio::test]
async fn every_answer_is_harmless_as_a_page() {
    for path in PATHS {
        let reply = send(Request::get(path), Body::empty()).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        if path == "/nowhere" {
            continue;
        }
        let policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        assert_eq!(reply.header("content-security-policy"), policy, "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_an_id_of_its_own() {
    let mut ids = Vec::new();
    for path in PATHS {
        let reply = send(Request::get(path), Body::empty()).await;
        assert_eq!(reply.header("x-request-id").len(), 36, "{path}");
        ids.push(reply.header("x-request-id").to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), PATHS.len());
}

#[tokio::test]
async fn only_a_trusted_proxy_may_choose_the_id() {
    for (peer, id, is_kept) in [
        ("10.0.0.1:1000", "Root=1-67891233-abcdef012345678912345678", true),
        ("10.0.0.1:1000", "7", true),
        ("192.0.2.1:1000", "7", false),
        ("10.0.0.1:1000", "", false),
        ("10.0.0.1:1000", "a b", false),
        ("10.0.0.1:1000", "a\tb", false),
        ("10.0.0.1:1000", "é", false),
        ("10.0.0.1:1000", &"x".repeat(129), false),
    ] {
        let peer: SocketAddr = peer.parse().unwrap();
        let request = Request::get(MINIMAL).extension(ConnectInfo(peer)).header("x-request-id", id.as_bytes());
        let reply = send(request, Body::empty()).await;
        assert_eq!(reply.header("x-request-id") == id, is_kept, "{peer} {id}");
        assert_eq!(reply.headers.get_all("x-request-id").iter().count(), 1, "{peer} {id}");
    }
}

#[tokio::test]
async fn an_id_that_comes_twice_does_not_count() {
    let peer: SocketAddr = "10.0.0.1:1000".parse().unwrap();
    let request = Request::get(MINIMAL).extension(ConnectInfo(peer)).header("x-request-id", "7").header("x-request-id", "8");
    assert_eq!(send(request, Body::empty()).await.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn no_garbage_in_a_header_is_an_error() {
    const HEADERS: [&str; 9] = [
        "x-forwarded-for",
        "forwarded",
        "x-request-id",
        "origin",
        "access-control-request-headers",
        "accept-encoding",
        "if-none-match",
        "if-modified-since",
        "range",
    ];
    const PIECES: [&[u8]; 24] = [
        b"for=",
        b"For=\"[",
        b"]",
        b"\"",
        b",",
        b";",
        b":",
        b"[",
        b"1",
        b"::",
        b"::ffff:10.0.0.1",
        b"10.0.0.1",
        b"198.51.100.1",
        b"=",
        b" ",
        b"\t",
        b"\xff",
        "é".as_bytes(),
        b"%00",
        b"bytes=",
        b"-",
        b"*",
        b"W/",
        b"gzip;q=",
    ];
    let edges = Edges {
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()].into(),
        allowed_origins: vec!["https://example.com".parse().unwrap()],
        rate_limit: RateLimit::new(1_000_000),
        ..Edges::default()
    };
    let site = tempfile::tempdir().unwrap();
    std::fs::write(site.path().join("index.html"), "<!doctype html>").unwrap();
    let app = demo_with(&edges, Some(site.path()));
    let peer: SocketAddr = "10.0.0.1:1000".parse().unwrap();
    // Knuth's generator: the same numbers in every run.
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    for _ in 0..3000 {
        let path = [MINIMAL, "/", "/previews/town_hall.mp4"][below(3)];
        let mut request = Request::get(path).extension(ConnectInfo(peer));
        let mut sent = Vec::new();
        for _ in 0..=below(3) {
            let name = HEADERS[below(HEADERS.len())];
            let value: Vec<u8> = (0..below(12)).flat_map(|_| PIECES[below(PIECES.len())]).copied().collect();
            request = request.header(name, value.as_slice());
            sent.push((name, value));
        }
        let reply = ask(app.clone(), request.body(Body::empty()).unwrap()).await;
        assert!(reply.status.as_u16() < 500, "{path} {sent:?}: {}", reply.status);
    }
}
