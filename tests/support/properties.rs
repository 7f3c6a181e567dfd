//! How a property is tested: with a hundred thousand cases, all of which are made anew each time.

#![allow(dead_code, reason = "not every property is of texts")]

use proptest::prelude::*;

/// The configuration of each property test.
pub fn many_cases() -> ProptestConfig {
    ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any text, of any characters: proptest's own is without control characters.
pub fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..24).prop_map(String::from_iter)
}
