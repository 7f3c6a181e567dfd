//! The flags that say how long answers are kept.

use std::time::Duration;

use clap::Args;

use crate::cache::Lifetimes;

/// A year; far beyond what makes sense, and far below what overflows.
const LONGEST: u64 = 31_536_000;

/// How long answers are kept, in seconds.
#[derive(Debug, Clone, Copy, Args)]
pub struct CacheFlags {
    /// Seconds for which a conference is kept
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = seconds(), conflicts_with = "demo")]
    pub ttl: u64,

    /// Seconds for which a conference is kept whose running session was asked for
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = seconds(), conflicts_with = "demo")]
    pub live_ttl: u64,

    /// Seconds for which it is remembered that there is no such conference
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = seconds(), conflicts_with = "demo")]
    pub negative_ttl: u64,

    /// Seconds for which an older answer is served while the API fails
    #[arg(long, value_name = "SECONDS", default_value_t = 3600, value_parser = seconds(), conflicts_with = "demo")]
    pub stale: u64,
}

impl CacheFlags {
    pub fn lifetimes(self) -> Lifetimes {
        Lifetimes {
            ttl: Duration::from_secs(self.ttl),
            live_ttl: Duration::from_secs(self.live_ttl),
            negative_ttl: Duration::from_secs(self.negative_ttl),
            stale: Duration::from_secs(self.stale),
        }
    }
}

fn seconds() -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(..=LONGEST)
}
