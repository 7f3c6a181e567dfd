//! The Rust that builds for the browser. The standard library is always built along, from its sources: that gives the
//! smallest module, and needs nothing but those sources, which come from rustup or, where its server can't be reached,
//! from Debian.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::{apt, install, process, versions};

const SOURCES: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";
const DEBIAN: &str = "/usr";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
const SHORT: Duration = Duration::from_secs(30);

/// A toolchain that has the standard library's sources and the linker.
pub struct Toolchain {
    /// What `RUSTUP_TOOLCHAIN` is set to; nothing where the active one will do.
    select: Option<&'static str>,
}

impl Toolchain {
    /// Makes the command, and every cargo it starts, build the standard library with this toolchain.
    pub fn apply(&self, command: &mut Command) {
        if let Some(path) = self.select {
            command.env("RUSTUP_TOOLCHAIN", path);
        }
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    }
}

/// The active toolchain where it has the sources or can get them, Debian's otherwise.
pub fn ensure() -> Result<Toolchain> {
    let active = active_sysroot()?;
    if has_sources(&active) {
        ensure!(linker(&active).is_some(), "{} has no rust-lld, the linker for WebAssembly", active.display());
        return Ok(Toolchain { select: None });
    }
    if debian_is_ready()? {
        return Ok(Toolchain { select: Some(DEBIAN) });
    }
    if add_sources() {
        return Ok(Toolchain { select: None });
    }
    if apt::can_install() {
        install::announce("Debian's Rust with sources", "1 minute", install_debian)?;
        if debian_is_ready()? {
            return Ok(Toolchain { select: Some(DEBIAN) });
        }
    }
    let (major, minor) = versions::rust()?;
    bail!(
        "the standard library's sources are missing: rustup component add rust-src, or on Debian, where it has Rust {major}.{minor}: \
         apt-get install {}",
        DEBIAN_PACKAGES.join(" ")
    )
}

/// Asks rustup, which may not be here, or not reach its server.
fn add_sources() -> bool {
    let mut command = Command::new("rustup");
    command.args(["component", "add", "rust-src"]);
    install::announce("Rust's sources with rustup", "10 s", || process::read(command, Duration::from_mins(1)))
        .inspect_err(|error| eprintln!("{error}; trying the system's packages"))
        .is_ok()
}

fn install_debian() -> Result<()> {
    apt::install(&DEBIAN_PACKAGES)?;
    missing_linker_package().map_or(Ok(()), |package| apt::install(&[&package]))
}

/// Whether Debian's Rust is here, whole, and new enough.
fn debian_is_ready() -> Result<bool> {
    let path = Path::new(DEBIAN);
    if !has_sources(path) || linker(path).is_none() {
        return Ok(false);
    }
    let mut command = Command::new("rustc");
    command.arg("--version");
    Toolchain { select: Some(DEBIAN) }.apply(&mut command);
    Ok(versions::major_minor(&process::read(command, SHORT)?) >= Some(versions::rust()?))
}

/// Debian's `rust-lld` is a link to LLVM's `lld-22` or the like, whose package has that name and isn't depended upon.
fn missing_linker_package() -> Option<String> {
    let link = Path::new(DEBIAN).join("bin/rust-lld");
    let package = link.read_link().ok().filter(|_| !link.exists())?;
    Some(package.file_name()?.to_str()?.to_owned())
}

fn active_sysroot() -> Result<PathBuf> {
    let mut command = Command::new("rustc");
    command.args(["--print", "sysroot"]);
    let path = process::read(command, SHORT).context("Rust is missing: see https://rustup.rs")?;
    Ok(PathBuf::from(path.trim()))
}

fn has_sources(sysroot: &Path) -> bool {
    sysroot.join(SOURCES).is_file()
}

/// rustup keeps it beside the host's libraries, Debian beside the other programs.
fn linker(sysroot: &Path) -> Option<PathBuf> {
    let name = format!("bin/rust-lld{}", std::env::consts::EXE_SUFFIX);
    let hosts = sysroot.join("lib/rustlib").read_dir().ok()?;
    let hosts = hosts.filter_map(Result::ok).map(|host| host.path());
    hosts.chain([sysroot.to_owned()]).map(|folder| folder.join(&name)).find(|path| path.exists())
}
