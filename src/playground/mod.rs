//! The playground's parts: `attributes`, `controls`, `snippet` and `event_log` are pure, and tested where they stand; the others
//! put them on the page.
//!
//! Words stand in braces in these views, `<h2>{"So"}</h2>`: Leptos sets elements that are wholly static through `innerHTML`, which
//! the page's policy forbids.

mod attributes;
mod control_panel;
mod controls;
mod embed;
mod event_log;
mod gallery;
mod page;
mod shown_card;
mod single_card;
mod snippet;
mod theme_switch;
mod workbench;

use attributes::Attributes;
use gallery::{Entry, Gallery};
use leptos::mount::mount_to;
use leptos::prelude::*;
use single_card::SingleCard;
use theme_switch::ThemeSwitch;
use workbench::Workbench;

/// Puts on the page what its address asks for: a single card, or everything.
pub fn start() {
    let attributes = page::attributes();
    if page::is_single_card() {
        mount("app", move || view! { <SingleCard attributes /> });
    } else {
        // In two places of the page, hence counted rather than owned by either.
        let theme = ArcRwSignal::new(attributes.theme());
        let switch = theme.clone();
        mount("theme", move || view! { <ThemeSwitch theme=switch.into() /> });
        mount("app", move || view! { <Playground attributes theme=theme.into() /> });
    }
}

fn mount<N: IntoView + 'static>(id: &str, view: impl FnOnce() -> N + 'static) {
    if let Some(place) = page::element(id) {
        mount_to(place, view).forget();
    }
}

/// The workbench, and below it the gallery, from which it takes its conferences.
#[component]
fn Playground(attributes: Attributes, theme: RwSignal<conference_card::ColorScheme>) -> impl IntoView {
    let attributes = RwSignal::new(attributes);
    let gallery = RwSignal::new(Gallery::Loading);
    // The card goes with the page, until its own control says otherwise.
    Effect::watch(
        move || theme.get(),
        move |theme, _, _| attributes.update(|attributes| attributes.set("theme", Some(theme.as_str()))),
        false,
    );
    let put = move |entry: &Entry| attributes.update(|attributes| entry.put_into(attributes));
    leptos::task::spawn_local(async move {
        let loaded = gallery::load().await;
        if let Some(entry) = loaded.first_to_show() {
            put(entry);
        }
        gallery.set(loaded);
    });
    let try_it = Callback::new(move |entry: Entry| {
        put(&entry);
        page::focus(workbench::TITLE_ID);
    });
    view! {
        <Workbench attributes waiting=Signal::derive(move || gallery.with(Gallery::is_loading)) />
        {move || gallery.get().into_entries().map(|entries| view! { <gallery::Tiles entries theme try_it /> })}
    }
}
