//! Add to calendar: where it is offered, which ways there are, and what stands in the file.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly, in its helpers too")]

mod support;

use conference_card::{CalendarWay, JoinHref, Options, Wishes};
use serde_json::{Value, json};
use support::{AFTER, BEFORE, FROM, Scene, UNTIL, WITHIN};
use url::form_urlencoded;

/// The scene with the menu open.
fn opened(scene: Scene) -> Scene {
    Scene { wishes: Wishes { calendar: true, ..Wishes::default() }, ..scene }
}

fn ways(scene: Scene) -> [CalendarWay; 3] {
    opened(scene).card().calendar.unwrap().ways.unwrap()
}

/// The file behind the first of the ways.
fn file(scene: Scene) -> String {
    let [way, ..] = ways(scene);
    let encoded = way.href.strip_prefix("data:text/calendar;charset=utf-8,").unwrap();
    assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()%".contains(&byte)), "{encoded}");
    form_urlencoded::parse(["file=", encoded].concat().as_bytes()).next().unwrap().1.into_owned()
}

/// The value of a line of a file.
fn line(file: &str, name: &str) -> Option<String> {
    let unfolded = file.replace("\r\n ", "");
    unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::to_owned)
}

#[test]
fn it_is_offered_until_the_door_closes_for_good() {
    for (now, is_offered) in [(BEFORE, true), (WITHIN, true), (UNTIL, false), (AFTER, false)] {
        assert_eq!(Scene::in_window(json!({})).at(now).card().calendar.is_some(), is_offered, "{now}");
    }
    assert!(Scene::with(json!({"join_from": FROM})).at(AFTER).card().calendar.is_some());
}

#[test]
fn without_a_beginning_there_is_no_date_to_keep() {
    for fields in [json!({}), json!({"join_until": UNTIL}), json!({"join_from": UNTIL, "join_until": FROM})] {
        assert_eq!(opened(Scene::with(fields.clone())).at(BEFORE).card().calendar, None, "{fields}");
    }
}

#[test]
fn the_ways_show_where_they_are_wished_for() {
    let scene = Scene::in_window(json!({}));
    let menu = scene.card().calendar.unwrap();
    assert_eq!((menu.text.as_str(), menu.ways), ("Add to calendar", None));
    let names = ways(scene).map(|way| way.text);
    assert_eq!(names, ["Calendar file", "Google Calendar", "Outlook"]);
}

#[test]
fn the_first_way_is_a_file_and_the_others_are_pages() {
    let [file, google, outlook] = ways(Scene::in_window(json!({"name": "all_hands"})));
    assert_eq!(file.file_name.as_deref(), Some("all_hands.ics"));
    assert_eq!((google.file_name, outlook.file_name), (None, None));
    assert!(google.href.starts_with("https://calendar.google.com/"), "{}", google.href);
    assert!(outlook.href.starts_with("https://outlook.live.com/"), "{}", outlook.href);
}

#[test]
fn the_file_says_what_the_card_says() {
    let scene = Scene {
        options: Options { join_href: JoinHref::new("/rooms/{name}").ok(), ..Options::default() },
        ..Scene::in_window(json!({
            "id": "c22d24f6",
            "name": "all hands",
            "display_name": "All hands, 5 January",
            "description": "Numbers;\nnews",
            "updated_at": "2026-01-02T03:04:05Z",
        }))
    };
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//conference-card//conference-card//EN",
        "BEGIN:VEVENT",
        "UID:c22d24f6@conference-card",
        "DTSTAMP:20260102T030405Z",
        "DTSTART:20260105T090000Z",
        "DTEND:20260105T103000Z",
        "SUMMARY:All hands\\, 5 January",
        "DESCRIPTION:These are the times at which the doors open and close.\\n\\nNumbe",
        " rs\\;\\nnews\\n\\nhttps://page.example/rooms/all%20hands",
        "URL:https://page.example/rooms/all%20hands",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file(scene), lines.join("\r\n"));
}

#[test]
fn without_more_to_say_the_note_stands_alone() {
    for description in [Value::Null, json!(""), json!(" \n")] {
        let file = file(Scene::in_window(json!({ "description": description })));
        let note = "These are the times at which the doors open and close.";
        assert_eq!(line(&file, "DESCRIPTION").as_deref(), Some(note), "{description}");
        assert_eq!(line(&file, "URL"), None);
    }
}

#[test]
fn without_an_end_the_entry_has_none() {
    assert_eq!(line(&file(Scene::with(json!({"join_from": FROM}))), "DTEND"), None);
}

#[test]
fn of_two_entries_the_later_change_counts() {
    let stamp = |fields| line(&file(Scene::in_window(fields).at(WITHIN)), "DTSTAMP");
    assert_eq!(stamp(json!({"updated_at": "2025-12-31T23:59:59Z"})).as_deref(), Some("20251231T235959Z"));
    assert_eq!(stamp(json!({})).as_deref(), Some("20260105T091500Z"));
}

#[test]
fn the_pages_get_title_note_and_address() {
    let scene = Scene {
        options: Options { join_href: JoinHref::new("?room={id}").ok(), ..Options::default() },
        ..Scene::in_window(json!({"display_name": "A & B"}))
    };
    let [_, google, outlook] = ways(scene);
    for href in [google.href, outlook.href] {
        for part in ["=A%20%26%20B&", "=These%20are%20the%20times", "https%3A%2F%2Fpage.example%2Fevents%2F%3Froom%3D1"] {
            assert!(href.contains(part), "{href}");
        }
    }
}
