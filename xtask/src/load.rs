//! The gateway under load, beside nginx that serves the same answer as a file. `gateway/bench/run.mjs` measures.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::{nginx, places, process, tools};

/// Prints the figures, and writes them into the gateway's README with `record`.
pub fn run(record: bool) -> Result<()> {
    let (nginx, wrk) = (nginx::ensure()?, nginx::wrk()?);
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--package", "conference-gateway"]).current_dir(places::root());
    process::run(build, Duration::from_mins(30))?;
    let mut bench = tools::node_command()?;
    bench.arg(places::root().join("gateway/bench/run.mjs"));
    if record {
        bench.arg("--record");
    }
    bench
        .env("NGINX_BIN", nginx)
        .env("WRK_BIN", wrk)
        .env("CONFERENCE_GATEWAY_BIN", places::target("release/conference-gateway"));
    process::run(bench, Duration::from_mins(10))
}
