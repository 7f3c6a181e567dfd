//! The page's own `fetch`, for cards that aren't in the element's class, which has its own way to it.

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/answer.js")]
extern "C" {
    /// Fetches, and calls back with the answer, unless the request is aborted before.
    pub(crate) fn ask(request: &web_sys::Request, done: &Function);
}
