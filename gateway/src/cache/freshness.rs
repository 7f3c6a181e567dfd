//! For how long an answer is good, and for what.

use std::time::Duration;

use jiff::Timestamp;

/// For how long answers are kept.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    /// A conference.
    pub ttl: Duration,
    /// A conference whose running session was asked for.
    pub live_ttl: Duration,
    /// That there is no such conference.
    pub negative_ttl: Duration,
    /// An older answer, while the upstream fails.
    pub stale: Duration,
}

/// How long after its time an answer may be shown while a new one is fetched; never longer than it was fresh.
const BEHIND: Duration = Duration::from_secs(10);

/// The spans of an answer's life, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// It is as good as new.
    pub fresh: Duration,
    /// It may be shown once more while a new one is fetched.
    pub behind: Duration,
    /// It may be shown where no new one can be had; counted from the end of `fresh`.
    pub stale: Duration,
}

/// Where in its life an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Fresh,
    Aging,
    Stale,
    Gone,
}

impl Freshness {
    /// Of a conference fetched at `now`, whose door opens and closes at `edges`.
    ///
    /// Cards ask again at an edge. An answer from before it is then no longer fresh, nor shown while a new one is fetched.
    pub fn of_conference(lifetimes: Lifetimes, live: bool, edges: [Option<Timestamp>; 2], now: Timestamp) -> Self {
        let ttl = if live { lifetimes.live_ttl } else { lifetimes.ttl };
        let until_edge = edges.into_iter().flatten().filter_map(|edge| Duration::try_from(edge.duration_since(now)).ok());
        match until_edge.filter(|until| !until.is_zero()).min() {
            Some(until) if until < ttl => Self { fresh: until, behind: Duration::ZERO, stale: lifetimes.stale },
            _ => Self { fresh: ttl, behind: BEHIND.min(ttl).min(lifetimes.stale), stale: lifetimes.stale },
        }
    }

    /// Of the answer that there is no such conference.
    pub fn of_absence(lifetimes: Lifetimes) -> Self {
        Self { fresh: lifetimes.negative_ttl, behind: Duration::ZERO, stale: Duration::ZERO }
    }

    pub fn state(self, age: Duration) -> State {
        let Some(beyond) = age.checked_sub(self.fresh) else { return State::Fresh };
        if beyond < self.behind {
            State::Aging
        } else if beyond < self.stale {
            State::Stale
        } else {
            State::Gone
        }
    }

    /// Until it is of no use.
    pub fn whole(self) -> Duration {
        self.fresh.saturating_add(self.stale)
    }
}

#[cfg(test)]
mod tests {
    use super::{Freshness, Lifetimes, State};
    use jiff::Timestamp;
    use std::time::Duration;

    const LIFETIMES: Lifetimes = Lifetimes {
        ttl: Duration::from_mins(1),
        live_ttl: Duration::from_secs(15),
        negative_ttl: Duration::from_secs(10),
        stale: Duration::from_hours(1),
    };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_767_625_200 + seconds).unwrap()
    }

    fn fresh_and_behind(live: bool, edges: [Option<i64>; 2]) -> (u64, u64) {
        let freshness = Freshness::of_conference(LIFETIMES, live, edges.map(|edge| edge.map(at)), at(0));
        assert_eq!(freshness.stale, LIFETIMES.stale);
        (freshness.fresh.as_secs(), freshness.behind.as_secs())
    }

    #[test]
    fn an_answer_is_fresh_until_its_ttl_or_the_next_edge() {
        for (live, edges, expected) in [
            (false, [None, None], (60, 10)),
            (true, [None, None], (15, 10)),
            (false, [Some(20), Some(40)], (20, 0)),
            (false, [Some(-20), Some(40)], (40, 0)),
            (false, [Some(-40), Some(-20)], (60, 10)),
            // A window that never opens has edges too.
            (false, [Some(50), Some(30)], (30, 0)),
            // An edge that is over, if only just, is none.
            (false, [Some(0), None], (60, 10)),
            (false, [None, Some(60)], (60, 10)),
            (false, [None, Some(59)], (59, 0)),
            (true, [Some(20), Some(14)], (14, 0)),
        ] {
            assert_eq!(fresh_and_behind(live, edges), expected, "{live} {edges:?}");
        }
    }

    #[test]
    fn an_edge_counts_to_the_fraction_of_a_second() {
        let edge = at(0) + Duration::from_millis(1_500);
        let freshness = Freshness::of_conference(LIFETIMES, false, [Some(edge), None], at(0));
        assert_eq!(freshness.fresh, Duration::from_millis(1_500));
    }

    #[test]
    fn no_span_is_longer_than_the_owner_allows() {
        let short = Lifetimes { ttl: Duration::from_secs(3), stale: Duration::from_secs(2), ..LIFETIMES };
        let freshness = Freshness::of_conference(short, false, [None, None], at(0));
        assert_eq!(freshness, Freshness { fresh: short.ttl, behind: short.stale, stale: short.stale });
        let short = Lifetimes { ttl: Duration::ZERO, ..LIFETIMES };
        assert_eq!(Freshness::of_conference(short, false, [None, None], at(0)).behind, Duration::ZERO);
    }

    #[test]
    fn an_answer_ages_in_steps() {
        let conference = Freshness::of_conference(LIFETIMES, false, [None, None], at(0));
        for (age, state) in [
            (0, State::Fresh),
            (59, State::Fresh),
            (60, State::Aging),
            (69, State::Aging),
            (70, State::Stale),
            (3659, State::Stale),
            (3660, State::Gone),
        ] {
            assert_eq!(conference.state(Duration::from_secs(age)), state, "{age}");
        }
        let absence = Freshness::of_absence(LIFETIMES);
        assert_eq!(absence.state(Duration::from_secs(9)), State::Fresh);
        assert_eq!(absence.state(Duration::from_secs(10)), State::Gone);
    }
}
