//! The door of a conference with the clock stopped: the state, how long until it is another one, and when the words change.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;
mod support;

use conference_card::{Card, Conference, Instant, Phase, State};
use properties::many_cases;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use support::{FROM, Scene, UNTIL, at};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// So many milliseconds before an edge.
fn before(edge: &str, millis: i64) -> Instant {
    Instant::from_millis(at(edge).as_millis() - millis)
}

#[track_caller]
fn shows(scene: &Scene, state: State, countdown: Option<&str>) {
    let card = scene.card();
    assert_eq!((card.state, card.countdown.as_deref()), (state, countdown), "{}", scene.now.to_rfc3339());
}

#[test]
fn before_the_window_it_counts_down_in_the_largest_unit_that_says_enough() {
    for (left, text) in [
        (400 * DAY, "Opens in 400 days"),
        (3 * DAY, "Opens in 3 days"),
        (3 * DAY - 1, "Opens in 2 days"),
        (2 * DAY, "Opens in 2 days"),
        (2 * DAY - 1, "Opens in 47 hours"),
        (DAY, "Opens in 24 hours"),
        (2 * HOUR, "Opens in 2 hours"),
        (2 * HOUR - 1, "Opens in 1 hour"),
        (HOUR, "Opens in 1 hour"),
        (HOUR - 1, "Opens in 59 minutes"),
        (2 * MINUTE, "Opens in 2 minutes"),
        (2 * MINUTE - 1, "Opens in 1 minute"),
        (MINUTE, "Opens in 1 minute"),
        (MINUTE - 1, "Opens in 59 seconds"),
        (2 * SECOND, "Opens in 2 seconds"),
        (2 * SECOND - 1, "Opens in 1 second"),
        (SECOND, "Opens in 1 second"),
        (SECOND - 1, "Opens in 1 second"),
        (1, "Opens in 1 second"),
    ] {
        for fields in [json!({"join_from": FROM}), json!({"join_from": FROM, "join_until": UNTIL})] {
            shows(&Scene { now: before(FROM, left), ..Scene::with(fields) }, State::Upcoming, Some(text));
        }
    }
}

#[test]
fn an_open_door_counts_down_from_its_last_hour_on() {
    for (left, text) in [
        (90 * MINUTE, None),
        (HOUR + 1, None),
        (HOUR, Some("Closes in 1 hour")),
        (HOUR - 1, Some("Closes in 59 minutes")),
        (MINUTE, Some("Closes in 1 minute")),
        (MINUTE - 1, Some("Closes in 59 seconds")),
        (1, Some("Closes in 1 second")),
    ] {
        for fields in [json!({"join_until": UNTIL}), json!({"join_from": FROM, "join_until": UNTIL})] {
            shows(&Scene { now: before(UNTIL, left), ..Scene::with(fields) }, State::Open, text);
        }
    }
}

#[test]
fn a_door_that_stays_open_counts_nothing() {
    for fields in [json!({}), json!({"join_from": FROM})] {
        for now in [at(FROM), Instant::from_millis(i64::MAX)] {
            let scene = Scene { now, ..Scene::with(fields.clone()) };
            shows(&scene, State::Open, None);
            assert_eq!((scene.card().next_state, scene.card().next_text), (None, None));
        }
    }
}

#[test]
fn a_closed_door_says_since_when() {
    for fields in [json!({"join_until": UNTIL}), json!({"join_from": FROM, "join_until": UNTIL})] {
        for now in [at(UNTIL), before(UNTIL, -400 * DAY), Instant::from_millis(i64::MAX)] {
            let scene = Scene { now, ..Scene::with(fields.clone()) };
            shows(&scene, State::Closed, Some("Closed since 2026-01-05 10:30"));
            assert_eq!((scene.card().next_state, scene.card().next_text), (None, None));
        }
    }
}

#[test]
fn a_door_that_never_opens_is_closed_since_no_time() {
    for (from, until) in [(UNTIL, FROM), (FROM, FROM)] {
        for now in [before(FROM, DAY), at(FROM), at(UNTIL), before(UNTIL, -DAY)] {
            let scene = Scene { now, ..Scene::with(json!({"join_from": from, "join_until": until})) };
            shows(&scene, State::Closed, None);
            assert_eq!((scene.card().next_state, scene.card().next_text), (None, None));
        }
    }
}

#[test]
fn the_next_change_is_known_to_the_millisecond() {
    let next = |now| {
        let card = Scene { now, ..Scene::in_window(json!({})) }.card();
        (card.next_state, card.next_text)
    };
    for (left, next_left) in [
        (3 * DAY, 3 * DAY - 1),
        (3 * DAY - 1, 2 * DAY - 1),
        (2 * DAY - 1, 47 * HOUR - 1),
        (HOUR, HOUR - 1),
        (HOUR - 1, 59 * MINUTE - 1),
        (MINUTE, MINUTE - 1),
        (2 * SECOND, 2 * SECOND - 1),
        (2 * SECOND - 1, 0),
        (SECOND, 0),
        (1, 0),
    ] {
        assert_eq!(next(before(FROM, left)), (Some(at(FROM)), Some(before(FROM, next_left))), "{left}");
    }
    for (left, next_left) in [(90 * MINUTE, HOUR), (HOUR + 1, HOUR), (HOUR, HOUR - 1), (1, 0)] {
        assert_eq!(next(before(UNTIL, left)), (Some(at(UNTIL)), Some(before(UNTIL, next_left))), "{left}");
    }
}

fn conference(from: Option<i64>, until: Option<i64>) -> Phase {
    let body = json!({"id": "1", "name": "n"});
    let mut conference: Conference = serde_json::from_value(body).unwrap_or_else(|error| panic!("{error}"));
    conference.join_from = from.map(Instant::from_millis);
    conference.join_until = until.map(Instant::from_millis);
    Phase::Loaded(Arc::new(conference))
}

/// What changes about a door.
fn words(card: &Card) -> (State, &str, Option<&str>, Option<&str>) {
    (card.state, &card.status, card.window.as_deref(), card.countdown.as_deref())
}

/// Milliseconds around zero, where they matter: near each unit's ends, and anywhere.
fn times() -> impl Strategy<Value = i64> {
    let near = (-60_i64..=60, prop::sample::select(vec![SECOND, MINUTE, HOUR, DAY]), -2_i64..=2);
    prop_oneof![near.prop_map(|(count, unit, off)| count * unit + off), -5 * DAY..5 * DAY]
}

/// A window, and a time: mostly before or in it.
fn doors() -> impl Strategy<Value = Scene> {
    (prop::option::of(times()), prop::option::of(times()), times()).prop_map(|(from, until, now)| {
        let until = until.map(|until| from.unwrap_or_default() + until);
        Scene { now: Instant::from_millis(now), ..Scene::of(conference(from, until)) }
    })
}

/// How long a countdown says that is left: at least, and less than.
fn claim(countdown: &str) -> Option<(i64, i64)> {
    let (_, relative) = countdown.split_once(" in ")?;
    let (count, unit) = relative.split_once(' ')?;
    let count: i64 = count.parse().ok()?;
    let units = [("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND)];
    let (_, unit) = units.into_iter().find(|(name, _)| *name == unit.trim_end_matches('s'))?;
    Some((count * unit, (count + 1) * unit))
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn the_words_change_when_the_card_says_so_and_not_before(scene in doors()) {
        let card = scene.card();
        let card_at = |millis| Scene { now: Instant::from_millis(millis), ..scene.clone() }.card();
        let next = card.next_text.into_iter().chain(card.next_state).min();
        if let Some(next) = next {
            prop_assert!(next > scene.now);
            prop_assert!(card.next_state.is_none_or(|edge| next <= edge));
            let (just_before, then) = (card_at(next.as_millis() - 1), card_at(next.as_millis()));
            prop_assert_eq!(words(&just_before), words(&card));
            prop_assert_ne!(words(&then), words(&card));
        } else {
            let later = card_at(scene.now.as_millis() + 400 * DAY);
            prop_assert_eq!(words(&later), words(&card));
        }
    }

    #[test]
    fn a_state_changes_when_the_card_says_so_and_not_before(scene in doors()) {
        let card = scene.card();
        let state_at = |millis| Scene { now: Instant::from_millis(millis), ..scene.clone() }.card().state;
        if let Some(next) = card.next_state {
            prop_assert!(next > scene.now);
            prop_assert_eq!(state_at(next.as_millis() - 1), card.state);
            prop_assert_ne!(state_at(next.as_millis()), card.state);
        } else {
            prop_assert_eq!(state_at(scene.now.as_millis() + 400 * DAY), card.state);
        }
    }

    /// Who comes too early waits; who comes too late is shut out. The last second is the exception: nobody counts "0 seconds".
    #[test]
    fn nobody_is_told_of_more_time_than_is_left(scene in doors()) {
        let card = scene.card();
        if let (Some(edge), Some(countdown)) = (card.next_state, card.countdown.as_deref()) {
            let left = edge.as_millis() - scene.now.as_millis();
            let (least, most) = claim(countdown).unwrap_or_else(|| panic!("{countdown}"));
            prop_assert!(least <= left.max(SECOND), "{}: {}", left, countdown);
            prop_assert!(left < most, "{}: {}", left, countdown);
        }
    }

    #[test]
    fn a_countdown_shows_exactly_where_an_edge_is_worth_one(scene in doors()) {
        let card = scene.card();
        let left = card.next_state.map(|edge| edge.as_millis() - scene.now.as_millis());
        let is_expected = match (card.state, left) {
            (State::Upcoming, _) => true,
            (State::Open, left) => left.is_some_and(|left| left <= HOUR),
            _ => card.window.as_deref() != Some("Not open for joining"),
        };
        prop_assert_eq!(card.countdown.is_some(), is_expected);
    }

    #[test]
    fn no_time_is_too_far(from in any::<Option<i64>>(), until in any::<Option<i64>>(), now in any::<i64>()) {
        let card = Scene { now: Instant::from_millis(now), ..Scene::of(conference(from, until)) }.card();
        prop_assert!(card.next_text.is_none_or(|next| next.as_millis() > now));
        prop_assert!(card.next_state.is_none_or(|next| next.as_millis() > now));
    }
}
