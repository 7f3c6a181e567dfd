//! The last few events of a card, in words, under the names that scripts know them by.

use conference_card::{Conference, Error, State};
use std::collections::VecDeque;
use std::sync::Arc;

/// What happened to a card.
#[derive(Clone, Debug)]
pub enum Event {
    /// A conference was loaded.
    Load(Arc<Conference>),
    /// The state, or whether a session is running, is another one.
    StateChange(State, bool),
    /// There is an error.
    Error(Error),
    /// Join was chosen, with the address it leads to.
    Join(Arc<Conference>, Option<String>),
}

/// One event, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counts all events there were.
    pub number: u32,
    pub name: &'static str,
    pub detail: String,
}

/// The events, the latest first.
#[derive(Clone, Debug, Default)]
pub struct EventLog {
    entries: VecDeque<Entry>,
    previous: Option<State>,
    count: u32,
}

/// How many events are kept.
const CAPACITY: usize = 8;

impl EventLog {
    pub fn push(&mut self, event: &Event) {
        self.count += 1;
        let (name, detail) = self.tell(event);
        self.entries.truncate(CAPACITY - 1);
        self.entries.push_front(Entry { number: self.count, name, detail });
    }

    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    fn tell(&mut self, event: &Event) -> (&'static str, String) {
        match event {
            Event::Load(conference) => ("conference-load", told(conference)),
            Event::StateChange(state, live) => {
                let previous = self.previous.replace(*state).map_or("null", State::name);
                ("conference-statechange", format!("state: {}, previous: {previous}, live: {live}", state.name()))
            }
            Event::Error(Error { kind, status, message }) => {
                let status = status.map_or_else(|| "null".to_owned(), |status| status.to_string());
                ("conference-error", format!("kind: {}, status: {status}, message: {message}", kind.name()))
            }
            Event::Join(conference, href) => {
                ("conference-join", format!("{}, href: {}", told(conference), href.as_deref().unwrap_or("null")))
            }
        }
    }
}

fn told(conference: &Conference) -> String {
    format!("conference: {} ({})", conference.title(), conference.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use conference_card::ErrorKind;

    fn all(events: &[Event]) -> Vec<Entry> {
        let mut log = EventLog::default();
        for event in events {
            log.push(event);
        }
        log.entries().cloned().collect()
    }

    #[track_caller]
    fn assert_told(event: Event, name: &str, detail: &str) {
        let entries = all(&[event]);
        assert_eq!((entries[0].name, entries[0].detail.as_str()), (name, detail));
    }

    fn conference() -> Arc<Conference> {
        Arc::new(serde_json::from_str(r#"{"id": "a-1", "name": "all-hands"}"#).unwrap())
    }

    #[test]
    fn each_event_has_its_public_name_and_its_detail() {
        assert_told(Event::Load(conference()), "conference-load", "conference: all-hands (a-1)");
        assert_told(Event::StateChange(State::Open, true), "conference-statechange", "state: open, previous: null, live: true");
        assert_told(
            Event::Error(Error::new(ErrorKind::Network, "no answer")),
            "conference-error",
            "kind: network, status: null, message: no answer",
        );
        assert_told(
            Event::Join(conference(), Some("/rooms/a-1".to_owned())),
            "conference-join",
            "conference: all-hands (a-1), href: /rooms/a-1",
        );
    }

    #[test]
    fn a_state_is_told_with_the_one_before() {
        let entries = all(&[Event::StateChange(State::Loading, false), Event::StateChange(State::Closed, false)]);
        assert_eq!(entries[0].detail, "state: closed, previous: loading, live: false");
    }

    #[test]
    fn the_latest_event_comes_first_and_the_oldest_goes() {
        let events: Vec<_> = (0..20).map(|_| Event::Load(conference())).collect();
        let numbers: Vec<_> = all(&events).iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [20, 19, 18, 17, 16, 15, 14, 13]);
    }
}
