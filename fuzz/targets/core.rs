//! Whatever the pure core reads from outside, given the same bytes: an answer's body, attributes, a date-time, addresses, texts, colours.
//!
//! It looks for more than panics: each part has something that must hold whatever it was given.

#![no_main]

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use conference_card::{
    ATTRIBUTES, CalendarEntry, Card, Conference, Element, Format, Instant, JoinHref, MIN_CONTRAST, Messages, Node, Options,
    Phase, Reading, Request, Rgba, Segment, Theme, Unit, Wishes, segments, view,
};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    body(bytes);
    let text = String::from_utf8_lossy(bytes);
    body(fields(&text).as_bytes());
    attributes(&text);
    instant(&text);
    join_href(&text);
    links(&text);
    color(&text);
    calendar(&text);
});

/// An answer, up to the HTML of its card. What serde_json reads as a value is a conference where that has an id and a name.
fn body(bytes: &[u8]) {
    let reading = serde_json::from_slice::<Reading>(bytes);
    if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
        let is_conference = value["id"].is_string() && value["name"].is_string();
        assert_eq!(reading.is_ok(), is_conference);
        assert_eq!(serde_json::from_value::<Reading>(value).ok(), reading.as_ref().ok().cloned());
    }
    let Ok(Reading { conference, mut warnings }) = reading else { return };
    let said = warnings.len();
    warnings.sort();
    warnings.dedup();
    assert_eq!(warnings.len(), said, "nothing is said twice");
    theme(&conference);
    let edges = [conference.join_from, conference.join_until].into_iter().flatten().map(Instant::as_millis);
    let times: Vec<_> = edges.flat_map(|edge| [edge - 1, edge]).chain([0, 1_767_604_500_000]).collect();
    // One card of all that there are, or an input would take several times as long: its length tells which.
    let (asked, turn) = (bytes.len() % 2 == 0, bytes.len() / 2);
    let wishes = Wishes { full_description: asked, calendar: asked, preview: asked, reduced_motion: false };
    card(&Arc::new(conference), wishes, Instant::from_millis(times[turn % times.len()]));
}

/// A conference of lines, each of a field's number and what it holds: a mutation of JSON is seldom JSON, one of these lines always is.
fn fields(text: &str) -> String {
    let mut conference = json!({"id": "1", "name": "n"});
    for line in text.lines() {
        let mut characters = line.chars();
        let number = characters.next().map_or(0, u32::from) as usize;
        let value = serde_json::from_str(characters.as_str()).unwrap_or_else(|_| Value::from(characters.as_str()));
        let name = FIELDS[number % FIELDS.len()];
        match name.strip_prefix("active_session.") {
            Some(name) if conference["active_session"].is_object() => conference["active_session"][name] = value,
            Some(name) => conference["active_session"] = json!({ name: value }),
            None => conference[name] = value,
        }
    }
    conference.to_string()
}

const FIELDS: [&str; 29] = [
    "id",
    "name",
    "display_name",
    "description",
    "join_from",
    "join_until",
    "quality",
    "size",
    "layout",
    "record_on_start",
    "enable_chat",
    "enable_room_previews",
    "dark_primary",
    "dark_background",
    "dark_foreground",
    "light_primary",
    "light_background",
    "light_foreground",
    "updated_at",
    "meta",
    "active_session",
    "active_session.start_time",
    "active_session.duration",
    "active_session.fps",
    "active_session.status",
    "active_session.layout",
    "active_session.preview_url",
    "active_session.name",
    "active_session.active_session",
];

fn card(conference: &Arc<Conference>, wishes: Wishes, now: Instant) {
    let options = Options { join_href: JoinHref::new("/rooms/{name}?id={id}").ok(), ..Options::default() };
    let card = Card::new(&Phase::Loaded(conference.clone()), &options, &Messages::default(), wishes, now, &Plain);
    for later in [card.next_state, card.next_text].into_iter().flatten() {
        assert!(later > now, "an alarm for a time that is over would ring for ever");
    }
    let root = view(card);
    let html = root.to_html();
    let elements = count(&root);
    for bracket in ['<', '>'] {
        assert_eq!(html.matches(bracket).count(), 2 * elements, "text became markup: {html}");
    }
    addresses(&root);
}

fn count(element: &Element) -> usize {
    let below = element.children.iter().flatten().map(|child| match child {
        Node::Element(element) => count(element),
        Node::Text(_) => 0,
    });
    1 + below.sum::<usize>()
}

fn addresses(element: &Element) {
    for (name, value) in &element.attributes {
        if ["href", "src"].contains(name) {
            let is_entry = value.starts_with("data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR");
            assert!(is_entry || leads_to(value, &["http", "https", "mailto"]), "{name}={value:?}");
        }
    }
    for child in element.children.iter().flatten() {
        if let Node::Element(element) = child {
            addresses(element);
        }
    }
}

/// Whether a page's URL has one of these schemes; true for what is no URL. The url crate reads URLs as browsers do.
fn leads_to(url: &str, schemes: &[&str]) -> bool {
    PAGE.join(url).map_or(true, |url| schemes.contains(&url.scheme()))
}

static PAGE: LazyLock<Url> = LazyLock::new(|| Url::parse("https://page.example/events/").expect("a URL"));

fn theme(conference: &Conference) {
    let theme = Theme::new(conference, Rgba::from_hex);
    for (name, value) in &theme.variables {
        assert!(Theme::variable_names().any(|known| known == *name), "{name}");
        assert!(Rgba::from_hex(value).is_some(), "{name}: {value:?}");
    }
}

/// Lines of `name=value`; those that name no attribute are headers.
fn attributes(text: &str) {
    let pairs: Vec<_> = text.lines().filter_map(|line| line.split_once('=')).collect();
    let Ok(mut options) = Options::from_attributes(pairs.iter().copied()) else { return };
    let headers = pairs.iter().filter(|(name, _)| !ATTRIBUTES.contains(name));
    options.headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let Ok(request) = Request::new(&options) else { return };
    let debug = format!("{request:?}");
    assert!(!debug.contains('?') || debug.ends_with("?…"), "{debug}");
    if let Ok(url) = PAGE.join(&request.url) {
        assert!(["http", "https"].contains(&url.scheme()), "{url}");
        assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None), "{url}");
    }
}

/// From 0000-01-01 on, before 10000-01-01: what has digits to be written in.
const WRITABLE: Range<i64> = -62_167_219_200_000..253_402_300_800_000;

fn instant(text: &str) {
    let Some(instant) = Instant::parse(text) else { return };
    let written = Instant::parse(&instant.to_rfc3339()).expect("what is written can be read");
    if WRITABLE.contains(&instant.as_millis()) {
        assert_eq!(written.as_millis(), instant.as_millis().div_euclid(1_000) * 1_000, "{text}");
    }
}

fn join_href(text: &str) {
    let (template, name) = text.split_once('\n').unwrap_or((text, text));
    if let Ok(href) = JoinHref::new(template) {
        assert!(leads_to(&href.fill(name, text), &["http", "https"]), "{template:?}");
    }
}

fn links(text: &str) {
    let segments = segments(text);
    let whole: String = segments
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.as_str(),
            Segment::Link { text, href } => {
                let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
                assert!(["http", "https", "mailto"].map(Some).contains(&scheme.as_deref()), "{href:?}");
                text.as_str()
            }
        })
        .collect();
    assert_eq!(whole, text);
}

/// Two colours, of text and what it lies on: what is set can be read.
fn color(text: &str) {
    let (foreground, background) = text.split_once(' ').unwrap_or((text, "#ffffff"));
    if let (Some(one), Some(two)) = (Rgba::from_hex(foreground), Rgba::from_hex(background)) {
        assert!((1.0..=21.000_001).contains(&one.contrast(two)), "{text}");
        assert!(one.contrast(one.text_color()) >= MIN_CONTRAST, "{text}");
        assert_eq!(Rgba::from_hex(&one.to_hex()).map(Rgba::to_hex), Some(one.to_hex()), "{text}");
    }
}

fn calendar(text: &str) {
    let (title, description) = text.split_once('\n').unwrap_or((text, text));
    let from = Instant::from_millis(1_767_603_600_000);
    let entry = CalendarEntry { id: title, title, description, from, until: None, stamp: from, url: Some(text) };
    for line in entry.to_ics().split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(|c: char| c.is_ascii_control() && c != '\t'), "{line:?}");
    }
    // The links to other calendars are among those of a card.
}

/// Writes in English and in UTC.
struct Plain;

impl Format for Plain {
    fn date_time(&self, at: Instant) -> String {
        at.to_rfc3339()
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        [from.to_rfc3339(), until.to_rfc3339()].join(" – ")
    }

    fn time(&self, at: Instant) -> String {
        at.to_rfc3339()
    }

    fn relative(&self, count: i64, unit: Unit) -> String {
        assert!(count > 0, "nobody counts {count} {}s", unit.name());
        format!("in {count} {}", unit.name())
    }

    fn number(&self, number: u32) -> String {
        number.to_string()
    }

    fn absolute(&self, url: &str) -> String {
        PAGE.join(url).map_or_else(|_| url.to_owned(), Into::into)
    }
}
