//! A join window as an entry of a calendar: an [iCalendar](https://www.rfc-editor.org/rfc/rfc5545) file, and links that open the form
//! for a new event at Google Calendar and Outlook, filled in. It doesn't know how a file gets to the visitor.

use crate::Instant;
use crate::url::{Scheme, percent_encode, scheme, strip};

/// What an entry says. A window without a beginning can't be one.
///
/// ```
/// use conference_card::{CalendarEntry, Instant};
///
/// let entry = CalendarEntry {
///     id: "c22d24f6-5a47-4597-9a23-c7d01e696b92",
///     title: "Quarterly all hands",
///     description: "",
///     from: Instant::parse("2026-01-05T15:00:00Z").ok_or("no date-time")?,
///     until: Instant::parse("2026-01-05T16:30:00Z"),
///     stamp: Instant::parse("2026-01-01T00:00:00Z").ok_or("no date-time")?,
///     url: Some("https://example.com/rooms/all-hands"),
/// };
/// assert!(entry.to_ics().contains("DTSTART:20260105T150000Z\r\nDTEND:20260105T163000Z\r\nSUMMARY:Quarterly all hands\r\n"));
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarEntry<'a> {
    /// The conference's id. A calendar that has an entry of the same id replaces it.
    pub id: &'a str,
    /// The title, of any length.
    pub title: &'a str,
    /// Plain text with line breaks; may be empty.
    pub description: &'a str,
    /// When the entry begins; calendars count in seconds, so that milliseconds are cut off.
    pub from: Instant,
    /// When it ends. An end that isn't after the beginning is none.
    pub until: Option<Instant>,
    /// When this was written: of two entries with one id, the later one counts.
    pub stamp: Instant,
    /// Where one joins. Only an absolute web address means something outside of the page; others are left out.
    pub url: Option<&'a str>,
}

impl CalendarEntry<'_> {
    /// The entry as a file of the type `text/calendar`.
    #[must_use]
    pub fn to_ics(&self) -> String {
        let mut ics = String::from(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//conference-card//conference-card//EN\r\nBEGIN:VEVENT\r\n",
        );
        push_line(&mut ics, "UID:", &[&escape(self.id), "@conference-card"].concat());
        push_line(&mut ics, "DTSTAMP:", &basic(self.stamp));
        push_line(&mut ics, "DTSTART:", &basic(self.from));
        if let Some(end) = self.end() {
            push_line(&mut ics, "DTEND:", &basic(end));
        }
        push_line(&mut ics, "SUMMARY:", &escape(self.title));
        let url = self.url();
        let details = details(self.description, &url);
        if !details.is_empty() {
            push_line(&mut ics, "DESCRIPTION:", &escape(&details));
        }
        if !url.is_empty() {
            push_line(&mut ics, "URL:", &url);
        }
        // A window is when the doors are open, often for days. Who notes it down is still free to be asked for that time.
        ics.push_str("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        ics
    }

    /// The link to Google Calendar's form. It has no official description; the
    /// [community's](https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/google.md) is used.
    #[must_use]
    pub fn google_url(&self) -> String {
        let details = details(&shorten(self.description), &self.url());
        [
            // As transparent as the file's entry.
            "https://calendar.google.com/calendar/render?action=TEMPLATE&trp=false&dates=",
            &basic(self.from),
            "/",
            // The form wants an end; one at the beginning says least.
            &basic(self.end().unwrap_or(self.from)),
            "&text=",
            &percent_encode(self.title),
            "&details=",
            &percent_encode(&details),
        ]
        .concat()
    }

    /// The link to the form of Outlook on the web, for personal accounts. It has no official description either; the
    /// [community's](https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/outlook-web.md) is used.
    #[must_use]
    pub fn outlook_url(&self) -> String {
        let details = details(&shorten(self.description), &self.url());
        [
            "https://outlook.live.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&startdt=",
            &percent_encode(&self.from.to_rfc3339()),
            "&enddt=",
            &percent_encode(&self.end().unwrap_or(self.from).to_rfc3339()),
            "&subject=",
            &percent_encode(self.title),
            "&body=",
            &percent_encode(&html(&details)),
        ]
        .concat()
    }

    /// The end, where it is after the beginning as iCalendar asks, in the seconds that it counts.
    fn end(&self) -> Option<Instant> {
        self.until.filter(|until| until.to_rfc3339() > self.from.to_rfc3339())
    }

    /// The URL in the characters that a URI may have; empty where there is none that leads somewhere from a calendar.
    fn url(&self) -> String {
        let url = strip(self.url.unwrap_or_default());
        let is_absolute = url.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
        let mut uri = String::new();
        if is_absolute && scheme(&url).is_some_and(Scheme::is_web) {
            for c in url.chars() {
                if c.is_ascii_graphic() {
                    uri.push(c);
                } else {
                    uri.push_str(&percent_encode(c.encode_utf8(&mut [0; 4])));
                }
            }
        }
        uri
    }
}

/// The description with the URL below it: many calendars show no other URL than one in this text.
fn details(description: &str, url: &str) -> String {
    let gap = if description.is_empty() || url.is_empty() { "" } else { "\n\n" };
    [description, gap, url].concat()
}

/// The octets that a description may take in a link: servers refuse URLs that are much longer than two thousand.
const MAX_ENCODED: usize = 1_000;

/// As much of a text as fits into a link.
fn shorten(text: &str) -> String {
    let mut size = 0;
    for (at, c) in text.char_indices() {
        size += if c.is_ascii_alphanumeric() { 1 } else { 3 * c.len_utf8() };
        if size > MAX_ENCODED {
            return [text.get(..at).unwrap_or_default(), "…"].concat();
        }
    }
    text.to_owned()
}

/// A plain text as HTML, for which Outlook takes the body.
fn html(text: &str) -> String {
    let mut html = String::new();
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '\n' => html.push_str("<br>"),
            '\r' => {}
            _ => html.push(c),
        }
    }
    html
}

/// `20220101T000000Z`
fn basic(at: Instant) -> String {
    at.to_rfc3339().chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

/// A value of the type TEXT, [RFC 5545, 3.3.11](https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // CR LF is one line break, which its LF makes.
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\t' => escaped.push(c),
            // The format has no place for other control characters.
            _ if c.is_ascii_control() => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The octets that a line may have, its break not counted.
const MAX_LINE: usize = 75;

/// Adds a line, folded where it is too long: a blank at the start of a line says that it goes on the one before.
fn push_line(ics: &mut String, name: &str, value: &str) {
    ics.push_str(name);
    let mut length = name.len();
    for c in value.chars() {
        length += c.len_utf8();
        if length > MAX_LINE {
            ics.push_str("\r\n ");
            length = 1 + c.len_utf8();
        }
        ics.push(c);
    }
    ics.push_str("\r\n");
}
