//! The npm package: the scripts of `pkg/`, the sheet, and the module with its glue, in one folder.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::stamp::Stamp;
use crate::{places, process, tools, wasm};

/// Builds the package where its inputs have changed, and returns its folder.
pub fn build() -> Result<PathBuf> {
    let sources = places::root().join("pkg");
    ensure!(sources.join("package.json").is_file(), "pkg/ has no package.json");
    let sheet = places::root().join("src/card.css");
    let script = places::root().join("xtask/package.mjs");
    let glue = places::root().join("xtask/glue.mjs");
    let lock = places::root().join("xtask/package-lock.json");
    let element = wasm::element()?;
    let folder = places::target("package");
    let mark = places::target("package.stamp");
    let answer = places::root().join("src/browser/answer.js"); // which element.js takes in
    let (module, bound) = (element.join(wasm::MODULE), element.join(wasm::GLUE));
    let inputs = [sources.clone(), sheet.clone(), script.clone(), glue, answer, lock, module, bound];
    let stamp = Stamp::of(&inputs, "")?;
    if !(folder.is_dir() && stamp.matches(&mark)) {
        let mut command = tools::node_command()?;
        command.arg(script).args([sources, sheet, element, folder.clone()]);
        process::read(command, Duration::from_mins(2))?;
        stamp.write(&mark)?;
    }
    Ok(folder)
}
