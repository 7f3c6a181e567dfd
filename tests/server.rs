//! `<ConferenceCard/>` on a server: an empty place, which the browser fills. There is no browser here, and no executor either, so that
//! an effect that ran would end the test.

#![cfg(feature = "component")]

use conference_card::{ColorScheme, ConferenceCard};
use leptos::prelude::*;

fn rendered<V: RenderHtml>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html())
}

#[test]
fn a_server_sends_an_empty_place() {
    let html = rendered(|| view! { <ConferenceCard conference_id="1"/> });
    assert_eq!(html, r#"<div data-theme="auto" class="conference-card-host"><!></div>"#);
}

#[test]
fn the_place_has_the_theme_and_the_language_from_the_start() {
    let html = rendered(|| view! { <ConferenceCard conference_id="1" theme=ColorScheme::Dark lang="de"/> });
    assert!(html.contains(r#"data-theme="dark""#) && html.contains(r#"lang="de""#), "{html}");
}

#[test]
fn mistakes_in_props_are_left_to_the_browser() {
    rendered(|| view! { <ConferenceCard conference_id="" join_href="javascript:alert(1)" heading_level=9/> });
}
