//! The playground, built by Trunk, with the package beside it: all that a server of static files needs.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::stamp::Stamp;
use crate::wasm::{Flavour, WasmCargo};
use crate::{places, process, tools, versions};

/// All that Trunk reads: what the page links to lies in `page/`.
const INPUTS: [&str; 6] = ["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "page", "src"];
/// Where the package lies on the site.
const PACKAGE: &str = "conference-card";

/// Builds the site where its inputs have changed, and returns its folder. `package` is the built package's.
pub fn build(package: &Path) -> Result<PathBuf> {
    let site = places::target("site");
    let mark = places::target("site.stamp");
    let settings = format!("trunk {} {}", versions::TRUNK, versions::wasm_bindgen()?);
    let inputs = INPUTS.map(|input| places::root().join(input));
    let stamp = Stamp::of(&inputs, &settings)?;
    if !(site.join("index.html").is_file() && stamp.matches(&mark)) {
        trunk(&site)?;
        stamp.write(&mark)?;
    }
    let beside = site.join(PACKAGE);
    if beside.exists() {
        fs::remove_dir_all(&beside).with_context(|| format!("can't empty {}", beside.display()))?;
    }
    copy_folder(package, &beside)?;
    Ok(site)
}

/// Offline: Trunk would otherwise download tools of its own choice.
fn trunk(site: &Path) -> Result<()> {
    let trunk = tools::trunk()?;
    let (bindgen, _) = tools::wasm_bindgen()?;
    let npm_tools = tools::npm_tools()?;
    let cargo = WasmCargo::new(Flavour::Release)?;
    let mut command = cargo.command(trunk);
    command.args(["build", "--offline", "--dist"]).arg(site);
    command.env("PATH", path_with(&[bindgen.parent().unwrap_or(&bindgen), &npm_tools])?);
    process::run(command, Duration::from_mins(30))
}

/// `PATH` with these folders searched first.
fn path_with(folders: &[&Path]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().map(|folder| folder.to_path_buf());
    env::join_paths(folders.chain(env::split_paths(&path))).context("a tool lies in a folder that PATH can't name")
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
