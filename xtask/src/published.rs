//! The crate as its users get it: packed, built from what was packed, with the least versions that it asks for, and documented as
//! docs.rs does. All of this is built apart, with a compiler that takes the options that docs.rs uses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use toml::Table;

use crate::report::Checked;
use crate::stamp::Stamp;
use crate::{places, process};

const NAME: &str = "conference-card";
const LIMIT: Duration = Duration::from_mins(20);

/// Packs the crate and builds what was packed. Returns the folder with it.
pub fn pack() -> Result<PathBuf> {
    // Everything is fetched first, so that no network is needed where everything is there.
    process::run(cargo(places::root(), &["fetch", "--locked"]), LIMIT)?;
    let package = ["package", "--package", NAME, "--offline", "--allow-dirty"];
    process::run(cargo(places::root(), &package), LIMIT)?;
    let manifest = read_manifest(&places::root().join("Cargo.toml"))?;
    let version = manifest.get("package").and_then(|package| package.get("version")?.as_str());
    let version = version.context("Cargo.toml has no version")?;
    Ok(places::target("published/package").join(format!("{NAME}-{version}")))
}

/// What cargo would say if the crate were published now. The registry is asked for what it has under this name.
pub fn dry_run() -> Result<Checked> {
    let publish = ["publish", "--dry-run", "--no-verify", "--package", NAME, "--registry", "crates-io", "--allow-dirty"];
    checked(process::read(cargo(places::root(), &publish), LIMIT))
}

/// Builds the packed crate with the least version of each of its direct dependencies.
pub fn minimal_versions(packed: &Path) -> Result<Checked> {
    match checked(lock_minimal_versions(packed))? {
        Checked::Yes => {}
        no @ Checked::No(_) => return Ok(no),
    }
    process::run(cargo(packed, &["check", "--all-features", "--locked"]), LIMIT)?;
    Ok(Checked::Yes)
}

/// Writes the lock file. It is kept for as long as the crate's manifest stays the same: the registry isn't asked each time.
fn lock_minimal_versions(packed: &Path) -> Result<()> {
    let (kept, mark) = (places::target("published/minimal.lock"), places::target("published/minimal.stamp"));
    let (manifest, lock) = (packed.join("Cargo.toml"), packed.join("Cargo.lock"));
    let stamp = Stamp::of(std::slice::from_ref(&manifest), "")?;
    // In the middle of this workspace, the packed crate must say that it has its own.
    let text = fs::read_to_string(&manifest)?;
    fs::write(&manifest, text + "\n[workspace]\n")?;
    if kept.is_file() && stamp.matches(&mark) {
        fs::copy(kept, lock)?;
        return Ok(());
    }
    fs::remove_file(&lock)?;
    process::read(cargo(packed, &["update", "-Zdirect-minimal-versions"]), LIMIT)?;
    fs::copy(lock, kept)?;
    stamp.write(&mark)
}

/// Documents the packed crate as docs.rs will, and makes sure that what needs a feature says so.
pub fn documentation(packed: &Path) -> Result<()> {
    let manifest = read_manifest(&packed.join("Cargo.toml"))?;
    let settings = manifest.get("package").and_then(|package| package.get("metadata")?.get("docs")?.get("rs")?.as_table());
    let settings = settings.context("Cargo.toml has no package.metadata.docs.rs")?;
    let words = settings.get("rustdoc-args").and_then(|words| words.as_array()).context("docs.rs has no rustdoc-args")?;
    let flags = words.iter().filter_map(|word| word.as_str()).chain(["-D", "warnings"]).collect::<Vec<_>>().join(" ");
    let mut command = cargo(packed, &["doc", "--no-deps", "--all-features"]);
    command.env("RUSTDOCFLAGS", flags);
    process::run(command, LIMIT)?;
    let page = places::target("published/doc/conference_card/fn.ConferenceCard.html");
    let page = fs::read_to_string(&page).with_context(|| format!("can't read {}", page.display()))?;
    ensure!(page.contains("crate feature <code>component</code>"), "the page of ConferenceCard names no feature");
    Ok(())
}

/// A network that isn't there says nothing about the crate.
fn checked<T>(result: Result<T>) -> Result<Checked> {
    match result {
        Ok(_) => Ok(Checked::Yes),
        Err(error) if is_unreachable(&error.to_string()) => Ok(Checked::No("the registry can't be reached".to_owned())),
        Err(error) => Err(error),
    }
}

fn is_unreachable(said: &str) -> bool {
    said.contains("failed to download from")
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(folder);
    command
        .env("CARGO_TARGET_DIR", places::target("published"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO_BUILD_BUILD_DIR");
    command
}

fn read_manifest(path: &Path) -> Result<Table> {
    let text = fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    Ok(Table::from_str(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_out_of_reach_is_told_from_a_refusal() {
        let no_network = "cargo publish failed (exit status: 101):\nerror: download of config.json failed\n\n\
                          Caused by:\n  failed to download from `https://index.example/config.json`";
        assert!(is_unreachable(no_network));
        assert!(!is_unreachable("error: all dependencies must have a version requirement specified when publishing."));
    }
}
