//! The card's style sheet, constructed once and shared by every root that shows a card. Constructed, since a strict policy allows
//! no inline style.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Node};

const CSS: &str = include_str!("../card.css");

thread_local! {
    static SHEET: Option<CssStyleSheet> = construct();
}

fn construct() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(CSS).ok()?;
    Some(sheet)
}

/// Lets the document or shadow root in which a node stands wear the sheet.
pub(crate) fn adopt(node: &Node) {
    SHEET.with(|sheet| {
        let Some(sheet) = sheet else { return };
        let sheets = Reflect::get(&node.get_root_node(), &JsValue::from_str("adoptedStyleSheets"));
        if let Some(sheets) = sheets.ok().and_then(|sheets| sheets.dyn_into::<Array>().ok())
            && !sheets.includes(sheet, 0)
        {
            sheets.push(sheet);
        }
    });
}
