//! Bad answers, read as a card reads them: fetched, decoded and parsed by the browser. Each ends as with `serde_json`, down to the HTML.
//!
//! But for two kinds, which `serde_json` takes for no JSON and `JSON.parse` reads: half a character, which becomes U+FFFD, and a number
//! beyond the largest, which is infinite. What becomes of those in the browser is on record in `fixtures/outcomes_in_browser.txt`.
//!
//! A NUL becomes U+FFFD, as it does in HTML.

use crate::bodies::{Body, bodies};
use crate::native;
use crate::outcome::Outcome;
use crate::reading::read;
use js_sys::{Array, Reflect, Uint8Array};
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, Request, Url};

const RECORD: &str = include_str!("../fixtures/outcomes.txt");
const IN_BROWSER: &str = include_str!("../fixtures/outcomes_in_browser.txt");

#[wasm_bindgen(module = "/src/browser/answer.js")]
extern "C" {
    #[wasm_bindgen(js_name = answerTo)]
    async fn answer_to(request: &Request) -> JsValue;
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// What becomes of a body that the browser fetches.
async fn outcome(body: &Body) -> Outcome {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(body.bytes.as_slice()))).unwrap();
    let url = Url::create_object_url_with_blob(&blob).unwrap();
    let answer = answer_to(&Request::new_with_str(&url).unwrap()).await;
    Url::revoke_object_url(&url).unwrap();
    assert_eq!(field(&answer, "cause"), JsValue::UNDEFINED, "{}", body.name);
    let json = field(&answer, "body");
    if json.is_undefined() {
        return Outcome::no_json();
    }
    Outcome::of(read(&json))
}

/// The body with U+FFFD in the place of each NUL that it writes as JSON does.
fn without_nul(body: &[u8]) -> Vec<u8> {
    let [nul, instead] = [r"\u0000", r"\ufffd"].map(str::as_bytes);
    let mut without = body.to_vec();
    for at in 0..body.len() {
        if body[at..].starts_with(nul) {
            without[at..at + nul.len()].copy_from_slice(instead);
        }
    }
    without
}

/// The outcomes in a record, by the names of the bodies.
fn outcomes(record: &str) -> HashMap<&str, &str> {
    record.split_terminator("\n\n").filter_map(|entry| entry.split_once('\n')).collect()
}

#[wasm_bindgen_test]
async fn every_bad_body_ends_as_natively_but_for_two_kinds_on_record() {
    let (record, mut in_browser) = (outcomes(RECORD), outcomes(IN_BROWSER));
    let mut wrong = String::new();
    for body in bodies() {
        let (outcome, natively) = (outcome(&body).await, native::outcome(&without_nul(&body.bytes)));
        let expected = match in_browser.remove(body.name.as_str()) {
            Some(expected) => {
                assert_eq!(natively, Outcome::no_json(), "{}", body.name);
                expected
            }
            None => record[body.name.as_str()],
        };
        if outcome.summary.trim_end_matches('\n') != expected.replace(r"\u{0}", r"\u{fffd}") {
            wrong.push_str(&format!("{}\n{}\n", body.name, outcome.summary));
        } else if outcome.whole != natively.whole && natively != Outcome::no_json() {
            wrong.push_str(&format!("{}\n  not the same in whole\n\n", body.name));
        }
    }
    assert!(wrong.is_empty(), "another outcome than on record:\n{wrong}");
    assert_eq!(in_browser, HashMap::new(), "on record, and no body");
}
