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
    let active = sysroot(None)?;
    if !has_sources(&active) {
        if has_sources(Path::new(DEBIAN)) || (!add_sources() && apt::can_install()) {
            return debian();
        }
        ensure!(
            has_sources(&active),
            "the standard library's sources are missing: rustup component add rust-src (or, as root on Debian: apt-get install {})",
            DEBIAN_PACKAGES.join(" ")
        );
    }
    check_linker(&active)?;
    Ok(Toolchain { select: None })
}

/// Asks rustup, which may not be here, or not reach its server.
fn add_sources() -> bool {
    let mut command = Command::new("rustup");
    command.args(["component", "add", "rust-src"]);
    install::announce("Rust's sources with rustup", "10 s", || process::read(command, Duration::from_mins(1)))
        .inspect_err(|error| eprintln!("{error}; trying the system's packages"))
        .is_ok()
}

fn debian() -> Result<Toolchain> {
    let path = Path::new(DEBIAN);
    if !has_sources(path) || linker(path).is_none() {
        install::announce("Debian's Rust with sources", "1 minute", || {
            apt::install(&DEBIAN_PACKAGES)?;
            match missing_linker_package() {
                Some(package) => apt::install(&[&package]),
                None => Ok(()),
            }
        })?;
        ensure!(has_sources(path), "Debian's packages have no sources of the standard library in {DEBIAN}/{SOURCES}");
    }
    let toolchain = Toolchain { select: Some(DEBIAN) };
    let mut command = Command::new("rustc");
    command.arg("--version");
    toolchain.apply(&mut command);
    let version = process::read(command, SHORT)?;
    ensure!(
        versions::major_minor(&version) >= Some(versions::rust()?),
        "Debian's Rust is too old ({}): get the sources with rustup component add rust-src",
        version.trim()
    );
    check_linker(&sysroot(toolchain.select)?)?;
    Ok(toolchain)
}

/// Debian's `rust-lld` is a link to LLVM's `lld-22` or the like, whose package has that name and isn't depended upon.
fn missing_linker_package() -> Option<String> {
    let link = Path::new(DEBIAN).join("bin/rust-lld");
    let package = link.read_link().ok().filter(|_| !link.exists())?;
    Some(package.file_name()?.to_str()?.to_owned())
}

fn sysroot(select: Option<&str>) -> Result<PathBuf> {
    let mut command = Command::new("rustc");
    command.args(["--print", "sysroot"]);
    if let Some(path) = select {
        command.env("RUSTUP_TOOLCHAIN", path);
    }
    let path = process::read(command, SHORT).context("Rust is missing: see https://rustup.rs")?;
    Ok(PathBuf::from(path.trim()))
}

fn has_sources(sysroot: &Path) -> bool {
    sysroot.join(SOURCES).is_file()
}

fn check_linker(sysroot: &Path) -> Result<()> {
    if linker(sysroot).is_none() {
        bail!("{} has no rust-lld, the linker for WebAssembly", sysroot.display());
    }
    Ok(())
}

/// rustup keeps it beside the host's libraries, Debian beside the other programs.
fn linker(sysroot: &Path) -> Option<PathBuf> {
    let name = format!("bin/rust-lld{}", std::env::consts::EXE_SUFFIX);
    let hosts = sysroot.join("lib/rustlib").read_dir().ok()?;
    let hosts = hosts.filter_map(Result::ok).map(|host| host.path());
    hosts.chain([sysroot.to_owned()]).map(|folder| folder.join(&name)).find(|path| path.exists())
}
