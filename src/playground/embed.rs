//! The snippets, to be copied.

use super::attributes::Attributes;
use super::page;
use super::snippet::{hints, snippet};
use leptos::html::Pre;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long it says that something was copied.
const CONFIRMATION: Duration = Duration::from_secs(3);

/// The HTML for a card with these attributes, and what makes it start faster.
#[component]
pub fn Embed(#[prop(into)] attributes: Signal<Attributes>) -> impl IntoView {
    let script = page::address("conference-card/index.js");
    let address = script.clone();
    let element = Memo::new(move |_| attributes.with(|attributes| snippet(&script, attributes)));
    let links = Memo::new(move |_| attributes.with(|attributes| hints(&address, attributes)));
    view! {
        <section class="embed">
            <Code title="Embed" label="HTML to embed" html=element />
            <Show when=move || links.with(Option::is_some)>
                <Code title="Faster, in the head" label="HTML for the head" html=move || links.get().unwrap_or_default() />
            </Show>
        </section>
    }
}

/// HTML to copy. Where the clipboard is refused, the text is selected instead.
#[component]
fn Code(title: &'static str, label: &'static str, #[prop(into)] html: Signal<String>) -> impl IntoView {
    let code = NodeRef::<Pre>::new();
    let confirmation = RwSignal::new("");
    let copy = move |_| {
        spawn_local(async move {
            let copied = page::copy(&html.get_untracked()).await;
            if !copied && let Some(code) = code.get_untracked() {
                page::select(&code);
            }
            confirmation.set(if copied { "Copied" } else { "Selected: copy it with your keyboard" });
            set_timeout(move || confirmation.set(""), CONFIRMATION);
        });
    };
    view! {
        <div class="bar">
            <h3>{title}</h3>
            <span class="confirmation" role="status">{confirmation}</span>
            <button class="quiet" type="button" aria-label=format!("Copy: {title}") on:click=copy>{"Copy"}</button>
        </div>
        <pre node_ref=code tabindex="0" aria-label=label>{html}</pre>
    }
}
