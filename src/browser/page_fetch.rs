//! The page's own `fetch`, which a page may have replaced.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    // web-sys has it too, but can't catch what a replacement may throw.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn global_fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;
}

/// Fetches. What a replacement gives need not be a promise.
pub(crate) fn page_fetch(request: &web_sys::Request) -> Result<Promise, JsValue> {
    global_fetch(request).map(|response| Promise::resolve(&response))
}
