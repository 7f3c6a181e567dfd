//! How wrong the visitor's clock is.

#[path = "support/properties.rs"]
mod properties;

use conference_card::{Instant, ServerTime, clock_correction, may_keep_s};
use properties::many_cases;
use proptest::prelude::*;

const DATE: i64 = 1_767_625_200_000;

/// The correction where the request was sent and the answer came so many milliseconds after `Date`, by the visitor's clock.
#[track_caller]
fn check(age_s: u32, kept_s: u32, sent: i64, received: i64, expected: i64) {
    let answer = ServerTime { date: Instant::from_millis(DATE), age_s, kept_s };
    let at = |offset| Instant::from_millis(DATE + offset);
    assert_eq!(clock_correction(answer, at(sent), at(received)), expected);
}

#[test]
fn a_clock_that_may_be_right_is_left_alone() {
    check(0, 0, 0, 0, 0);
    check(0, 0, 999, 1_100, 0);
    check(0, 0, -300, 40, 0);
    check(0, 0, -5_000, 5_000, 0);
}

#[test]
fn a_clock_that_must_be_wrong_is_moved_as_little_as_makes_it_possible() {
    check(0, 0, -120_000, -119_900, 119_900);
    check(0, 0, 120_000, 120_100, -119_000);
    check(0, 0, -2_000, -1, 1);
    check(0, 0, 1_001, 1_001, -1);
}

#[test]
fn an_answer_from_a_cache_on_the_way_is_as_old_as_it_says() {
    check(60, 0, 60_500, 60_600, 0);
    check(60, 0, 0, 100, 59_900);
    check(60, 0, 180_000, 180_100, -118_000);
}

#[test]
fn an_answer_that_the_browser_may_have_kept_shows_no_clock_to_be_fast_by_less_than_that() {
    check(0, 60, 60_999, 61_000, 0);
    check(0, 60, 61_001, 61_002, -1);
    check(0, 60, -10_000, -9_000, 9_000);
}

#[test]
fn a_clock_that_was_set_back_meanwhile_tells_nothing() {
    check(0, 0, 100_000, -100_000, 0);
}

#[test]
fn a_browser_may_have_kept_what_its_cache_control_lets_it_keep() {
    for (cache_control, is_dated, is_revisited, expected) in [
        ("max-age=60", false, false, 60),
        ("Public, Max-Age=\"60\"", true, false, 60),
        ("stale-while-revalidate=30,max-age=60", false, false, 90),
        ("s-maxage=60", false, false, 0),
        ("max-age=99999999999", false, false, u32::MAX),
        ("max-age=4294967295, stale-while-revalidate=1", false, false, u32::MAX),
        ("max-age=soon", false, false, u32::MAX),
        ("no-cache, max-age=60", true, false, 0),
        ("no-store, max-age=60", true, true, 0),
        ("no-cache", false, true, u32::MAX),
        ("max-age=60", false, true, u32::MAX),
        ("private", true, false, u32::MAX),
        ("", true, false, u32::MAX),
        ("", false, true, u32::MAX),
        ("", false, false, 0),
    ] {
        assert_eq!(may_keep_s(cache_control, is_dated, is_revisited), expected, "{cache_control} {is_dated} {is_revisited}");
    }
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn a_wrong_clock_is_right_to_the_span_of_the_answer(
        wrong in -1_000_000_000_000_i64..1_000_000_000_000,
        server_millis in 0..1_000_i64,
        there in 0..10_000_i64,
        back in 0..10_000_i64,
    ) {
        // The server makes its answer at `DATE + server_millis`, and can only say `DATE`.
        let made = DATE + server_millis;
        let (sent, received) = (Instant::from_millis(made - there + wrong), Instant::from_millis(made + back + wrong));
        let answer = ServerTime { date: Instant::from_millis(DATE), age_s: 0, kept_s: 0 };
        let left = wrong + clock_correction(answer, sent, received);
        prop_assert!(left.abs() <= there + back + 1_000, "{left} ms are left of {wrong}");
        prop_assert!(left.abs() <= wrong.abs(), "a correction makes no clock worse");
    }

    #[test]
    fn nothing_overflows(date: i64, age_s: u32, kept_s: u32, sent: i64, received: i64) {
        let answer = ServerTime { date: Instant::from_millis(date), age_s, kept_s };
        let _ = clock_correction(answer, Instant::from_millis(sent), Instant::from_millis(received));
    }
}
