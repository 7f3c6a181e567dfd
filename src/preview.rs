//! The preview video of a running session: a button at first, since a video is the visitor's to ask for.

use crate::digits::digits;
use crate::url::{scheme, strip};
use crate::{ActiveSession, Conference, Instant, Message, Messages, Wishes};

/// A preview video, or the button that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewVideo {
    /// The words on the button; what the video is, where it shows.
    pub text: String,
    /// The video to play. Its fragment changes whenever the video should be loaded anew.
    pub source: Option<String>,
    /// Whether it plays by itself.
    pub autoplay: bool,
}

/// How often the API makes a preview anew, in milliseconds.
const PERIOD: i64 = 30_000;

/// The preview of a running session, and when it should be loaded anew. None where the conference has none, or its address is not
/// the web's.
pub(crate) fn preview(
    conference: &Conference,
    messages: &Messages,
    wishes: Wishes,
    now: Instant,
) -> Option<(PreviewVideo, Option<Instant>)> {
    let session = conference.active_session.as_ref();
    let session = session.filter(|_| conference.is_live() && conference.enable_room_previews)?;
    of_session(session, messages, wishes, now)
}

#[inline(never)] // most cards never need it
fn of_session(
    session: &ActiveSession,
    messages: &Messages,
    wishes: Wishes,
    now: Instant,
) -> Option<(PreviewVideo, Option<Instant>)> {
    let url = strip(session.preview_url.as_deref()?);
    if url.is_empty() || scheme(&url).is_some_and(|scheme| !scheme.is_web()) {
        return None;
    }
    if !wishes.preview {
        let text = messages.text(Message::Preview);
        return Some((PreviewVideo { text, source: None, autoplay: false }, None));
    }
    let text = messages.text(Message::PreviewLabel);
    if wishes.reduced_motion {
        return Some((PreviewVideo { text, source: Some(url), autoplay: false }, None));
    }
    let period = now.as_millis().div_euclid(PERIOD);
    let source = [&url, "#", &digits(period)].concat();
    let next = Instant::from_millis(period.saturating_add(1).saturating_mul(PERIOD));
    Some((PreviewVideo { text, source: Some(source), autoplay: true }, Some(next)))
}
