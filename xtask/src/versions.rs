//! The versions of the tools, in one place. npm's are in `xtask/package.json`.

use std::fs;
use std::str::FromStr;

use anyhow::{Context, Result};
use toml::Table;

use crate::places;

/// Trunk, which builds the page.
pub const TRUNK: &str = "0.22.1";

/// geckodriver, which drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// What `wasm-bindgen-cli` must be: the two halves of wasm-bindgen only work together in the same version.
pub fn wasm_bindgen() -> Result<String> {
    let path = places::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    locked(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")
}

/// The oldest Rust that builds this workspace, as `(major, minor)`.
pub fn rust() -> Result<(u32, u32)> {
    let path = places::root().join("Cargo.toml");
    let manifest = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let manifest = Table::from_str(&manifest)?;
    let version = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("rust-version")?.as_str())
        .context("Cargo.toml has no workspace.package.rust-version")?;
    major_minor(version).with_context(|| format!("rust-version {version} can't be read"))
}

/// The first two numbers of the first word that has some: `rustc 1.95.0 (…)` is `(1, 95)`.
pub fn major_minor(text: &str) -> Option<(u32, u32)> {
    text.split_whitespace().find_map(|word| {
        let mut numbers = word.split('.');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let lock = Table::from_str(lock).ok()?;
    let packages = lock.get("package")?.as_array()?;
    let package = packages.iter().find(|package| package.get("name").and_then(|value| value.as_str()) == Some(name))?;
    Some(package.get("version")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_in_the_lock_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn the_version_is_read_from_what_a_tool_says() {
        assert_eq!(major_minor("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(major_minor("1.95"), Some((1, 95)));
        assert_eq!(major_minor("no version here."), None);
    }

    #[test]
    fn the_workspace_names_its_rust_and_its_wasm_bindgen() {
        assert!(rust().is_ok());
        assert!(wasm_bindgen().is_ok());
    }
}
