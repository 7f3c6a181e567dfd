//! The tarball that goes to npm. It holds the files that `xtask/package-files.txt` lists, no fewer and no more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::{places, process, tools};

const LIST: &str = "xtask/package-files.txt";
const LIMIT: Duration = Duration::from_mins(1);

/// Packs the built package, and returns the tarball.
pub fn pack(package: &Path) -> Result<PathBuf> {
    let folder = places::target("");
    let mut command = tools::npm_command()?;
    command.args(["pack", "--silent", "--offline", "--ignore-scripts", "--pack-destination"]).arg(&folder).current_dir(package);
    let tarball = folder.join(process::read(command, LIMIT)?.trim());
    let list = fs::read_to_string(places::root().join(LIST)).with_context(|| format!("can't read {LIST}"))?;
    let differences = differences(&list, &contents(&tarball)?);
    ensure!(differences.is_empty(), "the tarball and {LIST} differ: {}", differences.join(", "));
    Ok(tarball)
}

/// One file a line.
fn contents(tarball: &Path) -> Result<String> {
    let mut command = Command::new("tar");
    command.arg("-tzf").arg(tarball);
    Ok(process::read(command, LIMIT)?.lines().map(|line| line.trim_start_matches("package/").to_owned() + "\n").collect())
}

fn differences(list: &str, contents: &str) -> Vec<String> {
    let (listed, packed): (BTreeSet<_>, BTreeSet<_>) = (list.lines().collect(), contents.lines().collect());
    let lacks = listed.difference(&packed).map(|file| format!("it lacks {file}"));
    let adds = packed.difference(&listed).map(|file| format!("it has {file} too"));
    lacks.chain(adds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tarball_with_the_listed_files_is_as_it_should_be() {
        assert_eq!(differences("a.js\nb.js\n", "b.js\na.js\n"), Vec::<String>::new());
    }

    #[test]
    fn files_that_are_missing_or_too_many_are_named() {
        assert_eq!(differences("a.js\nb.js\nc.js\n", "b.js\nd.js\n"), ["it lacks a.js", "it lacks c.js", "it has d.js too"]);
    }
}
