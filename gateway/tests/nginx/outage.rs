//! Viewers see nothing of what fails behind nginx.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use uuid::Uuid;

use crate::site::Site;
use crate::viewer::Viewer;

const CONFERENCE: &str = "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01";

/// A minute is a second here: an answer is fresh for one, and may be an hour old.
const SCALED: [&str; 8] = ["--rate", "1000000", "--ttl", "1", "--stale", "60", "--negative-ttl", "1"];

/// Five minutes.
const OUTAGE: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn while_the_api_is_dead_viewers_see_what_was_seen_before_and_then_what_is_new() {
    let Some(site) = Site::start(&SCALED).await else { return };
    let mut viewer = site.viewer().await;
    assert_eq!(viewer.see(CONFERENCE).await.status, StatusCode::OK);
    site.stand_in.die();

    let seen = Arc::new(AtomicUsize::new(0));
    let end = Instant::now() + OUTAGE;
    site.crowd(8, |_, mut viewer| {
        let seen = Arc::clone(&seen);
        async move {
            while Instant::now() < end {
                assert_eq!(first_name(&mut viewer).await, "First");
                seen.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    })
    .await;
    assert!(seen.load(Ordering::Relaxed) > 8);
    // From another page, so not from nginx's cache.
    let reply = viewer.see_with(CONFERENCE, &[("origin", "https://other.example")]).await;
    assert_eq!((reply.status, reply.header("conference-stale")), (StatusCode::OK, "true"));

    site.stand_in.revive("Second");
    let deadline = Instant::now() + Duration::from_mins(1);
    while first_name(&mut viewer).await != "Second" {
        assert!(Instant::now() < deadline, "nothing new is shown");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(viewer.see(CONFERENCE).await.header("conference-stale"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn viewers_see_nothing_of_gateways_that_are_killed() {
    let Some(mut site) = Site::start(&SCALED).await else { return };
    let mut viewer = site.viewer().await;
    // Many, so that both gateways have some; those of the second half are new to everybody.
    let conferences: Vec<_> = (1..=40).map(|number| Uuid::from_u128(number).to_string()).collect();
    let (known, new) = conferences.split_at(20);
    for id in known {
        assert_eq!(viewer.see(id).await.status, StatusCode::OK);
    }
    let [first, second] = &mut site.gateways;
    first.kill();
    for id in known.iter().chain(new).chain(known) {
        assert_eq!(viewer.see(id).await.status, StatusCode::OK, "{id}");
    }
    assert!(site.nginx.log().contains("Connection refused"), "the gateway that is gone was never asked");
    second.kill();
    for id in known.iter().chain(new) {
        assert_eq!(viewer.see(id).await.status, StatusCode::OK, "{id}");
    }
}

async fn first_name(viewer: &mut Viewer) -> String {
    let reply = viewer.see(CONFERENCE).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let conference: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    conference["display_name"].as_str().unwrap().to_owned()
}
