//! The built-in conferences: every state that a card can show, and every failure, without an account.
//!
//! All answers are built at the start, so a request is a look-up. `table` says what there is.

mod clock;
mod preview;
mod table;
mod times;

use std::collections::HashMap;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::Error;
use crate::answer::Answer;
use crate::source::ConferenceRequest;
use clock::Clock;
use table::{Entry, Scenario, TABLE};

/// How long the conference that never answers holds a connection; a card gives up far earlier.
const NEVER: Duration = Duration::from_mins(1);

/// The built-in conferences with their times settled.
#[derive(Debug)]
pub struct Demo {
    scenes: HashMap<Uuid, Scene>,
    gallery: Bytes,
    /// Only with an epoch of its own; the demo that starts now goes by the server's clock.
    clock: Option<Clock>,
}

/// What happens when a conference is asked for.
#[derive(Debug)]
enum Scene {
    Conference { without_session: Bytes, with_session: Bytes },
    Failure(Answer),
    Silence,
}

impl Demo {
    /// The conferences with their times counted from `epoch`, or from now, to the second.
    ///
    /// With an `epoch`, the demo's clock starts there, and the conferences are sent with its `Date`.
    ///
    /// # Errors
    ///
    /// [`Error::DemoTimes`] if the epoch is so early or late that one of the times can't be written.
    pub fn new(epoch: Option<Timestamp>) -> Result<Self, Error> {
        let clock = epoch.map(Clock::start);
        let epoch = match epoch {
            Some(epoch) => epoch,
            None => Timestamp::from_second(Timestamp::now().as_second()).map_err(Error::DemoTimes)?,
        };
        let scenes = TABLE.iter().map(|entry| Ok((entry.id, Scene::new(entry, epoch)?))).collect::<Result<_, Error>>()?;
        Ok(Self { scenes, gallery: gallery().to_string().into(), clock })
    }

    pub(crate) async fn answer(&self, request: ConferenceRequest) -> Answer {
        let answer = match self.scenes.get(&request.id) {
            Some(scene) => scene.play(request.include_active_session).await,
            None => Answer::error(StatusCode::NOT_FOUND),
        };
        answer.dated(self.clock.as_ref().and_then(Clock::date))
    }
}

impl Scene {
    fn new(entry: &Entry, epoch: Timestamp) -> Result<Self, Error> {
        Ok(match &entry.scenario {
            Scenario::Conference { body, times } => {
                let mut body: Map<String, Value> =
                    serde_json::from_str(body).map_err(|error| Error::DemoBody(entry.label, error))?;
                times.write(&mut body, epoch).map_err(Error::DemoTimes)?;
                let with_session = json!(body).to_string().into();
                body.shift_remove("active_session");
                Self::Conference { without_session: json!(body).to_string().into(), with_session }
            }
            Scenario::Failure(answer) => Self::Failure(answer()),
            Scenario::Silence => Self::Silence,
        })
    }

    async fn play(&self, include_active_session: bool) -> Answer {
        match self {
            Self::Conference { with_session, .. } if include_active_session => Answer::ok(with_session.clone()),
            Self::Conference { without_session, .. } => Answer::ok(without_session.clone()),
            Self::Failure(answer) => answer.clone(),
            Self::Silence => {
                tokio::time::sleep(NEVER).await;
                Answer::html(StatusCode::GATEWAY_TIMEOUT, table::GATEWAY_TIMEOUT_PAGE)
            }
        }
    }
}

/// The routes that only the demo has: the list for the playground, and the preview of its live session.
pub fn routes(demo: &Demo) -> Router {
    let gallery = Answer::ok(demo.gallery.clone());
    Router::new().route("/demo/gallery.json", get(async || gallery)).route(preview::PATH, get(preview::video))
}

fn gallery() -> Value {
    TABLE
        .iter()
        .map(|entry| {
            json!({
                "id": entry.id.hyphenated().to_string(),
                "label": entry.label,
                "note": entry.note,
            })
        })
        .collect()
}
