//! Which conferences may be read: all, or those that the owner has listed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use uuid::Uuid;

use crate::id;

/// The conferences that may be read. Others don't exist to visitors, and the upstream isn't asked for them.
#[derive(Debug, Clone, Default)]
pub struct Allowed(Option<HashSet<Uuid>>);

/// Why a file of ids can't be used.
#[derive(Debug)]
pub enum AllowFileError {
    /// It can't be read.
    Unreadable(PathBuf, io::Error),
    /// This line, counted from 1, is no id.
    Line(PathBuf, usize),
    /// It holds no id. Everything would be forbidden, which nobody can mean.
    Empty(PathBuf),
}

impl Allowed {
    /// Exactly `ids`.
    pub fn only(ids: impl IntoIterator<Item = Uuid>) -> Self {
        Self(Some(ids.into_iter().collect()))
    }

    /// What the flags say: `ids` and those in `file`, or all where neither is given.
    pub(crate) fn read(ids: &[Uuid], file: Option<&Path>) -> Result<Self, AllowFileError> {
        let from_file = file.map(read_file).transpose()?;
        if ids.is_empty() && from_file.is_none() {
            return Ok(Self(None));
        }
        Ok(Self::only(ids.iter().copied().chain(from_file.into_iter().flatten())))
    }

    pub(crate) fn contains(&self, id: &Uuid) -> bool {
        self.0.as_ref().is_none_or(|ids| ids.contains(id))
    }
}

fn read_file(path: &Path) -> Result<Vec<Uuid>, AllowFileError> {
    let text = fs::read_to_string(path).map_err(|error| AllowFileError::Unreadable(path.to_owned(), error))?;
    let ids = parse(&text).map_err(|line| AllowFileError::Line(path.to_owned(), line))?;
    if ids.is_empty() { Err(AllowFileError::Empty(path.to_owned())) } else { Ok(ids) }
}

/// One id a line; blank lines and what follows a `#` don't count. Fails with the number of the first bad line.
fn parse(text: &str) -> Result<Vec<Uuid>, usize> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    (1..).zip(lines).filter(|(_, line)| !line.is_empty()).map(|(number, line)| id::parse(line).ok_or(number)).collect()
}

impl fmt::Display for AllowFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {}", path.display(), error.kind()),
            Self::Line(path, number) => write!(f, "{}, line {number}: not a conference's id", path.display()),
            Self::Empty(path) => write!(f, "{} names no conference", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, parse};
    use uuid::{Uuid, uuid};

    const A: Uuid = uuid!("0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01");
    const B: Uuid = uuid!("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02");

    #[test]
    fn a_file_has_one_id_a_line_with_comments_and_blank_lines() {
        let text = format!("\u{feff}# the town hall\n{A}\r\n\n   \n  {B}  # and the other\n");
        assert_eq!(parse(&text), Ok(vec![A, B]));
        assert_eq!(parse("# nothing yet\n"), Ok(vec![]));
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        for (text, line) in [
            ("town_hall", 1),
            ("# one\n\n1b7a2e630b2f4d2c9a643b8dae5f2c02", 3),
            ("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02, 0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01", 1),
        ] {
            assert_eq!(parse(text), Err(line), "{text}");
        }
    }

    #[test]
    fn all_are_allowed_where_nothing_is_said() {
        assert!(Allowed::read(&[], None).unwrap().contains(&A));
        let only_a = Allowed::read(&[A], None).unwrap();
        assert!(only_a.contains(&A) && !only_a.contains(&B));
    }
}
