//! Who asks: the origin of a page, a visitor's address, and what isn't for visitors.

use std::time::Duration;

use axum::http::StatusCode;
use uuid::Uuid;

use crate::site::Site;
use crate::viewer::{Reply, Viewer};

const CONFERENCE: &str = "3d9c4a85-2d4b-4f4e-9c86-5dafc07b4e04";

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_several_origins_share_the_cache_but_not_the_permission() {
    let origins = ["--allow-origin", "https://one.example", "--allow-origin", "https://two.example", "--ttl", "600"];
    let Some(site) = Site::start(&origins).await else { return };
    let mut viewer = site.viewer().await;
    for _ in 0..2 {
        for (origin, allowed) in [
            ("https://one.example", "https://one.example"),
            ("https://two.example", "https://two.example"),
            ("https://other.example", ""),
        ] {
            let reply = viewer.see_with(CONFERENCE, &[("origin", origin)]).await;
            assert_eq!((reply.status, reply.header("access-control-allow-origin")), (StatusCode::OK, allowed), "{origin}");
            let vary: Vec<_> = reply.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert!(vary.join(",").to_ascii_lowercase().contains("origin"), "{vary:?}");
        }
        assert_eq!(viewer.see(CONFERENCE).await.header("access-control-allow-origin"), "");
    }
    assert_eq!(viewer.see_with(CONFERENCE, &[("origin", "https://one.example")]).await.cache(), "nginx; hit");
    assert_eq!(site.stand_in.calls(CONFERENCE), 1);

    let path = format!("/api/video/conferences/{CONFERENCE}");
    let asking = [("origin", "https://one.example"), ("access-control-request-method", "GET")];
    let preflight = viewer.send("OPTIONS", &path, &asking).await;
    assert!(preflight.status.is_success(), "{}", preflight.status);
    assert_eq!(preflight.header("access-control-allow-origin"), "https://one.example");
    assert_eq!(preflight.cache(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rate_of_a_visitor_is_no_other_visitors_and_cannot_be_talked_away() {
    let Some(site) = Site::start(&["--rate", "1"]).await else { return };
    let mut greedy = Viewer::at("127.0.0.2", site.nginx.address).await;
    assert_ne!(until_refused(&mut greedy).await.header("retry-after"), "");
    let mut modest = Viewer::at("127.0.0.3", site.nginx.address).await;
    assert_eq!(modest.see(CONFERENCE).await.status, StatusCode::OK);
    // What nginx has costs nothing.
    for _ in 0..20 {
        assert_eq!(greedy.see(CONFERENCE).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_beyond_the_rate_sees_what_was_seen_before() {
    let Some(site) = Site::start(&["--rate", "1", "--ttl", "1"]).await else { return };
    let mut greedy = site.viewer().await;
    let seen = greedy.see(CONFERENCE).await;
    assert_eq!(seen.status, StatusCode::OK);
    // Until it is neither fresh nor shown while a new one is fetched.
    tokio::time::sleep(Duration::from_secs(3)).await;
    until_refused(&mut greedy).await;
    let again = greedy.see(CONFERENCE).await;
    assert_eq!((again.status, again.body), (StatusCode::OK, seen.body));
}

/// Asks until both gateways have enough of it; each counts for itself.
async fn until_refused(viewer: &mut Viewer) -> Reply {
    let mut in_a_row = 0;
    for number in 1..=1000_u16 {
        // Never the same conference, or nginx would have the answer; and always another address, by the visitor's word.
        let id = Uuid::new_v4().to_string();
        let address = format!("192.0.2.{}", number % 256);
        let headers = [("x-forwarded-for", address.as_str()), ("forwarded", &format!("for={address}"))];
        let reply = viewer.see_with(&id, &headers).await;
        match reply.status {
            StatusCode::OK => in_a_row = 0,
            StatusCode::TOO_MANY_REQUESTS if in_a_row == 10 => return reply,
            StatusCode::TOO_MANY_REQUESTS => in_a_row += 1,
            status => panic!("{status}: {}", reply.text()),
        }
    }
    panic!("1000 requests at once are not too many");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_visitors_is_not_found_and_nothing_can_be_written() {
    let Some(site) = Site::start(&[]).await else { return };
    let mut viewer = site.viewer().await;
    for path in ["/metrics", "/healthz", "/readyz", "/%6detrics", "/x/../readyz"] {
        assert_eq!(viewer.send("GET", path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/api/video/conferences/no-uuid", "/api/rooms", "/api"] {
        let reply = viewer.send("GET", path, &[]).await;
        assert_eq!((reply.status, reply.text()), (StatusCode::NOT_FOUND, r#"{"error":"Not Found"}"#), "{path}");
    }
    let path = format!("/api/video/conferences/{CONFERENCE}");
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(viewer.send(method, &path, &[]).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    assert_eq!(viewer.send("HEAD", &path, &[]).await.status, StatusCode::OK);
    assert_eq!(site.stand_in.calls(CONFERENCE), 1);
    // The same conference, but not to nginx.
    assert_eq!(viewer.see(&CONFERENCE.to_ascii_uppercase()).await.status, StatusCode::OK);
}
