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
    /// The icon's outline, as the path of an SVG of 24 by 24.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Recording => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 6a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
            Self::People => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8m-8 9c0-4 3.5-6 8-6s8 2 8 6",
            Self::Screen => "M3 5h18v12H3zm5 16h8",
            Self::Chat => "M4 4h16v12H11l-5 4v-4H4z",
            Self::Bell => "M6 17v-6a6 6 0 0 1 12 0v6l2 1H4zm4 4h4",
            Self::CameraOff => "M3 7h11v10H3zm11 4 6-3v8l-6-3M4 3l16 18",
        }
    }
}

/// The details of a conference, the one that people have a right to see first. None where a field is null or its value unknown.
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
