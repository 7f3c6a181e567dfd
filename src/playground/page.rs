//! What the playground asks of the browser itself.

use super::attributes::Attributes;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Element, HtmlElement, Node, Response, Url, UrlSearchParams};

/// The attributes in the page's query.
pub fn attributes() -> Attributes {
    let query = window().location().search().and_then(|search| UrlSearchParams::new_with_str(&search));
    Attributes::read(|name| query.as_ref().ok()?.get(name))
}

/// Whether the page is there for one card only. Decided by page/view.js, before the first paint.
pub fn is_single_card() -> bool {
    root().and_then(|root| root.get_attribute("data-view")).as_deref() == Some("card")
}

/// The page's root element.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// The element with this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus, and with it the page, to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // Fails for nothing that a page can contain.
        let _ = element.focus();
    }
}

/// The address of a file of this site, in full.
pub fn address(file: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    Url::new_with_base(file, &base).map_or_else(|_| file.to_owned(), |url| url.href())
}

/// The address of the page that shows only the card with these attributes.
pub fn address_alone(attributes: &Attributes) -> String {
    let Ok(query) = UrlSearchParams::new() else { return String::new() };
    attributes.needed().for_each(|(name, value)| query.append(name, value));
    format!("./?{}", query.to_string())
}

/// The JSON at this address of the site; nothing where there is none.
pub async fn json(path: &str) -> Option<JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(path)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.json().ok()?).await.ok()
}

/// Puts a text on the clipboard, and says whether the browser let it.
pub async fn copy(text: &str) -> bool {
    // A page that isn't served securely has no clipboard at all.
    let clipboard = Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    match clipboard.map(JsCast::dyn_into::<Clipboard>) {
        Ok(Ok(clipboard)) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        _ => false,
    }
}

/// Selects all there is in a node.
pub fn select(node: &Node) {
    if let Ok(Some(selection)) = window().get_selection() {
        // Fails for doctypes only.
        let _ = selection.select_all_children(node);
    }
}
