//! What a card says of its door: whether one can join, since or until when, and when that text will be another one.

use crate::{Instant, JoinWindow, Message, Messages, State, WindowState};

/// Writes things as a visitor needs them: times and numbers in their language and zone, addresses as from anywhere.
pub trait Format {
    /// A point in time.
    fn date_time(&self, at: Instant) -> String;
    /// A span of time, whose common parts are written once.
    fn range(&self, from: Instant, until: Instant) -> String;
    /// The time of a day.
    fn time(&self, at: Instant) -> String;
    /// How far away something in the future is: "in 5 minutes".
    fn relative(&self, count: i64, unit: Unit) -> String;
    /// A number.
    fn number(&self, number: u32) -> String;
    /// A URL of the page, absolute.
    fn absolute(&self, url: &str) -> String;
}

/// A unit of time that a text counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days, of 24 hours.
    Day,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
}

impl Unit {
    /// The unit's name in [`Intl`](https://tc39.es/ecma402/#sec-singularrelativetimeunit).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

/// The door of a conference at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) state: State,
    /// The state in a word or two.
    pub(crate) status: String,
    /// The join window in one line.
    pub(crate) window: String,
    /// How long until the door opens or closes, or since when it is closed.
    pub(crate) countdown: Option<String>,
    /// When the state will be another one.
    pub(crate) next_state: Option<Instant>,
    /// When one of the texts will be, if nothing changes before.
    pub(crate) next_text: Option<Instant>,
}

impl Door {
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    pub(crate) fn new(window: JoinWindow, now: Instant, messages: &Messages, format: &impl Format) -> Self {
        let (state, status) = match window.state_at(now) {
            WindowState::Upcoming => (State::Upcoming, Message::Upcoming),
            WindowState::Open => (State::Open, Message::Open),
            WindowState::Closed => (State::Closed, Message::Closed),
        };
        let mut next_text = None;
        let mut away = |message, edge: Instant| {
            let (count, unit, changes) = remaining(now, edge);
            next_text = Some(changes);
            messages.fill(message, "{relative}", &format.relative(count, unit))
        };
        let countdown = match (state, window.from, window.until) {
            _ if window.never_opens() => None,
            (State::Upcoming, Some(from), _) => Some(away(Message::Opens, from)),
            // Before its last hour, an end is no news.
            (State::Open, _, Some(until)) if millis_between(now, until) <= HOUR => Some(away(Message::Closes, until)),
            (State::Open, _, Some(until)) => {
                next_text = Some(Instant::from_millis(until.as_millis() - HOUR));
                None
            }
            (State::Closed, _, Some(until)) => Some(messages.fill(Message::ClosedSince, "{time}", &format.date_time(until))),
            _ => None,
        };
        Self {
            state,
            status: messages.text(status),
            window: line(window, messages, format),
            countdown,
            next_state: window.next_change(now),
            next_text,
        }
    }
}

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn millis_between(from: Instant, until: Instant) -> i64 {
    until.as_millis().saturating_sub(from.as_millis())
}

/// How far away an edge is, in the largest unit of which there are two, or in the smaller ones at the end; and the instant at which
/// the count is another one. Rounded down, so that nobody is told to come later than the door opens.
fn remaining(now: Instant, edge: Instant) -> (i64, Unit, Instant) {
    let millis = millis_between(now, edge);
    let (unit, size) = match millis {
        _ if millis >= 2 * DAY => (Unit::Day, DAY),
        _ if millis >= HOUR => (Unit::Hour, HOUR),
        _ if millis >= MINUTE => (Unit::Minute, MINUTE),
        _ => (Unit::Second, SECOND),
    };
    let count = (millis / size).max(1);
    // A count is right up to the very millisecond at which so much is left; the last one, up to the edge itself.
    let until = if millis < 2 * SECOND { 0 } else { count * size - 1 };
    (count, unit, Instant::from_millis(edge.as_millis() - until))
}

fn line(window: JoinWindow, messages: &Messages, format: &impl Format) -> String {
    match (window.from, window.until) {
        _ if window.never_opens() => messages.text(Message::WindowNever),
        (Some(from), Some(until)) => format.range(from, until),
        (Some(from), None) => messages.fill(Message::WindowFrom, "{from}", &format.date_time(from)),
        (None, Some(until)) => messages.fill(Message::WindowUntil, "{until}", &format.date_time(until)),
        (None, None) => messages.text(Message::WindowAlways),
    }
}
