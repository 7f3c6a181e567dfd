//! The conference: every field of the API present, null, missing and of a wrong type, and what real answers hold besides.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{ActiveSession, Conference, Instant, Layout, Quality, Reading, SessionStatus, Size};
use properties::many_cases;
use proptest::prelude::*;
use serde_json::{Value, json};

const REFERENCE: &str = include_str!("fixtures/reference.json");
const MINIMAL: &str = include_str!("fixtures/minimal.json");
const LIVE: &str = include_str!("fixtures/live.json");

#[track_caller]
fn reading(body: &str) -> Reading {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

/// A conference without an optional field, with these.
#[track_caller]
fn with(fields: &Value) -> Reading {
    let mut body = json!({"id": "1", "name": "n"});
    merge(&mut body, fields);
    reading(&body.to_string())
}

fn merge(body: &mut Value, fields: &Value) {
    if let (Some(body), Some(fields)) = (body.as_object_mut(), fields.as_object()) {
        body.extend(fields.clone());
    }
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_default()
}

#[track_caller]
fn refuses(body: &str) {
    let error = serde_json::from_str::<Reading>(body).map_err(|error| error.to_string());
    assert_eq!(error, Err("the answer is no JSON object with the strings `id` and `name`".to_owned()), "{body}");
}

#[track_caller]
fn warns(reading: &Reading, warnings: &[&str]) {
    assert_eq!(reading.warnings, warnings);
}

const NO_STRING: &str = "a string";
const NO_INSTANT: &str = "an RFC 3339 date-time";
const NO_BOOLEAN: &str = "a boolean";
const NO_COUNT: &str = "a whole number";

/// Values that are not what a field expects.
fn wrong_values(expected: &str) -> Vec<Value> {
    let all =
        [json!(true), json!("soon"), json!(""), json!("5"), json!(7), json!(-1), json!(2.5), json!([]), json!({"a": [1]})];
    let is_right = |value: &Value| match expected {
        NO_STRING => value.is_string(),
        NO_BOOLEAN => value.is_boolean(),
        NO_COUNT => value.is_u64(),
        _ => false,
    };
    all.into_iter().filter(|value| !is_right(value)).collect()
}

/// A field's name, what it must be, a good value, and what that makes of a reading without it.
type Field<T> = (&'static str, &'static str, Value, fn(&mut T));

const AN_INSTANT: Option<Instant> = Some(Instant::from_millis(1_640_995_200_000));

fn text() -> String {
    "text".to_owned()
}

fn conference_fields() -> Vec<Field<Conference>> {
    let date = || json!("2022-01-01T00:00:00Z");
    vec![
        ("display_name", NO_STRING, json!("text"), |it| it.display_name = Some(text())),
        ("description", NO_STRING, json!("text"), |it| it.description = Some(text())),
        ("join_from", NO_INSTANT, date(), |it| it.join_from = AN_INSTANT),
        ("join_until", NO_INSTANT, date(), |it| it.join_until = AN_INSTANT),
        ("quality", NO_STRING, json!("720p"), |it| it.quality = Some(Quality::Hd)),
        ("layout", NO_STRING, json!("5up"), |it| it.layout = Some(Layout::FiveUp)),
        ("size", NO_STRING, json!("medium"), |it| it.size = Some(Size::Medium)),
        ("record_on_start", NO_BOOLEAN, json!(true), |it| it.record_on_start = true),
        ("tone_on_entry_and_exit", NO_BOOLEAN, json!(true), |it| it.tone_on_entry_and_exit = true),
        ("user_join_video_off", NO_BOOLEAN, json!(true), |it| it.user_join_video_off = true),
        ("room_join_video_off", NO_BOOLEAN, json!(true), |it| it.room_join_video_off = true),
        ("enable_chat", NO_BOOLEAN, json!(true), |it| it.enable_chat = true),
        ("enable_room_previews", NO_BOOLEAN, json!(true), |it| it.enable_room_previews = true),
        ("dark_primary", NO_STRING, json!("text"), |it| it.dark.primary = Some(text())),
        ("dark_background", NO_STRING, json!("text"), |it| it.dark.background = Some(text())),
        ("dark_foreground", NO_STRING, json!("text"), |it| it.dark.foreground = Some(text())),
        ("dark_success", NO_STRING, json!("text"), |it| it.dark.success = Some(text())),
        ("dark_negative", NO_STRING, json!("text"), |it| it.dark.negative = Some(text())),
        ("light_primary", NO_STRING, json!("text"), |it| it.light.primary = Some(text())),
        ("light_background", NO_STRING, json!("text"), |it| it.light.background = Some(text())),
        ("light_foreground", NO_STRING, json!("text"), |it| it.light.foreground = Some(text())),
        ("light_success", NO_STRING, json!("text"), |it| it.light.success = Some(text())),
        ("light_negative", NO_STRING, json!("text"), |it| it.light.negative = Some(text())),
        ("created_at", NO_INSTANT, date(), |it| it.created_at = AN_INSTANT),
        ("updated_at", NO_INSTANT, date(), |it| it.updated_at = AN_INSTANT),
    ]
}

fn session_fields() -> Vec<Field<ActiveSession>> {
    let date = || json!("2022-01-01T00:00:00Z");
    vec![
        ("id", NO_STRING, json!("text"), |it| it.id = Some(text())),
        ("room_id", NO_STRING, json!("text"), |it| it.room_id = Some(text())),
        ("name", NO_STRING, json!("text"), |it| it.name = Some(text())),
        ("display_name", NO_STRING, json!("text"), |it| it.display_name = Some(text())),
        ("join_from", NO_INSTANT, date(), |it| it.join_from = AN_INSTANT),
        ("join_until", NO_INSTANT, date(), |it| it.join_until = AN_INSTANT),
        ("remove_at", NO_INSTANT, date(), |it| it.remove_at = AN_INSTANT),
        ("remove_after_seconds_elapsed", NO_COUNT, json!(86_400), |it| it.remove_after_seconds_elapsed = Some(86_400)),
        ("start_time", NO_INSTANT, date(), |it| it.start_time = AN_INSTANT),
        ("end_time", NO_INSTANT, date(), |it| it.end_time = AN_INSTANT),
        ("duration", NO_COUNT, json!(9_007_199_254_740_991_u64), |it| it.duration = Some(9_007_199_254_740_991)),
        ("layout", NO_STRING, json!("grid-responsive"), |it| it.layout = Some(Layout::GridResponsive)),
        ("max_members", NO_COUNT, json!(0), |it| it.max_members = Some(0)),
        ("fps", NO_COUNT, json!(20), |it| it.fps = Some(20)),
        ("quality", NO_STRING, json!("1080p"), |it| it.quality = Some(Quality::FullHd)),
        ("status", NO_STRING, json!("completed"), |it| it.status = Some(SessionStatus::Completed)),
        ("record_on_start", NO_BOOLEAN, json!(true), |it| it.record_on_start = true),
        ("enable_room_previews", NO_BOOLEAN, json!(true), |it| it.enable_room_previews = true),
        ("audio_video_sync", NO_BOOLEAN, json!(true), |it| it.audio_video_sync = true),
        ("preview_url", NO_STRING, json!("text"), |it| it.preview_url = Some(text())),
    ]
}

fn with_session(session: &Value) -> Reading {
    with(&json!({ "active_session": session }))
}

#[test]
fn every_field_is_read() {
    for (name, _, value, set) in conference_fields() {
        let mut expected = with(&json!({}));
        set(&mut expected.conference);
        assert_eq!(with(&json!({ name: value })), expected, "{name}");
    }
}

#[test]
fn every_field_of_a_session_is_read() {
    for (name, _, value, set) in session_fields() {
        let mut session = ActiveSession::default();
        set(&mut session);
        let reading = with_session(&json!({ name: value }));
        warns(&reading, &[]);
        assert_eq!(reading.conference.active_session.as_deref(), Some(&session), "{name}");
    }
}

#[test]
fn a_field_that_is_null_counts_as_missing() {
    for (name, ..) in conference_fields() {
        assert_eq!(with(&json!({ name: null })), with(&json!({})), "{name}");
    }
    for (name, ..) in session_fields() {
        assert_eq!(with_session(&json!({ name: null })), with_session(&json!({})), "{name}");
    }
    assert_eq!(with_session(&Value::Null), with(&json!({})));
}

#[test]
fn a_field_of_a_wrong_type_is_dropped_with_one_warning_that_names_it() {
    for (name, expected, ..) in conference_fields() {
        for wrong in wrong_values(expected) {
            let mut body = parsed(LIVE);
            merge(&mut body, &json!({ name: null }));
            let without = reading(&body.to_string());
            merge(&mut body, &json!({ name: wrong }));
            let spoiled = reading(&body.to_string());
            assert_eq!(spoiled.conference, without.conference, "{name}: {wrong}");
            warns(&spoiled, &[&format!("`{name}` is not {expected}: dropped")]);
        }
    }
}

#[test]
fn a_sessions_field_of_a_wrong_type_is_dropped_with_one_warning_that_names_it() {
    let session = parsed(LIVE)["active_session"].clone();
    for (name, expected, ..) in session_fields() {
        for wrong in wrong_values(expected) {
            let mut session = session.clone();
            merge(&mut session, &json!({ name: null }));
            let without = with_session(&session);
            merge(&mut session, &json!({ name: wrong }));
            let spoiled = with_session(&session);
            assert_eq!(spoiled.conference, without.conference, "{name}: {wrong}");
            warns(&spoiled, &[&format!("`active_session.{name}` is not {expected}: dropped")]);
        }
    }
}

#[test]
fn a_session_that_is_no_object_is_dropped_with_a_warning() {
    for wrong in [json!("x"), json!(1), json!(true), json!([{"status": "in-progress"}])] {
        let reading = with_session(&wrong);
        warns(&reading, &["`active_session` is not an object: dropped"]);
        assert_eq!(reading.conference.active_session, None);
        assert!(!reading.conference.is_live());
    }
}

#[test]
fn the_tables_here_name_every_field_that_the_samples_have() {
    let conference: Vec<_> = conference_fields().iter().map(|field| field.0).collect();
    let session: Vec<_> = session_fields().iter().map(|field| field.0).collect();
    for sample in [REFERENCE, MINIMAL, LIVE].map(parsed) {
        for name in sample.as_object().unwrap().keys() {
            let special = ["id", "name", "meta", "active_session"].contains(&name.as_str());
            assert!(special || conference.contains(&name.as_str()), "{name}");
        }
    }
    for name in parsed(LIVE)["active_session"].as_object().unwrap().keys() {
        assert!(session.contains(&name.as_str()), "{name}");
    }
    assert_eq!((conference.len(), session.len()), (25, 20), "as many as the API describes");
}

#[test]
fn the_reference_sample_is_read_without_a_warning() {
    let reading = reading(REFERENCE);
    warns(&reading, &[]);
    let conference = reading.conference;
    assert_eq!(conference.id, "c22d24f6-5a47-4597-9a23-c7d01e696b92");
    assert_eq!(conference.name, "my_conference");
    assert_eq!(conference.title(), "My Conference's Name");
    assert_eq!(conference.description.as_deref(), Some("This conference will be used for full company all hands meetings"));
    assert_eq!(conference.join_from, Some(Instant::from_millis(1_640_995_200_000)));
    assert_eq!(conference.join_until, Some(Instant::from_millis(1_672_531_199_000)));
    assert_eq!(conference.quality, Some(Quality::Hd));
    assert_eq!(conference.layout, Some(Layout::GridResponsive));
    assert_eq!(conference.size, Some(Size::Medium));
    assert!(conference.tone_on_entry_and_exit && conference.enable_chat);
    assert!(!conference.record_on_start && !conference.enable_room_previews);
    assert!(!conference.user_join_video_off && !conference.room_join_video_off);
    assert_eq!(conference.dark.primary.as_deref(), Some("#044EF4"));
    assert_eq!(conference.dark.background.as_deref(), Some("#FFFFFF"));
    assert_eq!(conference.dark.foreground.as_deref(), Some("#1D2127"));
    assert_eq!(conference.dark.success.as_deref(), Some("#17BB58"));
    assert_eq!(conference.dark.negative.as_deref(), Some("#F42C50"));
    assert_eq!(conference.light, conference.dark);
    assert_eq!(conference.created_at, Some(Instant::from_millis(1_641_031_200_000)));
    assert_eq!(conference.updated_at, Some(Instant::from_millis(1_641_034_800_000)));
    assert_eq!(conference.active_session, None);
    assert!(!conference.is_live());
}

#[test]
fn the_live_sample_is_read_without_a_warning() {
    let reading = reading(LIVE);
    warns(&reading, &[]);
    assert!(reading.conference.is_live());
    let session = reading.conference.active_session.unwrap();
    assert_eq!(session.id.as_deref(), Some("a1b2c3d4-5e6f-7890-abcd-ef1234567890"));
    assert_eq!(session.room_id.as_deref(), Some("c22d24f6-5a47-4597-9a23-c7d01e696b92"));
    assert_eq!(session.max_members, Some(50));
    assert_eq!(session.fps, Some(20));
    assert_eq!(session.start_time, Some(Instant::from_millis(1_767_625_331_000)));
    assert_eq!(session.status, Some(SessionStatus::InProgress));
    assert_eq!(session.preview_url.as_deref(), Some("/previews/town_hall.mp4"));
    assert!(session.record_on_start && session.enable_room_previews && session.audio_video_sync);
}

#[test]
fn the_minimal_sample_is_read_without_a_warning() {
    let minimal = reading(MINIMAL);
    warns(&minimal, &[]);
    assert_eq!(minimal.conference.title(), "open-door");
    assert_eq!(minimal.conference.quality, Some(Quality::FullHd));
    assert_eq!(minimal.conference.layout, Some(Layout::FiveUp));
    assert_eq!((minimal.conference.join_from, minimal.conference.join_until), (None, None));
    assert_eq!(minimal.conference.dark, minimal.conference.light);
    assert_eq!(minimal.conference.dark.primary, None);
}

#[test]
fn a_conference_is_read_without_the_warnings_too() {
    let conference: Conference = serde_json::from_str(LIVE).unwrap();
    assert_eq!(conference, reading(LIVE).conference);
    let conference: Conference = serde_json::from_value(json!({"id": "1", "name": "n", "size": 7})).unwrap();
    assert_eq!(conference, with(&json!({})).conference);
}

#[test]
fn an_id_and_a_name_are_enough() {
    let reading = reading(r#"{"name": "", "id": ""}"#);
    warns(&reading, &[]);
    assert_eq!((reading.conference.id.as_str(), reading.conference.name.as_str()), ("", ""));
}

#[test]
fn an_answer_without_the_strings_id_and_name_is_refused() {
    for id in
        ["", r#""id": null,"#, r#""id": 7,"#, r#""id": true,"#, r#""id": ["1"],"#, r#""id": {"a": "1"},"#, r#""ID": "1","#]
    {
        refuses(&format!(r#"{{{id} "name": "n"}}"#));
        refuses(&format!(r#"{{{} "id": "1"}}"#, id.replace("id", "name").replace("ID", "NAME")));
    }
    refuses(r#"{"error": "Not Found"}"#);
    refuses("{}");
}

#[test]
fn what_is_no_object_is_refused() {
    for body in ["null", "true", "0", "1.5", "-1", r#""id""#, "[]", r#"[{"id": "1", "name": "n"}]"#, r#"["1", "n"]"#] {
        refuses(body);
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for body in ["", "<!doctype html>", "{", r#"{"id": "1", "name": "n""#, r#"{"id": "1", "name": "n",}"#, "{'id': '1'}"] {
        assert!(serde_json::from_str::<Reading>(body).is_err(), "{body}");
    }
}

#[test]
fn values_that_are_not_known_are_kept() {
    let reading = with(&json!({
        "quality": "2160p", "layout": "spiral", "size": "XL", "active_session": {"status": "paused", "layout": "", "quality": "8k"},
    }));
    warns(&reading, &[]);
    let conference = reading.conference;
    assert_eq!(conference.quality, Some(Quality::Other("2160p".to_owned())));
    assert_eq!(conference.layout, Some(Layout::Other("spiral".to_owned())));
    assert_eq!(conference.size, Some(Size::Other("XL".to_owned())));
    assert!(conference.is_live());
    let session = conference.active_session.unwrap();
    assert_eq!(session.status, Some(SessionStatus::Other("paused".to_owned())));
    assert_eq!(session.status.as_ref().map(SessionStatus::as_str), Some("paused"));
    assert_eq!(session.layout, Some(Layout::Other(String::new())));
    assert_eq!(session.quality, Some(Quality::Other("8k".to_owned())));
}

#[test]
fn values_that_are_known_have_names_and_keep_their_text() {
    let layouts = [
        "grid-responsive",
        "grid-responsive-mobile",
        "highlight-1-responsive",
        "1x1",
        "2x1",
        "2x2",
        "5up",
        "3x3",
        "4x4",
        "5x5",
        "6x6",
        "8x8",
        "10x10",
    ];
    for text in layouts {
        let layout = Layout::from(text.to_owned());
        assert!(!matches!(layout, Layout::Other(_)), "{text}");
        assert_eq!(layout.as_str(), text);
    }
    for text in ["720p", "1080p"] {
        let quality = Quality::from(text.to_owned());
        assert!(!matches!(quality, Quality::Other(_)), "{text}");
        assert_eq!(quality.as_str(), text);
    }
    for text in ["small", "medium", "large"] {
        let size = Size::from(text.to_owned());
        assert!(!matches!(size, Size::Other(_)), "{text}");
        assert_eq!(size.as_str(), text);
    }
    for text in ["in-progress", "completed"] {
        let status = SessionStatus::from(text.to_owned());
        assert!(!matches!(status, SessionStatus::Other(_)), "{text}");
        assert_eq!(status.as_str(), text);
    }
}

#[test]
fn a_session_is_live_unless_it_is_completed() {
    let is_live = |session: Value| with_session(&session).conference.is_live();
    assert!(is_live(json!({})));
    assert!(is_live(json!({"status": null})));
    assert!(is_live(json!({"status": "in-progress"})));
    assert!(is_live(json!({"status": "Completed"})));
    assert!(!is_live(json!({"status": "completed"})));
    assert!(!is_live(Value::Null));
}

#[test]
fn the_name_is_the_title_where_the_display_name_is_missing_or_blank() {
    for display_name in [Value::Null, json!(""), json!(" \t\r\n\u{a0}\u{3000}")] {
        assert_eq!(with(&json!({ "display_name": display_name })).conference.title(), "n");
    }
    assert_eq!(with(&json!({"display_name": " Town Hall "})).conference.title(), " Town Hall ");
}

#[test]
fn date_times_come_in_every_form_of_rfc_3339() {
    for text in ["2022-01-01T00:00:00Z", "2022-01-01t00:00:00.000z", "2022-01-01T05:30:00+05:30", "2021-12-31T23:59:60Z"] {
        let reading = with(&json!({ "join_from": text }));
        warns(&reading, &[]);
        assert_eq!(reading.conference.join_from, AN_INSTANT, "{text}");
    }
}

#[test]
fn a_date_time_that_cannot_be_read_counts_as_null_with_a_warning() {
    for wrong in [json!("soon"), json!("2022-02-30T00:00:00Z"), json!(1_640_995_200_000_i64), json!("")] {
        let reading = with(&json!({ "join_until": wrong }));
        warns(&reading, &["`join_until` is not an RFC 3339 date-time: dropped"]);
        assert_eq!(reading.conference.join_until, None);
    }
}

#[test]
fn a_window_that_never_opens_is_kept_with_a_warning() {
    let never = ["`join_from` is not before `join_until`: the window never opens"];
    let crossed = with(&json!({"join_from": "2022-01-02T00:00:00Z", "join_until": "2022-01-01T00:00:00Z"}));
    warns(&crossed, &never);
    assert_eq!(crossed.conference.join_until, AN_INSTANT);
    warns(&with(&json!({"join_from": "2022-01-01T00:00:00Z", "join_until": "2022-01-01T00:00:00Z"})), &never);
    warns(&with(&json!({"join_from": "2022-01-01T00:00:00Z", "join_until": "2022-01-01T00:00:00.001Z"})), &[]);
}

#[test]
fn warnings_come_one_for_each_field() {
    let reading = with(&json!({"size": 1, "join_from": "soon", "enable_chat": "yes", "active_session": {"fps": "20"}}));
    warns(
        &reading,
        &[
            "`join_from` is not an RFC 3339 date-time: dropped",
            "`size` is not a string: dropped",
            "`enable_chat` is not a boolean: dropped",
            "`active_session.fps` is not a whole number: dropped",
        ],
    );
}

#[test]
fn fields_that_are_not_known_are_passed_over_in_silence() {
    let strange = json!({
        "__proto__": {"name": "x"}, "constructor": "x", "prototype": null, "toString": 1, "": [], "Size": 1, "size ": 1,
        "join-from": "soon", "dark": {"primary": 1}, "dark.primary": 1,
    });
    assert_eq!(with(&strange), with(&json!({})));
    assert_eq!(with_session(&strange), with_session(&json!({})));
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    let twice = reading(r#"{"id": 1, "name": "a", "id": "2", "name": "b", "size": "small", "size": "large", "size": null}"#);
    warns(&twice, &[]);
    assert_eq!((twice.conference.id.as_str(), twice.conference.name.as_str()), ("2", "b"));
    assert_eq!(twice.conference.size, None);
    warns(&reading(r#"{"id": "1", "name": "n", "size": "small", "size": 7}"#), &["`size` is not a string: dropped"]);
    refuses(r#"{"id": "1", "name": "n", "id": null}"#);
}

#[test]
fn numbers_in_quotes_are_strings() {
    warns(&with_session(&json!({"fps": "20"})), &["`active_session.fps` is not a whole number: dropped"]);
    assert_eq!(with(&json!({"display_name": "007"})).conference.title(), "007");
}

#[test]
fn a_whole_number_is_one_however_it_is_written() {
    for (number, duration) in
        [("0", 0), ("-0", 0), ("5.0", 5), ("1e2", 100), ("120E-1", 12), ("9007199254740991", (1 << 53) - 1)]
    {
        let reading = reading(&format!(r#"{{"id": "1", "name": "n", "active_session": {{"duration": {number}}}}}"#));
        warns(&reading, &[]);
        assert_eq!(reading.conference.active_session.unwrap().duration, Some(duration), "{number}");
    }
}

/// Beyond 2^53 - 1, parsers of JSON read one number as another.
#[test]
fn numbers_beyond_all_bounds_are_dropped() {
    for number in
        ["-1", "1e400", "9007199254740992", "18446744073709551615", "18446744073709551616", "-9223372036854775809", "0.5"]
    {
        let body = format!(r#"{{"id": "1", "name": "n", "active_session": {{"duration": {number}}}}}"#);
        // serde_json refuses what no f64 can hold.
        if let Ok(reading) = serde_json::from_str::<Reading>(&body) {
            warns(&reading, &["`active_session.duration` is not a whole number: dropped"]);
        }
    }
}

#[test]
fn text_keeps_every_character() {
    let text = "<b>&amp;</b>\n\u{202e}\u{0}\u{1f600} \"'{name}";
    let conference = with(&json!({ "description": text })).conference;
    assert_eq!(conference.description.as_deref(), Some(text));
}

#[test]
fn metadata_is_passed_over_however_deep_or_large() {
    let deep = format!("{}1{}", r#"{"a": ["#.repeat(100_000), "]}".repeat(100_000));
    let large = format!("[{}0]", r#"{"id": "x", "name": 7},"#.repeat(100_000));
    for meta in [&deep, &large, "null", "7", r#"{"size": 1, "active_session": 2}"#] {
        assert_eq!(reading(&format!(r#"{{"meta": {meta}, "id": "1", "meta": {meta}, "name": "n"}}"#)), with(&json!({})));
    }
}

#[test]
fn foreign_data_of_any_depth_is_passed_over_in_every_place() {
    let deep = format!("{}1{}", r#"{"a": ["#.repeat(100_000), "]}".repeat(100_000));
    let foreign =
        format!(r#"{{"id": "1", "name": "n", "other": {deep}, "size": {deep}, "active_session": {{"fps": {deep}}}}}"#);
    warns(&reading(&foreign), &["`size` is not a string: dropped", "`active_session.fps` is not a whole number: dropped"]);
}

#[test]
fn sessions_within_sessions_are_passed_over_however_deep() {
    let body = format!(
        r#"{{"id": "1", "name": "n", "active_session": {{"fps": 20, "active_session": {}1{} }} }}"#,
        r#"{"active_session": "#.repeat(100_000),
        "}".repeat(100_000)
    );
    let mut deserializer = serde_json::Deserializer::from_str(&body);
    deserializer.disable_recursion_limit();
    let reading = <Reading as serde::Deserialize>::deserialize(&mut deserializer).unwrap();
    assert_eq!(reading, with_session(&json!({"fps": 20})));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec!["", "soon", "2022-01-01T00:00:00Z", "completed", "720p", "\u{0}"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec!["id", "name", "status", "join_from", "active_session", "meta", "a", ""]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..4)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

fn any_conference() -> impl Strategy<Value = Value> {
    let mut names: Vec<_> = conference_fields().iter().map(|field| field.0).collect();
    names.extend(["active_session", "meta", "unknown"]);
    prop::collection::hash_map(prop::sample::select(names), any_json(), 0..12).prop_map(|fields| json!(fields))
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn no_json_is_too_strange(body in any_json()) {
        let reading = serde_json::from_value::<Reading>(body.clone());
        let is_conference = body["id"].is_string() && body["name"].is_string();
        prop_assert_eq!(reading.is_ok(), is_conference);
    }

    #[test]
    fn whatever_the_optional_fields_hold_the_conference_is_read(fields in any_conference()) {
        let reading = with(&fields);
        prop_assert_eq!((reading.conference.id.as_str(), reading.conference.name.as_str()), ("1", "n"));
        let mut warnings = reading.warnings.clone();
        warnings.sort();
        warnings.dedup();
        prop_assert_eq!(warnings.len(), reading.warnings.len(), "{:?}", reading.warnings);
    }
}
