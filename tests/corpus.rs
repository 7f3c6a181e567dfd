//! Bad answers, read by `serde_json`: what becomes of each is on record in `fixtures/outcomes.txt`, and the same in the browser
//! (`browser/corpus.rs`). `RECORD=1 cargo test --test corpus` writes the record anew, to be read in a review.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/bodies.rs"]
mod bodies;
#[path = "support/native.rs"]
mod native;
#[path = "support/outcome.rs"]
mod outcome;

use bodies::bodies;
use std::collections::HashSet;
use std::path::PathBuf;

#[test]
fn there_are_hundreds_of_bad_bodies_and_no_two_are_the_same() {
    let bodies = bodies();
    assert!(bodies.len() >= 200, "{}", bodies.len());
    let mut seen = (HashSet::new(), HashSet::new());
    for body in bodies {
        assert!(
            !body.name.contains('\n') && seen.0.insert(body.name.clone()),
            "{}: a name is one line, and there once",
            body.name
        );
        assert!(seen.1.insert(body.bytes), "{}: there under another name", body.name);
    }
}

#[test]
fn every_bad_body_ends_as_is_on_record() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/outcomes.txt");
    let outcomes: String = bodies()
        .into_iter()
        .flat_map(|body| [body.name, native::outcome(&body.bytes).summary].map(|text| text + "\n"))
        .collect();
    if std::env::var_os("RECORD").is_some() {
        std::fs::write(&path, &outcomes).unwrap();
    }
    let record = std::fs::read_to_string(&path).unwrap();
    // One by one: nobody finds a difference in the whole.
    for (outcome, recorded) in outcomes.split("\n\n").zip(record.split("\n\n")) {
        assert_eq!(outcome, recorded);
    }
    assert_eq!(outcomes.len(), record.len(), "a body has gone, or is new");
}
