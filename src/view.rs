//! From [`Card`] to DOM, deciding nothing. Called again for each new card; Leptos then writes only what differs.
//!
//! Every element here has something dynamic in it: Leptos would set a wholly static one through `innerHTML`, which pages that
//! enforce Trusted Types refuse.

use crate::card::{Card, Failure, Join, State};
use leptos::either::Either;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

/// What a visitor can do to a card.
pub(crate) trait Actions: Copy + Send + 'static {
    /// Join was chosen. The event is the click, which can still be prevented.
    fn join(self, event: &MouseEvent, href: Option<&str>);
    /// Try again was chosen.
    fn retry(self);
}

/// The elements of a card, each under its public part name.
pub(crate) fn card<A: Actions>(card: Card, actions: A) -> impl IntoView + use<A> {
    let Card { state, live, title, heading_level, status, live_mark, window, description, join, failure, .. } = card;
    let is_loading = state == State::Loading;
    let (skeleton, status) = if is_loading { (Some(status), None) } else { (None, Some(status)) };
    view! {
        <section
            class="conference-card"
            part="card"
            data-state=state.name()
            data-live=live.then_some("")
            aria-busy=is_loading.then_some("true")
        >
            {skeleton.map(|label| view! { <div part="skeleton" role="img" aria-label=label></div> })}
            <div part="header" hidden=is_loading>
                {title.map(|title| html::custom(heading_level.element()).attr("part", "title").attr("dir", "auto").child(title))}
                <p part="status" role="status">{status}</p>
                {live_mark.map(|mark| view! { <p part="live">{mark}</p> })}
            </div>
            {window.map(|line| view! { <p part="window">{line}</p> })}
            {join.map(|join| view! { <div part="actions">{way_in(join, actions)}</div> })}
            {description.map(|text| view! { <p part="description" dir="auto">{text}</p> })}
            {failure.map(|failure| failed(failure, actions))}
        </section>
    }
}

/// A real link where there is somewhere to go, else a real button.
fn way_in<A: Actions>(join: Join, actions: A) -> impl IntoView + use<A> {
    let Join { text, href, enabled } = join;
    match href {
        Some(href) => {
            let target = href.clone();
            Either::Left(view! {
                // Without an address a link is no link: it can't be followed, focused or opened in a tab.
                <a
                    part="join"
                    href=enabled.then_some(href)
                    role=(!enabled).then_some("link")
                    aria-disabled=(!enabled).then_some("true")
                    on:click=move |event| {
                        if enabled {
                            actions.join(&event, Some(&target));
                        }
                    }
                >
                    {text}
                </a>
            })
        }
        None => Either::Right(view! {
            <button part="join" type="button" disabled=!enabled on:click=move |event| actions.join(&event, None)>
                {text}
            </button>
        }),
    }
}

fn failed<A: Actions>(failure: Failure, actions: A) -> impl IntoView + use<A> {
    let Failure { sentence, retry } = failure;
    view! {
        <p part="error" role="alert">{sentence}</p>
        {retry
            .map(|text| view! { <button part="retry" type="button" on:click=move |_| actions.retry()>{text}</button> })}
    }
}
