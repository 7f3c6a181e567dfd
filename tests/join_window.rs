//! The join window: which state an instant is in, and when the next one comes.

#[path = "support/properties.rs"]
mod properties;

use conference_card::{Instant, JoinWindow, WindowState};
use properties::many_cases;
use proptest::prelude::*;

fn window(from: Option<i64>, until: Option<i64>) -> JoinWindow {
    JoinWindow { from: from.map(Instant::from_millis), until: until.map(Instant::from_millis) }
}

#[track_caller]
fn at(window: JoinWindow, now: i64, state: WindowState, next_change: Option<i64>) {
    let now = Instant::from_millis(now);
    assert_eq!(window.state_at(now), state);
    assert_eq!(window.next_change(now), next_change.map(Instant::from_millis));
}

#[test]
fn it_opens_exactly_at_its_beginning() {
    let window = window(Some(1_000), Some(2_000));
    at(window, i64::MIN, WindowState::Upcoming, Some(1_000));
    at(window, 999, WindowState::Upcoming, Some(1_000));
    at(window, 1_000, WindowState::Open, Some(2_000));
}

#[test]
fn it_closes_exactly_at_its_end() {
    let window = window(Some(1_000), Some(2_000));
    at(window, 1_999, WindowState::Open, Some(2_000));
    at(window, 2_000, WindowState::Closed, None);
    at(window, i64::MAX, WindowState::Closed, None);
}

#[test]
fn an_edge_that_is_missing_is_no_edge() {
    at(window(None, None), i64::MIN, WindowState::Open, None);
    at(window(None, None), i64::MAX, WindowState::Open, None);
    at(window(Some(1_000), None), 999, WindowState::Upcoming, Some(1_000));
    at(window(Some(1_000), None), i64::MAX, WindowState::Open, None);
    at(window(None, Some(2_000)), i64::MIN, WindowState::Open, Some(2_000));
    at(window(None, Some(2_000)), 2_000, WindowState::Closed, None);
    assert_eq!(JoinWindow::default(), window(None, None));
}

#[test]
fn a_window_that_ends_before_it_begins_is_closed_at_all_times() {
    let crossed = window(Some(2_000), Some(1_000));
    assert!(crossed.never_opens());
    for now in [i64::MIN, 999, 1_000, 1_500, 2_000, i64::MAX] {
        at(crossed, now, WindowState::Closed, None);
    }
}

#[test]
fn a_window_that_ends_as_it_begins_is_closed_at_all_times() {
    let empty = window(Some(1_000), Some(1_000));
    assert!(empty.never_opens());
    for now in [999, 1_000, 1_001] {
        at(empty, now, WindowState::Closed, None);
    }
}

#[test]
fn a_window_of_a_millisecond_opens() {
    let shortest = window(Some(1_000), Some(1_001));
    assert!(!shortest.never_opens());
    at(shortest, 1_000, WindowState::Open, Some(1_001));
    assert!(!window(None, None).never_opens());
    assert!(!window(Some(1_000), None).never_opens());
    assert!(!window(None, Some(1_000)).never_opens());
}

/// Every window with edges in a span so small that a test can look at each instant.
fn small_windows() -> impl Iterator<Item = JoinWindow> {
    let edges = || (-4..4).map(Some).chain([None]);
    edges().flat_map(move |from| edges().map(move |until| window(from, until)))
}

fn states(window: JoinWindow, times: std::ops::Range<i64>) -> impl Iterator<Item = WindowState> {
    times.map(move |now| window.state_at(Instant::from_millis(now)))
}

#[test]
fn the_state_changes_at_the_next_change_and_not_before() {
    for window in small_windows() {
        for now in -6..6 {
            let state = window.state_at(Instant::from_millis(now));
            let next = window.next_change(Instant::from_millis(now));
            let stays_until = next.map_or(12, Instant::as_millis);
            assert!(states(window, now..stays_until).all(|later| later == state), "{window:?} at {now}");
            if let Some(next) = next {
                assert!(next.as_millis() > now, "{window:?} at {now}");
                assert_ne!(window.state_at(next), state, "{window:?} at {now}");
            }
        }
    }
}

#[test]
fn states_follow_each_other_and_never_go_back() {
    let rank = |state: WindowState| match state {
        WindowState::Upcoming => 0,
        WindowState::Open => 1,
        WindowState::Closed => 2,
    };
    for window in small_windows() {
        assert!(states(window, -6..6).map(rank).is_sorted(), "{window:?}");
    }
}

/// Any time, and often one of a few, so that times meet.
fn times() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -2..3_i64]
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn any_window_is_open_from_its_beginning_to_its_end(
        from in prop::option::of(times()),
        until in prop::option::of(times()),
        now in times(),
    ) {
        let any = window(from, until);
        let is_in = from.is_none_or(|from| from <= now) && until.is_none_or(|until| now < until);
        let state = any.state_at(Instant::from_millis(now));
        prop_assert_eq!(state == WindowState::Open, is_in);
        prop_assert_eq!(any.never_opens(), from.zip(until).is_some_and(|(from, until)| from >= until));
        if let Some(next) = any.next_change(Instant::from_millis(now)).map(Instant::as_millis) {
            prop_assert!(next > now);
            prop_assert_eq!(any.state_at(Instant::from_millis(next - 1)), state);
            prop_assert_ne!(any.state_at(Instant::from_millis(next)), state);
        } else {
            prop_assert_eq!(any.state_at(Instant::from_millis(i64::MAX)), state);
        }
    }
}
