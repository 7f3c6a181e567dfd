//! Has the browser read a CSS colour.

use crate::Rgba;
use wasm_bindgen::JsCast;
use web_sys::CanvasRenderingContext2d;

/// The colour in sRGB; `None` for all that is no colour by itself: `inherit`, `var(--x)`, a list, an attempt to inject.
pub(crate) fn resolve(value: &str) -> Option<Rgba> {
    let is_color = web_sys::css::supports_with_value("color", value).unwrap_or(false);
    if !is_color {
        return None;
    }
    Rgba::from_hex(value).or_else(|| paint(value))
}

/// Paints one pixel, since no interface gives a colour's channels in sRGB whatever its notation.
fn paint(value: &str) -> Option<Rgba> {
    let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(1);
    canvas.set_height(1);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // A canvas passes over what it can't use: then the colour before it stays, and two different ones tell.
    let fill = |before: &str| {
        context.set_fill_style_str(before);
        context.set_fill_style_str(value);
        context.fill_style()
    };
    if fill("#000") != fill("#fff") {
        return None;
    }
    context.fill_rect(0.0, 0.0, 1.0, 1.0);
    let pixel = context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data().0;
    let mut channels = pixel.iter().map(|byte| f64::from(*byte) / 255.0);
    Some(Rgba { red: channels.next()?, green: channels.next()?, blue: channels.next()?, alpha: channels.next()? })
}
