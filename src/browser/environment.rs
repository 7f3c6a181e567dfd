//! What a card takes over from where it stands: the page, the browser, the system.

/// Whether the visitor wants nothing to move by itself.
pub(crate) fn prefers_reduced_motion() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// The page's language, else the browser's.
#[cfg(feature = "component")]
pub(crate) fn language() -> String {
    let window = web_sys::window();
    let root = window.as_ref().and_then(|window| window.document()?.document_element());
    let declared = root.and_then(|root| root.get_attribute("lang")).filter(|lang| !lang.trim().is_empty());
    declared.or_else(|| window?.navigator().language()).unwrap_or_default()
}
