//! Debian's and Ubuntu's packages, where this process may install some.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process;

/// Whether `apt-get` is here and may be run: as root, or by a sudo that asks nothing.
pub fn can_install() -> bool {
    which::which("apt-get").is_ok() && (is_root() || process::read(sudo(["true"]), Duration::from_secs(10)).is_ok())
}

/// Installs the packages. Never removes one.
pub fn install(packages: &[&str]) -> Result<()> {
    if !can_install() {
        bail!("this needs root: sudo apt-get install {}", packages.join(" "));
    }
    // Old lists name packages that the mirror no longer has.
    process::read(as_root(&["apt-get", "update"]), Duration::from_mins(5))?;
    let options = ["-y", "--no-install-recommends", "--no-remove", "-o", "DPkg::Lock::Timeout=300"];
    let words: Vec<_> = ["apt-get", "install"].iter().chain(&options).chain(packages).copied().collect();
    process::read(as_root(&words), Duration::from_mins(15))?;
    Ok(())
}

/// Stops a service that an installation has started, and keeps it from starting again. Where there was nothing to stop, that is fine.
pub fn stop(service: &str) {
    for words in [["service", service, "stop"], ["systemctl", "disable", service]] {
        let _ = process::read(as_root(&words), Duration::from_mins(1));
    }
}

fn as_root(words: &[&str]) -> Command {
    let environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
    let words = environment.iter().chain(words).copied();
    if is_root() {
        let mut command = Command::new("env");
        command.args(words.skip(1));
        command
    } else {
        sudo(words)
    }
}

fn sudo<'a>(words: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new("sudo");
    command.arg("-n").args(words);
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    // `/proc/self` belongs to the process's effective user.
    Path::new("/proc/self").metadata().is_ok_and(|metadata| metadata.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    let _ = Path::new("");
    false
}
