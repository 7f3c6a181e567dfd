//! What the tests of a card share: a card at a time, and a format that writes the same on every machine.

#![allow(dead_code, clippy::unwrap_used, reason = "no test needs all of it, and a test may fail loudly, in its helpers too")]

use conference_card::{Card, Format, Instant, Messages, Options, Phase, Unit, Wishes, view};
use serde_json::{Value, json};
use std::sync::Arc;
use url::Url;

/// A window of an hour and a half.
pub const FROM: &str = "2026-01-05T09:00:00Z";
pub const UNTIL: &str = "2026-01-05T10:30:00Z";

/// Times before, in and after it.
pub const BEFORE: &str = "2026-01-05T08:15:00Z";
pub const WITHIN: &str = "2026-01-05T09:15:00Z";
pub const AFTER: &str = "2026-01-05T11:00:00Z";

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// All that a card is decided by.
#[derive(Clone, Debug)]
pub struct Scene {
    pub phase: Phase,
    pub options: Options,
    pub messages: Messages,
    pub wishes: Wishes,
    pub now: Instant,
}

impl Scene {
    /// A phase, and defaults.
    pub fn of(phase: Phase) -> Self {
        let (options, messages, wishes) = (Options::default(), Messages::default(), Wishes::default());
        Self { phase, options, messages, wishes, now: at(WITHIN) }
    }

    /// A conference with these fields.
    pub fn with(fields: Value) -> Self {
        let body = merged(json!({"id": "1", "name": "n"}), fields);
        Self::of(Phase::Loaded(Arc::new(serde_json::from_value(body).unwrap())))
    }

    /// A conference with the window and these fields.
    pub fn in_window(fields: Value) -> Self {
        Self::with(merged(json!({"join_from": FROM, "join_until": UNTIL}), fields))
    }

    /// The same, where it could not be loaded again.
    pub fn outdated(self) -> Self {
        let phase = match self.phase {
            Phase::Loaded(conference) => Phase::Outdated(conference),
            other => other,
        };
        Self { phase, ..self }
    }

    /// The same at another time.
    pub fn at(self, now: &str) -> Self {
        Self { now: at(now), ..self }
    }

    pub fn card(&self) -> Card {
        Card::new(&self.phase, &self.options, &self.messages, self.wishes, self.now, &Plain)
    }

    pub fn html(&self) -> String {
        view(self.card()).to_html()
    }
}

/// The fields of both objects; of a field in both, the second one's.
pub fn merged(mut first: Value, second: Value) -> Value {
    if let (Some(fields), Value::Object(second)) = (first.as_object_mut(), second) {
        fields.extend(second);
    }
    first
}

/// Writes in English and in UTC, to the minute.
pub struct Plain;

impl Format for Plain {
    fn date_time(&self, at: Instant) -> String {
        at.to_rfc3339().get(..16).unwrap_or_default().replace('T', " ")
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        format!("{} – {}", self.date_time(from), self.date_time(until))
    }

    fn time(&self, at: Instant) -> String {
        at.to_rfc3339().get(11..16).unwrap_or_default().to_owned()
    }

    fn relative(&self, count: i64, unit: Unit) -> String {
        format!("in {count} {}{}", unit.name(), if count == 1 { "" } else { "s" })
    }

    fn number(&self, number: u32) -> String {
        number.to_string()
    }

    fn absolute(&self, url: &str) -> String {
        page().join(url).map_or_else(|_| url.to_owned(), Into::into)
    }
}

/// The page that the card stands on.
pub fn page() -> Url {
    Url::parse("https://page.example/events/").unwrap()
}
