//! What a card takes over from where it stands.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, ShadowRoot};

/// The language of the nearest `lang`, out of shadow roots too; else the browser's.
pub(crate) fn language(element: Option<&Element>) -> String {
    element.and_then(nearest_lang).or_else(|| web_sys::window()?.navigator().language()).unwrap_or_default()
}

fn nearest_lang(element: &Element) -> Option<String> {
    if let Ok(Some(holder)) = element.closest("[lang]") {
        return holder.get_attribute("lang").filter(|lang| !lang.trim().is_empty());
    }
    let root: ShadowRoot = AsRef::<Node>::as_ref(element).get_root_node().dyn_into().ok()?;
    nearest_lang(&root.host())
}
