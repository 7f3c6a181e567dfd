//! Says what is being installed and how long it took.

use std::time::Instant;

use anyhow::{Context, Result};

/// Runs `install`, with a line before and a line after. `duration` is a rough guess, for whoever waits.
pub fn announce<T>(what: &str, duration: &str, install: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("installing {what} (about {duration})…");
    let started = Instant::now();
    let value = install().with_context(|| format!("{what} could not be installed"))?;
    eprintln!("installed {what} in {} s", started.elapsed().as_secs());
    Ok(value)
}
