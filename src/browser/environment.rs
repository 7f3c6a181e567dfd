//! What a card takes over from where it stands: the page, the browser, the system.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    /// Whether nobody sees the page.
    #[wasm_bindgen(js_name = isHidden)]
    pub(crate) fn is_hidden() -> bool;

    /// Whether there is no network.
    #[wasm_bindgen(js_name = isOffline)]
    pub(crate) fn is_offline() -> bool;

    /// Whether the visitor wants nothing to move by itself.
    #[wasm_bindgen(js_name = prefersReducedMotion)]
    pub(crate) fn prefers_reduced_motion() -> bool;

    /// How many milliseconds the page has been there; NaN where that is unknown.
    pub(crate) fn passed() -> f64;

    /// Calls back whenever the page is hidden or shows again, or the network is back.
    #[wasm_bindgen(js_name = whenBack)]
    pub(crate) fn when_back(call: &JsValue);

    /// A URL as from anywhere; one that is none stays as it is.
    pub(crate) fn absolute(url: &str) -> String;
}

/// The page's language, else the browser's.
#[cfg(feature = "component")]
pub(crate) fn language() -> String {
    let window = web_sys::window();
    let root = window.as_ref().and_then(|window| window.document()?.document_element());
    let declared = root.and_then(|root| root.get_attribute("lang")).filter(|lang| !lang.trim().is_empty());
    declared.or_else(|| window?.navigator().language()).unwrap_or_default()
}
