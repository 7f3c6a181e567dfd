//! All that a card shows, decided: from phase, options and time to plain data that the view puts on the page as it is. It doesn't
//! know how dates are written; a [`Format`] is given.

use crate::calendar_menu::{CalendarMenu, calendar_menu};
use crate::description::{Description, description};
use crate::details::{Detail, details};
use crate::door::{Door, Format};
use crate::preview::{PreviewVideo, preview};
use crate::{Conference, Error, HeadingLevel, Instant, JoinWindow, Message, Messages, Options};
use std::sync::Arc;

/// How far a card has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// A request is under way.
    Loading,
    /// A conference is there.
    Loaded(Arc<Conference>),
    /// A conference is there, but loading it again has failed.
    Outdated(Arc<Conference>),
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

/// What a visitor has asked of a card, by a click or by the system's settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct Wishes {
    /// To see all of a long description.
    pub full_description: bool,
    /// To see the ways to keep the date.
    pub calendar: bool,
    /// To see the preview video.
    pub preview: bool,
    /// That nothing moves by itself.
    pub reduced_motion: bool,
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
    /// How long until the door opens or closes, or since when it is closed.
    pub countdown: Option<String>,
    /// What else there is to know of the window.
    pub note: Option<String>,
    /// That all of this may not be so any more.
    pub outdated: Option<String>,
    /// What the conference is about.
    pub description: Option<Description>,
    /// What awaits people, one icon and text each.
    pub details: Vec<Detail>,
    /// The direction in which the card's words are written: `ltr` or `rtl`.
    pub direction: String,
    /// The preview video of the running session.
    pub preview: Option<PreviewVideo>,
    /// The ways to keep the date.
    pub calendar: Option<CalendarMenu>,
    /// The way in, where the page has one.
    pub join: Option<Join>,
    /// What went wrong.
    pub failure: Option<Failure>,
    /// When the state will be another one by itself.
    pub next_state: Option<Instant>,
    /// When one of the texts will be, if nothing changes before.
    pub next_text: Option<Instant>,
}

/// The way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The words on it.
    pub text: String,
    /// Where it leads; a button for the page to handle where there is none.
    pub href: Option<String>,
    /// The browsing context it leads to, where that isn't the card's own.
    pub target: Option<String>,
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
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    pub fn new(
        phase: &Phase,
        options: &Options,
        messages: &Messages,
        wishes: Wishes,
        now: Instant,
        format: &impl Format,
    ) -> Self {
        let card = Self {
            state: State::Loading,
            live: false,
            title: None,
            heading_level: options.heading_level,
            status: messages.text(Message::Loading),
            live_mark: None,
            window: None,
            countdown: None,
            note: None,
            outdated: None,
            description: None,
            details: Vec::new(),
            direction: messages.text(Message::Direction),
            preview: None,
            calendar: None,
            join: None,
            failure: None,
            next_state: None,
            next_text: None,
        };
        match phase {
            Phase::Loading => card,
            Phase::Failed(error) => card.failed(error, messages),
            Phase::Loaded(conference) | Phase::Outdated(conference) => {
                let is_outdated = matches!(phase, Phase::Outdated(_));
                let window = JoinWindow { from: conference.join_from, until: conference.join_until };
                let door = Door::new(window, now, messages, format);
                let (preview, next_preview) = preview(conference, messages, wishes, now).unzip();
                Self {
                    outdated: is_outdated.then(|| messages.text(Message::Outdated)),
                    description: description(conference, messages, wishes),
                    details: details(conference, messages, format),
                    calendar: calendar_menu(conference, options, messages, wishes, door.state, now, format),
                    join: join(conference, options, messages, door.state),
                    preview,
                    next_text: door.next_text.into_iter().chain(next_preview.flatten()).min(),
                    ..card.loaded(conference, door, messages, now, format)
                }
            }
        }
    }

    #[inline(never)] // most cards never need it
    fn failed(self, error: &Error, messages: &Messages) -> Self {
        let failure = Failure {
            sentence: messages.text(Message::of_error(error.kind)),
            retry: error.kind.is_transient().then(|| messages.text(Message::Retry)),
        };
        Self { state: State::Error, status: messages.text(Message::Failed), failure: Some(failure), ..self }
    }

    fn loaded(self, conference: &Conference, door: Door, messages: &Messages, now: Instant, format: &impl Format) -> Self {
        let live = conference.is_live();
        let since = conference.active_session.as_ref().and_then(|session| session.start_time);
        let live_mark = || match since {
            Some(since) if now.as_millis().saturating_sub(since.as_millis()) < HALF_A_DAY => {
                messages.fill(Message::LiveSince, "{time}", &format.time(since))
            }
            Some(since) => messages.fill(Message::LiveSince, "{time}", &format.date_time(since)),
            None => messages.text(Message::Live),
        };
        Self {
            state: door.state,
            live,
            title: Some(conference.title().to_owned()),
            status: door.status,
            live_mark: live.then(live_mark),
            window: Some(door.window),
            countdown: door.countdown,
            note: (live && door.state == State::Closed).then(|| messages.text(Message::ClosedLive)),
            next_state: door.next_state,
            ..self
        }
    }
}

/// The time in milliseconds after which a time of the day alone may be taken for another day's.
const HALF_A_DAY: i64 = 12 * 60 * 60 * 1_000;

fn join(conference: &Conference, options: &Options, messages: &Messages, state: State) -> Option<Join> {
    let href = options.join_href.as_ref().map(|href| href.fill(&conference.id, &conference.name));
    (href.is_some() || options.join_button).then(|| Join {
        text: messages.text(Message::Join),
        href,
        target: options.join_target.clone(),
        enabled: state == State::Open,
    })
}
