//! What a card makes of an answer, in words for a review and in whole for a machine. It runs natively and in the browser, and must write
//! the same in both.

use conference_card::{Card, Format, Instant, JoinHref, Messages, Options, Phase, Reading, Rgba, Theme, Unit, Wishes, view};
use std::iter;
use std::sync::Arc;

/// What became of an answer.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// A few lines to be read by people, and kept.
    pub summary: String,
    /// All that was read and shown.
    pub whole: String,
}

/// Before, in and after the window that most of the bodies have.
const TIMES: [&str; 3] = ["2026-01-05T08:15:00Z", "2026-01-05T09:15:00Z", "2026-01-05T11:00:00Z"];

impl Outcome {
    /// What is no JSON, natively and in the browser in other words.
    pub fn no_json() -> Self {
        Self::refused("no JSON")
    }

    /// What is JSON, read or refused.
    pub fn of(reading: Result<Reading, String>) -> Self {
        match reading {
            Ok(reading) => Self::read(&reading),
            Err(error) => Self::refused(&error),
        }
    }

    fn refused(error: &str) -> Self {
        let summary = format!("  refused: {error}\n");
        Self { whole: summary.clone(), summary }
    }

    fn read(reading: &Reading) -> Self {
        let theme = Theme::new(&reading.conference, Rgba::from_hex);
        let conference = Arc::new(reading.conference.clone());
        let cards = TIMES.map(|time| card(&conference, Instant::parse(time).unwrap()));
        let states = cards.each_ref().map(|card| card.state.name()).join(", ");
        let [_, within, _] = &cards;
        let live = if within.live { ", live" } else { "" };
        let title = shortened(within.title.as_deref().unwrap_or_default());
        let mut whole = format!("{reading:?}\n{theme:?}\n");
        let mut parts = Vec::new();
        for card in cards {
            let html = view(card).to_html();
            parts.push(html.matches(" part=").count().to_string());
            whole.push_str(&html);
        }
        let first = format!("  {states}{live}; \"{title}\"; {} parts\n", parts.join(", "));
        let warnings = reading.warnings.iter().chain(&theme.warnings).flat_map(|warning| ["  - ", warning, "\n"]);
        Self { summary: iter::once(first.as_str()).chain(warnings).collect(), whole }
    }
}

/// A card on which everything is asked for.
fn card(conference: &Arc<conference_card::Conference>, now: Instant) -> Card {
    let options = Options { join_href: JoinHref::new("/rooms/{name}?id={id}").ok(), ..Options::default() };
    let wishes = Wishes { full_description: true, calendar: true, preview: true, reduced_motion: false };
    Card::new(&Phase::Loaded(conference.clone()), &options, &Messages::default(), wishes, now, &Plain)
}

const SHOWN: usize = 40;

/// The beginning of a text, in ASCII: what is to be escaped beyond it, each version of Unicode says for itself.
fn shortened(text: &str) -> String {
    let beginning: String = text.chars().take(SHOWN).flat_map(char::escape_default).collect();
    match text.chars().count() {
        count if count > SHOWN => format!("{beginning}… of {count} characters"),
        _ => beginning,
    }
}

/// Writes the same on every machine.
struct Plain;

impl Format for Plain {
    fn date_time(&self, at: Instant) -> String {
        at.to_rfc3339()
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        format!("{} to {}", from.to_rfc3339(), until.to_rfc3339())
    }

    fn time(&self, at: Instant) -> String {
        at.to_rfc3339()
    }

    fn relative(&self, count: i64, unit: Unit) -> String {
        format!("in {count} {}", unit.name())
    }

    fn number(&self, number: u32) -> String {
        number.to_string()
    }

    fn absolute(&self, url: &str) -> String {
        ["https://page.example", url].concat()
    }
}
