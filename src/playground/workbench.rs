//! A live card between its controls, its events and its snippet.

use super::attributes::Attributes;
use super::control_panel::ControlPanel;
use super::embed::Embed;
use super::event_log::{Entry, EventLog};
use super::page;
use super::shown_card::ShownCard;
use leptos::prelude::*;

/// The id of the workbench's heading, which can take the focus.
pub const TITLE_ID: &str = "workbench";

/// The card with these attributes, and all that belongs to it.
#[component]
pub fn Workbench(
    attributes: RwSignal<Attributes>,
    /// Whether a conference will still come by itself.
    waiting: Signal<bool>,
) -> impl IntoView {
    let log = RwSignal::new(EventLog::default());
    let on_event = move |event| log.update(|log| log.push(&event));
    let has_conference = Memo::new(move |_| attributes.with(Attributes::has_conference));
    let card = move || {
        // A Join that left the playground would end the trial.
        has_conference.get().then(|| view! { <ShownCard attributes follow_join=false on_event /> })
    };
    let invitation = move || {
        let is_empty = !has_conference.get() && !waiting.get();
        is_empty.then(|| view! { <p class="invitation">{"Give a conference-id to see its card."}</p> })
    };
    let alone = move || attributes.with(page::address_alone);
    view! {
        <section class="workbench" aria-labelledby=TITLE_ID>
            <div class="bar">
                <h2 id=TITLE_ID tabindex="-1">{"Try it"}</h2>
                <a href=alone target="_blank" hidden=move || !has_conference.get()>{"Open alone"}</a>
            </div>
            <div class="stage">{card} {invitation}</div>
            <ControlPanel attributes />
            <Embed attributes />
            <Events log />
        </section>
    }
}

#[component]
fn Events(log: RwSignal<EventLog>) -> impl IntoView {
    let entries = move || log.with(|log| log.entries().cloned().collect::<Vec<_>>());
    let line = |Entry { name, detail, .. }: Entry| {
        view! {
            <li>
                <code>{name}</code>
                <span dir="auto">{detail}</span>
            </li>
        }
    };
    view! {
        <section class="events">
            <div class="bar">
                <h3>{"Events"}</h3>
            </div>
            <ol tabindex="0" aria-label="The last events, the latest first">
                <For each=entries key=|entry| entry.number children=line />
            </ol>
        </section>
    }
}
