//! From [`Card`] to DOM, deciding nothing. Called again for each new card; the renderer then writes only what differs.
//!
//! Written for tachys, Leptos' renderer, rather than with the `view!` macro: the macro asks for all of Leptos, which the element can
//! do without, and sets static elements through `innerHTML`, which pages that enforce Trusted Types refuse.

use crate::card::{Card, Failure, Join, State};
use std::rc::Rc;
use tachys::either::Either;
use tachys::html::attribute::custom::{CustomAttr, CustomAttribute};
use tachys::html::element::{Custom, ElementChild, HtmlElement, custom};
use tachys::html::event::{click, on};
use tachys::prelude::*;
use web_sys::MouseEvent;

/// What a visitor can do to a card.
pub(crate) trait Actions {
    /// Join was chosen. The event is the click, which can still be prevented.
    fn join(&self, event: &MouseEvent, href: Option<&str>);
    /// Try again was chosen.
    fn retry(&self);
}

/// The elements of a card, each under its public part name.
pub(crate) fn card(card: Card, actions: &Rc<dyn Actions>) -> impl RenderHtml + use<> {
    let Card { state, live, title, heading_level, status, live_mark, window, description, join, failure, .. } = card;
    let is_loading = state == State::Loading;
    let (skeleton, status) = if is_loading { (Some(status), None) } else { (None, Some(status)) };
    let header = (
        title.map(|title| part(heading_level.element(), "title").attr("dir", "auto").child(title)),
        part("P", "status").attr("role", "status").child(status),
        live_mark.map(|mark| part("P", "live").child(mark)),
    );
    part("SECTION", "card")
        .attr("class", "conference-card")
        .attr("data-state", state.name())
        .attr("data-live", live)
        .attr("aria-busy", is_loading.then_some("true"))
        .child((
            skeleton.map(|label| part("DIV", "skeleton").attr("role", "img").attr("aria-label", label)),
            part("DIV", "header").attr("hidden", is_loading).child(header),
            window.map(|line| part("P", "window").child(line)),
            join.map(|join| part("DIV", "actions").child(way_in(join, actions.clone()))),
            description.map(|text| part("P", "description").attr("dir", "auto").child(text)),
            failure.map(|failure| failed(failure, actions.clone())),
        ))
}

/// A real link where there is somewhere to go, else a real button.
fn way_in(join: Join, actions: Rc<dyn Actions>) -> impl RenderHtml {
    let Join { text, href, enabled } = join;
    let Some(href) = href else {
        let button = part("BUTTON", "join").attr("type", "button").attr("disabled", !enabled);
        return Either::Right(button.add_any_attr(on(click, move |event| actions.join(&event, None))).child(text));
    };
    let target = href.clone();
    let join = move |event| {
        if enabled {
            actions.join(&event, Some(&target));
        }
    };
    // Without an address a link is no link: it can't be followed, focused or opened in a tab.
    let link = part("A", "join")
        .attr("href", enabled.then_some(href))
        .attr("role", (!enabled).then_some("link"))
        .attr("aria-disabled", (!enabled).then_some("true"));
    Either::Left(link.add_any_attr(on(click, join)).child(text))
}

fn failed(failure: Failure, actions: Rc<dyn Actions>) -> impl RenderHtml {
    let Failure { sentence, retry } = failure;
    let retry = retry.map(|text| {
        part("BUTTON", "retry").attr("type", "button").add_any_attr(on(click, move |_| actions.retry())).child(text)
    });
    (part("P", "error").attr("role", "alert").child(sentence), retry)
}

type Part = HtmlElement<Custom<&'static str>, (CustomAttr<&'static str, &'static str>,), ()>;

/// An element under a part name. Its tag is in capitals, as the DOM gives it back: so the renderer sees when it is still the same.
fn part(tag: &'static str, part: &'static str) -> Part {
    custom(tag).attr("part", part)
}
