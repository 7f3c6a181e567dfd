//! Has the browser read a CSS colour.

use crate::Rgba;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    /// Whether the browser takes a text for a CSS colour.
    #[wasm_bindgen(js_name = isColor)]
    fn is_color(text: &str) -> bool;

    /// Red, green, blue and alpha in sRGB, a byte each from the highest on; NaN for what is no colour by itself.
    fn paint(color: &str) -> f64;
}

/// The colour in sRGB; `None` for all that is no colour by itself: `inherit`, `var(--x)`, a list, an attempt to inject.
pub(crate) fn resolve(value: &str) -> Option<Rgba> {
    if !is_color(value) {
        return None;
    }
    Rgba::from_hex(value).or_else(|| of_pixel(paint(value)))
}

fn of_pixel(pixel: f64) -> Option<Rgba> {
    // Four bytes, or NaN.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bytes = (!pixel.is_nan()).then_some(pixel as u32)?.to_be_bytes();
    let [red, green, blue, alpha] = bytes.map(|byte| f64::from(byte) / 255.0);
    Some(Rgba { red, green, blue, alpha })
}
