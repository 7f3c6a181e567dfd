//! The card: what is shown in each phase and at each time. Its door, details, description, preview and calendar have tests of their own.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

mod support;

use conference_card::{
    CalendarMenu, Card, Description, Detail, Error, ErrorKind, Failure, HeadingLevel, Icon, Join, JoinHref, Message, Messages,
    Options, Phase, PreviewVideo, Segment, State, Wishes,
};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{AFTER, BEFORE, FROM, Scene, UNTIL, WITHIN, at};

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
        countdown: None,
        note: None,
        outdated: None,
        description: None,
        details: Vec::new(),
        direction: "ltr".to_owned(),
        preview: None,
        calendar: None,
        join: None,
        failure: None,
        next_state: None,
        next_text: None,
    }
}

fn add_to_calendar() -> CalendarMenu {
    CalendarMenu { text: "Add to calendar".to_owned(), ways: None }
}

fn failed(kind: ErrorKind, cause: &str) -> Scene {
    Scene::of(Phase::Failed(Error::new(kind, cause)))
}

/// Every wish at once.
fn all_wishes() -> Wishes {
    Wishes { full_description: true, calendar: true, preview: true, reduced_motion: true }
}

#[test]
fn states_have_the_names_that_scripts_see() {
    assert_eq!(State::ALL.map(State::name), ["loading", "upcoming", "open", "closed", "error"]);
}

#[test]
fn while_loading_it_says_so_and_nothing_else() {
    let options = Options { join_button: true, ..Options::default() };
    let scene = Scene { options, wishes: all_wishes(), ..Scene::of(Phase::Loading) };
    assert_eq!(scene.card(), bare(State::Loading, "Loading conference"));
}

#[test]
fn before_the_window_it_is_upcoming() {
    let expected = Card {
        title: Some("n".to_owned()),
        window: Some("2026-01-05 09:00 – 2026-01-05 10:30".to_owned()),
        countdown: Some("Opens in 45 minutes".to_owned()),
        calendar: Some(add_to_calendar()),
        next_state: Some(at(FROM)),
        next_text: Some(at("2026-01-05T08:15:00.001Z")),
        ..bare(State::Upcoming, "Not open yet")
    };
    assert_eq!(Scene::in_window(json!({})).at(BEFORE).card(), expected);
}

#[test]
fn in_the_window_it_is_open() {
    let expected = Card {
        title: Some("n".to_owned()),
        window: Some("2026-01-05 09:00 – 2026-01-05 10:30".to_owned()),
        calendar: Some(add_to_calendar()),
        next_state: Some(at(UNTIL)),
        next_text: Some(at("2026-01-05T09:30:00Z")),
        ..bare(State::Open, "Open now")
    };
    for now in [FROM, WITHIN] {
        assert_eq!(Scene::in_window(json!({})).at(now).card(), expected, "{now}");
    }
}

#[test]
fn after_the_window_it_is_closed_for_good() {
    let expected = Card {
        title: Some("n".to_owned()),
        window: Some("2026-01-05 09:00 – 2026-01-05 10:30".to_owned()),
        countdown: Some("Closed since 2026-01-05 10:30".to_owned()),
        ..bare(State::Closed, "Closed")
    };
    for now in [UNTIL, AFTER, "9999-12-31T23:59:59Z"] {
        assert_eq!(Scene::in_window(json!({})).at(now).card(), expected, "{now}");
    }
}

#[test]
fn the_window_is_one_line_with_whatever_edges_there_are() {
    let window = |fields| Scene::with(fields).card().window;
    assert_eq!(window(json!({"join_from": FROM})).as_deref(), Some("From 2026-01-05 09:00"));
    assert_eq!(window(json!({"join_until": UNTIL})).as_deref(), Some("Until 2026-01-05 10:30"));
    assert_eq!(window(json!({})).as_deref(), Some("Open at any time"));
    assert_eq!(window(json!({"join_from": UNTIL, "join_until": FROM})).as_deref(), Some("Not open for joining"));
    assert_eq!(window(json!({"join_from": FROM, "join_until": FROM})).as_deref(), Some("Not open for joining"));
}

#[test]
fn a_running_session_is_marked_in_every_state() {
    let live = Scene::in_window(json!({"active_session": {"status": "in-progress"}}));
    for (now, state) in [(BEFORE, State::Upcoming), (WITHIN, State::Open), (AFTER, State::Closed)] {
        let card = live.clone().at(now).card();
        assert_eq!((card.state, card.live, card.live_mark.as_deref()), (state, true, Some("Live")));
    }
    let over = Scene::in_window(json!({"active_session": {"status": "completed", "start_time": FROM}})).card();
    assert_eq!((over.live, over.live_mark), (false, None));
}

#[test]
fn a_running_session_says_since_when_where_that_is_known() {
    let mark = |session: Value| Scene::with(json!({ "active_session": session })).card().live_mark;
    assert_eq!(mark(json!({"start_time": "2026-01-05T09:02:11Z"})).as_deref(), Some("Live since 09:02"));
    // Half a day later, that would be taken for another day's.
    assert_eq!(mark(json!({"start_time": "2026-01-04T09:02:11Z"})).as_deref(), Some("Live since 2026-01-04 09:02"));
    for unknown in [Value::Null, json!("soon"), json!(7)] {
        assert_eq!(mark(json!({ "start_time": unknown })).as_deref(), Some("Live"), "{unknown}");
    }
}

#[test]
fn a_session_that_runs_after_the_window_is_explained() {
    let note = |fields, now| Scene::in_window(fields).at(now).card().note;
    let live = json!({"active_session": {}});
    assert_eq!(note(live.clone(), BEFORE), None);
    assert_eq!(note(live.clone(), WITHIN), None);
    assert_eq!(note(live, UNTIL).as_deref(), Some("Still running; no new participants"));
    assert_eq!(note(json!({}), UNTIL), None);
}

#[test]
fn without_a_way_in_there_is_no_join() {
    for now in [BEFORE, WITHIN, AFTER] {
        assert_eq!(Scene::in_window(json!({})).at(now).card().join, None);
    }
}

#[test]
fn a_conference_that_could_not_be_loaded_again_is_shown_as_it_was_with_a_word_of_caution() {
    for fields in [json!({}), json!({"join_from": FROM, "join_until": UNTIL, "active_session": {"start_time": FROM}})] {
        let scene = Scene::with(fields);
        let expected = Card { outdated: Some("This may be out of date".to_owned()), ..scene.card() };
        assert_eq!(scene.outdated().card(), expected);
    }
}

/// Times, and whether one can join then.
const DOORS: [(&str, bool); 4] =
    [("2026-01-05T08:59:59.999Z", false), (FROM, true), ("2026-01-05T10:29:59.999Z", true), (UNTIL, false)];

#[test]
fn join_is_a_link_that_is_enabled_only_in_the_window() {
    let options = Options { join_href: JoinHref::new("/join/{id}?n={name}").ok(), ..Options::default() };
    let scene = Scene { options, ..Scene::in_window(json!({"id": "a/b", "name": "my room"})) };
    for (now, enabled) in DOORS {
        let join = Join { text: "Join".to_owned(), href: Some("/join/a%2Fb?n=my%20room".to_owned()), target: None, enabled };
        assert_eq!(scene.clone().at(now).card().join, Some(join), "{now}");
    }
}

#[test]
fn join_is_a_button_that_is_enabled_only_in_the_window() {
    let options = Options { join_button: true, ..Options::default() };
    let scene = Scene { options, ..Scene::in_window(json!({})) };
    for (now, enabled) in DOORS {
        let join = Join { text: "Join".to_owned(), href: None, target: None, enabled };
        assert_eq!(scene.clone().at(now).card().join, Some(join), "{now}");
    }
}

#[test]
fn join_stays_disabled_where_a_session_runs_after_the_window() {
    let options = Options { join_button: true, ..Options::default() };
    let scene = Scene { options, ..Scene::in_window(json!({"active_session": {"status": "in-progress"}})) };
    assert_eq!(scene.at(AFTER).card().join.map(|join| join.enabled), Some(false));
}

#[test]
fn a_link_comes_before_a_button() {
    let options = Options { join_href: JoinHref::new("/join").ok(), join_button: true, ..Options::default() };
    let join = Scene { options, ..Scene::with(json!({})) }.card().join;
    assert_eq!(join.and_then(|join| join.href).as_deref(), Some("/join"));
}

#[test]
fn the_title_is_the_display_name_or_else_the_name() {
    let title = |fields| Scene::with(fields).card().title;
    assert_eq!(title(json!({"display_name": "Town Hall"})).as_deref(), Some("Town Hall"));
    for blank in ["", " ", "\u{a0}\n"] {
        assert_eq!(title(json!({ "display_name": blank })).as_deref(), Some("n"));
    }
}

#[test]
fn every_kind_of_error_has_its_sentence_and_retry_where_it_helps() {
    for kind in ErrorKind::ALL {
        let retry = ["network", "timeout", "rate-limited", "server", "invalid-response"].contains(&kind.name());
        let failure =
            Failure { sentence: Message::of_error(kind).english().to_owned(), retry: retry.then(|| "Try again".to_owned()) };
        let expected = Card { failure: Some(failure), ..bare(State::Error, "Not available") };
        let options = Options { join_button: true, ..Options::default() };
        let scene = Scene { options, wishes: all_wishes(), ..failed(kind, "the cause") };
        assert_eq!(scene.card(), expected, "{}", kind.name());
    }
}

#[test]
fn the_cause_of_an_error_is_not_for_the_visitor() {
    let card = failed(ErrorKind::Network, "secret host").card();
    assert!(!format!("{card:?}").contains("secret"));
}

/// A card in every phase.
fn phases() -> [Scene; 3] {
    [Scene::of(Phase::Loading), Scene::with(json!({})), failed(ErrorKind::Config, "x")]
}

#[test]
fn the_level_of_the_heading_is_passed_on_in_every_phase() {
    let options = Options { heading_level: HeadingLevel::new(4).unwrap(), ..Options::default() };
    for scene in phases() {
        let scene = Scene { options: options.clone(), ..scene };
        assert_eq!(scene.card().heading_level, options.heading_level);
    }
}

#[test]
fn the_direction_is_the_languages_in_every_phase() {
    let messages = Messages::with([(Message::Direction, "rtl".to_owned())]);
    for scene in phases() {
        assert_eq!(scene.card().direction, "ltr");
        assert_eq!(Scene { messages: messages.clone(), ..scene }.card().direction, "rtl");
    }
}

/// A text that says which message it is, and what was filled in.
fn marked(message: Message) -> String {
    let placeholder = message.english().split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    match placeholder {
        Some((name, _)) => format!("<{} {{{name}}}>", message.key()),
        None => format!("<{}>", message.key()),
    }
}

#[test]
fn every_word_can_be_replaced() {
    let messages = Messages::with(Message::ALL.iter().map(|message| (*message, marked(*message))));
    let fields = json!({
        "description": "x\n".repeat(8),
        "record_on_start": true,
        "size": "small",
        "quality": "720p",
        "enable_chat": true,
        "tone_on_entry_and_exit": true,
        "room_join_video_off": true,
        "enable_room_previews": true,
        "active_session": {"start_time": FROM, "preview_url": "/p.mp4"},
    });
    let options = Options { join_button: true, ..Options::default() };
    let live = json!({"active_session": {}});
    let wordy = |scene: Scene, wishes| Scene { messages: messages.clone(), options: options.clone(), wishes, ..scene };
    let scenes = [
        Scene::of(Phase::Loading),
        Scene::in_window(fields.clone()).at(BEFORE),
        Scene::in_window(fields.clone()),
        Scene::in_window(live.clone()).at("2026-01-05T10:00:00Z"),
        Scene::in_window(live).at(AFTER),
        Scene::with(json!({"join_from": FROM})),
        Scene::with(json!({"join_until": UNTIL})),
        Scene::with(json!({})),
        Scene::with(json!({})).outdated(),
        Scene::with(json!({"join_from": UNTIL, "join_until": FROM})),
    ];
    let errors = ErrorKind::ALL.map(|kind| failed(kind, "x"));
    let cards = scenes.into_iter().chain(errors).flat_map(|scene| {
        [wordy(scene.clone(), Wishes::default()), wordy(scene, all_wishes())].map(|scene| format!("{:?}", scene.card()))
    });
    let shown = cards.collect::<Vec<_>>().concat();
    for message in Message::ALL {
        // The note stands in a file, percent-encoded.
        let start = if *message == Message::CalendarNote { "%3C" } else { "<" };
        assert!(shown.contains(&[start, message.key()].concat()), "{} does not show", message.key());
    }
    for filled in [
        "<opens in 45 minutes>",
        "<closes in 30 minutes>",
        "<closed-since 2026-01-05 10:30>",
        "<live-since 09:00>",
        "<window-from 2026-01-05 09:00>",
        "<window-until 2026-01-05 10:30>",
        "<capacity 10>",
        "<quality 720p>",
    ] {
        assert!(shown.contains(filled), "{filled} does not show");
    }
    let is_unfilled = |text: String| text.contains('{') && shown.contains(&text);
    assert!(!Message::ALL.iter().any(|message| is_unfilled(marked(*message))));
    for english in Message::ALL.iter().map(|message| message.english()).filter(|english| english.contains(' ')) {
        assert!(!shown.contains(english), "{english}");
    }
}

#[test]
fn the_samples_are_shown() {
    let body = include_str!("fixtures/live.json");
    let phase = Phase::Loaded(Arc::new(serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}"))));
    let detail = |icon, text: &str| Detail { icon, text: text.to_owned() };
    let description = "This conference will be used for full company all hands meetings";
    let expected = Card {
        live: true,
        title: Some("Town Hall".to_owned()),
        live_mark: Some("Live since 15:02".to_owned()),
        window: Some("2026-01-05 15:00 – 2036-01-05 16:30".to_owned()),
        description: Some(Description {
            segments: vec![Segment::Text(description.to_owned())],
            is_clamped: false,
            toggle: None,
        }),
        details: vec![
            detail(Icon::Recording, "Recorded from the start"),
            detail(Icon::People, "Up to 50 people"),
            detail(Icon::Screen, "720p video"),
            detail(Icon::Chat, "Group chat"),
            detail(Icon::Bell, "A tone when someone comes or goes"),
        ],
        preview: Some(PreviewVideo { text: "Show preview".to_owned(), source: None, autoplay: false }),
        calendar: Some(add_to_calendar()),
        next_state: Some(at("2036-01-05T16:30:00Z")),
        next_text: Some(at("2036-01-05T15:30:00Z")),
        ..bare(State::Open, "Open now")
    };
    assert_eq!(Scene::of(phase).at("2026-01-05T15:00:00Z").card(), expected);
}
