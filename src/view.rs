//! From [`Card`] to elements, deciding nothing. The names of the parts are public, and the style sheet goes by them.

use crate::calendar_menu::{CalendarMenu, CalendarWay};
use crate::card::{Card, Failure, Join, State};
use crate::description::Description;
use crate::details::Detail;
use crate::links::Segment;
use crate::preview::PreviewVideo;
use crate::tree::{Action, Element, Node};

/// The elements of a card, each under its public part name.
///
/// ```
/// use conference_card::{Card, view};
/// # use conference_card::*;
/// # struct Plain;
/// # impl Format for Plain {
/// #     fn date_time(&self, _: Instant) -> String { String::new() }
/// #     fn range(&self, _: Instant, _: Instant) -> String { String::new() }
/// #     fn time(&self, _: Instant) -> String { String::new() }
/// #     fn relative(&self, _: i64, _: Unit) -> String { String::new() }
/// #     fn number(&self, _: u32) -> String { String::new() }
/// #     fn absolute(&self, _: &str) -> String { String::new() }
/// # }
/// # let (options, messages, now) = (Options::default(), Messages::default(), Instant::from_millis(0));
/// let card = Card::new(&Phase::Loading, &options, &messages, Wishes::default(), now, &Plain);
/// assert!(view(card).to_html().contains(r#"aria-label="Loading conference""#));
/// ```
#[must_use]
#[inline(never)] // a large function costs: ARCHITECTURE.md says what
pub fn view(card: Card) -> Element {
    let is_loading = card.state == State::Loading;
    let (skeleton, status) = if is_loading { (Some(card.status), None) } else { (None, Some(card.status)) };
    let paragraph = |name, text: Option<String>| text.map(|text| Element::part("p", name).text(text));
    let header = Element::part("div", "header")
        .with_flag("hidden", is_loading)
        .child(card.title.map(|title| Element::part(card.heading_level.tag(), "title").with("dir", "auto").text(title)))
        // There from the start, so that a screen reader hears what is put in, and later each change.
        .child(Element::part("p", "status").with("role", "status").text(status.unwrap_or_default()))
        .child(paragraph("live", card.live_mark))
        .child(slot("header"));
    let (description, more) = card.description.map(description).unzip();
    let (ask_for_preview, video) = card.preview.map(preview).unwrap_or_default();
    let (error, retry) = card.failure.map(failure).unzip();
    Element::part("section", "card")
        .with("class", "conference-card")
        .with("data-state", card.state.name())
        .with_flag("data-live", card.live)
        .with_some("aria-busy", is_loading.then(|| "true".to_owned()))
        .with("dir", card.direction)
        .child(skeleton.map(|label| Element::part("div", "skeleton").with("role", "img").with("aria-label", label)))
        .child(header)
        .child(paragraph("window", card.window))
        .child(paragraph("countdown", card.countdown).map(|text| match card.state {
            State::Closed => text,
            // A screen reader would speak each second: it is told of changes by the status.
            _ => text.with("role", "timer").with("aria-live", "off"),
        }))
        .child(paragraph("note", card.note))
        .child(paragraph("note", card.outdated))
        .child(actions(card.join, card.calendar, ask_for_preview))
        .child(video)
        .child(description)
        .child(more.flatten())
        .child(details(card.details))
        .child(error)
        .child(retry.flatten())
        .child(slot("footer").with("part", "footer"))
}

/// A place for the page's own elements, in a shadow root. It has no box: without them, it takes no room.
fn slot(name: &str) -> Element {
    Element::new("slot").with("name", name)
}

/// A value of an attribute that says so either way.
fn flag(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

fn button(name: &str, text: String, action: Action) -> Element {
    Element::part("button", name).with("type", "button").on("click", action).text(text)
}

/// Always there, since the page may have put something in its slot; the style sheet gives it no box while it has nothing of its own.
#[inline(never)] // a large function costs: ARCHITECTURE.md says what
fn actions(join: Option<Join>, calendar: Option<CalendarMenu>, preview: Option<Element>) -> Element {
    let (toggle, ways) = calendar.map(calendar_menu).unzip();
    Element::part("div", "actions")
        .child(join.map(way_in))
        .child(toggle)
        .child(preview)
        .child(slot("actions"))
        .child(ways.flatten())
}

/// A real link where there is somewhere to go, else a real button.
#[inline(never)] // a large function costs: ARCHITECTURE.md says what
fn way_in(join: Join) -> Element {
    let Join { text, href, target, enabled } = join;
    let action = Action::Join(href.clone());
    match href {
        Some(href) if enabled => {
            let is_blank = target.as_ref().is_some_and(|target| target.eq_ignore_ascii_case("_blank"));
            Element::part("a", "join")
                .with("href", href)
                .with_some("target", target)
                .with_some("rel", is_blank.then(|| "noopener".to_owned()))
                .on("click", action)
                .text(text)
        }
        // Without an address a link is no link: it can't be followed, focused or opened in a tab.
        Some(_) => Element::part("a", "join").with("role", "link").with("aria-disabled", "true").text(text),
        None => button("join", text, action).with_flag("disabled", !enabled),
    }
}

/// A disclosure of the ways to keep the date.
#[inline(never)] // most cards never need it
fn calendar_menu(menu: CalendarMenu) -> (Element, Option<Element>) {
    let CalendarMenu { text, ways } = menu;
    let toggle = button("calendar", text, Action::ToggleCalendar).with("aria-expanded", flag(ways.is_some()));
    let list = ways.map(|ways| {
        ways.into_iter().fold(Element::part("div", "calendar-menu"), |list, CalendarWay { text, href, file_name }| {
            let link = Element::new("a").with("href", href).with("rel", "noopener").text(text);
            list.child(match file_name {
                Some(name) => link.with("download", name),
                None => link.with("target", "_blank"),
            })
        })
    });
    (toggle, list)
}

/// The button that asks for the preview video, or the video.
#[inline(never)] // most cards never need it
fn preview(preview: PreviewVideo) -> (Option<Element>, Option<Element>) {
    let PreviewVideo { text, source, autoplay } = preview;
    let Some(source) = source else {
        return (Some(button("preview", text, Action::ShowPreview)), None);
    };
    let video = Element::part("video", "preview")
        .with("aria-label", text)
        .with("muted", "")
        .with("playsinline", "")
        .with_flag("autoplay", autoplay)
        // What moves for longer than five seconds must be stoppable: https://www.w3.org/TR/WCAG22/#pause-stop-hide
        .with("controls", "")
        .with("src", source)
        .on("error", Action::HidePreview);
    (None, Some(video))
}

/// A description, in which only links are markup, and the button that shows more of it.
#[inline(never)] // a large function costs: ARCHITECTURE.md says what
fn description(description: Description) -> (Element, Option<Element>) {
    let Description { segments, is_clamped, toggle } = description;
    let children = segments.into_iter().map(|segment| {
        Some(match segment {
            Segment::Text(text) => Node::Text(text),
            Segment::Link { text, href } => {
                Node::Element(Element::new("a").with("href", href).with("rel", "noopener nofollow ugc").text(text))
            }
        })
    });
    let mut paragraph = Element::part("p", "description").with("dir", "auto").with_flag("data-clamped", is_clamped);
    paragraph.children = children.collect();
    let more = toggle.map(|text| button("more", text, Action::ToggleDescription).with("aria-expanded", flag(!is_clamped)));
    (paragraph, more)
}

#[inline(never)] // a large function costs: ARCHITECTURE.md says what
fn details(details: Vec<Detail>) -> Option<Element> {
    (!details.is_empty()).then(|| {
        details.into_iter().fold(Element::part("ul", "details"), |list, Detail { icon, text }| {
            list.child(Element::part("li", "detail").with("data-icon", icon.name()).text(text))
        })
    })
}

#[inline(never)] // most cards never need it
fn failure(failure: Failure) -> (Element, Option<Element>) {
    let Failure { sentence, retry } = failure;
    let error = Element::part("p", "error").with("role", "alert").text(sentence);
    (error, retry.map(|text| button("retry", text, Action::Retry)))
}
