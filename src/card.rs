//! All that a card shows, decided: from phase, options and time to plain data that the view puts on the page as it is. It doesn't
//! know how dates are written; a [`Format`] is given.

use crate::calendar::CalendarEntry;
use crate::details::{Detail, details};
use crate::door::{Door, Format};
use crate::links::{Segment, segments};
use crate::url::{percent_encode, scheme, strip};
use crate::{Conference, Error, HeadingLevel, Instant, JoinWindow, Message, Messages, Options};
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

/// Plain text, with the links in it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The text in pieces.
    pub segments: Vec<Segment>,
    /// Whether only its beginning shows.
    pub is_clamped: bool,
    /// The words on the button that shows more of a long text, or less.
    pub toggle: Option<String>,
}

/// A preview video, or the button that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewVideo {
    /// The words on the button; what the video is, where it shows.
    pub text: String,
    /// The video to play. Its fragment changes whenever the video should be loaded anew.
    pub source: Option<String>,
    /// Whether it plays by itself.
    pub autoplay: bool,
}

/// A button, and what it discloses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarMenu {
    /// The words on the button.
    pub text: String,
    /// The ways, while they are asked for.
    pub ways: Option<[CalendarWay; 3]>,
}

/// A link that puts the date into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarWay {
    /// The words on it.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// The name of the file that it is; none where it leads to a page.
    pub file_name: Option<String>,
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
            Phase::Loaded(conference) => {
                let window = JoinWindow { from: conference.join_from, until: conference.join_until };
                let door = Door::new(window, now, messages, format);
                let card = Self {
                    description: description(conference, messages, wishes),
                    details: details(conference, messages, format),
                    calendar: calendar(conference, options, messages, wishes, door.state, now, format),
                    join: join(conference, options, messages, door.state),
                    ..card.loaded(conference, door, messages, now, format)
                };
                card.with_preview(conference, messages, wishes, now)
            }
        }
    }

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
            next_text: door.next_text,
            ..self
        }
    }
}

/// The time in milliseconds after which a time of the day alone may be taken for another day's.
const HALF_A_DAY: i64 = 12 * 60 * 60 * 1_000;

/// How often the API makes a preview anew, in milliseconds.
const PREVIEW_PERIOD: i64 = 30_000;

impl Card {
    fn with_preview(self, conference: &Conference, messages: &Messages, wishes: Wishes, now: Instant) -> Self {
        let session = conference.active_session.as_ref().filter(|_| self.live && conference.enable_room_previews);
        let url = session.and_then(|session| session.preview_url.as_deref()).map(strip).unwrap_or_default();
        if url.is_empty() || scheme(&url).is_some_and(|scheme| !scheme.is_web()) {
            return self;
        }
        if !wishes.preview {
            let text = messages.text(Message::Preview);
            return Self { preview: Some(PreviewVideo { text, source: None, autoplay: false }), ..self };
        }
        let period = now.as_millis().div_euclid(PREVIEW_PERIOD);
        let text = messages.text(Message::PreviewLabel);
        if wishes.reduced_motion {
            return Self { preview: Some(PreviewVideo { text, source: Some(url), autoplay: false }), ..self };
        }
        let source = Some([&url, "#", &period.to_string()].concat());
        let next = Instant::from_millis(period.saturating_add(1).saturating_mul(PREVIEW_PERIOD));
        Self {
            preview: Some(PreviewVideo { text, source, autoplay: true }),
            next_text: Some(self.next_text.map_or(next, |text| text.min(next))),
            ..self
        }
    }
}

fn calendar(
    conference: &Conference,
    options: &Options,
    messages: &Messages,
    wishes: Wishes,
    state: State,
    now: Instant,
    format: &impl Format,
) -> Option<CalendarMenu> {
    let from = conference.join_from.filter(|_| state != State::Closed)?;
    let ways = || {
        let href = options.join_href.as_ref().map(|href| format.absolute(&href.fill(&conference.id, &conference.name)));
        let note = messages.text(Message::CalendarNote);
        let description = match words(conference) {
            Some(description) => [&note, "\n\n", description].concat(),
            None => note,
        };
        let entry = CalendarEntry {
            id: &conference.id,
            title: conference.title(),
            description: &description,
            from,
            until: conference.join_until,
            stamp: conference.updated_at.unwrap_or(now),
            url: href.as_deref(),
        };
        let page = |name: &str, href| CalendarWay { text: name.to_owned(), href, file_name: None };
        [
            CalendarWay {
                text: messages.text(Message::CalendarFile),
                href: ["data:text/calendar;charset=utf-8,", &percent_encode(&entry.to_ics())].concat(),
                file_name: Some([&conference.name, ".ics"].concat()),
            },
            page("Google Calendar", entry.google_url()),
            page("Outlook", entry.outlook_url()),
        ]
    };
    Some(CalendarMenu { text: messages.text(Message::AddToCalendar), ways: wishes.calendar.then(ways) })
}

/// The description, where there is something in it.
fn words(conference: &Conference) -> Option<&str> {
    conference.description.as_deref().map(str::trim_end).filter(|text| !text.is_empty())
}

/// About as many letters as fit in a line, and the lines that a description shows at first.
const LETTERS_IN_A_LINE: usize = 56;
const LINES: usize = 6;

fn description(conference: &Conference, messages: &Messages, wishes: Wishes) -> Option<Description> {
    let text = words(conference)?;
    let lines: usize = text.lines().map(|line| line.chars().count() / LETTERS_IN_A_LINE + 1).sum();
    let is_long = lines > LINES;
    let is_clamped = is_long && !wishes.full_description;
    let toggle = if is_clamped { Message::ShowMore } else { Message::ShowLess };
    Some(Description { segments: segments(text), is_clamped, toggle: is_long.then(|| messages.text(toggle)) })
}

fn join(conference: &Conference, options: &Options, messages: &Messages, state: State) -> Option<Join> {
    let href = options.join_href.as_ref().map(|href| href.fill(&conference.id, &conference.name));
    (href.is_some() || options.join_button).then(|| Join {
        text: messages.text(Message::Join),
        href,
        enabled: state == State::Open,
    })
}
