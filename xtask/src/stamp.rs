//! Tells whether a step's inputs are what they were when it last ran: the times of files change with every checkout,
//! their contents don't.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The hash of a step's inputs.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// Hashes the files, the names and files of the folders among them, and `settings`: whatever else decides the outcome.
    pub fn of(inputs: &[PathBuf], settings: &str) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        settings.hash(&mut hasher);
        for input in inputs {
            add(input, &mut hasher)?;
        }
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    /// Whether the step that wrote `mark` had the same inputs.
    pub fn matches(&self, mark: &Path) -> bool {
        fs::read_to_string(mark).is_ok_and(|found| found == self.0)
    }

    /// Notes that the step is done.
    pub fn write(&self, mark: &Path) -> Result<()> {
        fs::write(mark, &self.0).with_context(|| format!("can't write {}", mark.display()))
    }
}

fn add(input: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if input.is_dir() {
        let mut entries = fs::read_dir(input)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries {
            entry.file_name().hash(hasher);
            add(&entry, hasher)?;
        }
        return Ok(());
    }
    fs::read(input).with_context(|| format!("can't read {}", input.display()))?.hash(hasher);
    Ok(())
}
