//! What awaits people in a conference, as one row of icon and words.

use crate::conference::{Conference, Quality, Size};
use crate::door::Format;
use crate::{Message, Messages};

/// A detail: what its icon shows, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The icon.
    pub icon: Icon,
    /// The words.
    pub text: String,
}

/// The icons of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A dot in a ring: a recording.
    Recording,
    /// A person.
    People,
    /// A screen.
    Screen,
    /// A speech bubble.
    Chat,
    /// A bell.
    Bell,
    /// A camera, crossed out.
    CameraOff,
}

impl Icon {
    /// All.
    pub const ALL: [Self; 6] = [Self::Recording, Self::People, Self::Screen, Self::Chat, Self::Bell, Self::CameraOff];

    /// The name by which the style sheet draws it: the value of `data-icon`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recording => "recording",
            Self::People => "people",
            Self::Screen => "screen",
            Self::Chat => "chat",
            Self::Bell => "bell",
            Self::CameraOff => "camera-off",
        }
    }
}

/// The details of a conference, the one that people have a right to see first. None where a field is null or its value unknown.
#[inline(never)] // a large function costs: ARCHITECTURE.md says what
pub(crate) fn details(conference: &Conference, messages: &Messages, format: &impl Format) -> Vec<Detail> {
    let capacity = match conference.size {
        Some(Size::Small) => Some(10),
        Some(Size::Medium) => Some(50),
        Some(Size::Large) => Some(300),
        _ => None,
    };
    let quality = conference.quality.as_ref().and_then(Quality::known);
    let is_camera_off = conference.user_join_video_off || conference.room_join_video_off;
    let plain = |is_so: bool, message| is_so.then(|| messages.text(message));
    [
        (Icon::Recording, plain(conference.record_on_start, Message::Recorded)),
        (Icon::People, capacity.map(|count| messages.fill(Message::Capacity, "{count}", &format.number(count)))),
        (Icon::Screen, quality.map(|quality| messages.fill(Message::Quality, "{quality}", quality))),
        (Icon::Chat, plain(conference.enable_chat, Message::Chat)),
        (Icon::Bell, plain(conference.tone_on_entry_and_exit, Message::Tone)),
        (Icon::CameraOff, plain(is_camera_off, Message::CameraOff)),
    ]
    .into_iter()
    .filter_map(|(icon, text)| Some(Detail { icon, text: text? }))
    .collect()
}
