//! What viewers have in common is fetched once, and stays apart where it must.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::http::StatusCode;

use crate::nginx;
use crate::site::Site;
use crate::stand_in::MISSING;
use crate::viewer::Viewer;

const CONFERENCE: &str = "c22d24f6-5a47-4597-9a23-c7d01e696b92";

/// No rate limit, and nothing gets old while a test runs on a slow machine.
const CALM: [&str; 8] = ["--rate", "1000000", "--ttl", "600", "--live-ttl", "600", "--negative-ttl", "600"];

#[test]
fn nginx_accepts_the_shipped_file_without_a_warning() {
    let Some(program) = nginx::program() else { return };
    let (accepted, words) = nginx::check(&program);
    assert!(accepted && !words.contains("[warn]"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_viewers_of_one_conference_make_at_most_two_calls() {
    let Some(site) = Site::start(&CALM).await else { return };
    // Browsers as they are: each with its encodings, some from other sites, some with a query that means nothing.
    let encodings = ["", "gzip, deflate, br, zstd", "gzip, deflate, br", "br"];
    let origins = ["", "https://one.example", "https://two.example"];
    let queries = ["", "?include_active_session=false", "?utm_source=mail"];
    let fetched = Arc::new(AtomicUsize::new(0));
    let one = |number: usize, mut viewer: Viewer, fetched: Arc<AtomicUsize>| async move {
        let mut headers =
            vec![("accept-encoding", encodings[number % encodings.len()]), ("origin", origins[number % origins.len()])];
        headers.retain(|(_, value)| !value.is_empty());
        for turn in 0..100 {
            let id = format!("{CONFERENCE}{}", queries[turn % queries.len()]);
            let reply = viewer.see_with(&id, &headers).await;
            assert_eq!(reply.status, StatusCode::OK);
            fetched.fetch_add(usize::from(reply.cache() != "nginx; hit"), Ordering::Relaxed);
        }
    };
    site.crowd(100, |number, viewer| one(number, viewer, Arc::clone(&fetched))).await;
    let calls = site.stand_in.calls(CONFERENCE);
    assert!((1..=2).contains(&calls), "{calls} calls");
    assert_eq!(fetched.load(Ordering::Relaxed), origins.len(), "one from a gateway for each origin");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_means_nothing_makes_no_answer_of_its_own() {
    let Some(site) = Site::start(&CALM).await else { return };
    let mut viewer = site.viewer().await;
    assert_eq!(viewer.see(CONFERENCE).await.cache(), "nginx; fwd=uri-miss");
    for query in ["", "?", "?include_active_session=false", "?include_active_session=", "?utm_source=mail&x"] {
        assert_eq!(viewer.see(&format!("{CONFERENCE}{query}")).await.cache(), "nginx; hit", "{query}");
    }

    let with_session = format!("{CONFERENCE}?include_active_session=true");
    assert_eq!(viewer.see(&with_session).await.cache(), "nginx; fwd=uri-miss");
    let reply = viewer.see(&format!("{CONFERENCE}?x=1&include_active_session=true&y=2")).await;
    assert_eq!((reply.status, reply.cache()), (StatusCode::OK, "nginx; hit"));
    assert_eq!(site.stand_in.calls(CONFERENCE), 1);
    assert_eq!(site.stand_in.calls(&with_session), 1);

    // What nginx keeps it under is what it asks for, or a visitor could have it keep another answer for everybody.
    let other = "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02";
    viewer.see(&format!("{other}?include_active_session=false&include_active_session=true")).await;
    assert_eq!(viewer.see(other).await.cache(), "nginx; hit");
    assert_eq!(site.stand_in.calls(other), 1);

    for _ in 0..2 {
        let reply = viewer.see(&format!("{CONFERENCE}?include_active_session=maybe")).await;
        assert_eq!((reply.status, reply.cache()), (StatusCode::UNPROCESSABLE_ENTITY, "nginx; fwd=uri-miss"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_viewer_has_already_is_not_sent_again() {
    let Some(site) = Site::start(&CALM).await else { return };
    let mut viewer = site.viewer().await;
    for encoding in ["identity", "gzip"] {
        let first = viewer.see_with(CONFERENCE, &[("accept-encoding", encoding)]).await;
        assert_eq!(first.header("content-encoding"), if encoding == "gzip" { "gzip" } else { "" });
        let headers = [("accept-encoding", encoding), ("if-none-match", first.header("etag"))];
        let again = viewer.see_with(CONFERENCE, &headers).await;
        assert_eq!((again.status, again.cache()), (StatusCode::NOT_MODIFIED, "nginx; hit"), "{encoding}");
        assert!(again.body.is_empty());
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
    }
    let other = viewer.see_with(CONFERENCE, &[("if-none-match", "\"other\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    assert_eq!(site.stand_in.calls(CONFERENCE), 1);
}

/// A card takes `Date` plus `Age` for the time that it is.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_from_the_cache_tells_the_time() {
    let Some(site) = Site::start(&CALM).await else { return };
    let mut viewer = site.viewer().await;
    let first = viewer.see(CONFERENCE).await;
    // Until the clock shows another second.
    while viewer.see(CONFERENCE).await.header("date") == first.header("date") {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let before = SystemTime::now();
    let reply = viewer.see(CONFERENCE).await;
    assert_eq!(reply.cache(), "nginx; hit");
    assert!(!reply.headers.contains_key("age"));
    let date = jiff::fmt::rfc2822::parse(reply.header("date")).unwrap().timestamp();
    let before = jiff::Timestamp::try_from(before).unwrap();
    // `Date` has whole seconds, and nginx reads the clock once for the events of a moment.
    assert!(date.as_second() >= before.as_second() - 1, "{date} {before}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conference_that_is_not_there_is_asked_for_once() {
    let Some(site) = Site::start(&CALM).await else { return };
    site.crowd(20, |_, mut viewer| async move {
        for _ in 0..10 {
            assert_eq!(viewer.see(MISSING).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
    let reply = site.viewer().await.see(MISSING).await;
    assert_eq!((reply.text(), reply.cache()), (r#"{"error":"Not Found"}"#, "nginx; hit"));
    assert_eq!(site.stand_in.calls(MISSING), 1);
}
