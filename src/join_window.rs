//! The time in which people may join: from `join_from` on, before `join_until`. It doesn't know what time it is.

use crate::Instant;

/// When new participants are let in, `join_from` and `join_until` of the API. An edge that is `None` is no edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JoinWindow {
    /// The first instant at which one can join.
    pub from: Option<Instant>,
    /// The first instant at which one can't any more.
    pub until: Option<Instant>,
}

/// Where an instant lies, seen from a join window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowState {
    /// Before it.
    Upcoming,
    /// In it: one can join.
    Open,
    /// After it, or the window never opens.
    Closed,
}

impl JoinWindow {
    /// The state at an instant.
    ///
    /// ```
    /// use conference_card::{Instant, JoinWindow, WindowState};
    ///
    /// let window = JoinWindow { from: Some(Instant::from_millis(1_000)), until: None };
    /// assert_eq!(window.state_at(Instant::from_millis(999)), WindowState::Upcoming);
    /// assert_eq!(window.state_at(Instant::from_millis(1_000)), WindowState::Open);
    /// ```
    #[must_use]
    pub fn state_at(&self, now: Instant) -> WindowState {
        if self.never_opens() || self.until.is_some_and(|until| now >= until) {
            WindowState::Closed
        } else if self.from.is_some_and(|from| now < from) {
            WindowState::Upcoming
        } else {
            WindowState::Open
        }
    }

    /// The next instant after `now` at which the state is another one; `None` where it stays for ever.
    #[must_use]
    pub fn next_change(&self, now: Instant) -> Option<Instant> {
        match self.state_at(now) {
            WindowState::Upcoming => self.from,
            WindowState::Open => self.until,
            WindowState::Closed => None,
        }
    }

    /// Whether the window ends before or as it begins. To call that "upcoming" would promise a door that never opens.
    #[must_use]
    pub fn never_opens(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if from >= until)
    }
}
