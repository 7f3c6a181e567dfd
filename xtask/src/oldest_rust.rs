//! Builds everything with the oldest Rust that the workspace promises to build with: `rust-version` in Cargo.toml.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::report::Checked;
use crate::{install, places, process, versions};

const SHORT: Duration = Duration::from_secs(30);
const LIMIT: Duration = Duration::from_mins(20);

/// Checks the workspace with that Rust where this machine has it, or rustup can get it.
pub fn check() -> Result<Checked> {
    let oldest = versions::rust()?;
    let mut command = Command::new("cargo");
    // Tests too: what they need is built already where the active Rust is the oldest.
    command.args(["check", "--workspace", "--all-targets", "--all-features", "--locked"]).current_dir(places::root());
    if version_of(None)? != Some(oldest) {
        let Some(toolchain) = find(oldest) else {
            return Ok(Checked::No(format!("Rust {}.{} is not here and can't be got", oldest.0, oldest.1)));
        };
        command.env("RUSTUP_TOOLCHAIN", toolchain).env("CARGO_TARGET_DIR", places::target("oldest-rust"));
    }
    process::run(command, LIMIT)?;
    Ok(Checked::Yes)
}

/// rustup's name for a toolchain of this version.
fn find(version: (u32, u32)) -> Option<String> {
    let mut list = Command::new("rustup");
    list.args(["toolchain", "list", "--quiet"]);
    let names = process::read(list, SHORT).ok()?;
    let is_it = |name: &String| version_of(Some(name.as_str())).is_ok_and(|found| found == Some(version));
    names.lines().map(str::to_owned).find(is_it).or_else(|| add(version).ok())
}

fn add((major, minor): (u32, u32)) -> Result<String> {
    let name = format!("{major}.{minor}");
    let mut command = Command::new("rustup");
    command.args(["toolchain", "install", &name, "--profile", "minimal", "--no-self-update"]);
    install::announce(&format!("Rust {name}"), "1 minute", || process::read(command, Duration::from_mins(5)))
        .map(|_| name)
        .inspect_err(|error| eprintln!("{error:#}"))
}

/// The version of a toolchain, of the active one where none is named.
fn version_of(toolchain: Option<&str>) -> Result<Option<(u32, u32)>> {
    let mut command = Command::new("rustc");
    command.arg("--version");
    if let Some(toolchain) = toolchain {
        command.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    Ok(versions::major_minor(&process::read(command, SHORT)?))
}
