//! One call for all: how long answers are kept, what is served while the upstream fails, and what caches further on are told.

use std::time::Duration;

use crate::stand_in::{
    Gateway, ID, LIFETIMES, Setup, answering, calls, conference, dead, limits, now_answers, ok, path, path_of, status, until,
    upstream,
};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use conference_gateway::{Lifetimes, Limits};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tower::ServiceExt;

fn titled(title: &str) -> Value {
    json!({ "id": ID, "name": "town_hall", "display_name": title })
}

async fn title(gateway: &Gateway) -> String {
    gateway.get(&path()).await.json()["display_name"].as_str().unwrap().to_owned()
}

/// Sends `count` requests for `path` at once, and returns how many succeeded.
async fn at_once(gateway: &Gateway, path: &str, count: usize) -> usize {
    let mut viewers = JoinSet::new();
    for _ in 0..count {
        let request = Request::get(path).body(Body::empty()).unwrap();
        viewers.spawn(gateway.app.clone().oneshot(request));
    }
    let replies = viewers.join_all().await;
    replies.into_iter().filter(|reply| reply.as_ref().unwrap().status() == StatusCode::OK).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_viewers_make_one_call() {
    let (server, gateway) = answering(ok(&conference()).set_delay(Duration::from_millis(300))).await;
    // Some arrive before the answer, some after; each kind of answer is fetched once.
    for path in [path(), format!("{}?include_active_session=true", path())] {
        assert_eq!(at_once(&gateway, &path, 10_000).await, 10_000);
    }
    let queries: Vec<_> =
        server.received_requests().await.unwrap().iter().map(|request| request.url.query().map(str::to_owned)).collect();
    assert_eq!(queries, [None, Some("include_active_session=true".to_owned())]);
}

// No delay: many look between the answer's arrival and the end of the call.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_come_as_the_answer_arrives_make_no_call_of_their_own() {
    for _ in 0..20 {
        let (server, gateway) = answering(ok(&conference())).await;
        assert_eq!(at_once(&gateway, &path(), 200).await, 200);
        assert_eq!(calls(&server).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_viewers_of_a_failure_make_one_call() {
    let (server, gateway) = answering(status(500)).await;
    assert_eq!(at_once(&gateway, &path(), 10_000).await, 0);
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn a_viewer_who_leaves_takes_nothing_from_the_others() {
    let (server, gateway) = answering(ok(&conference()).set_delay(Duration::from_millis(300))).await;
    let request = Request::get(path()).body(Body::empty()).unwrap();
    let first = tokio::spawn(gateway.app.clone().oneshot(request));
    until(async || calls(&server).await == 1).await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn each_answer_is_kept_for_its_time() {
    for (query, found, seconds) in [("", true, 60), ("?include_active_session=true", true, 15), ("", false, 10)] {
        let (server, gateway) = answering(if found { ok(&conference()) } else { status(404) }).await;
        let target = format!("{}{query}", path());
        gateway.get(&target).await;
        gateway.pass(seconds - 1);
        gateway.get(&target).await;
        assert_eq!(calls(&server).await, 1, "{query} {found}");
        // And beyond the time in which the old one is shown once more.
        gateway.pass(1 + 10);
        gateway.get(&target).await;
        assert_eq!(calls(&server).await, 2, "{query} {found}");
    }
}

#[tokio::test]
async fn an_answer_that_has_just_aged_is_refreshed_behind_the_visitor() {
    let (server, gateway) = answering(ok(&titled("old"))).await;
    assert_eq!(title(&gateway).await, "old");
    gateway.pass(60);
    now_answers(&server, ok(&titled("new"))).await;
    let reply = gateway.get(&path()).await;
    assert_eq!(reply.json()["display_name"], "old");
    assert_eq!(reply.header("conference-stale"), "");
    until(async || title(&gateway).await == "new").await;
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn an_answer_that_is_older_is_refreshed_before_the_visitors_eyes() {
    let (server, gateway) = answering(ok(&titled("old"))).await;
    assert_eq!(title(&gateway).await, "old");
    gateway.pass(70);
    now_answers(&server, ok(&titled("new"))).await;
    assert_eq!(title(&gateway).await, "new");
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn no_answer_from_before_an_edge_is_served_after_it() {
    for edge in ["join_from", "join_until"] {
        let at = Timestamp::now() + Duration::from_secs(40);
        let with_edge = |title: &str| {
            let mut conference = titled(title);
            conference[edge] = json!(at.to_string());
            conference
        };
        let (server, gateway) = answering(ok(&with_edge("before"))).await;
        let reply = gateway.get(&path()).await;
        let cache_control = reply.header("cache-control");
        let until_edge = cache_control.strip_prefix("public, max-age=0, s-maxage=").unwrap();
        let until_edge: u64 = until_edge.strip_suffix(", stale-if-error=3600").unwrap().parse().unwrap();
        assert!((20..40).contains(&until_edge), "{cache_control}");
        now_answers(&server, ok(&with_edge("after"))).await;
        gateway.pass(15);
        assert_eq!(title(&gateway).await, "before");
        gateway.pass(25);
        assert_eq!(title(&gateway).await, "after");
        assert_eq!(calls(&server).await, 1);
        // The edge is over, and shortens nothing any more.
        let reply = gateway.get(&path()).await;
        let cache_control = "public, max-age=0, s-maxage=60, stale-while-revalidate=10, stale-if-error=3600";
        assert_eq!(reply.header("cache-control"), cache_control);
    }
}

#[tokio::test]
async fn with_the_upstream_dead_for_five_minutes_no_viewer_sees_an_error() {
    let ids = [ID, "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02", "2c8b3f74-1c3a-4e3d-8b75-4c9ebf6a3d03"];
    for failing in [401, 429, 500, 503] {
        let server = upstream(status(404)).await;
        let gateway = Setup::before(&server.uri()).start();
        for id in ids {
            now_answers(&server, ok(&json!({ "id": id, "name": "seen_before" }))).await;
            assert_eq!(gateway.get(&path_of(id)).await.status, StatusCode::OK);
        }
        now_answers(&server, status(failing)).await;
        // Two requests a second for each, most of the time.
        let mut marked = 0;
        for _ in 0..600 {
            gateway.clock.advance(Duration::from_millis(500));
            for id in ids {
                let reply = gateway.get(&path_of(id)).await;
                assert_eq!(reply.status, StatusCode::OK, "{failing}");
                assert_eq!(reply.json(), json!({ "id": id, "name": "seen_before" }), "{failing}");
                marked += usize::from(reply.header("conference-stale") == "true");
            }
        }
        // 240 of the 300 seconds are beyond the TTL; in the first of them the refresh may still be under way.
        assert!((1_300..=1_440).contains(&marked), "{failing}: {marked}");
        let reply = gateway.get(&path()).await;
        assert_eq!(reply.header("age"), "300");
        assert_eq!(
            reply.header("cache-control"),
            "public, max-age=0, s-maxage=5, stale-while-revalidate=10, stale-if-error=3600"
        );
        // At most one round of tries every five seconds for each, and those of the credentials.
        let path = path();
        let requests = server.received_requests().await.unwrap();
        let asked = requests.iter().filter(|request| request.url.path() == path).count();
        assert!((1..=50 * 3).contains(&asked), "{failing}: {asked}");

        now_answers(&server, ok(&titled("back"))).await;
        gateway.pass(60);
        let reply = gateway.get(&path).await;
        assert_eq!((reply.header("conference-stale"), reply.header("age")), ("", "0"), "{failing}");
        assert_eq!(reply.json()["display_name"], "back", "{failing}");
    }
}

#[tokio::test]
async fn a_refresh_that_takes_long_is_not_waited_for() {
    let (server, gateway) = answering(ok(&titled("old"))).await;
    assert_eq!(title(&gateway).await, "old");
    gateway.pass(70);
    now_answers(&server, ok(&titled("new")).set_delay(Duration::from_mins(1))).await;
    let reply = gateway.get(&path()).await;
    assert_eq!(reply.json()["display_name"], "old");
    assert_eq!(reply.header("conference-stale"), "true");
}

#[tokio::test]
async fn nobody_waits_for_an_upstream_that_has_just_failed() {
    let (server, gateway) = answering(ok(&titled("old"))).await;
    assert_eq!(title(&gateway).await, "old");
    now_answers(&server, status(500)).await;
    gateway.pass(70);
    assert_eq!(title(&gateway).await, "old");
    // It is well again, but that isn't known yet.
    now_answers(&server, ok(&titled("new"))).await;
    gateway.pass(5);
    let reply = gateway.get(&path()).await;
    assert_eq!(reply.json()["display_name"], "old");
    assert_eq!(reply.header("conference-stale"), "true");
    until(async || title(&gateway).await == "new").await;
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn nothing_is_served_beyond_the_time_for_stale_answers() {
    let (server, gateway) = answering(ok(&conference())).await;
    gateway.get(&path()).await;
    now_answers(&server, status(500)).await;
    gateway.pass(60 + 3600 - 10);
    assert_eq!(gateway.get(&path()).await.header("conference-stale"), "true");
    gateway.pass(10);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn without_time_for_stale_answers_a_failure_shows_at_once() {
    let server = upstream(ok(&conference())).await;
    let lifetimes = Lifetimes { stale: Duration::ZERO, ..LIFETIMES };
    let gateway = Setup { lifetimes, ..Setup::before(&server.uri()) }.start();
    assert_eq!(gateway.get(&path()).await.header("cache-control"), "public, max-age=0, s-maxage=60");
    now_answers(&server, status(500)).await;
    gateway.pass(60);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn a_conference_that_is_gone_is_not_served_from_memory() {
    let (server, gateway) = answering(ok(&conference())).await;
    gateway.get(&path()).await;
    now_answers(&server, status(404)).await;
    gateway.pass(70);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::NOT_FOUND);
    now_answers(&server, status(500)).await;
    gateway.pass(10);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn a_failure_is_forgotten_after_five_seconds() {
    let (server, gateway) = answering(status(500)).await;
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
    now_answers(&server, ok(&conference())).await;
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
    assert_eq!(calls(&server).await, 0);
    gateway.pass(5);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_upstream_that_is_dead_at_first_is_served_once_it_lives() {
    let base = dead();
    let gateway = Setup { limits: Limits { tries: 1, ..limits() }, ..Setup::before(&base) }.start();
    assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
    let listener = std::net::TcpListener::bind(base.strip_prefix("http://").unwrap()).unwrap();
    let server = wiremock::MockServer::builder().listener(listener).start().await;
    now_answers(&server, ok(&conference())).await;
    gateway.pass(5);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn caches_further_on_learn_how_long_an_answer_is_good() {
    let (_server, gateway) = answering(ok(&conference())).await;
    for (query, seconds) in [("", 60), ("?include_active_session=true", 15)] {
        let reply = gateway.get(&format!("{}{query}", path())).await;
        let expected = format!("public, max-age=0, s-maxage={seconds}, stale-while-revalidate=10, stale-if-error=3600");
        assert_eq!(reply.header("cache-control"), expected);
        assert_eq!(reply.header("age"), "0");
        assert_eq!(reply.header("vary").to_ascii_lowercase(), "accept-encoding");
        assert_eq!(reply.header("warning"), "");
    }
}

#[tokio::test]
async fn the_date_is_that_of_the_answer_and_the_age_what_has_passed_since() {
    let (_server, gateway) = answering(ok(&conference())).await;
    let first = gateway.get(&path()).await;
    let date = jiff::fmt::rfc2822::parse(first.header("date")).unwrap().timestamp();
    assert!(date.duration_since(Timestamp::now()).abs() < jiff::SignedDuration::from_mins(1), "{date}");
    gateway.pass(30);
    let second = gateway.get(&path()).await;
    assert_eq!(second.header("date"), first.header("date"));
    assert_eq!(second.header("age"), "30");
}

#[tokio::test]
async fn who_has_the_answer_gets_it_not_again() {
    let (server, gateway) = answering(ok(&titled("old"))).await;
    let first = gateway.get(&path()).await;
    let etag = first.header("etag").to_owned();
    assert!(etag.len() == 34 && etag.starts_with('"') && etag.ends_with('"'), "{etag}");
    for known in [&*etag, &format!("W/{etag}"), &format!("\"other\", {etag}"), &format!("\"a,b\",{etag} , \"c\""), "*"] {
        let reply = gateway.get_with(&path(), &[("if-none-match", known), ("accept-encoding", "gzip")]).await;
        assert_eq!(reply.status, StatusCode::NOT_MODIFIED, "{known}");
        assert!(reply.body.is_empty(), "{known}");
        for name in ["etag", "cache-control", "date", "vary"] {
            assert_eq!(reply.header(name), first.header(name), "{known}: {name}");
        }
        assert_ne!(reply.header("age"), "");
        for name in ["content-type", "content-encoding"] {
            assert_eq!(reply.header(name), "", "{known}: {name}");
        }
    }
    for other in ["", "\"\"", "\"other\"", "W/\"other\"", &etag[1..], "nonsense", "\"*\""] {
        let reply = gateway.get_with(&path(), &[("if-none-match", other)]).await;
        assert_eq!(reply.status, StatusCode::OK, "{other}");
        assert_eq!(reply.body, first.body, "{other}");
    }
    // Another answer has another validator; the same one has the same, from wherever it comes.
    now_answers(&server, ok(&titled("new"))).await;
    gateway.pass(70);
    let changed = gateway.get_with(&path(), &[("if-none-match", &etag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header("etag"), etag);
    let (_replica_server, replica) = answering(ok(&titled("old"))).await;
    assert_eq!(replica.get(&path()).await.header("etag"), etag);
}

#[tokio::test]
async fn what_is_not_there_is_never_the_same() {
    let (_server, gateway) = answering(status(404)).await;
    let reply = gateway.get_with(&path(), &[("if-none-match", "*")]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.header("etag"), "");
}
