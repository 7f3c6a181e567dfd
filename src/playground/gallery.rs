//! The demo conferences, each as a real card.

use super::attributes::Attributes;
use super::page;
use conference_card::{ColorScheme, ConferenceCard};
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Where the gateway lists its demo conferences. One with a real account has no such list.
const LIST: &str = "demo/gallery.json";

/// The one to begin with: it has the most to show.
const FIRST: &str = "Live";

/// The demo conferences, as far as they are known.
#[derive(Clone, Debug)]
pub enum Gallery {
    /// They have been asked for.
    Loading,
    /// There are none.
    Missing,
    /// Here they are.
    Loaded(Vec<Entry>),
}

/// One conference of the demo.
#[derive(Clone, Debug)]
pub struct Entry {
    id: String,
    label: String,
    note: String,
}

/// Asks the gateway for them.
pub async fn load() -> Gallery {
    let list = page::json(LIST).await.and_then(|list| list.dyn_into::<Array>().ok());
    let entries: Vec<_> = list.iter().flat_map(Array::iter).filter_map(|entry| Entry::read(&entry)).collect();
    if entries.is_empty() { Gallery::Missing } else { Gallery::Loaded(entries) }
}

impl Gallery {
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading)
    }

    pub fn first_to_show(&self) -> Option<&Entry> {
        let Self::Loaded(entries) = self else { return None };
        entries.iter().find(|entry| entry.label == FIRST).or(entries.first())
    }

    pub fn into_entries(self) -> Option<Vec<Entry>> {
        if let Self::Loaded(entries) = self { Some(entries) } else { None }
    }
}

impl Entry {
    fn read(entry: &JsValue) -> Option<Self> {
        let text = |name| Reflect::get(entry, &JsValue::from_str(name)).ok()?.as_string();
        Some(Self { id: text("id")?, label: text("label")?, note: text("note")? })
    }

    /// Whether there is a running session to ask for.
    fn has_session(&self) -> bool {
        self.label.to_lowercase().contains("live")
    }

    /// Sets what the entry's tile shows, and leaves the other attributes as they are.
    pub fn put_into(&self, attributes: &mut Attributes) {
        attributes.set("conference-id", Some(&self.id));
        attributes.set("include-active-session", self.has_session().then_some(""));
        if attributes.get("join-href").is_none() {
            attributes.set("join-button", Some(""));
        }
    }
}

/// A tile for each entry.
#[component]
pub fn Tiles(entries: Vec<Entry>, theme: RwSignal<ColorScheme>, try_it: Callback<Entry>) -> impl IntoView {
    let tiles = entries.into_iter().map(|entry| view! { <Tile entry theme try_it /> }).collect_view();
    view! {
        <section class="gallery" aria-labelledby="gallery">
            <h2 id="gallery">{"Every state of a card"}</h2>
            <ul>{tiles}</ul>
        </section>
    }
}

#[component]
fn Tile(entry: Entry, theme: RwSignal<ColorScheme>, try_it: Callback<Entry>) -> impl IntoView {
    let Entry { id, label, note } = entry.clone();
    let name = format!("Try it: {label}");
    let has_session = entry.has_session();
    // Join leads to the workbench: there is no room behind a demo conference.
    let joined = entry.clone();
    let on_join = move |_| {
        try_it.run(joined.clone());
        false
    };
    view! {
        <li class="tile">
            <div class="caption">
                <h3>{label}</h3>
                <p>{note}</p>
                <button class="quiet" type="button" aria-label=name on:click=move |_| try_it.run(entry.clone())>{"Try it"}</button>
            </div>
            <div class="frame">
                <ConferenceCard
                    conference_id=id
                    include_active_session=has_session
                    theme
                    join_button=true
                    heading_level=4
                    on_join
                />
            </div>
        </li>
    }
}
