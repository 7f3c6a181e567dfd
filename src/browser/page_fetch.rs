//! The page's own `fetch`, for cards that aren't in the element's class, which has its own way to it.

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/answer.js")]
extern "C" {
    /// Fetches, and calls back with what became of it; what is returned ends that.
    #[wasm_bindgen(catch)]
    pub(crate) fn ask(
        url: &str,
        credentials: &str,
        headers: &Array,
        is_fresh: bool,
        timeout_ms: u32,
        done: &Function,
    ) -> Result<Function, JsValue>;
}
