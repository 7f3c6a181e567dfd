//! The tools the tasks use: looked for, and installed only where they are missing. What cargo builds goes into the
//! user's cache, one folder a version, so that another checkout finds it; npm's packages lie beside their lock file.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::stamp::Stamp;
use crate::{install, places, process, versions};

const SHORT: Duration = Duration::from_secs(30);
const LONG: Duration = Duration::from_mins(30);

/// `wasm-bindgen`, and the runner of the browser tests, which comes with it.
pub fn wasm_bindgen() -> Result<(PathBuf, PathBuf)> {
    let version = versions::wasm_bindgen()?;
    let folder = cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &version, "2 minutes")?;
    Ok((program(&folder, "wasm-bindgen"), program(&folder, "wasm-bindgen-test-runner")))
}

/// Trunk, which builds the page.
pub fn trunk() -> Result<PathBuf> {
    let folder = cargo_tool("trunk", "trunk", versions::TRUNK, "4 minutes")?;
    Ok(program(&folder, "trunk"))
}

/// geckodriver, which drives Firefox.
pub fn geckodriver() -> Result<PathBuf> {
    let folder = cargo_tool("geckodriver", "geckodriver", versions::GECKODRIVER, "1 minute")?;
    Ok(program(&folder, "geckodriver"))
}

/// The folder with `wasm-opt` and `esbuild`.
pub fn npm_tools() -> Result<PathBuf> {
    let folder = places::root().join("xtask");
    npm_packages(&folder, "wasm-opt, esbuild and terser", "20 s")?;
    Ok(folder.join("node_modules").join(".bin"))
}

/// The packages that the tests in real browsers import.
pub fn e2e_packages() -> Result<()> {
    npm_packages(&places::root().join("tests/e2e"), "the browser tests' packages", "20 s")
}

/// The packages that the tests of the npm package import.
pub fn package_test_packages() -> Result<()> {
    npm_packages(&places::root().join("tests/package"), "the package tests' packages", "20 s")
}

/// The bundlers that the package is tried in.
pub fn bundlers() -> Result<()> {
    npm_packages(&places::root().join("tests/bundlers"), "the bundlers", "1 minute")
}

/// What the benchmark's twins are made with.
pub fn bench_packages() -> Result<()> {
    npm_packages(&places::root().join("bench"), "the benchmark's packages", "20 s")
}

/// npm, which comes with Node.
pub fn npm_command() -> Result<Command> {
    let npm = which::which("npm").context("npm is missing: it comes with Node.js, see https://nodejs.org")?;
    Ok(Command::new(npm))
}

/// Node, to run a script with.
pub fn node_command() -> Result<Command> {
    let node = which::which("node").context("Node.js is missing: install version 20 or later, see https://nodejs.org")?;
    Ok(Command::new(node))
}

/// The folder that holds the program in this very version: the user's own, or the cache's.
fn cargo_tool(name: &str, package: &str, version: &str, duration: &str) -> Result<PathBuf> {
    if let Some(folder) = on_path(name, version) {
        return Ok(folder);
    }
    let home = places::cache(&format!("{package}-{version}"))?;
    let folder = home.join("bin");
    if !program(&folder, name).is_file() {
        let command = cargo_install(package, version, &home);
        install::announce(&format!("{package} {version}"), duration, || process::run(command, LONG))?;
    }
    let found = version_of(&program(&folder, name))?;
    ensure!(found.split_whitespace().any(|word| word == version), "{name} should be {version} but says {found}");
    Ok(folder)
}

/// Quick to build rather than quick to run: each of these tools runs for a few seconds.
/// Not `--locked`: wasm-bindgen-cli's own lock file names a version that was withdrawn. `--ignore-rust-version`: Trunk
/// asks for a newer compiler than it needs.
fn cargo_install(package: &str, version: &str, home: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.args(["install", package, "--version", version, "--ignore-rust-version", "--root"]).arg(home);
    if !std::io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    command
}

fn on_path(name: &str, version: &str) -> Option<PathBuf> {
    let path = which::which(name).ok()?;
    let found = version_of(&path).ok()?;
    found.split_whitespace().any(|word| word == version).then(|| path.parent().map(Path::to_owned))?
}

fn version_of(program: &Path) -> Result<String> {
    let mut command = Command::new(program);
    command.arg("--version");
    Ok(process::read(command, SHORT)?.trim().to_owned())
}

fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Installs what the folder's lock file says, where that has changed since. No package may run a script of its own.
fn npm_packages(folder: &Path, what: &str, duration: &str) -> Result<()> {
    let stamp = Stamp::of(&[folder.join("package-lock.json")], "")?;
    let mark = folder.join("node_modules").join(".installed");
    if stamp.matches(&mark) {
        return Ok(());
    }
    let mut command = npm_command()?;
    command.args(["ci", "--ignore-scripts", "--no-progress"]).current_dir(folder);
    install::announce(what, duration, || process::read(command, Duration::from_mins(10)))?;
    stamp.write(&mark)
}
