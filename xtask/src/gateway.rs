//! The gateway: its program, for the demo and for the tests.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::{places, process};

/// Builds the gateway and returns its program.
pub fn build() -> Result<PathBuf> {
    let mut command = Command::new("cargo");
    command.args(["build", "--package", "conference-gateway"]).current_dir(places::root());
    process::run(command, Duration::from_mins(30))?;
    Ok(places::target("debug").join(format!("conference-gateway{}", std::env::consts::EXE_SUFFIX)))
}
