//! The conference as the API sends it, read leniently: what is known and well-formed is kept, what is not is dropped with a
//! warning, and only a body without `id` or `name` is refused.
//!
//! Read by hand over one small value type: a derived reader gives up at the first field of a wrong type.

use crate::{Instant, JoinWindow};
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use std::fmt;

/// A video conference, as `GET /api/video/conferences/{id}` describes it.
///
/// `Deserialize` reads it from any self-describing format, and fails only where that is no object with the strings `id` and `name`;
/// [`Reading`] gives the warnings too. `meta`, the owner's own data, is passed over: the element hands it to scripts as it came.
///
/// ```
/// use conference_card::{Conference, Instant, Size};
///
/// let conference: Conference = serde_json::from_str(
///     r#"{"id": "c22d24f6-5a47-4597-9a23-c7d01e696b92", "name": "all-hands", "size": "large", "join_from": "2026-01-05T15:00:00Z"}"#,
/// )?;
/// assert_eq!(conference.title(), "all-hands");
/// assert_eq!(conference.size, Some(Size::Large));
/// assert_eq!(conference.join_from, Instant::parse("2026-01-05T15:00:00Z"));
/// assert!(!conference.is_live());
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "the API has as many")]
pub struct Conference {
    /// Identity, a UUID.
    pub id: String,
    /// The unique name, `A-Za-z0-9_-`.
    pub name: String,
    /// The title for people.
    pub display_name: Option<String>,
    /// Plain text with line breaks.
    pub description: Option<String>,
    /// No new participants before this time.
    pub join_from: Option<Instant>,
    /// No new participants from this time on; the conference itself goes on.
    pub join_until: Option<Instant>,
    /// The resolution.
    pub quality: Option<Quality>,
    /// The layout at the start.
    pub layout: Option<Layout>,
    /// The capacity.
    pub size: Option<Size>,
    /// Whether a recording starts with each session.
    pub record_on_start: bool,
    /// Whether a tone sounds when someone enters or leaves.
    pub tone_on_entry_and_exit: bool,
    /// Whether the user's settings have the camera off on joining.
    pub user_join_video_off: bool,
    /// Whether the room's settings have the camera off on joining.
    pub room_join_video_off: bool,
    /// Whether there is a group chat.
    pub enable_chat: bool,
    /// Whether a preview video is made of a running session.
    pub enable_room_previews: bool,
    /// The colours for dark surroundings.
    pub dark: Palette,
    /// The colours for light surroundings.
    pub light: Palette,
    /// When the conference was made.
    pub created_at: Option<Instant>,
    /// When it was last changed.
    pub updated_at: Option<Instant>,
    /// The running session, where it was asked for and there is one.
    pub active_session: Option<Box<ActiveSession>>,
}

/// Five colours as they came: text that may or may not be a CSS colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// Calls to action and what is selected.
    pub primary: Option<String>,
    /// The main background.
    pub background: Option<String>,
    /// Text on the background.
    pub foreground: Option<String>,
    /// Success.
    pub success: Option<String>,
    /// Errors.
    pub negative: Option<String>,
}

/// The session that runs in a conference. Every field is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveSession {
    /// Identity, a UUID.
    pub id: Option<String>,
    /// Identity of the room, a UUID.
    pub room_id: Option<String>,
    /// The room's name.
    pub name: Option<String>,
    /// The room's title for people.
    pub display_name: Option<String>,
    /// No new participants before this time.
    pub join_from: Option<Instant>,
    /// No new participants from this time on.
    pub join_until: Option<Instant>,
    /// Everybody is removed at this time.
    pub remove_at: Option<Instant>,
    /// Everybody is removed this many seconds after the start.
    pub remove_after_seconds_elapsed: Option<u64>,
    /// When the session started.
    pub start_time: Option<Instant>,
    /// When it ended.
    pub end_time: Option<Instant>,
    /// How long it has lasted, in seconds.
    pub duration: Option<u64>,
    /// The layout.
    pub layout: Option<Layout>,
    /// How many members there may be at most; not how many there are.
    pub max_members: Option<u64>,
    /// Frames a second.
    pub fps: Option<u64>,
    /// The resolution.
    pub quality: Option<Quality>,
    /// How far the session is.
    pub status: Option<SessionStatus>,
    /// Whether it is recorded from its start.
    pub record_on_start: bool,
    /// Whether a preview video is made.
    pub enable_room_previews: bool,
    /// Whether audio and video are kept in step.
    pub audio_video_sync: bool,
    /// A short preview video, made anew about every 30 seconds.
    pub preview_url: Option<String>,
}

impl Conference {
    /// The title for people: the display name, or the unique name where that is missing or blank.
    #[must_use]
    pub fn title(&self) -> &str {
        self.display_name.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&self.name)
    }

    /// Whether a session is running: there is one, and it isn't said to be over. That can only be known where the session was asked for.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.active_session.as_ref().is_some_and(|session| session.status != Some(SessionStatus::Completed))
    }
}

/// An enumeration of the API. Such lists grow: a value that isn't known is kept as it came.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A value that this version doesn't know.
            Other(String),
        }

        impl $name {
            /// The value's text in the API.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Other(text) => text,
                    known => known.known().unwrap_or_default(),
                }
            }

            /// The value's text, where this version knows the value.
            #[must_use]
            pub fn known(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($text),)+
                    Self::Other(_) => None,
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($text => Self::$variant,)+
                    _ => Self::Other(text),
                }
            }
        }
    };
}

open_enum! {
    /// The resolution of the video.
    Quality {
        /// 720 lines.
        Hd = "720p",
        /// 1080 lines.
        FullHd = "1080p",
    }
}

open_enum! {
    /// How many people can take part.
    Size {
        /// Up to 10 people.
        Small = "small",
        /// Up to 50 people.
        Medium = "medium",
        /// Up to 300 people.
        Large = "large",
    }
}

open_enum! {
    /// How far a session is.
    SessionStatus {
        /// It runs.
        InProgress = "in-progress",
        /// It is over.
        Completed = "completed",
    }
}

open_enum! {
    /// How the participants are laid out.
    Layout {
        /// A grid that adapts to its space.
        GridResponsive = "grid-responsive",
        /// A grid that adapts, for small screens.
        GridResponsiveMobile = "grid-responsive-mobile",
        /// One large participant, the others beside.
        Highlight1Responsive = "highlight-1-responsive",
        /// One participant.
        Grid1x1 = "1x1",
        /// Two participants.
        Grid2x1 = "2x1",
        /// Four participants.
        Grid2x2 = "2x2",
        /// One large and four small participants.
        FiveUp = "5up",
        /// Nine participants.
        Grid3x3 = "3x3",
        /// Sixteen participants.
        Grid4x4 = "4x4",
        /// Twenty-five participants.
        Grid5x5 = "5x5",
        /// Thirty-six participants.
        Grid6x6 = "6x6",
        /// Sixty-four participants.
        Grid8x8 = "8x8",
        /// A hundred participants.
        Grid10x10 = "10x10",
    }
}

/// A conference, and what had to be dropped to read it.
///
/// ```
/// use conference_card::Reading;
///
/// let reading: Reading = serde_json::from_str(r#"{"id": "1", "name": "all-hands", "join_from": "tomorrow"}"#)?;
/// assert_eq!(reading.conference.join_from, None);
/// assert_eq!(reading.warnings, ["`join_from` is not an RFC 3339 date-time: dropped"]);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What could be read.
    pub conference: Conference,
    /// One sentence for each dropped field, naming it.
    pub warnings: Vec<String>,
}

/// The one thing that can be wrong with a body that is JSON.
pub(crate) const NO_CONFERENCE: &str = "the answer is no JSON object with the strings `id` and `name`";

impl<'de> de::Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut warnings = Vec::new();
        let conference = match (ValueSeed { object_levels: 2 }).deserialize(deserializer)? {
            Value::Object(rest) => Fields { rest, path: "", warnings: &mut warnings }.conference(),
            _ => None,
        };
        let conference = conference.ok_or_else(|| de::Error::custom(NO_CONFERENCE))?;
        if (JoinWindow { from: conference.join_from, until: conference.join_until }).never_opens() {
            warnings.push("`join_from` is not before `join_until`: the window never opens".to_owned());
        }
        Ok(Self { conference, warnings })
    }
}

impl<'de> de::Deserialize<'de> for Conference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reading::deserialize(deserializer).map(|reading| reading.conference)
    }
}

/// An object's fields that were not read yet, and where they stand.
struct Fields<'a> {
    rest: Vec<(String, Value)>,
    path: &'static str,
    warnings: &'a mut Vec<String>,
}

impl Fields<'_> {
    fn conference(mut self) -> Option<Conference> {
        Some(Conference {
            id: self.text("id")?,
            name: self.text("name")?,
            display_name: self.text("display_name"),
            description: self.text("description"),
            join_from: self.instant("join_from"),
            join_until: self.instant("join_until"),
            quality: self.text("quality").map(Into::into),
            layout: self.text("layout").map(Into::into),
            size: self.text("size").map(Into::into),
            record_on_start: self.flag("record_on_start"),
            tone_on_entry_and_exit: self.flag("tone_on_entry_and_exit"),
            user_join_video_off: self.flag("user_join_video_off"),
            room_join_video_off: self.flag("room_join_video_off"),
            enable_chat: self.flag("enable_chat"),
            enable_room_previews: self.flag("enable_room_previews"),
            dark: Palette {
                primary: self.text("dark_primary"),
                background: self.text("dark_background"),
                foreground: self.text("dark_foreground"),
                success: self.text("dark_success"),
                negative: self.text("dark_negative"),
            },
            light: Palette {
                primary: self.text("light_primary"),
                background: self.text("light_background"),
                foreground: self.text("light_foreground"),
                success: self.text("light_success"),
                negative: self.text("light_negative"),
            },
            created_at: self.instant("created_at"),
            updated_at: self.instant("updated_at"),
            active_session: self.active_session(),
        })
    }

    fn active_session(&mut self) -> Option<Box<ActiveSession>> {
        let rest = match self.take("active_session") {
            Value::Object(rest) => rest,
            other => return self.drop_unless_null("active_session", "an object", &other),
        };
        Some(Box::new(Fields { rest, path: "active_session.", warnings: self.warnings }.session()))
    }

    #[inline(never)] // most cards never need it
    fn session(mut self) -> ActiveSession {
        let session = &mut self;
        ActiveSession {
            id: session.text("id"),
            room_id: session.text("room_id"),
            name: session.text("name"),
            display_name: session.text("display_name"),
            join_from: session.instant("join_from"),
            join_until: session.instant("join_until"),
            remove_at: session.instant("remove_at"),
            remove_after_seconds_elapsed: session.count("remove_after_seconds_elapsed"),
            start_time: session.instant("start_time"),
            end_time: session.instant("end_time"),
            duration: session.count("duration"),
            layout: session.text("layout").map(Into::into),
            max_members: session.count("max_members"),
            fps: session.count("fps"),
            quality: session.text("quality").map(Into::into),
            status: session.text("status").map(Into::into),
            record_on_start: session.flag("record_on_start"),
            enable_room_previews: session.flag("enable_room_previews"),
            audio_video_sync: session.flag("audio_video_sync"),
            preview_url: session.text("preview_url"),
        }
    }

    /// The field's value; of a key that stands twice the last, as in `JSON.parse`.
    fn take(&mut self, name: &str) -> Value {
        let at = self.rest.iter().rposition(|(key, _)| key == name);
        at.map_or(Value::Null, |at| self.rest.remove(at).1)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name) {
            Value::Text(text) => Some(text),
            other => self.drop_unless_null(name, "a string", &other),
        }
    }

    fn flag(&mut self, name: &str) -> bool {
        match self.take(name) {
            Value::Bool(flag) => flag,
            other => self.drop_unless_null(name, "a boolean", &other).unwrap_or_default(),
        }
    }

    fn count(&mut self, name: &str) -> Option<u64> {
        match self.take(name) {
            Value::Count(count) => Some(count),
            other => self.drop_unless_null(name, "a whole number", &other),
        }
    }

    fn instant(&mut self, name: &str) -> Option<Instant> {
        match self.take(name) {
            Value::Text(text) => {
                let instant = Instant::parse(&text);
                if instant.is_none() {
                    self.warn(name, "an RFC 3339 date-time");
                }
                instant
            }
            other => self.drop_unless_null(name, "an RFC 3339 date-time", &other),
        }
    }

    fn drop_unless_null<T>(&mut self, name: &str, expected: &str, value: &Value) -> Option<T> {
        if !matches!(value, Value::Null) {
            self.warn(name, expected);
        }
        None
    }

    fn warn(&mut self, name: &str, expected: &str) {
        self.warnings.push(["`", self.path, name, "` is not ", expected, ": dropped"].concat());
    }
}

/// A JSON value as far as the card is interested.
enum Value {
    Null,
    Bool(bool),
    Count(u64),
    Text(String),
    Object(Vec<(String, Value)>),
    Other,
}

impl Value {
    /// A whole number, where every JSON parser reads it as the same: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259#section-6).
    const fn count(number: u64) -> Self {
        if number < 1 << 53 { Self::Count(number) } else { Self::Other }
    }
}

/// Reads a [`Value`]. Nothing is kept of an array, and of objects only the conference and its session: so foreign data costs
/// nothing, however deep or large it is.
struct ValueSeed {
    /// How many levels of objects are kept. Counted, or a session within a session within a session could exhaust the stack.
    object_levels: u8,
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Value, D::Error> {
        self.deserialize(value)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Value, D::Error> {
        self.deserialize(value)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::count(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(u64::try_from(value).map_or(Value::Other, Value::count))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // `5.0` and `5e0` are as whole as `5`. What isn't whole, or is no count at all, is cut to another number.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = value as u64;
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
        Ok(if whole as f64 == value { Value::count(whole) } else { Value::Other })
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_char<E>(self, value: char) -> Result<Value, E> {
        Ok(Value::Text(value.into()))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<Value, A::Error> {
        value.variant::<IgnoredAny>()?.1.newtype_variant::<IgnoredAny>()?;
        Ok(Value::Other)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let Some(levels_below) = self.object_levels.checked_sub(1) else {
            while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Other);
        };
        let mut fields = Vec::new();
        while let Some(key) = entries.next_key_seed(ValueSeed { object_levels: 0 })? {
            let Value::Text(key) = key else {
                entries.next_value::<IgnoredAny>()?;
                continue;
            };
            if key == "meta" {
                entries.next_value::<IgnoredAny>()?;
            } else {
                let object_levels = if key == "active_session" { levels_below } else { 0 };
                let value = entries.next_value_seed(ValueSeed { object_levels })?;
                fields.push((key, value));
            }
        }
        Ok(Value::Object(fields))
    }
}
