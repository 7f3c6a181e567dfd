//! A card of whatever attributes hold, or the mistake in them.

use super::attributes::Attributes;
use super::event_log::Event;
use conference_card::{ConferenceCard, Error, Options};
use leptos::either::Either;
use leptos::prelude::*;

/// The component, with attributes for its props and one callback for all its events.
#[component]
pub fn ShownCard(
    #[prop(into)] attributes: Signal<Attributes>,
    /// Whether the link of Join is followed.
    follow_join: bool,
    #[prop(into)] on_event: Callback<Event>,
) -> impl IntoView {
    let options = Memo::new(move |_| attributes.with(Attributes::options));
    let mistake = Memo::new(move |_| options.with(|options| options.as_ref().err().map(|error| error.message.clone())));
    let join_href = move || {
        attributes.with(|attributes| attributes.get("join-href").filter(|href| !href.trim().is_empty()).map(str::to_owned))
    };
    move || match mistake.get() {
        Some(mistake) => Either::Left(view! { <p class="mistake" role="alert">{mistake}</p> }),
        None => Either::Right(view! {
            <ConferenceCard
                conference_id=option(options, |options| options.conference_id.clone())
                endpoint=option(options, |options| Some(options.endpoint.clone()))
                include_active_session=option(options, |options| options.include_active_session)
                refresh_ms=option(options, |options| options.refresh_ms)
                loading=option(options, |options| options.loading)
                theme=option(options, |options| options.theme)
                time_zone=option(options, |options| options.time_zone.clone())
                hour_cycle=option(options, |options| options.hour_cycle)
                preview=option(options, |options| options.preview)
                join_href=Signal::derive(join_href)
                join_target=option(options, |options| options.join_target.clone())
                join_button=option(options, |options| options.join_button)
                heading_level=option(options, |options| Some(options.heading_level.get()))
                timeout_ms=option(options, |options| Some(options.timeout_ms))
                credentials=option(options, |options| options.credentials)
                on_load=move |conference| on_event.run(Event::Load(conference))
                on_state_change=move |(state, live)| on_event.run(Event::StateChange(state, live))
                on_error=move |error| on_event.run(Event::Error(error))
                on_join=move |(conference, href)| {
                    on_event.run(Event::Join(conference, href));
                    follow_join
                }
            />
        }),
    }
}

/// One of the options. Those of a mistaken set are never shown.
fn option<T: Send + Sync + 'static>(options: Memo<Result<Options, Error>>, pick: fn(&Options) -> T) -> Signal<T> {
    Signal::derive(move || options.with(|options| options.as_ref().map_or_else(|_| pick(&Options::default()), pick)))
}
