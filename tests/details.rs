//! The details: what awaits people in a conference, and nothing where a field says nothing.

mod support;

use conference_card::Icon;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::Scene;

/// The icons and words of a conference with these fields.
fn details(fields: Value) -> Vec<(Icon, String)> {
    Scene::with(fields).card().details.into_iter().map(|detail| (detail.icon, detail.text)).collect()
}

#[test]
fn every_field_has_its_words() {
    for (name, value, icon, text) in [
        ("record_on_start", json!(true), Icon::Recording, "Recorded from the start"),
        ("size", json!("small"), Icon::People, "Up to 10 people"),
        ("size", json!("medium"), Icon::People, "Up to 50 people"),
        ("size", json!("large"), Icon::People, "Up to 300 people"),
        ("quality", json!("720p"), Icon::Screen, "720p video"),
        ("quality", json!("1080p"), Icon::Screen, "1080p video"),
        ("enable_chat", json!(true), Icon::Chat, "Group chat"),
        ("tone_on_entry_and_exit", json!(true), Icon::Bell, "A tone when someone comes or goes"),
        ("user_join_video_off", json!(true), Icon::CameraOff, "You join with your camera off"),
        ("room_join_video_off", json!(true), Icon::CameraOff, "You join with your camera off"),
    ] {
        assert_eq!(details(json!({ name: value })), [(icon, text.to_owned())], "{name}: {value}");
    }
}

#[test]
fn what_is_off_null_or_not_known_has_none() {
    for name in ["record_on_start", "enable_chat", "tone_on_entry_and_exit", "user_join_video_off", "room_join_video_off"] {
        for value in [json!(false), Value::Null, json!("true"), json!(1)] {
            assert_eq!(details(json!({ name: value })), [], "{name}: {value}");
        }
    }
    for name in ["size", "quality"] {
        for value in [Value::Null, json!(""), json!("huge"), json!("Small"), json!("720P"), json!("2160p"), json!(720)] {
            assert_eq!(details(json!({ name: value })), [], "{name}: {value}");
        }
    }
}

#[test]
fn the_camera_is_spoken_of_once() {
    let both = json!({"user_join_video_off": true, "room_join_video_off": true});
    assert_eq!(details(both), [(Icon::CameraOff, "You join with your camera off".to_owned())]);
}

#[test]
fn what_people_have_a_right_to_see_comes_first() {
    let all = json!({
        "room_join_video_off": true,
        "tone_on_entry_and_exit": true,
        "enable_chat": true,
        "quality": "720p",
        "size": "medium",
        "record_on_start": true,
    });
    let icons: Vec<_> = details(all).into_iter().map(|(icon, _)| icon).collect();
    assert_eq!(icons, Icon::ALL);
}

#[test]
fn a_session_adds_none() {
    let session = json!({"record_on_start": true, "quality": "1080p", "max_members": 50, "fps": 30});
    assert_eq!(details(json!({ "active_session": session })), []);
}

#[test]
fn without_details_there_is_no_row() {
    assert!(!Scene::with(json!({})).html().contains("detail"));
    assert!(Scene::with(json!({"enable_chat": true})).html().contains(r#"<ul part="details">"#));
}

#[test]
fn the_sheet_draws_each_icon_and_each_has_an_outline_of_its_own() {
    let sheet = include_str!("../src/card.css");
    let outlines: BTreeSet<_> = Icon::ALL
        .iter()
        .map(|icon| {
            let rule = format!("[data-icon=\"{}\"]::before {{\n    clip-path: path(\"", icon.name());
            let (_, rest) = sheet.split_once(&rule).expect(&rule);
            rest.split('"').next()
        })
        .collect();
    assert_eq!(outlines.len(), Icon::ALL.len());
}
