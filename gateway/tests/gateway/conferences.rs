//! The conference route: what it accepts, and the answers of the API that it gives.

use crate::common::{get, send};
use axum::http::{Method, StatusCode};
use serde_json::json;

const LIVE: &str = "/api/video/conferences/1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10";

#[tokio::test]
async fn a_conference_is_json_that_no_cache_keeps() {
    let reply = get(LIVE).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.json()["display_name"], "Town Hall");
}

#[tokio::test]
async fn an_id_may_be_written_in_any_case() {
    let path = LIVE.replace("1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10", "1F6E2C3A-0B7D-4E55-8A51-6F0D3B9C2E10");
    assert_eq!(get(&path).await.json(), get(LIVE).await.json());
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    for path in [
        "/api",
        "/api/",
        "/api/video/conferences",
        "/api/video/conferences/",
        "/api/video/conferences/town_hall",
        "/api/video/conferences/1f6e2c3a0b7d4e558a516f0d3b9c2e10",
        "/api/video/conferences/%7B1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10%7D",
        "/api/video/conferences/%ff",
        "/api/video/conferences/..%2Fhealthz",
        "/api/video/conferences/ffffffff-ffff-4fff-8fff-ffffffffffff",
        "/api/video/conferences/1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10/",
        "/api/video/conferences/1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10/streams",
        "/api/video/conferences/town_hall?include_active_session=maybe",
    ] {
        let reply = get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(reply.text(), r#"{"error":"Not Found"}"#, "{path}");
    }
}

#[tokio::test]
async fn the_session_is_sent_only_to_those_who_ask_for_it() {
    for (query, sent) in [
        ("", false),
        ("?", false),
        ("?other=1", false),
        ("?include_active_session=false", false),
        ("?include_active_session=true", true),
        ("?other=1&include%5Factive_session=true", true),
        ("?include_active_session=true&include_active_session=false", false),
    ] {
        let session = get(&format!("{LIVE}{query}")).await.json()["active_session"].clone();
        assert_eq!(session.is_object(), sent, "{query}");
    }
}

#[tokio::test]
async fn a_conference_without_a_session_has_none_for_those_who_ask() {
    let path = "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f";
    let asked = get(&format!("{path}?include_active_session=true")).await;
    assert_eq!(asked.body, get(path).await.body);
    assert!(asked.json().get("active_session").is_none());
}

#[tokio::test]
async fn include_active_session_must_be_true_or_false() {
    for value in ["", "1", "yes", "TRUE", "true%20"] {
        let reply = get(&format!("{LIVE}?include_active_session={value}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        let expected = json!({ "errors": [{
            "type": "validation_error",
            "code": "invalid_parameter",
            "message": "must be true or false",
            "attribute": "include_active_session",
            "url": "https://signalwire.com/docs/apis/error-codes#invalid_parameter",
        }]});
        assert_eq!(reply.json(), expected, "{value}");
    }
}

#[tokio::test]
async fn head_answers_as_get_does_without_a_body() {
    let reply = send(Method::HEAD, LIVE).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("content-type"), "application/json");
    assert!(reply.body.is_empty());
}

#[tokio::test]
async fn options_names_the_methods() {
    let reply = send(Method::OPTIONS, LIVE).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    assert_eq!(reply.header("allow"), "GET,HEAD,OPTIONS");
}

#[tokio::test]
async fn methods_that_change_something_are_refused() {
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let reply = send(method.clone(), LIVE).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(reply.header("allow"), "GET,HEAD,OPTIONS", "{method}");
        assert_eq!(reply.text(), r#"{"error":"Method Not Allowed"}"#, "{method}");
    }
}

#[tokio::test]
async fn the_gateway_says_that_it_is_alive_and_ready() {
    for (path, text) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let reply = get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(reply.text(), text);
    }
}
