//! The texts of the card: their keys, and what a locale or a page puts in their place.

use conference_card::{ErrorKind, Message, Messages};
use std::collections::HashSet;

fn overrides(texts: &[(&str, &str)]) -> Messages {
    Messages::with_overrides(texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())))
}

#[test]
fn every_text_has_a_key_of_its_own() {
    let keys: HashSet<_> = Message::ALL.iter().map(|message| message.key()).collect();
    assert_eq!(keys.len(), Message::ALL.len());
}

#[test]
fn keys_are_kebab_case() {
    for message in Message::ALL {
        let key = message.key();
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(key.split('-').all(is_word), "{key}");
    }
}

#[test]
fn every_text_is_a_trimmed_line() {
    for message in Message::ALL {
        let english = message.english();
        assert!(!english.is_empty() && english.trim() == english && !english.contains('\n'), "{}", message.key());
    }
}

#[test]
fn every_kind_of_error_has_a_sentence_under_its_name() {
    for kind in ErrorKind::ALL {
        let message = Message::of_error(kind);
        assert_eq!(message.key(), format!("error-{}", kind.name()));
        assert!(message.english().ends_with('.'), "{}", message.english());
    }
}

#[test]
fn the_texts_are_english_at_first() {
    for message in Message::ALL {
        assert_eq!(Messages::default().text(*message), message.english());
    }
    assert_eq!(Messages::default().text(Message::Join), "Join");
    assert_eq!(overrides(&[]), Messages::default());
}

#[test]
fn a_text_is_replaced_by_its_key_and_the_others_stay() {
    for replaced in Message::ALL {
        let messages = overrides(&[(replaced.key(), "Text")]);
        for message in Message::ALL {
            let expected = if message == replaced { "Text" } else { message.english() };
            assert_eq!(messages.text(*message), expected);
        }
    }
}

#[test]
fn a_text_may_be_replaced_by_nothing() {
    assert_eq!(overrides(&[("live", "")]).text(Message::Live), "");
}

#[test]
fn the_later_of_two_texts_for_a_key_wins() {
    assert_eq!(overrides(&[("join", "Beitreten"), ("live", "x"), ("join", "Teilnehmen")]).text(Message::Join), "Teilnehmen");
}

#[test]
fn keys_that_are_not_known_are_passed_over() {
    assert_eq!(overrides(&[("Join", "x"), ("join ", "x"), ("", "x"), ("__proto__", "x")]), Messages::default());
}

#[test]
fn a_placeholder_is_filled_wherever_the_text_has_it() {
    let fill = |messages: &Messages, value| messages.fill(Message::WindowFrom, "{from}", value);
    assert_eq!(fill(&Messages::default(), "noon"), "From noon");
    assert_eq!(fill(&overrides(&[("window-from", "{from} ({from})")]), "noon"), "noon (noon)");
    assert_eq!(fill(&overrides(&[("window-from", "Soon")]), "noon"), "Soon");
    assert_eq!(fill(&Messages::default(), "{from}"), "From {from}");
}

#[test]
fn a_placeholder_stands_in_the_english_text_that_needs_it() {
    for message in Message::ALL {
        let expected = match message {
            Message::Opens | Message::Closes => vec!["relative"],
            Message::ClosedSince | Message::LiveSince => vec!["time"],
            Message::WindowFrom => vec!["from"],
            Message::WindowUntil => vec!["until"],
            Message::Capacity => vec!["count"],
            Message::Quality => vec!["quality"],
            _ => Vec::new(),
        };
        let english = message.english();
        let found: Vec<_> = english.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        assert_eq!(found, expected, "{english}");
    }
}

#[test]
fn english_is_written_from_left_to_right() {
    assert_eq!(Messages::default().text(Message::Direction), "ltr");
}

#[test]
fn texts_can_be_replaced_without_their_keys() {
    let messages = Messages::with([(Message::Join, "Beitreten".to_owned()), (Message::Live, "Live!".to_owned())]);
    assert_eq!(messages, overrides(&[("join", "Beitreten"), ("live", "Live!")]));
}
