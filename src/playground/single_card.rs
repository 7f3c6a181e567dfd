//! One card and nothing else, for a frame in another page.

use super::attributes::Attributes;
use super::event_log::Event;
use super::shown_card::ShownCard;
use leptos::prelude::*;

/// A card whose conference gives the page its title.
#[component]
pub fn SingleCard(attributes: Attributes) -> impl IntoView {
    let on_event = |event| {
        if let Event::Load(conference) = event {
            document().set_title(conference.title());
        }
    };
    view! { <ShownCard attributes=Signal::stored(attributes) follow_join=true on_event /> }
}
