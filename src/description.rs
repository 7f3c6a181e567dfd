//! What a card says of its conference in the owner's words: with links, and at first no more than a few lines.

use crate::links::{Segment, segments};
use crate::{Conference, Message, Messages, Wishes};

/// Plain text, with the links in it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The text in pieces.
    pub segments: Vec<Segment>,
    /// Whether only its beginning shows.
    pub is_clamped: bool,
    /// The words on the button that shows more of a long text, or less.
    pub toggle: Option<String>,
}

/// The description, where there is something in it.
pub(crate) fn words(conference: &Conference) -> Option<&str> {
    conference.description.as_deref().map(str::trim_end).filter(|text| !text.is_empty())
}

/// About as many letters as fit in a line, and the lines that a description shows at first.
const LETTERS_IN_A_LINE: usize = 56;
const LINES: usize = 6;

#[inline(never)] // a large function costs: ARCHITECTURE.md says what
pub(crate) fn description(conference: &Conference, messages: &Messages, wishes: Wishes) -> Option<Description> {
    let text = words(conference)?;
    let lines: usize = text.lines().map(|line| line.chars().count() / LETTERS_IN_A_LINE + 1).sum();
    let is_long = lines > LINES;
    let is_clamped = is_long && !wishes.full_description;
    let toggle = if is_clamped { Message::ShowMore } else { Message::ShowLess };
    Some(Description { segments: segments(text), is_clamped, toggle: is_long.then(|| messages.text(toggle)) })
}
