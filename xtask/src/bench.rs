//! The card beside the same card by hand, in Preact and in React. `bench/run.mjs` measures.

use std::time::Duration;

use anyhow::Result;

use crate::browser::Engine;
use crate::{package, places, process, tools};

/// Prints the tables; writes them into BENCHMARKS.md with `record`.
pub fn run(record: bool, quick: bool) -> Result<()> {
    let package = package::build()?;
    let browser = Engine::Chromium.ensure()?;
    tools::bench_packages()?;
    let mut command = tools::node_command()?;
    command.arg(places::root().join("bench/run.mjs")).arg("--out").arg(places::target("bench"));
    if record {
        command.arg("--record");
    }
    if quick {
        command.arg("--quick");
    }
    command.envs(browser.variables()).env("CONFERENCE_PACKAGE", package);
    process::run(command, Duration::from_mins(30))
}
