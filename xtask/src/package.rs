//! The npm package in one folder: the scripts of `pkg/`, the sheet, the module with its glue, the types, and what editors read.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::stamp::Stamp;
use crate::{places, process, tools, wasm};

/// What makes the package, in `xtask/`.
const SCRIPTS: [&str; 6] = ["package.mjs", "glue.mjs", "manifest.mjs", "types.mjs", "editors.mjs", "package-lock.json"];
/// What the class and the module share.
const SNIPPETS: [&str; 4] = ["src/browser/answer.js", "src/browser/flat.js", "src/browser/intl.js", "src/browser/page.js"];
/// What lies at the root and goes into the package as it is.
const TEXTS: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the package where its inputs have changed, and returns its folder.
pub fn build() -> Result<PathBuf> {
    let root = places::root();
    let sources = root.join("pkg");
    ensure!(sources.join("package.json").is_file(), "pkg/ has no package.json");
    let sheet = root.join("src/card.css");
    let element = wasm::element()?;
    let folder = places::target("package");
    let mark = places::target("package.stamp");
    let mut inputs = vec![sources.clone(), sheet.clone(), element.join(wasm::MODULE), element.join(wasm::GLUE)];
    inputs.extend(SNIPPETS.map(|script| root.join(script)));
    inputs.extend(SCRIPTS.map(|script| root.join("xtask").join(script)));
    inputs.extend(TEXTS.map(|text| root.join(text)));
    let stamp = Stamp::of(&inputs, "")?;
    if !(folder.is_dir() && stamp.matches(&mark)) {
        let mut command = tools::node_command()?;
        command.arg(root.join("xtask/package.mjs")).args([sources, sheet, element, folder.clone()]);
        process::read(command, Duration::from_mins(2))?;
        for text in TEXTS {
            fs::copy(root.join(text), folder.join(text)).with_context(|| format!("can't copy {text}"))?;
        }
        stamp.write(&mark)?;
    }
    Ok(folder)
}
