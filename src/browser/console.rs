//! Words for the page's owner, in the browser's console.

use wasm_bindgen::JsValue;

/// Says that something was mended that the owner may want to mend at its source.
pub(crate) fn warn(message: &str) {
    web_sys::console::warn_1(&prefixed(message));
}

/// Says that a card can't do its work, and how to help it.
pub(crate) fn error(message: &str) {
    web_sys::console::error_1(&prefixed(message));
}

fn prefixed(message: &str) -> JsValue {
    JsValue::from_str(&["conference-card: ", message].concat())
}
