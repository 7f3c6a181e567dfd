//! Every field of the API, from the answer to the HTML: what shows of it, and that nothing does where it is null, missing or of a
//! wrong type.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly, in its helpers too")]

mod support;

use conference_card::{Conference, JoinHref, Layout, Options, Phase, Wishes};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{FROM, Scene, UNTIL, merged};

/// The HTML of an answer, with all open that a visitor can open.
fn html(body: &Value) -> String {
    let conference: Conference = serde_json::from_value(body.clone()).unwrap();
    let scene = Scene {
        options: Options { join_href: JoinHref::new("/rooms/{id}/{name}").ok(), ..Options::default() },
        wishes: Wishes { calendar: true, ..Wishes::default() },
        ..Scene::of(Phase::Loaded(Arc::new(conference)))
    };
    scene.html()
}

/// An answer in which every field that needs another one finds it.
fn conference() -> Value {
    json!({
        "id": "c22d24f6", "name": "all_hands", "join_from": FROM, "enable_room_previews": true,
        "active_session": {"preview_url": "/p.mp4"},
    })
}

fn with_session(session: &Value) -> Value {
    merged(conference(), json!({ "active_session": session }))
}

fn without(mut body: Value, name: &str) -> Value {
    body.as_object_mut().unwrap().remove(name);
    body
}

/// A field, a good value, what shows of it, and what shows instead where it is missing.
type Field = (&'static str, Value, &'static [&'static str], &'static [&'static str]);

const CONFERENCE: usize = 28;

fn fields_of_a_conference() -> [Field; CONFERENCE] {
    let date = || json!("2022-01-02T03:04:05Z");
    let color = || json!("#123456");
    [
        ("display_name", json!("All Hands!"), &[">All Hands!</h2>", "SUMMARY%3AAll%20Hands!"], &[">all_hands</h2>"]),
        ("description", json!("News"), &[r#"<p part="description" dir="auto">News</p>"#, "close.%5Cn%5CnNews"], &[]),
        (
            "join_from",
            json!("2026-01-05T08:00:00Z"),
            &["From 2026-01-05 08:00", "DTSTART%3A20260105T080000Z"],
            &["Open at any time"],
        ),
        ("join_until", json!(UNTIL), &["2026-01-05 10:30</p>", "DTEND%3A20260105T103000Z"], &["From 2026-01-05 09:00"]),
        ("quality", json!("1080p"), &["1080p video"], &[]),
        ("layout", json!("5up"), &[], &[]),
        ("size", json!("medium"), &["Up to 50 people"], &[]),
        ("record_on_start", json!(true), &["Recorded from the start"], &[]),
        ("tone_on_entry_and_exit", json!(true), &["A tone when someone comes or goes"], &[]),
        ("user_join_video_off", json!(true), &["You join with your camera off"], &[]),
        ("room_join_video_off", json!(true), &["You join with your camera off"], &[]),
        ("enable_chat", json!(true), &["Group chat"], &[]),
        ("enable_room_previews", json!(true), &["Show preview"], &[]),
        ("dark_primary", color(), &[], &[]),
        ("dark_background", color(), &[], &[]),
        ("dark_foreground", color(), &[], &[]),
        ("dark_success", color(), &[], &[]),
        ("dark_negative", color(), &[], &[]),
        ("light_primary", color(), &[], &[]),
        ("light_background", color(), &[], &[]),
        ("light_foreground", color(), &[], &[]),
        ("light_success", color(), &[], &[]),
        ("light_negative", color(), &[], &[]),
        ("created_at", date(), &[], &[]),
        ("updated_at", date(), &["DTSTAMP%3A20220102T030405Z"], &["DTSTAMP%3A20260105T091500Z"]),
        ("active_session", json!({}), &[r#"<p part="live">Live</p>"#, "data-live"], &[]),
        ("meta", json!({"room": "<b>", "id": "2", "deep": [{}]}), &[], &[]),
        ("of_a_later_version", json!("news"), &[], &[]),
    ]
}

const SESSION: usize = 20;

fn fields_of_a_session() -> [Field; SESSION] {
    let date = || json!("2026-01-05T08:04:05Z");
    [
        ("id", json!("session_id"), &[], &[]),
        ("room_id", json!("room_id"), &[], &[]),
        ("name", json!("session_name"), &[], &[]),
        ("display_name", json!("Session Name"), &[], &[]),
        ("join_from", date(), &[], &[]),
        ("join_until", date(), &[], &[]),
        ("remove_at", date(), &[], &[]),
        ("remove_after_seconds_elapsed", json!(86_400), &[], &[]),
        ("start_time", date(), &["Live since 08:04"], &[">Live</p>"]),
        ("end_time", date(), &[], &[]),
        ("duration", json!(3_600), &[], &[]),
        ("layout", json!("5up"), &[], &[]),
        ("max_members", json!(50), &[], &[]),
        ("fps", json!(30), &[], &[]),
        ("quality", json!("1080p"), &[], &[]),
        ("status", json!("completed"), &[], &[r#"<p part="live">Live</p>"#, "data-live", "Show preview"]),
        ("record_on_start", json!(true), &[], &[]),
        ("enable_room_previews", json!(true), &[], &[]),
        ("audio_video_sync", json!(true), &[], &[]),
        ("preview_url", json!("/p.mp4"), &["Show preview"], &[]),
    ]
}

/// Values of which some are wrong for every field.
fn values() -> [Value; 10] {
    [
        json!(true),
        json!("soon"),
        json!(""),
        json!("<b>"),
        json!(7),
        json!(-1),
        json!(2.5),
        json!(1e300),
        json!([]),
        json!([{"status": "in-progress"}]),
    ]
}

/// Whether both are of one JSON type, as far as the API tells them apart.
fn is_same_type(value: &Value, good: &Value) -> bool {
    match good {
        Value::Bool(_) => value.is_boolean(),
        Value::Number(_) => value.is_u64(),
        // A text that is no date-time is as wrong as a number.
        Value::String(good) if good.ends_with('Z') => false,
        Value::String(_) => value.is_string(),
        _ => value.is_object(),
    }
}

/// Tells the four cases of a field apart, each as the HTML of an answer in which the field is this.
fn check(field: Field, html_with: impl Fn(Option<Value>) -> String) {
    let (name, value, shown, instead) = field;
    let present = html_with(Some(value.clone()));
    let missing = html_with(None);
    for text in shown {
        assert!(present.contains(text) && !missing.contains(text), "{name}: {text} in {present}");
    }
    for text in instead {
        assert!(missing.contains(text) && !present.contains(text), "{name}: {text} in {missing}");
    }
    if shown.is_empty() && instead.is_empty() {
        assert_eq!(present, missing, "{name} shows");
    }
    assert_eq!(html_with(Some(Value::Null)), missing, "{name}: null");
    for wrong in values().into_iter().filter(|wrong| !is_same_type(wrong, &value)) {
        assert_eq!(html_with(Some(wrong.clone())), missing, "{name}: {wrong}");
    }
}

#[test]
fn every_field_of_a_conference_shows_as_it_should() {
    for field in fields_of_a_conference() {
        let base = without(conference(), field.0);
        check(field.clone(), |value| match value {
            Some(value) => html(&merged(base.clone(), json!({ field.0: value }))),
            None => html(&base),
        });
    }
}

#[test]
fn every_field_of_a_session_shows_as_it_should() {
    for field in fields_of_a_session() {
        let base = without(conference()["active_session"].clone(), field.0);
        check(field.clone(), |value| match value {
            Some(value) => html(&with_session(&merged(base.clone(), json!({ field.0: value })))),
            None => html(&with_session(&base)),
        });
    }
}

#[test]
fn the_id_and_the_name_lead_to_the_room() {
    let html = html(&conference());
    for text in [r#"href="/rooms/c22d24f6/all_hands""#, "UID%3Ac22d24f6%40", r#"download="all_hands.ics""#, ">all_hands</h2>"] {
        assert!(html.contains(text), "{text} in {html}");
    }
}

#[test]
fn without_an_id_or_a_name_there_is_no_card() {
    for name in ["id", "name"] {
        let is_read = |body: Value| serde_json::from_value::<Conference>(body).is_ok();
        assert!(!is_read(without(conference(), name)), "{name}");
        let wrong = values().into_iter().chain([Value::Null, json!({})]).filter(|value| !value.is_string());
        for value in wrong {
            assert!(!is_read(merged(conference(), json!({ name: value }))), "{name}: {value}");
        }
    }
}

#[test]
fn what_a_later_version_may_send_shows_nothing() {
    let without_them = html(&conference());
    for fields in [json!({"size": "huge"}), json!({"quality": "2160p"}), json!({"layout": "spiral"})] {
        assert_eq!(html(&merged(conference(), fields.clone())), without_them, "{fields}");
    }
    let session = json!({"preview_url": "/p.mp4", "status": "paused", "layout": "spiral", "quality": "2160p"});
    assert_eq!(html(&with_session(&session)), without_them);
}

#[test]
fn no_layout_shows() {
    let without_one = html(&conference());
    for layout in [Layout::GridResponsive, Layout::GridResponsiveMobile, Layout::Highlight1Responsive, Layout::Grid10x10] {
        assert_eq!(html(&merged(conference(), json!({"layout": layout.as_str()}))), without_one, "{layout:?}");
    }
}

#[test]
fn the_tables_here_name_every_field_that_the_samples_have() {
    let conference = fields_of_a_conference().map(|field| field.0);
    let session = fields_of_a_session().map(|field| field.0);
    for sample in [include_str!("fixtures/reference.json"), include_str!("fixtures/live.json")] {
        let sample: Value = serde_json::from_str(sample).unwrap();
        for name in sample.as_object().unwrap().keys() {
            assert!(["id", "name"].contains(&name.as_str()) || conference.contains(&name.as_str()), "{name}");
        }
        for name in sample["active_session"].as_object().into_iter().flat_map(|session| session.keys()) {
            assert!(session.contains(&name.as_str()), "{name}");
        }
    }
}
