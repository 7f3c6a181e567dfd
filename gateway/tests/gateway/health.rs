//! What supervises the gateway asks: health, readiness, metrics.

use crate::common::{ask, demo_with};
use crate::stand_in::{Setup, answering, conference, dead, now_answers, ok, path, path_of, status};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use conference_gateway::{Edges, RateLimit};

async fn get(app: &Router, path: &str) -> crate::common::Reply {
    ask(app.clone(), Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn readiness_follows_the_source_and_health_does_not() {
    let edges = Edges::default();
    let app = demo_with(&edges, None);
    for (ready, status, text) in [(false, StatusCode::SERVICE_UNAVAILABLE, "not ready\n"), (true, StatusCode::OK, "ready\n")] {
        edges.readiness.set(ready);
        let reply = get(&app, "/readyz").await;
        assert_eq!((reply.status, reply.text()), (status, text));
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(get(&app, "/healthz").await.text(), "ok\n");
    }
}

/// The lines of `/metrics` that hold a value.
async fn metrics(app: &Router) -> Vec<String> {
    let reply = get(app, "/metrics").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert!(reply.text().ends_with("# EOF\n"));
    reply.text().lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[tokio::test]
async fn metrics_count_requests_by_route_and_class_of_status() {
    let app = demo_with(&Edges::default(), None);
    for path in [
        "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f",
        "/api/video/conferences/c22d24f6-5a47-4597-9a23-c7d01e696b92?include_active_session=true",
        "/api/video/conferences/town_hall",
        "/api/video/conferences/00000000-0000-4000-8000-000000000500",
        "/api/else",
        "/demo/gallery.json",
        "/healthz",
        "/nowhere",
        "/else/where",
    ] {
        get(&app, path).await;
    }
    let lines = metrics(&app).await;
    for line in [
        r#"conference_gateway_requests_total{route="/api/video/conferences/{id}",status="2xx"} 2"#,
        r#"conference_gateway_requests_total{route="/api/video/conferences/{id}",status="4xx"} 1"#,
        r#"conference_gateway_requests_total{route="/api/video/conferences/{id}",status="5xx"} 1"#,
        r#"conference_gateway_requests_total{route="/api",status="4xx"} 1"#,
        r#"conference_gateway_requests_total{route="demo",status="2xx"} 1"#,
        r#"conference_gateway_requests_total{route="/healthz",status="2xx"} 1"#,
        r#"conference_gateway_requests_total{route="static",status="4xx"} 2"#,
        r#"conference_gateway_request_duration_seconds_count{route="/api/video/conferences/{id}"} 4"#,
        r#"conference_gateway_request_duration_seconds_bucket{le="+Inf",route="static"} 2"#,
        // The request for the metrics itself.
        "conference_gateway_requests_in_flight 1",
        "conference_gateway_rate_limited_total 0",
        concat!("conference_gateway_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1"),
    ] {
        assert!(lines.iter().any(|own| own == line), "{line} is not in\n{}", lines.join("\n"));
    }
}

#[tokio::test]
async fn visitors_cannot_add_series() {
    let app = demo_with(&Edges::default(), None);
    let paths = |word: &str| [format!("/{word}"), format!("/api/{word}"), format!("/api/video/conferences/{word}?{word}")];
    for path in paths("first") {
        get(&app, &path).await;
    }
    metrics(&app).await;
    let before = metrics(&app).await.len();
    for number in 0..100 {
        for path in paths(&format!("word-{number}")) {
            let request = Request::builder().method(format!("WORD{number}").as_str()).uri(&path);
            ask(app.clone(), request.body(Body::empty()).unwrap()).await;
            get(&app, &path).await;
        }
    }
    assert_eq!(metrics(&app).await.len(), before);
}

#[tokio::test]
async fn metrics_count_what_the_rate_limit_refuses() {
    let app = demo_with(&Edges { rate_limit: RateLimit::new(1), ..Edges::default() }, None);
    let mut refused = 0;
    for _ in 0..50 {
        let status = get(&app, "/api").await.status;
        refused += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
    }
    let line = format!("conference_gateway_rate_limited_total {refused}");
    assert!(metrics(&app).await.contains(&line), "{line}");
}

#[tokio::test]
async fn metrics_count_how_the_cache_met_requests_and_each_call_of_the_upstream() {
    let (server, gateway) = answering(ok(&conference())).await;
    for _ in 0..3 {
        gateway.get(&path()).await;
    }
    // Beyond the time in which an old answer is shown while a new one is fetched.
    gateway.pass(71);
    now_answers(&server, status(503)).await;
    gateway.get(&path()).await;
    gateway.get(&path_of("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02")).await;
    let lines = metrics(&gateway.app).await;
    for line in [
        r#"conference_gateway_cache_total{outcome="miss"} 2"#,
        r#"conference_gateway_cache_total{outcome="hit"} 2"#,
        r#"conference_gateway_cache_total{outcome="stale"} 1"#,
        r#"conference_gateway_upstream_calls_total{outcome="2xx"} 1"#,
        r#"conference_gateway_upstream_calls_total{outcome="5xx"} 6"#,
    ] {
        assert!(lines.iter().any(|own| own == line), "{line} is not in\n{}", lines.join("\n"));
    }
}

#[tokio::test]
async fn metrics_count_calls_without_an_answer() {
    let gateway = Setup::before(&dead()).start();
    gateway.get(&path()).await;
    let line = r#"conference_gateway_upstream_calls_total{outcome="failure"} 3"#;
    assert!(metrics(&gateway.app).await.iter().any(|own| own == line), "{line}");
}

#[tokio::test]
async fn a_gateway_whose_credentials_are_refused_is_not_ready() {
    let (_server, gateway) = answering(status(401)).await;
    assert_eq!(get(&gateway.app, "/readyz").await.status, StatusCode::OK);
    gateway.get(&path()).await;
    assert_eq!(get(&gateway.app, "/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_request_that_is_given_up_is_not_in_flight_any_more() {
    let app = demo_with(&Edges::default(), None);
    let silent = get(&app, "/api/video/conferences/00000000-0000-4000-8000-000000000001");
    {
        let mut silent = Box::pin(silent);
        assert!(futures_poll_once(&mut silent).await.is_pending());
        assert!(metrics(&app).await.contains(&"conference_gateway_requests_in_flight 2".to_owned()));
    }
    assert!(metrics(&app).await.contains(&"conference_gateway_requests_in_flight 1".to_owned()));
}

/// Polls once, so that the request is on its way.
async fn futures_poll_once<F: Future + Unpin>(future: &mut F) -> std::task::Poll<F::Output> {
    std::future::poll_fn(|context| std::task::Poll::Ready(std::pin::Pin::new(&mut *future).poll(context))).await
}
