//! Where conferences come from. The route doesn't know which source it serves.

use std::fmt;

use uuid::Uuid;

use crate::answer::Answer;
use crate::{Demo, Relay};

/// A source of conferences.
#[derive(Debug)]
pub enum Source {
    /// The built-in conferences.
    Demo(Demo),
    /// The conferences of an account.
    Account(Box<Relay>),
}

/// What a page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ConferenceRequest {
    pub id: Uuid,
    /// Whether `active_session` is wanted, if one is running.
    pub include_active_session: bool,
}

impl Source {
    /// The answer of the API to `request`.
    pub(crate) async fn answer(&self, request: ConferenceRequest) -> Answer {
        match self {
            Self::Demo(demo) => demo.answer(request).await,
            Self::Account(relay) => relay.answer(request).await,
        }
    }
}

/// For the log.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Demo(_) => "the built-in conferences",
            Self::Account(_) => "the account's conferences",
        })
    }
}
