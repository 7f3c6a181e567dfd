//! An answer read as an app in Rust would: `serde_json` for the bytes.

use super::outcome::Outcome;
use conference_card::Reading;
use serde::Deserialize;
use serde_json::error::Category;

/// What becomes of a body.
pub fn outcome(body: &[u8]) -> Outcome {
    // As `fetch` decodes a text: https://encoding.spec.whatwg.org/#utf-8-decode
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut json = serde_json::Deserializer::from_str(text);
    // `JSON.parse` has no such limit, and the card keeps nothing of what is deep.
    json.disable_recursion_limit();
    match Reading::deserialize(&mut json).and_then(|reading| json.end().map(|()| reading)) {
        Ok(reading) => Outcome::of(Ok(reading)),
        Err(error) if error.classify() == Category::Data => Outcome::of(Err(error.to_string())),
        Err(_) => Outcome::no_json(),
    }
}
