//! An object that JavaScript has written as one text is read as any other. That it is written so is tested in the browser.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{Flat, Reading};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// What stands in a text, whose parts end with a NUL.
fn read(parts: &[&str]) -> Value {
    let text: String = parts.iter().flat_map(|part| [part, "\0"]).collect();
    Value::deserialize(&mut Flat::new(&text)).unwrap()
}

#[test]
fn each_kind_of_value_is_read() {
    assert_eq!(read(&["sname", "all-hands", "senglish", ""]), json!({"name": "all-hands", "english": ""}));
    assert_eq!(
        read(&["nfps", "30", "nduration", "9007199254740991"]),
        json!({"fps": 30, "duration": 9_007_199_254_740_991_u64})
    );
    assert_eq!(read(&["tenable_chat", "frecord_on_start"]), json!({"enable_chat": true, "record_on_start": false}));
    assert_eq!(read(&["s", "no name", "ss", "s"]), json!({"": "no name", "s": "s"}));
    assert_eq!(read(&[]), json!({}));
}

#[test]
fn an_object_ends_where_its_fields_do() {
    assert_eq!(
        read(&["{active_session", "sid", "2", "}", "sid", "1", "{empty", "}", "tend"]),
        json!({"active_session": {"id": "2"}, "id": "1", "empty": {}, "end": true})
    );
    assert_eq!(read(&["s}", "}", "tend"]), json!({"}": "}", "end": true}), "a name and a value are no end");
}

#[test]
fn something_else_has_a_wrong_type() {
    let text = "sid\x001\0sname\0n\0osize\0nfps\0-1\0{active_session\0nfps\0-1\0oid\0}\0ometa\0";
    let reading = Reading::deserialize(&mut Flat::new(text)).unwrap();
    assert_eq!(
        reading.warnings,
        [
            "`size` is not a string: dropped",
            "`active_session.id` is not a string: dropped",
            "`active_session.fps` is not a whole number: dropped",
        ]
    );
}

#[test]
fn what_breaks_off_is_read_as_far_as_it_goes() {
    for text in ["{active_session\0sid\x001", "{active_session\0sid\x001\0", "{active_session\0sid\x001\0}"] {
        assert_eq!(Value::deserialize(&mut Flat::new(text)).unwrap(), json!({"active_session": {"id": "1"}}), "{text:?}");
    }
    assert_eq!(read(&["sname"]), json!({"name": ""}));
}

/// An object of texts, counts, flags and such objects. No text has a NUL.
fn any_object() -> impl Strategy<Value = Value> {
    let text = || any_text().prop_map(|text| text.replace('\0', ""));
    let value =
        prop_oneof![text().prop_map(Value::from), any::<u64>().prop_map(Value::from), any::<bool>().prop_map(Value::from)];
    let object =
        |value| prop::collection::btree_map(text(), value, 0..5).prop_map(|fields| fields.into_iter().collect::<Value>());
    object(prop_oneof![value.clone(), object(value.boxed())].boxed())
}

fn written(object: &Value) -> String {
    let field = |(name, value): (&String, &Value)| match value {
        Value::String(value) => format!("s{name}\0{value}\0"),
        Value::Bool(true) => format!("t{name}\0"),
        Value::Bool(false) => format!("f{name}\0"),
        Value::Object(_) => format!("{{{name}\0{}}}\0", written(value)),
        count => format!("n{name}\0{count}\0"),
    };
    object.as_object().unwrap().iter().map(field).collect()
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn every_object_is_read_as_it_was_written(object in any_object()) {
        prop_assert_eq!(Value::deserialize(&mut Flat::new(&written(&object))).unwrap(), object);
    }

    #[test]
    fn any_text_is_read(text in any_text(), parts in prop::collection::vec("[sntf{}o][ab]?|[0-9]?", 0..24)) {
        for text in [text, parts.join("\0")] {
            prop_assert!(IgnoredAny::deserialize(&mut Flat::new(&text)).is_ok());
        }
    }
}
