//! The preview of a running session: where there is one, when it shows, and how it stays fresh.

mod support;

use conference_card::{Card, Instant, PreviewVideo, Wishes};
use serde_json::{Value, json};
use support::{AFTER, BEFORE, Scene, UNTIL, at, merged};

const URL: &str = "https://media.example/p.mp4?room=1";

/// A running session with a preview, in a conference without a window.
fn live() -> Value {
    json!({"enable_room_previews": true, "active_session": {"status": "in-progress", "preview_url": URL}})
}

fn with_url(url: &str) -> Scene {
    Scene::with(merged(live(), json!({"active_session": {"preview_url": url}})))
}

/// The card of a visitor who wants to see the preview.
fn watched(scene: Scene, reduced_motion: bool) -> Card {
    Scene { wishes: Wishes { preview: true, reduced_motion, ..Wishes::default() }, ..scene }.card()
}

fn source(scene: Scene) -> Option<String> {
    watched(scene, false).preview.and_then(|preview| preview.source)
}

#[test]
fn a_running_session_with_previews_offers_one() {
    let offer = PreviewVideo { text: "Show preview".to_owned(), source: None, autoplay: false };
    assert_eq!(Scene::with(live()).card().preview, Some(offer));
}

#[test]
fn a_preview_shows_in_every_state_of_the_door() {
    let scene = Scene::in_window(live());
    for now in [BEFORE, support::WITHIN, AFTER] {
        assert!(scene.clone().at(now).card().preview.is_some(), "{now}");
    }
}

#[test]
fn there_is_none_unless_it_is_made_and_the_session_runs() {
    for fields in [
        json!({"enable_room_previews": false}),
        json!({"enable_room_previews": null}),
        json!({"active_session": null}),
        json!({"active_session": {}}),
        json!({"active_session": {"preview_url": null}}),
        json!({"active_session": {"preview_url": URL, "status": "completed"}}),
        // The session's own flag says nothing of whether previews are to be shown.
        json!({"enable_room_previews": false, "active_session": {"preview_url": URL, "enable_room_previews": true}}),
    ] {
        let scene = Scene::with(merged(live(), fields.clone()));
        assert_eq!(scene.card().preview, None, "{fields}");
        assert_eq!(watched(scene, false).preview, None, "{fields}");
    }
}

#[test]
fn a_preview_is_at_a_web_address_or_a_relative_one() {
    for url in ["http://a.example/p.mp4", "HTTPS://a.example/p", "//a.example/p", "/p.mp4", "p.mp4?a:b", "./a:b"] {
        assert!(source(with_url(url)).is_some_and(|source| source.starts_with(url)), "{url}");
    }
    for url in [
        "",
        " \n",
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "\u{1}JavaScript:alert(1)",
        "data:video/mp4;base64,AAAA",
        "blob:https://page.example/1",
        "file:///p.mp4",
        "ftp://a.example/p",
    ] {
        assert_eq!(with_url(url).card().preview, None, "{url:?}");
        assert_eq!(watched(with_url(url), false).preview, None, "{url:?}");
    }
}

#[test]
fn a_preview_plays_where_it_is_wished_for() {
    let now = Instant::from_millis(60_000);
    let card = watched(Scene { now, ..Scene::with(live()) }, false);
    let text = "Preview of the running session".to_owned();
    let playing = PreviewVideo { text, source: Some(format!("{URL}#2")), autoplay: true };
    assert_eq!(card.preview, Some(playing));
    assert_eq!(card.next_text, Some(Instant::from_millis(90_000)));
}

#[test]
fn nothing_moves_by_itself_for_who_wants_it_so() {
    let card = watched(Scene::with(live()), true);
    let text = "Preview of the running session".to_owned();
    assert_eq!(card.preview, Some(PreviewVideo { text, source: Some(URL.to_owned()), autoplay: false }));
    assert_eq!(card.next_text, None);
}

#[test]
fn a_preview_that_plays_is_loaded_anew_every_thirty_seconds() {
    for (now, fragment) in [(-1, -1), (0, 0), (29_999, 0), (30_000, 1), (59_999, 1), (60_000, 2)] {
        let scene = Scene { now: Instant::from_millis(now), ..Scene::with(live()) };
        let next = watched(scene.clone(), false).next_text;
        assert_eq!(source(scene), Some(format!("{URL}#{fragment}")), "{now}");
        assert_eq!(next, Some(Instant::from_millis((fragment + 1) * 30_000)), "{now}");
    }
}

#[test]
fn the_door_is_still_told_of_in_time() {
    let close = at(UNTIL).as_millis();
    let scene = |left| Scene { now: Instant::from_millis(close - left), ..Scene::in_window(live()) };
    // An hour before the end is a multiple of thirty seconds too; the text is sooner once it counts seconds.
    for (left, next_left) in [(3_600_001, 3_600_000), (59_500, 58_999), (30_001, 30_000)] {
        let card = watched(scene(left), false);
        assert_eq!(card.next_text, Some(Instant::from_millis(close - next_left)), "{left}");
        assert_eq!(card.next_state, Some(at(UNTIL)), "{left}");
    }
}

#[test]
fn an_offer_changes_nothing_by_itself() {
    assert_eq!(Scene::with(live()).card().next_text, None);
}

#[test]
fn no_time_is_too_far() {
    for now in [i64::MIN, i64::MAX] {
        let scene = Scene { now: Instant::from_millis(now), ..Scene::with(live()) };
        assert!(watched(scene, false).preview.is_some());
    }
}
