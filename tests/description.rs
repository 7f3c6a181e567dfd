//! The description: plain text whose links can be followed, and of a long one the beginning.

mod support;

use conference_card::{Description, Segment, Wishes};
use serde_json::json;
use support::Scene;

fn description(text: &str) -> Option<Description> {
    Scene::with(json!({ "description": text })).card().description
}

/// The words on the button that shows more or less.
fn toggle(text: &str, full_description: bool) -> Option<String> {
    let wishes = Wishes { full_description, ..Wishes::default() };
    let scene = Scene { wishes, ..Scene::with(json!({ "description": text })) };
    scene.card().description.and_then(|description| description.toggle)
}

fn text(text: &str) -> Segment {
    Segment::Text(text.to_owned())
}

#[test]
fn a_blank_description_is_none() {
    assert_eq!(Scene::with(json!({"description": null})).card().description, None);
    for blank in ["", " ", "\n\n", " \r\n\t\u{3000}\u{a0}"] {
        assert_eq!(description(blank), None, "{blank:?}");
    }
}

#[test]
fn a_short_description_shows_as_it_is() {
    let expected = Description { segments: vec![text(" one\n\n<b>two</b>")], is_clamped: false, toggle: None };
    assert_eq!(description(" one\n\n<b>two</b>"), Some(expected));
}

#[test]
fn blanks_at_the_end_are_cut_off() {
    assert_eq!(description("one\n\n \r\n").map(|it| it.segments), Some(vec![text("one")]));
}

#[test]
fn links_can_be_followed() {
    let link = |text: &str, href: &str| Segment::Link { text: text.to_owned(), href: href.to_owned() };
    assert_eq!(
        description("See https://a.example/b, or ask me@a.example. Not javascript:alert(1)").map(|it| it.segments),
        Some(vec![
            text("See "),
            link("https://a.example/b", "https://a.example/b"),
            text(", or ask "),
            link("me@a.example", "mailto:me@a.example"),
            text(". Not javascript:alert(1)"),
        ])
    );
}

#[test]
fn a_description_of_more_than_six_lines_is_long() {
    let line = "x".repeat(55);
    for (whole, is_long) in [
        (["x"; 6].join("\n"), false),
        (["x"; 7].join("\n"), true),
        (["x"; 6].join("\r\n") + "\r\n\r\n", false),
        (["x", "", "", "", "", "x"].join("\n"), false),
        (["x", "", "", "", "", "", "x"].join("\n"), true),
        ([line.as_str(); 6].join("\n"), false),
        ([line.as_str(), &line, &line, &line, &line, &[&line, "x"].concat()].join("\n"), true),
    ] {
        let description = description(&whole).map(|it| (it.is_clamped, it.toggle));
        assert_eq!(description, Some((is_long, is_long.then(|| "Show more".to_owned()))), "{whole}");
    }
}

#[test]
fn a_line_that_fills_more_than_six_is_long_in_any_script() {
    for letter in ["x", "é", "日", "\u{1f389}"] {
        assert_eq!(toggle(&letter.repeat(335), false), None, "{letter}");
        assert_eq!(toggle(&letter.repeat(336), false).as_deref(), Some("Show more"), "{letter}");
    }
}

#[test]
fn all_of_a_long_description_shows_where_it_is_wished_for() {
    let long = "x\n".repeat(7) + "x";
    let expected = Description { segments: vec![text(&long)], is_clamped: false, toggle: Some("Show less".to_owned()) };
    let wishes = Wishes { full_description: true, ..Wishes::default() };
    let scene = Scene { wishes, ..Scene::with(json!({ "description": long })) };
    assert_eq!(scene.card().description, Some(expected));
}

#[test]
fn a_short_description_has_nothing_to_show_more_or_less_of() {
    assert_eq!(toggle("short", true), None);
}

#[test]
fn all_of_the_text_is_there_while_only_its_beginning_shows() {
    let long = "x\n".repeat(7) + "https://a.example/";
    let segments = description(&long).map(|it| it.segments).unwrap_or_default();
    let whole: String = segments
        .into_iter()
        .map(|segment| match segment {
            Segment::Text(text) | Segment::Link { text, .. } => text,
        })
        .collect();
    assert_eq!(whole, long);
}
