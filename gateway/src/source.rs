//! Where conferences come from. The route doesn't know which source it serves.

use uuid::Uuid;

use crate::Demo;
use crate::answer::Answer;

/// A source of conferences.
#[derive(Debug)]
pub enum Source {
    /// The built-in conferences.
    Demo(Demo),
}

/// What a page asks for.
#[derive(Debug, Clone, Copy)]
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
        }
    }
}
