//! The ways to keep the date of who is too early. They are made only while the menu is open, since each holds all of the entry.

use crate::calendar::CalendarEntry;
use crate::description::words;
use crate::door::Format;
use crate::url::percent_encode;
use crate::{Conference, Instant, Message, Messages, Options, State, Wishes};

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

/// The menu of a window that has a beginning and isn't over.
pub(crate) fn calendar_menu(
    conference: &Conference,
    options: &Options,
    messages: &Messages,
    wishes: Wishes,
    state: State,
    now: Instant,
    format: &impl Format,
) -> Option<CalendarMenu> {
    let from = conference.join_from.filter(|_| state != State::Closed)?;
    let ways = || ways(conference, options, messages, from, now, format);
    Some(CalendarMenu { text: messages.text(Message::AddToCalendar), ways: wishes.calendar.then(ways) })
}

#[inline(never)] // most cards never need it
fn ways(
    conference: &Conference,
    options: &Options,
    messages: &Messages,
    from: Instant,
    now: Instant,
    format: &impl Format,
) -> [CalendarWay; 3] {
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
}
