//! The playground, built by Trunk, with the package beside it: all that a server of static files needs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{places, trunk};

/// All that Trunk reads: what the page links to lies in `page/`.
const INPUTS: [&str; 6] = ["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "page", "src"];
const SITE: &str = "site";
/// Where the package lies on the site.
const PACKAGE: &str = "conference-card";

/// Builds the site where its inputs have changed, and returns its folder. `package` is the built package's.
pub fn build(package: &Path) -> Result<PathBuf> {
    trunk::build(places::root(), SITE, &INPUTS)?;
    let site = places::target(SITE);
    let beside = site.join(PACKAGE);
    if beside.exists() {
        fs::remove_dir_all(&beside).with_context(|| format!("can't empty {}", beside.display()))?;
    }
    copy_folder(package, &beside)?;
    Ok(site)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("can't copy to {}", target.display()))?;
        }
    }
    Ok(())
}
