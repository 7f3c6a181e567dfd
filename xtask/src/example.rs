//! The Leptos app in `examples/leptos`, built as its readers would.

use std::path::PathBuf;

use anyhow::Result;

use crate::{places, trunk};

const FOLDER: &str = "examples/leptos";

/// Builds the app where something of it has changed, and returns the folder with its page.
pub fn build() -> Result<PathBuf> {
    trunk::build(&places::root().join(FOLDER), "example", &["Cargo.lock", "Cargo.toml", FOLDER, "src"])?;
    Ok(places::target("example"))
}
