//! The controls of the table, as a form that changes attributes.

use super::attributes::Attributes;
use super::controls::{CONTROLS, Control, Kind};
use leptos::either::EitherOf3;
use leptos::prelude::*;

/// A form with a control for each attribute. A text counts once it is finished, so that not every letter makes a request.
#[component]
pub fn ControlPanel(attributes: RwSignal<Attributes>) -> impl IntoView {
    view! {
        <form class="controls" autocomplete="off" on:submit=|event| event.prevent_default()>
            <h3>{"Attributes"}</h3>
            {CONTROLS.map(|control| view! { <Field control attributes /> })}
        </form>
    }
}

#[component]
fn Field(control: Control, attributes: RwSignal<Attributes>) -> impl IntoView {
    let Control { attribute, hint, kind, default } = control;
    let (id, hint_id) = (format!("control-{attribute}"), format!("hint-{attribute}"));
    let value = move || attributes.with(|attributes| attributes.get(attribute).map(str::to_owned));
    let set = move |value: Option<&str>| attributes.update(|attributes| attributes.set(attribute, value));
    let described_by = hint_id.clone();
    let label_for = id.clone();
    let input = match kind {
        Kind::Text => EitherOf3::A(view! {
            <input
                id=id
                type="text"
                spellcheck="false"
                placeholder=default
                aria-describedby=described_by
                prop:value=move || value().unwrap_or_default()
                on:change:target=move |event| {
                    let text = event.target().value();
                    set(Some(text.trim()).filter(|text| !text.is_empty()));
                }
            />
        }),
        Kind::Boolean => EitherOf3::B(view! {
            <input
                id=id
                type="checkbox"
                aria-describedby=described_by
                prop:checked=move || value().is_some()
                on:change:target=move |event| set(event.target().checked().then_some(""))
            />
        }),
        Kind::Choice(values) => {
            let option = move |choice: &&'static str| {
                let choice = *choice;
                let is_selected = move || value().as_deref().unwrap_or(default).trim().eq_ignore_ascii_case(choice);
                view! { <option value=choice prop:selected=is_selected>{choice}</option> }
            };
            // Where no value is the default, there is an empty one.
            let unset: &[_] = if default.is_empty() { &[""] } else { &[] };
            let choose = move |value: String| set(Some(value.as_str()).filter(|value| !value.is_empty()));
            EitherOf3::C(view! {
                <select id=id aria-describedby=described_by on:change:target=move |event| choose(event.target().value())>
                    {unset.iter().chain(values).map(option).collect_view()}
                </select>
            })
        }
    };
    view! {
        <div class="control">
            <label for=label_for>{attribute}</label>
            {input}
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
}
