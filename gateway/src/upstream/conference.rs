//! What goes out of a conference: the fields that the API documents, and no other, whatever the upstream sends.

use std::fmt::Write;

use axum::body::Bytes;
use axum::http::HeaderValue;
use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::encoded::Encoded;
use crate::source::ConferenceRequest;

/// A conference's fields. None holds other fields, so none may hold an object or a list.
const FIELDS: [&str; 27] = [
    "id",
    "name",
    "display_name",
    "description",
    "join_from",
    "join_until",
    "quality",
    "layout",
    "size",
    "record_on_start",
    "tone_on_entry_and_exit",
    "user_join_video_off",
    "room_join_video_off",
    "enable_chat",
    "enable_room_previews",
    "dark_primary",
    "light_primary",
    "dark_background",
    "light_background",
    "dark_foreground",
    "light_foreground",
    "dark_success",
    "light_success",
    "dark_negative",
    "light_negative",
    "created_at",
    "updated_at",
];

const ACTIVE_SESSION: &str = "active_session";

/// The fields of a running session.
const SESSION_FIELDS: [&str; 20] = [
    "id",
    "room_id",
    "name",
    "display_name",
    "join_from",
    "join_until",
    "remove_at",
    "start_time",
    "end_time",
    "remove_after_seconds_elapsed",
    "duration",
    "layout",
    "max_members",
    "fps",
    "quality",
    "status",
    "record_on_start",
    "enable_room_previews",
    "audio_video_sync",
    "preview_url",
];

const META: &str = "meta";

/// Which fields go out beyond those that always do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fields {
    /// The owner's metadata.
    pub meta: bool,
}

/// A conference, ready to be sent.
#[derive(Debug, Clone)]
pub struct Conference {
    pub(crate) body: Encoded,
    /// A strong validator of the body.
    pub(crate) etag: HeaderValue,
    /// When the door opens and closes: cards ask again at these instants.
    pub(crate) edges: [Option<Timestamp>; 2],
}

impl Conference {
    /// `None` where the body isn't the conference that was asked for.
    pub fn read(body: &[u8], request: ConferenceRequest, fields: Fields) -> Option<Self> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let mut conference: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let id = conference.get("id")?.as_str()?;
        if Uuid::try_parse(id).ok()? != request.id || !conference.get("name")?.is_string() {
            return None;
        }
        conference.retain(|field, value| match field.as_str() {
            META => fields.meta,
            ACTIVE_SESSION => request.include_active_session && keep_session(value),
            field => FIELDS.contains(&field) && is_single(value),
        });
        let edge = |field| conference.get(field)?.as_str()?.parse().ok();
        let edges = [edge("join_from"), edge("join_until")];
        let body = Bytes::from(Value::Object(conference).to_string());
        Some(Self { etag: etag(&body)?, body: Encoded::new(body), edges })
    }
}

/// Reduces a session to its fields; `false` where it is none.
fn keep_session(session: &mut Value) -> bool {
    match session {
        Value::Object(session) => {
            session.retain(|field, value| SESSION_FIELDS.contains(&field.as_str()) && is_single(value));
            true
        }
        Value::Null => true,
        _ => false,
    }
}

/// A wrong type is the card's to bear, but an object or a list could hold what nobody has allowed.
fn is_single(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// 128 bits of the body's SHA-256, in quotes. The same in every replica.
fn etag(body: &[u8]) -> Option<HeaderValue> {
    let digest = ring::digest::digest(&ring::digest::SHA256, body);
    let mut etag = String::from("\"");
    for byte in digest.as_ref().iter().take(16) {
        write!(etag, "{byte:02x}").ok()?;
    }
    etag.push('"');
    HeaderValue::try_from(etag).ok()
}
