//! The card: what is shown in each phase and at each time, with a format that writes plain milliseconds.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

use conference_card::{
    Card, Error, ErrorKind, Failure, Format, HeadingLevel, Instant, Join, JoinHref, Message, Messages, Options, Phase, State,
};
use serde_json::{Value, json};
use std::sync::Arc;

struct Millis;

impl Format for Millis {
    fn date_time(&self, at: Instant) -> String {
        at.as_millis().to_string()
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        format!("{}–{}", from.as_millis(), until.as_millis())
    }
}

/// A second and two seconds after the epoch.
const WINDOW: [&str; 2] = ["1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"];

fn loaded(fields: Value) -> Phase {
    phase([json!({"id": "1", "name": "n"}), fields])
}

fn in_window(fields: Value) -> Phase {
    let [from, until] = WINDOW;
    phase([json!({"id": "1", "name": "n", "join_from": from, "join_until": until}), fields])
}

/// A conference with the fields of these objects; of a field in both, the later one's.
fn phase(objects: [Value; 2]) -> Phase {
    let fields = objects.into_iter().filter_map(|object| object.as_object().cloned()).flatten();
    let body: Value = fields.collect();
    Phase::Loaded(Arc::new(serde_json::from_value(body).unwrap_or_else(|error| panic!("{error}"))))
}

fn card_with(phase: &Phase, options: &Options, messages: &Messages, now: i64) -> Card {
    Card::new(phase, options, messages, Instant::from_millis(now), &Millis)
}

fn card(phase: &Phase, now: i64) -> Card {
    card_with(phase, &Options::default(), &Messages::default(), now)
}

/// What a card shows at the least: all else is a change to this.
fn bare(state: State, status: &str) -> Card {
    Card {
        state,
        live: false,
        title: None,
        heading_level: HeadingLevel::default(),
        status: status.to_owned(),
        live_mark: None,
        window: None,
        note: None,
        description: None,
        join: None,
        failure: None,
        next_change: None,
    }
}

#[test]
fn states_have_the_names_that_scripts_see() {
    assert_eq!(State::ALL.map(State::name), ["loading", "upcoming", "open", "closed", "error"]);
}

#[test]
fn while_loading_it_says_so_and_nothing_else() {
    let options = Options { join_button: true, ..Options::default() };
    let card = card_with(&Phase::Loading, &options, &Messages::default(), 0);
    assert_eq!(card, bare(State::Loading, "Loading conference"));
}

#[test]
fn before_the_window_it_is_upcoming() {
    for now in [0, 999] {
        let expected = Card {
            title: Some("n".to_owned()),
            window: Some("1000–2000".to_owned()),
            next_change: Some(Instant::from_millis(1_000)),
            ..bare(State::Upcoming, "Not open yet")
        };
        assert_eq!(card(&in_window(json!({})), now), expected, "{now}");
    }
}

#[test]
fn in_the_window_it_is_open() {
    for now in [1_000, 1_999] {
        let expected = Card {
            title: Some("n".to_owned()),
            window: Some("1000–2000".to_owned()),
            next_change: Some(Instant::from_millis(2_000)),
            ..bare(State::Open, "Open now")
        };
        assert_eq!(card(&in_window(json!({})), now), expected, "{now}");
    }
}

#[test]
fn after_the_window_it_is_closed_for_good() {
    for now in [2_000, i64::MAX] {
        let expected =
            Card { title: Some("n".to_owned()), window: Some("1000–2000".to_owned()), ..bare(State::Closed, "Closed") };
        assert_eq!(card(&in_window(json!({})), now), expected, "{now}");
    }
}

#[test]
fn the_window_is_one_line_with_whatever_edges_there_are() {
    let window = |fields| card(&loaded(fields), 0).window;
    assert_eq!(window(json!({"join_from": WINDOW[0]})).as_deref(), Some("From 1000"));
    assert_eq!(window(json!({"join_until": WINDOW[1]})).as_deref(), Some("Until 2000"));
    assert_eq!(window(json!({})).as_deref(), Some("Open at any time"));
    assert_eq!(window(json!({"join_from": WINDOW[1], "join_until": WINDOW[0]})).as_deref(), Some("Not open for joining"));
    assert_eq!(window(json!({"join_from": WINDOW[0], "join_until": WINDOW[0]})).as_deref(), Some("Not open for joining"));
}

#[test]
fn a_window_that_never_opens_is_closed_and_stays_so() {
    let card = card(&loaded(json!({"join_from": WINDOW[1], "join_until": WINDOW[0]})), 0);
    assert_eq!((card.state, card.next_change), (State::Closed, None));
}

#[test]
fn a_running_session_is_marked_in_every_state() {
    let phase = in_window(json!({"active_session": {"status": "in-progress"}}));
    for (now, state) in [(0, State::Upcoming), (1_000, State::Open), (2_000, State::Closed)] {
        let card = card(&phase, now);
        assert_eq!((card.state, card.live, card.live_mark.as_deref()), (state, true, Some("Live")));
    }
    let over = in_window(json!({"active_session": {"status": "completed"}}));
    assert_eq!((card(&over, 1_000).live, card(&over, 1_000).live_mark), (false, None));
}

#[test]
fn a_session_that_runs_after_the_window_is_explained() {
    let live = in_window(json!({"active_session": {}}));
    assert_eq!(card(&live, 0).note, None);
    assert_eq!(card(&live, 1_999).note, None);
    assert_eq!(card(&live, 2_000).note.as_deref(), Some("Still running; no new participants"));
    assert_eq!(card(&in_window(json!({})), 2_000).note, None);
}

#[test]
fn without_a_way_in_there_is_no_join() {
    for now in [0, 1_000, 2_000] {
        assert_eq!(card(&in_window(json!({})), now).join, None);
    }
}

#[test]
fn join_is_a_link_that_is_enabled_only_in_the_window() {
    let options = Options { join_href: JoinHref::new("/join/{id}?n={name}").ok(), ..Options::default() };
    let phase = in_window(json!({"id": "a/b", "name": "my room"}));
    for (now, enabled) in [(999, false), (1_000, true), (1_999, true), (2_000, false)] {
        let join = Join { text: "Join".to_owned(), href: Some("/join/a%2Fb?n=my%20room".to_owned()), enabled };
        assert_eq!(card_with(&phase, &options, &Messages::default(), now).join, Some(join), "{now}");
    }
}

#[test]
fn join_is_a_button_that_is_enabled_only_in_the_window() {
    let options = Options { join_button: true, ..Options::default() };
    for (now, enabled) in [(999, false), (1_000, true), (1_999, true), (2_000, false)] {
        let join = Join { text: "Join".to_owned(), href: None, enabled };
        assert_eq!(card_with(&in_window(json!({})), &options, &Messages::default(), now).join, Some(join), "{now}");
    }
}

#[test]
fn join_stays_disabled_where_a_session_runs_after_the_window() {
    let options = Options { join_button: true, ..Options::default() };
    let phase = in_window(json!({"active_session": {"status": "in-progress"}}));
    let join = card_with(&phase, &options, &Messages::default(), 2_000).join;
    assert_eq!(join.map(|join| join.enabled), Some(false));
}

#[test]
fn a_link_comes_before_a_button() {
    let options = Options { join_href: JoinHref::new("/join").ok(), join_button: true, ..Options::default() };
    let join = card_with(&loaded(json!({})), &options, &Messages::default(), 0).join;
    assert_eq!(join.and_then(|join| join.href).as_deref(), Some("/join"));
}

#[test]
fn the_title_is_the_display_name_or_else_the_name() {
    let title = |fields| card(&loaded(fields), 0).title;
    assert_eq!(title(json!({"display_name": "Town Hall"})).as_deref(), Some("Town Hall"));
    for blank in ["", " ", "\u{a0}\n"] {
        assert_eq!(title(json!({ "display_name": blank })).as_deref(), Some("n"));
    }
}

#[test]
fn a_description_keeps_its_lines_and_a_blank_one_is_none() {
    let description = |text| card(&loaded(json!({ "description": text })), 0).description;
    assert_eq!(description(Some(" one\n\n<b>two</b> ")).as_deref(), Some(" one\n\n<b>two</b> "));
    for blank in [None, Some(""), Some(" \r\n\t\u{3000}")] {
        assert_eq!(description(blank), None);
    }
}

#[test]
fn every_kind_of_error_has_its_sentence_and_retry_where_it_helps() {
    for kind in ErrorKind::ALL {
        let retry = ["network", "timeout", "rate-limited", "server", "invalid-response"].contains(&kind.name());
        let failure =
            Failure { sentence: Message::of_error(kind).english().to_owned(), retry: retry.then(|| "Try again".to_owned()) };
        let expected = Card { failure: Some(failure), ..bare(State::Error, "Not available") };
        assert_eq!(card(&Phase::Failed(Error::new(kind, "the cause")), 0), expected, "{}", kind.name());
    }
}

#[test]
fn the_cause_of_an_error_is_not_for_the_visitor() {
    let card = card(&Phase::Failed(Error::new(ErrorKind::Network, "secret host")), 0);
    assert!(!format!("{card:?}").contains("secret"));
}

#[test]
fn the_level_of_the_heading_is_passed_on_in_every_phase() {
    let options = Options { heading_level: HeadingLevel::new(4).unwrap(), ..Options::default() };
    for phase in [Phase::Loading, loaded(json!({})), Phase::Failed(Error::config("x"))] {
        assert_eq!(card_with(&phase, &options, &Messages::default(), 0).heading_level, options.heading_level);
    }
}

#[test]
fn every_word_can_be_replaced() {
    let texts = Message::ALL.iter().map(|message| (message.key().to_owned(), format!("<{}>", message.key())));
    let messages = Messages::with_overrides(texts.map(|(key, text)| match key.as_str() {
        "window-from" => (key, "<from {from}>".to_owned()),
        "window-until" => (key, "<until {until}>".to_owned()),
        _ => (key, text),
    }));
    let options = Options { join_button: true, ..Options::default() };
    let card = |phase: &Phase, now| card_with(phase, &options, &messages, now);

    assert_eq!(card(&Phase::Loading, 0).status, "<loading>");
    let live = in_window(json!({"active_session": {}}));
    assert_eq!(card(&live, 0).status, "<upcoming>");
    assert_eq!(card(&live, 1_000).status, "<open>");
    let closed = card(&live, 2_000);
    assert_eq!(closed.status, "<closed>");
    assert_eq!(closed.live_mark.as_deref(), Some("<live>"));
    assert_eq!(closed.note.as_deref(), Some("<closed-live>"));
    assert_eq!(closed.join.map(|join| join.text).as_deref(), Some("<join>"));
    assert_eq!(card(&loaded(json!({"join_from": WINDOW[0]})), 0).window.as_deref(), Some("<from 1000>"));
    assert_eq!(card(&loaded(json!({"join_until": WINDOW[0]})), 0).window.as_deref(), Some("<until 1000>"));
    assert_eq!(card(&loaded(json!({})), 0).window.as_deref(), Some("<window-always>"));
    assert_eq!(
        card(&loaded(json!({"join_from": WINDOW[1], "join_until": WINDOW[0]})), 0).window.as_deref(),
        Some("<window-never>")
    );
    let failed = card(&Phase::Failed(Error::new(ErrorKind::Server, "x")), 0);
    assert_eq!(failed.status, "<failed>");
    assert_eq!(failed.failure, Some(Failure { sentence: "<error-server>".to_owned(), retry: Some("<retry>".to_owned()) }));
}

#[test]
fn the_samples_are_shown() {
    let body = include_str!("fixtures/live.json");
    let phase = Phase::Loaded(Arc::new(serde_json::from_str(body).unwrap()));
    let expected = Card {
        live: true,
        title: Some("Town Hall".to_owned()),
        live_mark: Some("Live".to_owned()),
        window: Some("1767625200000–2083163400000".to_owned()),
        description: Some("This conference will be used for full company all hands meetings".to_owned()),
        next_change: Some(Instant::from_millis(2_083_163_400_000)),
        ..bare(State::Open, "Open now")
    };
    assert_eq!(card(&phase, 1_767_625_200_000), expected);
}
