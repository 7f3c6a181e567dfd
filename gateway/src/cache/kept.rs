//! An answer in the store.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use moka::Expiry;

use super::freshness::Freshness;
use crate::source::ConferenceRequest;
use crate::upstream::Found;

/// What an entry takes beside its body, roughly.
const OVERHEAD: usize = 512;

/// An answer, since when it is kept, and for how long.
#[derive(Debug, Clone)]
pub struct Kept {
    pub found: Found,
    pub since: Instant,
    /// The time of day at `since`.
    pub date: Timestamp,
    pub freshness: Freshness,
}

/// How many bytes an entry takes.
pub fn weight(_: &ConferenceRequest, kept: &Kept) -> u32 {
    let body = if let Found::Conference(conference) = &kept.found { conference.body.size() } else { 0 };
    u32::try_from(body + OVERHEAD).unwrap_or(u32::MAX)
}

/// Drops each entry when it can't be of use any more.
#[derive(Debug)]
pub struct ToExpire;

impl Expiry<ConferenceRequest, Kept> for ToExpire {
    fn expire_after_create(&self, _: &ConferenceRequest, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.freshness.whole())
    }

    fn expire_after_update(&self, _: &ConferenceRequest, kept: &Kept, _: Instant, _: Option<Duration>) -> Option<Duration> {
        Some(kept.freshness.whole())
    }
}
