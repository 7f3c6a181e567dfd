//! Light or dark, for the whole page.

use super::page;
use conference_card::ColorScheme;
use leptos::prelude::*;

const SCHEMES: [(ColorScheme, &str); 3] =
    [(ColorScheme::Auto, "Auto"), (ColorScheme::Light, "Light"), (ColorScheme::Dark, "Dark")];

/// Three choices, of which the page's root element tells the style sheet.
#[component]
pub fn ThemeSwitch(theme: RwSignal<ColorScheme>) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(root) = page::root() {
            // The name is a valid one.
            let _ = root.set_attribute("data-theme", theme.get().as_str());
        }
    });
    let choice = move |(scheme, label): (ColorScheme, &'static str)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="page-theme"
                    value=scheme.as_str()
                    prop:checked=move || theme.get() == scheme
                    on:change=move |_| theme.set(scheme)
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{"Theme of the page"}</legend>
            {SCHEMES.map(choice)}
        </fieldset>
    }
}
