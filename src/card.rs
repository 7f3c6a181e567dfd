//! All that a card shows, decided: from phase, options and time to plain data that the view puts on the page as it is. It doesn't
//! know how dates are written; a [`Format`] is given.

use crate::{Conference, Error, HeadingLevel, Instant, JoinWindow, Message, Messages, Options, WindowState};
use std::sync::Arc;

/// How far a card has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// A request is under way.
    Loading,
    /// A conference is there.
    Loaded(Arc<Conference>),
    /// There is none to show.
    Failed(Error),
}

/// The state of a card, as scripts see it in `state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// A request is under way and nothing is there yet.
    Loading,
    /// One can't join yet.
    Upcoming,
    /// One can join.
    Open,
    /// One can't join any more.
    Closed,
    /// There is nothing to show but an error.
    Error,
}

impl State {
    /// Every state, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Loading, Self::Upcoming, Self::Open, Self::Closed, Self::Error];

    /// The state's public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Upcoming => "upcoming",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Error => "error",
        }
    }
}

/// Writes times in the visitor's language and zone.
pub trait Format {
    /// A point in time.
    fn date_time(&self, at: Instant) -> String;
    /// A span of time, whose common parts are written once.
    fn range(&self, from: Instant, until: Instant) -> String;
}

/// What a card shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The state.
    pub state: State,
    /// Whether a session is running.
    pub live: bool,
    /// The title; none while loading and after an error.
    pub title: Option<String>,
    /// The level of the title's heading.
    pub heading_level: HeadingLevel,
    /// The state in words.
    pub status: String,
    /// The mark of a running session.
    pub live_mark: Option<String>,
    /// The join window in one line.
    pub window: Option<String>,
    /// What else there is to know of the window.
    pub note: Option<String>,
    /// Plain text with line breaks.
    pub description: Option<String>,
    /// The way in, where the page has one.
    pub join: Option<Join>,
    /// What went wrong.
    pub failure: Option<Failure>,
    /// When the card will show something else by itself.
    pub next_change: Option<Instant>,
}

/// The way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The words on it.
    pub text: String,
    /// Where it leads; a button for the page to handle where there is none.
    pub href: Option<String>,
    /// Whether one may join now.
    pub enabled: bool,
}

/// An error, for a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// One plain sentence.
    pub sentence: String,
    /// The words on the button that tries again, where that can help.
    pub retry: Option<String>,
}

impl Card {
    /// Decides what to show at an instant.
    pub fn new(phase: &Phase, options: &Options, messages: &Messages, now: Instant, format: &impl Format) -> Self {
        let card = Self {
            state: State::Loading,
            live: false,
            title: None,
            heading_level: options.heading_level,
            status: messages.text(Message::Loading),
            live_mark: None,
            window: None,
            note: None,
            description: None,
            join: None,
            failure: None,
            next_change: None,
        };
        match phase {
            Phase::Loading => card,
            Phase::Failed(error) => card.failed(error, messages),
            Phase::Loaded(conference) => card.loaded(conference, options, messages, now, format),
        }
    }

    fn failed(self, error: &Error, messages: &Messages) -> Self {
        let failure = Failure {
            sentence: messages.text(Message::of_error(error.kind)),
            retry: error.kind.is_transient().then(|| messages.text(Message::Retry)),
        };
        Self { state: State::Error, status: messages.text(Message::Failed), failure: Some(failure), ..self }
    }

    fn loaded(
        self,
        conference: &Conference,
        options: &Options,
        messages: &Messages,
        now: Instant,
        format: &impl Format,
    ) -> Self {
        let window = JoinWindow { from: conference.join_from, until: conference.join_until };
        let (state, status) = match window.state_at(now) {
            WindowState::Upcoming => (State::Upcoming, Message::Upcoming),
            WindowState::Open => (State::Open, Message::Open),
            WindowState::Closed => (State::Closed, Message::Closed),
        };
        let live = conference.is_live();
        let is_blank = |text: &&String| text.trim().is_empty();
        Self {
            state,
            live,
            title: Some(conference.title().to_owned()),
            status: messages.text(status),
            live_mark: live.then(|| messages.text(Message::Live)),
            window: Some(window_line(window, messages, format)),
            note: (live && state == State::Closed).then(|| messages.text(Message::ClosedLive)),
            description: conference.description.as_ref().filter(|text| !is_blank(text)).cloned(),
            join: join(conference, options, messages, state),
            next_change: window.next_change(now),
            ..self
        }
    }
}

fn window_line(window: JoinWindow, messages: &Messages, format: &impl Format) -> String {
    match (window.from, window.until) {
        _ if window.never_opens() => messages.text(Message::WindowNever),
        (Some(from), Some(until)) => format.range(from, until),
        (Some(from), None) => messages.fill(Message::WindowFrom, "{from}", &format.date_time(from)),
        (None, Some(until)) => messages.fill(Message::WindowUntil, "{until}", &format.date_time(until)),
        (None, None) => messages.text(Message::WindowAlways),
    }
}

fn join(conference: &Conference, options: &Options, messages: &Messages, state: State) -> Option<Join> {
    let href = options.join_href.as_ref().map(|href| href.fill(&conference.id, &conference.name));
    (href.is_some() || options.join_button).then(|| Join {
        text: messages.text(Message::Join),
        href,
        enabled: state == State::Open,
    })
}
