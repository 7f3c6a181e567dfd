//! Runs Trunk, which builds an app of Rust and its page into a folder.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::stamp::Stamp;
use crate::wasm::{Flavour, WasmCargo};
use crate::{places, process, tools, versions};

/// Builds the app in `folder` into target/`name`, where something of `inputs` has changed: all that Trunk reads, in the repository.
pub fn build(folder: &Path, name: &str, inputs: &[&str]) -> Result<()> {
    let (site, mark) = (places::target(name), places::target(&format!("{name}.stamp")));
    let settings = format!("trunk {} {}", versions::TRUNK, versions::wasm_bindgen()?);
    let inputs: Vec<_> = inputs.iter().map(|input| places::root().join(input)).collect();
    let stamp = Stamp::of(&inputs, &settings)?;
    if site.join("index.html").is_file() && stamp.matches(&mark) {
        return Ok(());
    }
    run(folder, &site)?;
    stamp.write(&mark)
}

/// Offline: Trunk would otherwise download tools of its own choice. One profile for all apps, whose dependencies are built once.
fn run(folder: &Path, site: &Path) -> Result<()> {
    let trunk = tools::trunk()?;
    let (bindgen, _) = tools::wasm_bindgen()?;
    let npm_tools = tools::npm_tools()?;
    let cargo = WasmCargo::new(Flavour::Release)?;
    let mut command = cargo.command(trunk);
    command.args(["build", "--offline", "--release", "--cargo-profile", "wasm", "--dist"]).arg(site).current_dir(folder);
    command.env("PATH", path_with(&[bindgen.parent().unwrap_or(&bindgen), &npm_tools])?);
    process::run(command, Duration::from_mins(30))
}

/// `PATH` with these folders searched first.
fn path_with(folders: &[&Path]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().map(|folder| folder.to_path_buf());
    env::join_paths(folders.chain(env::split_paths(&path))).context("a tool lies in a folder that PATH can't name")
}
