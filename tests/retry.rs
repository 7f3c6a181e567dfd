//! When a failed load is tried again.

#[path = "support/properties.rs"]
mod properties;

use conference_card::{Error, ErrorKind, LONGEST_WAIT_MS, TRIES, retry_wait};
use properties::many_cases;
use proptest::prelude::*;

const PASSING: [ErrorKind; 4] = [ErrorKind::Network, ErrorKind::Timeout, ErrorKind::RateLimited, ErrorKind::Server];

fn wait(failures: u32, kind: ErrorKind, retry_after_ms: Option<u32>, chance: f64) -> Option<u32> {
    retry_wait(failures, &Error::new(kind, "x"), retry_after_ms, chance)
}

#[test]
fn what_may_pass_is_tried_three_times_in_all() {
    assert_eq!(TRIES, 3);
    for kind in PASSING {
        let waits = [1, 2, 3, 4, u32::MAX].map(|failures| wait(failures, kind, None, 1.0));
        assert_eq!(waits, [Some(1_000), Some(2_000), None, None, None], "{kind:?}");
    }
    assert_eq!(wait(0, ErrorKind::Network, None, 1.0), None, "nothing has failed");
}

#[test]
fn what_stays_as_it_is_is_not_tried_again() {
    for kind in ErrorKind::ALL.into_iter().filter(|kind| !PASSING.contains(kind)) {
        assert_eq!(wait(1, kind, Some(1_000), 1.0), None, "{kind:?}");
    }
}

#[test]
fn the_wait_is_by_chance_anything_up_to_its_bound() {
    for (chance, waits) in [(0.0, (0, 0)), (0.25, (250, 500)), (0.999, (999, 1_998)), (1.0, (1_000, 2_000))] {
        let actual = (wait(1, ErrorKind::Server, None, chance), wait(2, ErrorKind::Server, None, chance));
        assert_eq!(actual, (Some(waits.0), Some(waits.1)), "{chance}");
    }
}

#[test]
fn a_server_is_given_the_time_that_it_asks_for_but_no_more_than_five_minutes() {
    assert_eq!(LONGEST_WAIT_MS, 300_000);
    for (asked, waited) in [(0, 0), (1_000, 1_000), (300_000, 300_000), (300_001, 300_000), (u32::MAX, 300_000)] {
        assert_eq!(wait(1, ErrorKind::RateLimited, Some(asked), 0.0), Some(waited), "{asked}");
        assert_eq!(wait(2, ErrorKind::RateLimited, Some(asked), 1.0), Some(waited + 2_000), "{asked}");
    }
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn no_wait_is_longer_than_it_may_be(failures: u32, asked: Option<u32>, chance: f64) {
        if let Some(waited) = wait(failures, ErrorKind::Server, asked, chance) {
            prop_assert!(waited <= LONGEST_WAIT_MS + 2_000);
            prop_assert!(waited >= asked.unwrap_or_default().min(LONGEST_WAIT_MS));
        }
    }
}
