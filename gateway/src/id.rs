//! An id: a UUID in the form of the API, with hyphens.

use uuid::Uuid;

/// `None` for everything else that the `uuid` crate would read: braces, URNs, no hyphens.
pub fn parse(text: &str) -> Option<Uuid> {
    if text.len() == uuid::fmt::Hyphenated::LENGTH { Uuid::try_parse(text).ok() } else { None }
}
