//! The built-in conferences: the gallery, and what each of its entries answers.

use std::collections::HashSet;

use crate::common::{Reply, ask, demo, get};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

/// What is promised for an entry: how it is called, and its answer.
struct Promise {
    id: &'static str,
    label: &'static str,
    status: u16,
    times: Option<[Value; 2]>,
    session: Option<Value>,
}

fn conference(id: &'static str, label: &'static str, from: Value, until: Value) -> Promise {
    Promise { id, label, status: 200, times: Some([from, until]), session: None }
}

fn failure(id: &'static str, label: &'static str, status: u16) -> Promise {
    Promise { id, label, status, times: None, session: None }
}

impl Promise {
    fn with_session_since(self, start: &str) -> Self {
        Self { session: Some(json!(start)), ..self }
    }
}

/// With the times that the epoch of these tests leads to.
#[rustfmt::skip]
fn promises() -> Vec<Promise> {
    let at = |time: &str| json!(time);
    vec![
        conference("c22d24f6-5a47-4597-9a23-c7d01e696b92", "Reference example", at("2022-01-01T00:00:00Z"), at("2022-12-31T23:59:59Z")),
        conference("0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01", "Opens in two minutes", at("2026-01-05T15:02:00Z"), at("2026-01-05T16:02:00Z")),
        conference("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02", "Open", at("2026-01-05T14:30:00Z"), at("2026-01-05T15:45:00Z")),
        conference("2c8b3f74-1c3a-4e3d-8b75-4c9ebf6a3d03", "Closed", at("2026-01-05T13:00:00Z"), at("2026-01-05T14:00:00Z")),
        conference("1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10", "Live", at("2026-01-05T14:50:00Z"), at("2026-01-05T16:20:00Z")).with_session_since("2026-01-05T14:52:00Z"),
        conference("3d9c4a85-2d4b-4f4e-9c86-5dafc07b4e04", "Closed but live", at("2026-01-05T13:55:00Z"), at("2026-01-05T14:55:00Z")).with_session_since("2026-01-05T13:57:00Z"),
        conference("7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f", "Minimal, no theme", Value::Null, Value::Null),
        conference("4ead5b96-3e5c-4a5f-8d97-6eb0d18c5f05", "Bad theme", at("2026-01-05T14:45:00Z"), at("2026-01-05T15:30:00Z")),
        conference("5fbe6ca7-4f6d-4b6a-9ea8-7fc1e29d6a06", "Long text", at("2026-01-06T17:00:00Z"), at("2026-01-06T20:00:00Z")),
        conference("60cf7db8-5a7e-4c7b-8fb9-80d2f3ae7b07", "Right to left", at("2026-01-05T14:40:00Z"), at("2026-01-05T15:40:00Z")),
        conference("71da8ec9-6b8f-4d8c-90ca-91e304bf8c08", "Opens next week", at("2026-01-12T18:00:00Z"), Value::Null),
        failure("00000000-0000-4000-8000-000000000400", "Bad Request", 400),
        failure("00000000-0000-4000-8000-000000000401", "Unauthorized", 401),
        failure("00000000-0000-4000-8000-000000000404", "Not found", 404),
        failure("00000000-0000-4000-8000-000000000422", "Invalid parameter", 422),
        failure("00000000-0000-4000-8000-000000000500", "Server error", 500),
        failure("00000000-0000-4000-8000-000000000200", "Not a conference", 200),
        failure("00000000-0000-4000-8000-000000000001", "Never answers", 504),
    ]
}

fn path(id: &str) -> String {
    format!("/api/video/conferences/{id}?include_active_session=true")
}

async fn conferences() -> Vec<Value> {
    let mut bodies = Vec::new();
    for promise in promises() {
        if promise.times.is_some() {
            bodies.push(get(&path(promise.id)).await.json());
        }
    }
    bodies
}

#[tokio::test]
async fn the_gallery_lists_every_entry_in_order() {
    let reply = get("/demo/gallery.json").await;
    assert_eq!(reply.header("content-type"), "application/json");
    let gallery = reply.json();
    let listed: Vec<_> = gallery
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["id"].as_str().unwrap(), entry["label"].as_str().unwrap()))
        .collect();
    let promised: Vec<_> = promises().iter().map(|promise| (promise.id, promise.label)).collect();
    assert_eq!(listed, promised);
    for entry in gallery.as_array().unwrap() {
        assert_eq!(entry.as_object().unwrap().len(), 3);
        assert!(entry["note"].as_str().unwrap().ends_with('.'), "{entry}");
    }
}

#[test]
fn the_readme_lists_every_entry_in_order() {
    let rows = include_str!("../../README.md").lines().filter(|line| line.starts_with("| `") && line.contains("-4"));
    let listed: Vec<_> = rows.map(|row| row.split(" | ").take(2).collect::<Vec<_>>().join(" | ")).collect();
    let promised: Vec<_> = promises().iter().map(|promise| format!("| `{}` | {}", promise.id, promise.label)).collect();
    assert_eq!(listed, promised);
}

// The paused clock jumps over the minute of the one that never answers.
#[tokio::test(start_paused = true)]
async fn every_entry_has_its_answer() {
    for promise in promises() {
        let reply = get(&path(promise.id)).await;
        let label = promise.label;
        assert_eq!(reply.status.as_u16(), promise.status, "{label}");
        if let Some([from, until]) = promise.times {
            let body = reply.json();
            assert_eq!(body["id"], promise.id, "{label}");
            assert_eq!(body["join_from"], from, "{label}");
            assert_eq!(body["join_until"], until, "{label}");
            let start = body.get("active_session").map(|session| session["start_time"].clone());
            assert_eq!(start, promise.session, "{label}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_date_of_an_answer_runs_from_the_epoch_on() {
    let app = demo(None);
    for (id, date) in [
        ("7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f", "Mon, 05 Jan 2026 15:00:00 GMT"),
        ("00000000-0000-4000-8000-000000000001", "Mon, 05 Jan 2026 15:01:00 GMT"),
        ("00000000-0000-4000-8000-000000000500", "Mon, 05 Jan 2026 15:01:00 GMT"),
    ] {
        let request = Request::get(path(id)).body(Body::empty()).unwrap();
        assert_eq!(ask(app.clone(), request).await.header("date"), date, "{id}");
    }
}

#[tokio::test]
async fn errors_have_the_bodies_of_the_api() {
    for (id, body) in [
        ("00000000-0000-4000-8000-000000000400", r#"{"error":"Bad Request"}"#),
        ("00000000-0000-4000-8000-000000000401", r#"{"error":"Unauthorized"}"#),
        ("00000000-0000-4000-8000-000000000404", r#"{"error":"Not Found"}"#),
        ("00000000-0000-4000-8000-000000000500", r#"{"error":"Internal Server Error"}"#),
    ] {
        assert_eq!(get(&path(id)).await.text(), body);
    }
    let invalid = get(&path("00000000-0000-4000-8000-000000000422")).await.json();
    assert_eq!(invalid["errors"][0]["type"], "validation_error");
    assert_eq!(invalid["errors"][0]["attribute"], "id");
    let page = get(&path("00000000-0000-4000-8000-000000000200")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn the_reference_example_is_served_as_it_stands_in_its_file() {
    let file: Value = serde_json::from_str(include_str!("../../demo/reference.json")).unwrap();
    let reply = get(&path("c22d24f6-5a47-4597-9a23-c7d01e696b92")).await;
    assert_eq!(reply.text(), file.to_string());
}

#[tokio::test]
async fn every_conference_has_all_fields_of_the_api_in_their_order() {
    let reference: Value = serde_json::from_str(include_str!("../../demo/reference.json")).unwrap();
    let fields: Vec<_> = reference.as_object().unwrap().keys().collect();
    for body in conferences().await {
        let own: Vec<_> = body.as_object().unwrap().keys().filter(|key| *key != "active_session").collect();
        assert_eq!(own, fields, "{}", body["name"]);
    }
}

#[tokio::test]
async fn every_conference_keeps_to_the_limits_of_the_api() {
    let mut names = HashSet::new();
    for body in conferences().await {
        let name = body["name"].as_str().unwrap().to_owned();
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        assert!(name.len() <= 100 && name.chars().all(allowed), "{name}");
        let length = |field: &str| body[field].as_str().map_or(0, |text| text.chars().count());
        assert!(length("display_name") <= 200, "{name}");
        assert!(length("description") <= 3000, "{name}");
        for field in ["created_at", "updated_at"] {
            assert!(body[field].is_string(), "{name}: {field}");
        }
        assert!(names.insert(name.clone()), "{name} twice");
    }
}

#[tokio::test]
async fn the_long_text_is_as_long_as_the_api_allows() {
    let body = get(&path("5fbe6ca7-4f6d-4b6a-9ea8-7fc1e29d6a06")).await.json();
    assert_eq!(body["display_name"].as_str().unwrap().chars().count(), 200);
    assert_eq!(body["description"].as_str().unwrap().chars().count(), 3000);
}

#[tokio::test]
async fn themes_can_be_read_where_they_are_meant_to() {
    for body in conferences().await {
        let colour = |name: String| body[name].as_str().map(luminance);
        if body["display_name"] == "Colour trouble" {
            continue;
        }
        for scheme in ["dark", "light"] {
            let foreground = colour(format!("{scheme}_foreground"));
            let background = colour(format!("{scheme}_background"));
            if let (Some(foreground), Some(background)) = (foreground, background) {
                let contrast = contrast(foreground, background);
                assert!(contrast >= 4.5, "{} {scheme}: {contrast}", body["name"]);
            }
        }
    }
}

/// WCAG 2.2's contrast of two relative luminances.
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2's relative luminance of `#RRGGBB`.
fn luminance(colour: &str) -> f64 {
    let channel = |range| {
        let value = f64::from(u8::from_str_radix(&colour[range], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1..3) + 0.7152 * channel(3..5) + 0.0722 * channel(5..7)
}

#[tokio::test]
async fn the_preview_of_the_live_session_can_be_played() {
    let live = get(&path("1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10")).await.json();
    let url = live["active_session"]["preview_url"].as_str().unwrap().to_owned();
    let whole = get(&url).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert_eq!(whole.header("content-type"), "video/mp4");
    assert_eq!(whole.header("accept-ranges"), "bytes");

    let length = whole.body.len();
    for (range, part) in
        [("bytes=0-1", 0..2), ("bytes=100-", 100..length), ("bytes=-5", length - 5..length), ("bytes=0-999999999", 0..length)]
    {
        let reply = ask_for_range(&url, range).await;
        assert_eq!(reply.status, StatusCode::PARTIAL_CONTENT, "{range}");
        let expected = format!("bytes {}-{}/{length}", part.start, part.end - 1);
        assert_eq!(reply.header("content-range"), expected, "{range}");
        assert_eq!(reply.body, whole.body[part], "{range}");
    }
    for range in ["bytes=9999999-", "bytes=0-1,5-6", "lines=1-2"] {
        let reply = ask_for_range(&url, range).await;
        assert_eq!(reply.status, StatusCode::RANGE_NOT_SATISFIABLE, "{range}");
        assert_eq!(reply.header("content-range"), format!("bytes */{length}"));
    }
}

async fn ask_for_range(url: &str, range: &str) -> Reply {
    let request = Request::get(url)
        .header("range", range)
        // Browsers send this with every request; compressing a part would spoil it.
        .header("accept-encoding", "gzip, br")
        .body(Body::empty())
        .unwrap();
    ask(demo(None), request).await
}

#[test]
fn an_epoch_at_the_end_of_time_is_refused() {
    let error = conference_gateway::Demo::new(Some(jiff::Timestamp::MAX)).unwrap_err();
    assert!(error.to_string().starts_with("--demo-epoch is out of range: "), "{error}");
}
