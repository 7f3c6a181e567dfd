//! The pure core knows no browser and no framework, so that all its behaviour can be tested natively. A new file must choose a side.

use std::path::Path;

/// Every decision is made in these.
const PURE: [&str; 24] = [
    "calendar.rs",
    "calendar_menu.rs",
    "card.rs",
    "conference.rs",
    "description.rs",
    "details.rs",
    "digits.rs",
    "door.rs",
    "error.rs",
    "fill.rs",
    "flat.rs",
    "instant.rs",
    "join_window.rs",
    "links.rs",
    "messages.rs",
    "options.rs",
    "preview.rs",
    "request.rs",
    "retry.rs",
    "server_clock.rs",
    "theme.rs",
    "tree.rs",
    "url.rs",
    "view.rs",
];

/// These put decisions on the page.
const BROWSER: [&str; 5] = ["component.rs", "element.rs", "lib.rs", "live_card.rs", "main.rs"];

const FORBIDDEN: [&str; 11] = [
    "leptos",
    "tachys",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "crate::browser",
    "crate::view",
    "crate::component",
    "crate::element",
    "crate::live_card",
];

/// The forbidden names in a source, comments included: who must not know a thing has no need to speak of it either.
fn forbidden_names(source: &str) -> Vec<&'static str> {
    FORBIDDEN.into_iter().filter(|name| source.contains(name)).collect()
}

fn sources() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn the_pure_core_names_no_browser_and_no_framework() {
    for file in PURE {
        let source = std::fs::read_to_string(sources().join(file)).unwrap();
        assert_eq!(forbidden_names(&source), [""; 0], "{file}");
    }
}

#[test]
fn every_source_file_has_chosen_a_side() {
    for entry in std::fs::read_dir(sources()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let has_side = match name.split_once('.') {
            Some((_, "rs")) => PURE.contains(&name.as_str()) || BROWSER.contains(&name.as_str()),
            Some(_) => true,
            // Another folder would hide files from this test.
            None => name == "browser" || name == "playground",
        };
        assert!(has_side, "is src/{name} pure? Name it in this test");
    }
}

#[test]
fn a_forbidden_name_would_be_found() {
    assert_eq!(forbidden_names("use leptos::prelude::*;\nuse crate::browser::intl;"), ["leptos", "crate::browser"]);
    assert_eq!(forbidden_names("fn f() -> ::web_sys::Window {}"), ["web_sys"]);
    assert_eq!(forbidden_names("use serde_wasm_bindgen as bridge;"), ["wasm_bindgen"]);
    assert_eq!(forbidden_names("use std::fmt;"), [""; 0]);
}
