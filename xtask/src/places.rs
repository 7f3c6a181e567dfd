//! Where things are: the checkout, what is built from it, and the user's cache, which all checkouts share.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout's root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder, with `inside` joined.
pub fn target(inside: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(target).join(inside)
}

/// A folder of the user's cache, made where it's missing.
pub fn cache(inside: &str) -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()) {
        Some(base) => base,
        None => env::home_dir().context("no home folder to keep the tools in: set HOME or XDG_CACHE_HOME")?.join(".cache"),
    };
    make_folder(base.join("conference-card").join(inside))
}

/// Makes the folder and those above it.
pub fn make_folder(path: PathBuf) -> Result<PathBuf> {
    fs::create_dir_all(&path).with_context(|| format!("can't make {}", path.display()))?;
    Ok(path)
}
