//! The rate limit: who is counted as one client, and what is refused.

use std::net::SocketAddr;

use crate::common::{Reply, ask, demo_with};
use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::ConnectInfo;
use axum::http::{Request, StatusCode};
use conference_gateway::{Edges, RateLimit};

const MINIMAL: &str = "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f";

/// One request a second and five at once: small enough that a slow machine reaches it, too.
fn limited() -> Edges {
    Edges { rate_limit: RateLimit::new(1), trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()].into(), ..Edges::default() }
}

async fn get(app: &Router, path: &str, peer: &str, forwarded: Option<&str>) -> Reply {
    let peer: SocketAddr = peer.parse().unwrap();
    let mut request = Request::get(path).extension(ConnectInfo(peer));
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    ask(app.clone(), request.body(Body::empty()).unwrap()).await
}

/// Sends until the client is refused; its burst is used up then.
async fn exhaust(app: &Router, peer: &str, forwarded: Option<&str>) -> Reply {
    for _ in 0..100 {
        let reply = get(app, MINIMAL, peer, forwarded).await;
        if reply.status != StatusCode::OK {
            return reply;
        }
    }
    panic!("{peer} is never refused");
}

/// Whether the client has its whole burst still before it.
async fn has_its_burst(app: &Router, peer: &str, forwarded: Option<&str>) -> bool {
    for _ in 0..5 {
        if get(app, MINIMAL, peer, forwarded).await.status != StatusCode::OK {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn a_client_may_send_a_burst_and_is_then_told_when_to_come_back() {
    let app = demo_with(&limited(), None);
    assert!(has_its_burst(&app, "192.0.2.1:1000", None).await);
    let refused = exhaust(&app, "192.0.2.1:1000", None).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.text(), r#"{"error":"Too Many Requests"}"#);
    assert_eq!(refused.header("content-type"), "application/json");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.header("cache-control"), "no-store");
}

#[tokio::test]
async fn each_client_has_its_own_count() {
    let app = demo_with(&limited(), None);
    exhaust(&app, "192.0.2.1:1000", None).await;
    assert!(has_its_burst(&app, "192.0.2.2:1000", None).await);
}

#[tokio::test]
async fn neither_another_port_nor_a_forged_header_makes_another_client() {
    let app = demo_with(&limited(), None);
    let mut refused = 0;
    for port in 1000..1050 {
        let forged = format!("198.51.100.{}", port - 1000);
        let reply = get(&app, MINIMAL, &format!("192.0.2.1:{port}"), Some(&forged)).await;
        refused += u32::from(reply.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn clients_behind_a_trusted_proxy_are_told_apart() {
    let app = demo_with(&limited(), None);
    exhaust(&app, "10.0.0.1:1000", Some("198.51.100.1")).await;
    assert!(has_its_burst(&app, "10.0.0.1:1000", Some("198.51.100.2")).await);
    // The same client, through another proxy and with an address of its own before it.
    let mut refused = 0;
    for last in 0..50 {
        let reply = get(&app, MINIMAL, "10.0.0.2:1000", Some(&format!("192.0.2.{last}, 198.51.100.1"))).await;
        refused += u32::from(reply.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn a_network_of_ipv6_is_one_client() {
    let app = demo_with(&limited(), None);
    let mut refused = 0;
    for host in 1..=50 {
        let reply = get(&app, MINIMAL, &format!("[2001:db8:1:2:{host}::{host}]:1000"), None).await;
        refused += u32::from(reply.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
    assert!(has_its_burst(&app, "[2001:db8:1:3::1]:1000", None).await);
}

#[tokio::test]
async fn only_the_api_is_limited() {
    let site = tempfile::tempdir().unwrap();
    std::fs::write(site.path().join("index.html"), "<!doctype html>").unwrap();
    let app = demo_with(&limited(), Some(site.path()));
    exhaust(&app, "192.0.2.1:1000", None).await;
    for path in ["/", "/healthz", "/readyz", "/metrics"] {
        for _ in 0..20 {
            assert_eq!(get(&app, path, "192.0.2.1:1000", None).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[test]
fn a_rate_that_cannot_be_kept_is_none() {
    for rate in [0, u32::MAX] {
        assert!(RateLimit::new(rate).is_none(), "{rate}");
    }
    assert!(RateLimit::new(1_000_000).is_some());
}
