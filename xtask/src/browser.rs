//! The Chromium that the tests run in, and the driver that goes with it.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{apt, install};

/// A browser and its driver.
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The driver's program, of the browser's version.
    pub driver: PathBuf,
}

/// What `CHROMIUM` and `CHROMEDRIVER` name, or what is on the `PATH`, or Debian's.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if apt::can_install() {
        install::announce("Chromium", "1 minute", || apt::install(&["chromium", "chromium-driver"]))?;
    }
    match find() {
        Some(browser) => Ok(browser),
        None => {
            bail!("the browser tests need Chromium and chromedriver: install both, or name them in CHROMIUM and CHROMEDRIVER")
        }
    }
}

fn find() -> Option<Browser> {
    let chromium = program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
    let driver = program("CHROMEDRIVER", &["chromedriver"])?;
    Some(Browser { chromium, driver })
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| which::which(name).ok()),
    }
}
