//! A Leptos app with a conference card: of the conference that is chosen, in the app's theme, with the app's words. What the card
//! tells by its callbacks is written below it.

use conference_card::{ColorScheme, Conference, ConferenceCard, Message, Messages, State};
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use std::sync::Arc;

/// Conferences that the gateway's demo has.
const CONFERENCES: [(&str, &str); 5] = [
    ("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02", "Customer office hours"),
    ("0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01", "Quarterly all hands"),
    ("1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10", "Town Hall"),
    ("2c8b3f74-1c3a-4e3d-8b75-4c9ebf6a3d03", "Product launch briefing"),
    ("71da8ec9-6b8f-4d8c-90ca-91e304bf8c08", "Book club"),
];

const THEMES: [(ColorScheme, &str); 3] =
    [(ColorScheme::Auto, "Auto"), (ColorScheme::Light, "Light"), (ColorScheme::Dark, "Dark")];

fn main() {
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let id = RwSignal::new(CONFERENCES[0].0);
    let theme = RwSignal::new(ColorScheme::Auto);
    let room = RwSignal::new(None::<Arc<Conference>>);
    let told = RwSignal::new(Vec::new());
    let tell = move |line: String| told.update(|lines| lines.push(line));
    let loaded = move |conference: Arc<Conference>| tell(format!("Loaded: {}", conference.title()));
    let join = move |(conference, href): (Arc<Conference>, Option<String>)| {
        tell(format!("Joins: {}", href.unwrap_or_default()));
        room.set(Some(conference));
        // The app shows the room itself, so that the link is not followed.
        false
    };
    view! {
        <div class="app" data-theme=move || theme.get().as_str()>
            <header>
                <h1>"Conferences"</h1>
                <Choice of="Theme" choices=&THEMES chosen=theme />
            </header>
            <Choice of="Conference" choices=&CONFERENCES chosen=id />
            <main>
                <ConferenceCard
                    conference_id=Signal::derive(move || id.get().to_owned())
                    include_active_session=true
                    theme=theme
                    join_href="/rooms/{name}"
                    messages=Messages::with([(Message::Join, "Step in".to_owned())])
                    on_load=loaded
                    on_state_change=move |(state, live)| tell(describe(state, live))
                    on_error=move |error| tell(format!("Failed: {error}"))
                    on_join=join
                />
                {move || room.get().map(|conference| view! { <Room conference leave=move |()| room.set(None) /> })}
                <section class="told">
                    <h2>"What the card told"</h2>
                    <ol>{move || told.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol>
                </section>
            </main>
        </div>
    }
}

/// Buttons, one of which is pressed.
#[component]
fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    of: &'static str,
    choices: &'static [(T, &'static str)],
    chosen: RwSignal<T>,
) -> impl IntoView {
    let button = move |(value, label): &'static (T, &'static str)| {
        let pressed = move || (chosen.get() == *value).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(*value)>{*label}</button> }
    };
    view! { <div class="choice" role="group" aria-label=of>{choices.iter().map(button).collect_view()}</div> }
}

/// Where the visitor is after joining: here, an app would show its video.
#[component]
fn Room(conference: Arc<Conference>, #[prop(into)] leave: Callback<()>) -> impl IntoView {
    view! {
        <section class="room" role="status">
            <p>{format!("You are in “{}”.", conference.title())}</p>
            <button type="button" on:click=move |_| leave.run(())>"Leave"</button>
        </section>
    }
}

fn describe(state: State, live: bool) -> String {
    format!("State: {}{}", state.name(), if live { ", and a session is running" } else { "" })
}
