//! The snippet, to be copied.

use super::attributes::Attributes;
use super::page;
use super::snippet::snippet;
use leptos::html::Pre;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long it says that something was copied.
const CONFIRMATION: Duration = Duration::from_secs(3);

/// The HTML for a card with these attributes. Where the clipboard is refused, the text is selected instead.
#[component]
pub fn Embed(#[prop(into)] attributes: Signal<Attributes>) -> impl IntoView {
    let code = NodeRef::<Pre>::new();
    let confirmation = RwSignal::new("");
    let script = page::address("conference-card/index.js");
    let html = Memo::new(move |_| attributes.with(|attributes| snippet(&script, attributes)));
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
        <section class="embed">
            <div class="bar">
                <h3>{"Embed"}</h3>
                <span class="confirmation" role="status">{confirmation}</span>
                <button class="quiet" type="button" on:click=copy>{"Copy"}</button>
            </div>
            <pre node_ref=code tabindex="0" aria-label="HTML to embed">{html}</pre>
        </section>
    }
}
