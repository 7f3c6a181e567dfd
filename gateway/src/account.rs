//! The account whose conferences are served, from the environment. Its token can delete every room of the project, so
//! nothing here can print it.

mod space;
mod variables;

use std::ffi::OsString;
use std::fmt;

use secrecy::SecretString;

use crate::id;

pub use space::Space;
use variables::{Variable, VariableError};

const SPACE: Variable = Variable { name: "SIGNALWIRE_SPACE", file: "SIGNALWIRE_SPACE_FILE" };
const PROJECT_ID: Variable = Variable { name: "SIGNALWIRE_PROJECT_ID", file: "SIGNALWIRE_PROJECT_ID_FILE" };
const API_TOKEN: Variable = Variable { name: "SIGNALWIRE_API_TOKEN", file: "SIGNALWIRE_API_TOKEN_FILE" };

/// What the upstream asks for with every request.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The user name: a UUID.
    pub project_id: SecretString,
    /// The password.
    pub api_token: SecretString,
}

/// Where the account is, and how it is read.
#[derive(Debug, Clone)]
pub struct Account {
    /// `None` where another base URL stands for it.
    pub space: Option<Space>,
    /// The project and its token.
    pub credentials: Credentials,
}

/// Why the environment gives no account. Names variables, never their values.
#[derive(Debug, PartialEq, Eq)]
pub enum AccountError {
    /// None of the variables is set.
    Absent,
    /// Some are set, but not these.
    Missing(Vec<&'static str>),
    /// One can't be read.
    Unreadable(VariableError),
    /// The space is no name of one.
    Space,
    /// The project id is no UUID.
    ProjectId,
}

impl Account {
    /// Reads the account's variables through `lookup`; the space only `with_space`.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub fn read(lookup: impl Fn(&str) -> Option<OsString>, with_space: bool) -> Result<Self, AccountError> {
        let read = |variable: Variable| variable.read(&lookup).map_err(AccountError::Unreadable);
        let space = if with_space { Some(read(SPACE)?) } else { None };
        match (space, read(PROJECT_ID)?, read(API_TOKEN)?) {
            (None, Some(project_id), Some(token)) => Self::new(None, &project_id, token),
            (Some(Some(space)), Some(project_id), Some(token)) => Self::new(Some(&space), &project_id, token),
            (space, project_id, token) => Err(absent_or_missing(&[
                (SPACE.name, space.is_none_or(|space| space.is_some())),
                (PROJECT_ID.name, project_id.is_some()),
                (API_TOKEN.name, token.is_some()),
            ])),
        }
    }

    fn new(space: Option<&str>, project_id: &str, token: String) -> Result<Self, AccountError> {
        Ok(Self {
            space: space.map(|space| Space::parse(space).ok_or(AccountError::Space)).transpose()?,
            credentials: Credentials {
                project_id: id::parse(project_id).ok_or(AccountError::ProjectId)?.hyphenated().to_string().into(),
                api_token: token.into(),
            },
        })
    }

    /// The names of all variables of an account that `lookup` finds.
    pub(crate) fn variables_set(lookup: impl Fn(&str) -> Option<OsString>) -> Vec<&'static str> {
        let names = [SPACE, PROJECT_ID, API_TOKEN].into_iter().flat_map(|variable| [variable.name, variable.file]);
        names.filter(|name| lookup(name).is_some()).collect()
    }
}

fn absent_or_missing(variables: &[(&'static str, bool)]) -> AccountError {
    // Without any credentials, the account was probably never meant; a space alone doesn't say otherwise where none is needed.
    let missing: Vec<_> = variables.iter().filter(|(_, set)| !set).map(|(name, _)| *name).collect();
    if missing.len() == variables.len() { AccountError::Absent } else { AccountError::Missing(missing) }
}

impl fmt::Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => write!(
                f,
                "nothing to serve: set {}, {} and {} (or …_FILE) for an account's conferences, or add --demo for the built-in ones",
                SPACE.name, PROJECT_ID.name, API_TOKEN.name
            ),
            Self::Missing(names) => write!(f, "the account is incomplete; missing: {} (or …_FILE)", names.join(", ")),
            Self::Unreadable(error) => error.fmt(f),
            Self::Space => write!(f, "{} must be the name before .signalwire.com: letters, digits and hyphens", SPACE.name),
            Self::ProjectId => write!(f, "{} must be a UUID", PROJECT_ID.name),
        }
    }
}
