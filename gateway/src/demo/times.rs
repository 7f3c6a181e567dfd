//! Times counted from the demo's epoch, so that a conference that opens in two minutes always does.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

const CREATED: SignedDuration = SignedDuration::from_hours(-30 * 24);
const UPDATED: SignedDuration = SignedDuration::from_hours(-2 * 24);

/// The times of a conference.
#[derive(Debug, Clone, Copy)]
pub enum Times {
    /// As they stand in its body.
    Fixed,
    /// Counted from the epoch; `None` where there is no end or no session.
    FromEpoch { opens: SignedDuration, closes: Option<SignedDuration>, session_starts: Option<SignedDuration> },
}

impl Times {
    /// Writes the times into `conference` and its session. Only fields that are there are filled.
    pub fn write(self, conference: &mut Map<String, Value>, epoch: Timestamp) -> Result<(), jiff::Error> {
        let Self::FromEpoch { opens, closes, session_starts } = self else {
            return Ok(());
        };
        let times = [
            ("join_from", text(epoch, Some(opens))?),
            ("join_until", text(epoch, closes)?),
            ("created_at", text(epoch, Some(CREATED))?),
            ("updated_at", text(epoch, Some(UPDATED))?),
            ("start_time", text(epoch, session_starts)?),
        ];
        fill(conference, &times);
        if let Some(Value::Object(session)) = conference.get_mut("active_session") {
            fill(session, &times);
        }
        Ok(())
    }
}

fn text(epoch: Timestamp, offset: Option<SignedDuration>) -> Result<Value, jiff::Error> {
    offset.map_or(Ok(Value::Null), |offset| Ok(Value::String(epoch.checked_add(offset)?.to_string())))
}

fn fill(object: &mut Map<String, Value>, times: &[(&str, Value)]) {
    for (name, time) in times {
        if let Some(field) = object.get_mut(*name) {
            field.clone_from(time);
        }
    }
}
