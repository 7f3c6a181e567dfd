//! A variable of the environment that may lie in a file instead, as mounted secrets do.

use std::ffi::OsString;
use std::{fmt, fs, io};

/// The variable itself, and the one that holds the path of a file with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    pub name: &'static str,
    pub file: &'static str,
}

/// Why a variable can't be read. Neither its value nor the file's path is shown: a token may have been put into either.
#[derive(Debug, PartialEq, Eq)]
pub enum VariableError {
    /// The variable and the file's are both set.
    Both(Variable),
    /// The value is empty.
    Empty(&'static str),
    /// The value isn't UTF-8.
    NotUtf8(&'static str),
    /// The file can't be read.
    File(&'static str, io::ErrorKind),
}

impl Variable {
    /// The value, without the line end that editors leave; `None` where neither is set.
    pub fn read(self, lookup: impl Fn(&str) -> Option<OsString>) -> Result<Option<String>, VariableError> {
        let (name, value) = match (lookup(self.name), lookup(self.file)) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(VariableError::Both(self)),
            (Some(value), None) => (self.name, value.into_string().map_err(|_| VariableError::NotUtf8(self.name))?),
            (None, Some(path)) => (self.file, self.read_file(&path)?),
        };
        let value = value.strip_suffix('\n').map_or(&*value, |line| line.strip_suffix('\r').unwrap_or(line));
        if value.is_empty() { Err(VariableError::Empty(name)) } else { Ok(Some(value.to_owned())) }
    }

    fn read_file(self, path: &OsString) -> Result<String, VariableError> {
        let bytes = fs::read(path).map_err(|error| VariableError::File(self.file, error.kind()))?;
        String::from_utf8(bytes).map_err(|_| VariableError::NotUtf8(self.file))
    }
}

impl fmt::Display for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Both(Variable { name, file }) => write!(f, "{name} and {file} are both set; keep one"),
            Self::Empty(name) => write!(f, "{name} is empty"),
            Self::NotUtf8(name) => write!(f, "{name} is not UTF-8"),
            Self::File(name, kind) => write!(f, "the file of {name} cannot be read: {kind}"),
        }
    }
}
