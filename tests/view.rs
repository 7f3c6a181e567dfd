//! The view: the HTML of every state, word for word, and what each thing on it asks for.

mod support;

use conference_card::{
    Action, Element, Error, ErrorKind, HeadingLevel, JoinHref, Message, Messages, Node, Options, Phase, Wishes, view,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{AFTER, BEFORE, FROM, Scene, UNTIL};

/// Compares with HTML that is written in lines and indented, for people.
#[track_caller]
fn shows(scene: &Scene, expected: &str) {
    let expected: String = expected.lines().map(str::trim).collect();
    assert_eq!(scene.html(), expected);
}

fn with_button(scene: Scene) -> Scene {
    Scene { options: Options { join_button: true, ..Options::default() }, ..scene }
}

fn with_link(scene: Scene) -> Scene {
    Scene { options: Options { join_href: JoinHref::new("/rooms/{name}").ok(), ..Options::default() }, ..scene }
}

fn failed(kind: ErrorKind) -> Scene {
    Scene::of(Phase::Failed(Error::new(kind, "the cause")))
}

#[test]
fn while_loading_there_is_a_skeleton_with_a_name() {
    shows(
        &Scene::of(Phase::Loading),
        r#"
        <section part="card" class="conference-card" data-state="loading" aria-busy="true" dir="ltr">
            <div part="skeleton" role="img" aria-label="Loading conference"></div>
            <div part="header" hidden="">
                <p part="status" role="status"></p>
                <slot name="header"></slot>
            </div>
            <div part="actions"><slot name="actions"></slot></div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn an_upcoming_conference_has_a_countdown_and_a_way_to_keep_the_date() {
    shows(
        &Scene::in_window(json!({"display_name": "All hands"})).at(BEFORE),
        r#"
        <section part="card" class="conference-card" data-state="upcoming" dir="ltr">
            <div part="header">
                <h2 part="title" dir="auto">All hands</h2>
                <p part="status" role="status">Not open yet</p>
                <slot name="header"></slot>
            </div>
            <p part="window">2026-01-05 09:00 – 2026-01-05 10:30</p>
            <p part="countdown" role="timer" aria-live="off">Opens in 45 minutes</p>
            <div part="actions">
                <button part="calendar" type="button" aria-expanded="false">Add to calendar</button>
                <slot name="actions"></slot>
            </div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn an_open_conference_that_runs_is_live() {
    shows(
        &Scene::with(json!({"join_until": UNTIL, "active_session": {"start_time": FROM}})).at("2026-01-05T10:00:00Z"),
        r#"
        <section part="card" class="conference-card" data-state="open" data-live="" dir="ltr">
            <div part="header">
                <h2 part="title" dir="auto">n</h2>
                <p part="status" role="status">Open now</p>
                <p part="live">Live since 09:00</p>
                <slot name="header"></slot>
            </div>
            <p part="window">Until 2026-01-05 10:30</p>
            <p part="countdown" role="timer" aria-live="off">Closes in 30 minutes</p>
            <div part="actions"><slot name="actions"></slot></div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn a_closed_conference_says_since_when() {
    shows(
        &Scene::in_window(json!({})).at(AFTER),
        r#"
        <section part="card" class="conference-card" data-state="closed" dir="ltr">
            <div part="header">
                <h2 part="title" dir="auto">n</h2>
                <p part="status" role="status">Closed</p>
                <slot name="header"></slot>
            </div>
            <p part="window">2026-01-05 09:00 – 2026-01-05 10:30</p>
            <p part="countdown">Closed since 2026-01-05 10:30</p>
            <div part="actions"><slot name="actions"></slot></div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn a_closed_conference_that_still_runs_says_so() {
    shows(
        &with_button(Scene::in_window(json!({"active_session": {}}))).at(AFTER),
        r#"
        <section part="card" class="conference-card" data-state="closed" data-live="" dir="ltr">
            <div part="header">
                <h2 part="title" dir="auto">n</h2>
                <p part="status" role="status">Closed</p>
                <p part="live">Live</p>
                <slot name="header"></slot>
            </div>
            <p part="window">2026-01-05 09:00 – 2026-01-05 10:30</p>
            <p part="countdown">Closed since 2026-01-05 10:30</p>
            <p part="note">Still running; no new participants</p>
            <div part="actions">
                <button part="join" type="button" disabled="">Join</button>
                <slot name="actions"></slot>
            </div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn an_error_that_may_pass_has_a_button() {
    shows(
        &failed(ErrorKind::Network),
        r#"
        <section part="card" class="conference-card" data-state="error" dir="ltr">
            <div part="header">
                <p part="status" role="status">Not available</p>
                <slot name="header"></slot>
            </div>
            <div part="actions"><slot name="actions"></slot></div>
            <p part="error" role="alert">The conference can't be reached. Check your connection.</p>
            <button part="retry" type="button">Try again</button>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn an_error_that_stays_has_none() {
    shows(
        &failed(ErrorKind::NotFound),
        r#"
        <section part="card" class="conference-card" data-state="error" dir="ltr">
            <div part="header">
                <p part="status" role="status">Not available</p>
                <slot name="header"></slot>
            </div>
            <div part="actions"><slot name="actions"></slot></div>
            <p part="error" role="alert">There is no such conference.</p>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

/// The first element under a part name.
fn find<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    if element.attributes.contains(&("part", name.to_owned())) {
        return Some(element);
    }
    element.children.iter().flatten().find_map(|child| match child {
        Node::Element(element) => find(element, name),
        Node::Text(_) => None,
    })
}

/// The HTML of a part, with all that is in it.
fn part(scene: &Scene, name: &str) -> String {
    find(&view(scene.card()), name).map(Element::to_html).unwrap_or_default()
}

#[test]
fn join_is_a_link_only_while_one_can_join() {
    let scene = with_link(Scene::in_window(json!({"name": "a b"})));
    assert_eq!(part(&scene, "join"), r#"<a part="join" href="/rooms/a%20b">Join</a>"#);
    for now in [BEFORE, AFTER] {
        let disabled = r#"<a part="join" role="link" aria-disabled="true">Join</a>"#;
        assert_eq!(part(&scene.clone().at(now), "join"), disabled, "{now}");
    }
}

#[test]
fn join_opens_where_the_page_says_and_a_new_tab_has_no_way_back() {
    for (target, attributes) in [
        ("_top", r#"target="_top""#),
        ("room", r#"target="room""#),
        ("_blank", r#"target="_blank" rel="noopener""#),
        ("_BLANK", r#"target="_BLANK" rel="noopener""#),
    ] {
        let mut scene = with_link(Scene::in_window(json!({})));
        scene.options.join_target = Some(target.to_owned());
        assert_eq!(part(&scene, "join"), format!(r#"<a part="join" href="/rooms/n" {attributes}>Join</a>"#));
        assert!(!part(&scene.at(BEFORE), "join").contains("target"), "{target}: there is nothing to open");
    }
}

#[test]
fn a_card_that_may_be_out_of_date_says_so() {
    let scene = Scene::in_window(json!({}));
    assert_eq!(part(&scene, "note"), "");
    assert_eq!(part(&scene.outdated(), "note"), r#"<p part="note">This may be out of date</p>"#);
}

#[test]
fn join_is_a_button_that_is_disabled_while_one_cannot_join() {
    let scene = with_button(Scene::in_window(json!({})));
    assert_eq!(part(&scene, "join"), r#"<button part="join" type="button">Join</button>"#);
    for now in [BEFORE, AFTER] {
        let disabled = r#"<button part="join" type="button" disabled="">Join</button>"#;
        assert_eq!(part(&scene.clone().at(now), "join"), disabled, "{now}");
    }
}

#[test]
fn the_title_is_a_heading_of_the_level_that_is_asked_for() {
    for level in 1..=6 {
        let options = Options { heading_level: HeadingLevel::new(level).unwrap(), ..Options::default() };
        let scene = Scene { options, ..Scene::with(json!({})) };
        assert_eq!(part(&scene, "title"), format!(r#"<h{level} part="title" dir="auto">n</h{level}>"#));
    }
}

#[test]
fn links_in_a_description_are_the_only_markup() {
    let scene = Scene::with(json!({"description": "See https://a.example/?a=1&b=2, <b>or</b> ask me@a.example"}));
    let expected = concat!(
        r#"<p part="description" dir="auto">See "#,
        r#"<a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow ugc">https://a.example/?a=1&amp;b=2</a>"#,
        ", &lt;b&gt;or&lt;/b&gt; ask ",
        r#"<a href="mailto:me@a.example" rel="noopener nofollow ugc">me@a.example</a></p>"#,
    );
    assert_eq!(part(&scene, "description"), expected);
}

#[test]
fn a_long_description_is_clamped_until_it_is_wished_for() {
    let long = "x".repeat(400);
    let scene = Scene::with(json!({ "description": long }));
    assert_eq!(part(&scene, "description"), format!(r#"<p part="description" dir="auto" data-clamped="">{long}</p>"#));
    assert_eq!(part(&scene, "more"), r#"<button part="more" type="button" aria-expanded="false">Show more</button>"#);
    let scene = Scene { wishes: Wishes { full_description: true, ..Wishes::default() }, ..scene };
    assert_eq!(part(&scene, "description"), format!(r#"<p part="description" dir="auto">{long}</p>"#));
    assert_eq!(part(&scene, "more"), r#"<button part="more" type="button" aria-expanded="true">Show less</button>"#);
}

#[test]
fn a_detail_is_an_icon_that_is_not_read_and_words() {
    let scene = Scene::with(json!({"record_on_start": true, "enable_chat": true}));
    let recording = r#"<li part="detail" data-icon="recording">Recorded from the start</li>"#;
    let chat = r#"<li part="detail" data-icon="chat">Group chat</li>"#;
    assert_eq!(part(&scene, "details"), format!(r#"<ul part="details">{recording}{chat}</ul>"#));
}

/// A scene with a preview that the visitor wants to see, or not yet.
fn previewed(preview: bool, reduced_motion: bool) -> Scene {
    let fields = json!({"enable_room_previews": true, "active_session": {"preview_url": "/p.mp4?a&b"}});
    Scene { wishes: Wishes { preview, reduced_motion, ..Wishes::default() }, ..Scene::with(fields).at("1970-01-01T00:01:00Z") }
}

#[test]
fn a_preview_is_a_button_and_then_a_silent_video() {
    let scene = previewed(false, false);
    assert_eq!(part(&scene, "preview"), r#"<button part="preview" type="button">Show preview</button>"#);
    let scene = previewed(true, false);
    let video = concat!(
        r#"<video part="preview" aria-label="Preview of the running session" muted="" playsinline="" autoplay="" controls="""#,
        r#" src="/p.mp4?a&amp;b#2"></video>"#,
    );
    assert_eq!(
        (part(&scene, "preview").as_str(), part(&scene, "actions").as_str()),
        (video, r#"<div part="actions"><slot name="actions"></slot></div>"#)
    );
}

#[test]
fn a_preview_waits_to_be_played_under_reduced_motion() {
    let video = concat!(
        r#"<video part="preview" aria-label="Preview of the running session" muted="" playsinline="" controls="""#,
        r#" src="/p.mp4?a&amp;b"></video>"#,
    );
    assert_eq!(part(&previewed(true, true), "preview"), video);
}

#[test]
fn the_calendar_discloses_a_file_and_two_pages() {
    let scene = Scene { wishes: Wishes { calendar: true, ..Wishes::default() }, ..Scene::in_window(json!({})) };
    let [file, google, outlook] = scene.card().calendar.and_then(|menu| menu.ways).expect("no ways").map(|way| way.href);
    let (google, outlook) = (google.replace('&', "&amp;"), outlook.replace('&', "&amp;"));
    let expected = format!(
        r#"
        <div part="actions">
            <button part="calendar" type="button" aria-expanded="true">Add to calendar</button>
            <slot name="actions"></slot>
            <div part="calendar-menu">
                <a href="{file}" rel="noopener" download="n.ics">Calendar file</a>
                <a href="{google}" rel="noopener" target="_blank">Google Calendar</a>
                <a href="{outlook}" rel="noopener" target="_blank">Outlook</a>
            </div>
        </div>"#
    );
    assert_eq!(part(&scene, "actions"), expected.lines().map(str::trim).collect::<String>());
}

#[test]
fn join_comes_first_of_the_actions() {
    let fields = json!({"enable_room_previews": true, "active_session": {"preview_url": "/p.mp4"}});
    let html = part(&with_link(Scene::in_window(fields)), "actions");
    let parts: Vec<_> = html.split(r#"part=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(parts, ["actions", "join", "calendar", "preview"]);
}

#[test]
fn what_can_be_clicked_asks_for_what_it_says() {
    let join = |href: Option<&str>| Some(("click", Action::Join(href.map(str::to_owned))));
    let open = Scene::in_window(json!({"description": "x".repeat(400)}));
    for (scene, name, expected) in [
        (with_link(open.clone()), "join", join(Some("/rooms/n"))),
        (with_link(open.clone()).at(BEFORE), "join", None),
        (with_button(open.clone()), "join", join(None)),
        (open.clone(), "calendar", Some(("click", Action::ToggleCalendar))),
        (open.clone(), "more", Some(("click", Action::ToggleDescription))),
        (previewed(false, false), "preview", Some(("click", Action::ShowPreview))),
        (previewed(true, false), "preview", Some(("error", Action::HidePreview))),
        (failed(ErrorKind::Server), "retry", Some(("click", Action::Retry))),
        (open, "status", None),
    ] {
        let card = view(scene.card());
        assert_eq!(find(&card, name).expect(name).on, expected, "{name}");
    }
}

#[test]
fn the_pages_own_elements_have_their_places_in_every_state() {
    for scene in [Scene::of(Phase::Loading), with_button(Scene::with(json!({}))), failed(ErrorKind::Server)] {
        for name in ["header", "actions", "footer"] {
            let slot = format!(r#"<slot name="{name}""#);
            assert_eq!(scene.html().matches(&slot).count(), 1, "{name}");
        }
    }
}

#[test]
fn a_part_that_comes_or_goes_moves_no_other() {
    let places = |scene: &Scene| view(scene.card()).children.len();
    let scenes = [
        Scene::with(json!({})),
        with_link(previewed(true, false)),
        Scene::in_window(json!({})).at(AFTER),
        failed(ErrorKind::Server),
    ];
    for scene in scenes {
        assert_eq!(places(&scene), places(&Scene::of(Phase::Loading)));
    }
}

#[test]
fn a_card_is_written_in_the_direction_of_its_language() {
    let messages = Messages::with([(Message::Direction, "rtl".to_owned()), (Message::Open, "مفتوح".to_owned())]);
    shows(
        &Scene { messages, ..Scene::with(json!({"display_name": "اجتماع"})) },
        r#"
        <section part="card" class="conference-card" data-state="open" dir="rtl">
            <div part="header">
                <h2 part="title" dir="auto">اجتماع</h2>
                <p part="status" role="status">مفتوح</p>
                <slot name="header"></slot>
            </div>
            <p part="window">Open at any time</p>
            <div part="actions"><slot name="actions"></slot></div>
            <slot name="footer" part="footer"></slot>
        </section>"#,
    );
}

#[test]
fn a_part_has_one_name_of_small_letters() {
    let fields: Value = json!({
        "description": "x".repeat(400),
        "enable_chat": true,
        "enable_room_previews": true,
        "active_session": {"preview_url": "/p.mp4"},
    });
    let wishes = Wishes { calendar: true, preview: true, ..Wishes::default() };
    let loaded = Scene { wishes, ..with_button(Scene::in_window(fields)) };
    let html: String = [Scene::of(Phase::Loading), loaded.clone().at(BEFORE), loaded.at(AFTER), failed(ErrorKind::Server)]
        .iter()
        .map(Scene::html)
        .collect();
    let parts: BTreeSet<_> = html.split(r#"part=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected = [
        "actions",
        "calendar",
        "calendar-menu",
        "card",
        "countdown",
        "description",
        "detail",
        "details",
        "error",
        "footer",
        "header",
        "join",
        "live",
        "more",
        "note",
        "preview",
        "retry",
        "skeleton",
        "status",
        "title",
        "window",
    ];
    assert_eq!(parts, BTreeSet::from(expected));
}
