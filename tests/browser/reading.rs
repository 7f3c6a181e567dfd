//! An answer as the browser's own JSON parser gives it is read as `serde_json` would read it: by the card, to which it comes as one
//! text, and by `serde_wasm_bindgen`. Values that JSON hasn't are no harm there.

use conference_card::{Flat, Reading, flat};
use js_sys::{BigInt, JSON, Object, Reflect};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const REFERENCE: &str = include_str!("../fixtures/reference.json");
const MINIMAL: &str = include_str!("../fixtures/minimal.json");
const LIVE: &str = include_str!("../fixtures/live.json");

#[track_caller]
fn parse(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_else(|error| panic!("{error:?}: {json}"))
}

/// As the card reads it.
pub(crate) fn read(value: &JsValue) -> Result<Reading, String> {
    Reading::deserialize(&mut Flat::new(&flat(value))).map_err(|error| error.to_string())
}

fn read_by_serde(value: JsValue) -> Result<Reading, String> {
    serde_wasm_bindgen::from_value(value).map_err(|error| {
        let message = Reflect::get(&error.into(), &"message".into());
        message.ok().and_then(|message| message.as_string()).unwrap_or_default()
    })
}

#[track_caller]
fn reads_as_natively(json: &str) {
    let natively = serde_json::from_str::<Reading>(json).map_err(|error| error.to_string());
    assert_eq!(read(&parse(json)), natively, "{json}");
    assert_eq!(read_by_serde(parse(json)), natively, "{json}");
}

/// A conference whose field, or whose session's field, holds a value that is made in JavaScript.
fn with(path: &str, value: &JsValue) -> Reading {
    let body = parse(r#"{"id": "1", "name": "n", "active_session": {}}"#);
    let (object, field) = match path.split_once('.') {
        Some((object, field)) => (Reflect::get(&body, &object.into()).unwrap(), field),
        None => (body.clone(), path),
    };
    Reflect::set(&object, &field.into(), value).unwrap();
    read_by_serde(body).unwrap()
}

#[wasm_bindgen_test]
fn the_samples_are_read_as_natively() {
    for json in [REFERENCE, MINIMAL, LIVE] {
        assert!(read(&parse(json)).is_ok_and(|reading| reading.warnings.is_empty()));
        reads_as_natively(json);
    }
}

#[wasm_bindgen_test]
fn values_of_wrong_types_are_read_as_natively() {
    let fields = [
        "display_name",
        "join_from",
        "size",
        "enable_chat",
        "light_primary",
        "created_at",
        "active_session",
        "meta",
        "unknown",
    ];
    let session_fields = ["id", "start_time", "duration", "fps", "status", "record_on_start", "preview_url", "unknown"];
    let values = [
        "null",
        "true",
        "false",
        "0",
        "7",
        "-1",
        "2.5",
        r#""""#,
        r#""soon""#,
        r#""5""#,
        "[]",
        "[1, [2]]",
        "{}",
        r#"{"a": [1]}"#,
    ];
    for value in values {
        for field in fields {
            reads_as_natively(&format!(r#"{{"id": "1", "name": "n", "{field}": {value}}}"#));
        }
        for field in session_fields {
            reads_as_natively(&format!(r#"{{"id": "1", "name": "n", "active_session": {{"{field}": {value}}}}}"#));
        }
    }
}

#[wasm_bindgen_test]
fn what_is_no_conference_is_refused_as_natively() {
    for json in ["null", "true", "0", "1.5", r#""id""#, "[]", r#"[{"id": "1", "name": "n"}]"#, "{}", r#"{"id": "1"}"#] {
        assert!(read(&parse(json)).is_err(), "{json}");
        reads_as_natively(json);
    }
    for value in ["null", "7", "true", "[]", "{}"] {
        reads_as_natively(&format!(r#"{{"id": {value}, "name": "n"}}"#));
        reads_as_natively(&format!(r#"{{"id": "1", "name": {value}}}"#));
    }
    assert!(read(&JsValue::UNDEFINED).is_err());
    assert!(read_by_serde(JsValue::UNDEFINED).is_err());
}

#[wasm_bindgen_test]
fn names_of_a_prototype_are_names_like_others() {
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "toJSON", ""] {
        for value in ["null", "1", r#"{"id": "2", "name": "x", "size": "small"}"#] {
            reads_as_natively(&format!(
                r#"{{"id": "1", "name": "n", "{name}": {value}, "active_session": {{"{name}": {value}}}}}"#
            ));
        }
    }
    // Not in the object itself.
    reads_as_natively(r#"{"__proto__": {"id": "1", "name": "n"}}"#);
}

#[wasm_bindgen_test]
fn text_keeps_every_character() {
    reads_as_natively(r#"{"id": "ü€😀\u0001", "name": "\u202e", "description": "<b>&amp;</b>\n\t\"'{name}"}"#);
    // Half a character is no text in Rust, and a NUL none in HTML.
    for name in [r"a\ud83db", r"a\u0000b"] {
        let reading = read(&parse(&format!(r#"{{"{name}": 1, "id": "1", "name": "{name}"}}"#))).unwrap();
        assert_eq!(reading.conference.name, "a\u{fffd}b");
    }
}

#[wasm_bindgen_test]
fn foreign_data_is_passed_over_however_deep_or_large() {
    let deep = format!("{}1{}", r#"{"a": ["#.repeat(2_000), "]}".repeat(2_000));
    let large = format!("[{}0]", r#"{"id": "x", "name": 7},"#.repeat(50_000));
    let plain = read(&parse(r#"{"id": "1", "name": "n"}"#));
    for value in [&deep, &large] {
        let foreign = parse(&format!(r#"{{"meta": {value}, "other": {value}, "id": "1", "name": "n"}}"#));
        assert_eq!([read(&foreign), read_by_serde(foreign)], [plain.clone(), plain.clone()]);
        let wrong = parse(&format!(r#"{{"id": "1", "name": "n", "size": {value}, "active_session": {{"fps": {value}}}}}"#));
        for reading in [read(&wrong), read_by_serde(wrong)] {
            assert_eq!(
                reading.unwrap().warnings,
                ["`size` is not a string: dropped", "`active_session.fps` is not a whole number: dropped"]
            );
        }
    }
    let sessions = format!("{}1{}", r#"{"active_session": "#.repeat(2_000), "}".repeat(2_000));
    let nested = parse(&format!(r#"{{"id": "1", "name": "n", "active_session": {sessions}}}"#));
    for reading in [read(&nested), read_by_serde(nested)] {
        assert!(reading.unwrap().conference.is_live());
    }
}

#[wasm_bindgen_test]
fn every_number_of_javascript_is_a_whole_one_or_dropped() {
    for (json, duration) in [
        ("9007199254740991", Some(9_007_199_254_740_991)),
        ("1e2", Some(100)),
        ("5.0", Some(5)),
        ("-0", Some(0)),
        ("9007199254740992", None),
        ("18446744073709551615", None),
        ("1e400", None),
        ("-1", None),
    ] {
        let body = parse(&format!(r#"{{"id": "1", "name": "n", "active_session": {{"duration": {json}}}}}"#));
        for reading in [read(&body), read_by_serde(body)] {
            let Reading { conference, warnings, .. } = reading.unwrap();
            assert_eq!(conference.active_session.unwrap().duration, duration, "{json}");
            assert_eq!(warnings.is_empty(), duration.is_some(), "{json}");
        }
    }
    assert_eq!(with("active_session.fps", &f64::NAN.into()).warnings.len(), 1);
}

#[wasm_bindgen_test]
fn values_that_json_has_not_are_dropped_or_read_as_what_they_are() {
    assert_eq!(with("size", &JsValue::UNDEFINED).warnings, [""; 0]);
    let count = with("active_session.fps", &BigInt::from(20_u64).into());
    assert_eq!(count.conference.active_session.unwrap().fps, Some(20));
    assert_eq!(with("size", &BigInt::from(20_u64).into()).warnings, ["`size` is not a string: dropped"]);
    assert_eq!(with("active_session.fps", &BigInt::from(-20_i64).into()).warnings.len(), 1);
    let date = js_sys::Date::new_0();
    assert_eq!(with("join_from", &date.into()).warnings, ["`join_from` is not an RFC 3339 date-time: dropped"]);
    let bare = Object::new();
    Object::set_prototype_of(&bare, &Object::new());
    assert_eq!(with("size", &bare.into()).warnings, ["`size` is not a string: dropped"]);
}
