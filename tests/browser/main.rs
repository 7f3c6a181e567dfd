//! What the crate does in a real browser. There is no server here: the tests in `tests/e2e` have one, and a `fetch` that is replaced
//! does for the rest.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "../support/bodies.rs"]
mod bodies;
mod component;
mod corpus;
#[path = "../support/native.rs"]
mod native;
#[path = "../support/outcome.rs"]
mod outcome;
mod page;
mod reading;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
