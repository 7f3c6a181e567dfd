//! `<ConferenceCard/>`: what it shows, what it tells, and that nothing of it is left.

use crate::page::{FakeFetch, Place, adopted_sheets, document, settle};
use conference_card::{ColorScheme, ConferenceCard, ErrorKind, State};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const REFERENCE: &str = include_str!("../fixtures/reference.json");
/// A conference that is always open.
const OPEN: &str = r##"{"id": "1", "name": "open-door", "light_primary": "#044EF4", "dark_primary": "#6EA0FF"}"##;

fn variable(element: &HtmlElement, name: &str) -> String {
    let style = web_sys::window().unwrap().get_computed_style(element).unwrap().unwrap();
    style.get_property_value(name).unwrap()
}

#[wasm_bindgen_test]
async fn it_shows_a_skeleton_until_there_is_an_answer() {
    let (place, fetch) = (Place::new(), FakeFetch::never_answers());
    let _mounted = mount_to(place.0.clone(), || view! { <ConferenceCard conference_id="1"/> });
    settle().await;
    assert_eq!(place.state().as_deref(), Some("loading"));
    let skeleton = place.part("skeleton").unwrap();
    assert_eq!(skeleton.get_attribute("aria-label").as_deref(), Some("Loading conference"));
    assert!(skeleton.offset_height() > 100, "the sheet is in effect");
    assert_eq!(fetch.paths(), ["/api/video/conferences/1"]);
}

#[wasm_bindgen_test]
async fn it_shows_a_conference_and_tells_of_it() {
    let (place, fetch) = (Place::new(), FakeFetch::answers(200, REFERENCE));
    let titles = RwSignal::new(Vec::new());
    let states = RwSignal::new(Vec::new());
    let _mounted = mount_to(place.0.clone(), move || {
        view! {
            <ConferenceCard
                conference_id="c22d24f6-5a47-4597-9a23-c7d01e696b92"
                endpoint="/c"
                heading_level=4
                lang="en"
                on_load=Callback::new(move |conference: std::sync::Arc<conference_card::Conference>| {
                    titles.update(|titles| titles.push(conference.title().to_owned()));
                })
                on_state_change=Callback::new(move |change| states.update(|states| states.push(change)))
            />
        }
    });
    settle().await;
    assert_eq!(place.text("title").as_deref(), Some("My Conference's Name"));
    assert_eq!(place.part("title").unwrap().tag_name(), "H4");
    assert_eq!(place.text("status").as_deref(), Some("Closed"));
    assert!(place.text("window").unwrap().contains("2022"));
    assert_eq!(titles.get_untracked(), ["My Conference's Name"]);
    assert_eq!(states.get_untracked(), [(State::Loading, false), (State::Closed, false)]);
    assert_eq!(fetch.paths(), ["/c/c22d24f6-5a47-4597-9a23-c7d01e696b92"]);
}

#[wasm_bindgen_test]
async fn without_an_id_it_shows_the_config_error_and_asks_for_nothing() {
    let (place, fetch) = (Place::new(), FakeFetch::never_answers());
    let errors = RwSignal::new(Vec::new());
    let _mounted = mount_to(place.0.clone(), move || {
        view! {
            <ConferenceCard
                conference_id=""
                on_error=Callback::new(move |error| errors.update(|errors: &mut Vec<conference_card::Error>| errors.push(error)))
            />
        }
    });
    settle().await;
    assert_eq!(place.state().as_deref(), Some("error"));
    assert_eq!(place.text("error").as_deref(), Some("This conference can't be shown: the page is not set up for it."));
    let errors = errors.get_untracked();
    assert_eq!((errors.len(), errors[0].kind), (1, ErrorKind::Config));
    assert_eq!(fetch.paths(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_prop_that_holds_what_it_cannot_is_a_config_error() {
    let (place, fetch) = (Place::new(), FakeFetch::never_answers());
    let _mounted = mount_to(place.0.clone(), || view! { <ConferenceCard conference_id="1" join_href="javascript:alert(1)"/> });
    settle().await;
    assert_eq!(place.state().as_deref(), Some("error"));
    assert_eq!(fetch.paths(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_failure_can_be_tried_again() {
    let place = Place::new();
    let failing = FakeFetch::answers(200, "{}");
    let _mounted = mount_to(place.0.clone(), || view! { <ConferenceCard conference_id="1"/> });
    settle().await;
    assert_eq!(place.state().as_deref(), Some("error"));
    drop(failing);
    let _working = FakeFetch::answers(200, OPEN);
    place.part("retry").unwrap().click();
    settle().await;
    assert_eq!(place.state().as_deref(), Some("open"));
    assert_eq!(place.text("title").as_deref(), Some("open-door"));
}

#[wasm_bindgen_test]
async fn another_id_aborts_what_is_in_flight() {
    let (place, fetch) = (Place::new(), FakeFetch::never_answers());
    let id = RwSignal::new("1".to_owned());
    let _mounted = mount_to(place.0.clone(), move || view! { <ConferenceCard conference_id=id/> });
    settle().await;
    id.set("2".to_owned());
    settle().await;
    assert_eq!(fetch.paths(), ["/api/video/conferences/1", "/api/video/conferences/2"]);
    assert_eq!(fetch.aborted(), [true, false]);
}

#[wasm_bindgen_test]
async fn an_answer_for_a_card_that_is_gone_troubles_nobody() {
    let place = Place::new();
    let fetch = FakeFetch::answers_late(OPEN);
    let complaints = Rc::new(Cell::new(0));
    let noted = complaints.clone();
    let listener = Closure::<dyn Fn()>::new(move || noted.set(noted.get() + 1));
    let window = web_sys::window().unwrap();
    window.add_event_listener_with_callback("unhandledrejection", listener.as_ref().unchecked_ref()).unwrap();
    let mounted = mount_to(place.0.clone(), || view! { <ConferenceCard conference_id="1"/> });
    settle().await;
    drop(mounted);
    for _ in 0..20 {
        settle().await;
    }
    window.remove_event_listener_with_callback("unhandledrejection", listener.as_ref().unchecked_ref()).unwrap();
    assert_eq!((fetch.aborted().as_slice(), complaints.get()), ([true].as_slice(), 0));
}

#[wasm_bindgen_test]
async fn what_is_not_about_the_request_changes_the_card_alone() {
    let (place, fetch) = (Place::new(), FakeFetch::answers(200, OPEN));
    let theme = RwSignal::new(ColorScheme::Light);
    let href = RwSignal::new(None::<String>);
    let _mounted = mount_to(place.0.clone(), move || view! { <ConferenceCard conference_id="1" theme=theme join_href=href/> });
    settle().await;
    let card = place.part("card").unwrap();
    assert_eq!(variable(&card, "--conference-light-primary"), "#044EF4");
    assert_eq!(variable(&card, "--conference-primary"), "#044EF4");
    assert!(place.part("join").is_none());
    theme.set(ColorScheme::Dark);
    href.set(Some("/rooms/{name}".to_owned()));
    settle().await;
    assert_eq!(variable(&card, "--conference-primary"), "#6EA0FF");
    assert_eq!(place.part("join").unwrap().get_attribute("href").as_deref(), Some("/rooms/open-door"));
    assert_eq!(fetch.paths().len(), 1);
}

#[wasm_bindgen_test]
async fn join_is_handled_where_the_callback_takes_over() {
    let (place, _fetch) = (Place::new(), FakeFetch::answers(200, OPEN));
    let joins = RwSignal::new(Vec::new());
    let _mounted = mount_to(place.0.clone(), move || {
        view! {
            <ConferenceCard
                conference_id="1"
                join_href="#joined-{name}"
                on_join=Callback::new(move |(conference, href): (std::sync::Arc<conference_card::Conference>, _)| {
                    joins.update(|joins| joins.push((conference.id.clone(), href)));
                    false
                })
            />
        }
    });
    settle().await;
    let location = web_sys::window().unwrap().location();
    let before = location.href().unwrap();
    place.part("join").unwrap().click();
    settle().await;
    assert_eq!(joins.get_untracked(), [("1".to_owned(), Some("#joined-open-door".to_owned()))]);
    assert_eq!(location.href().unwrap(), before, "the link was not followed");
}

#[wasm_bindgen_test]
async fn unmounting_takes_everything_along() {
    let (place, fetch) = (Place::new(), FakeFetch::never_answers());
    let mounted = mount_to(place.0.clone(), || view! { <ConferenceCard conference_id="1"/> });
    settle().await;
    assert_eq!(place.0.child_element_count(), 1);
    drop(mounted);
    settle().await;
    assert_eq!(place.0.child_element_count(), 0);
    assert_eq!(fetch.aborted(), [true]);
}

#[wasm_bindgen_test]
async fn the_sheet_is_adopted_once_by_each_root() {
    let _fetch = FakeFetch::never_answers();
    let card = || view! { <ConferenceCard conference_id="1"/> };
    let places = [Place::new(), Place::new()];
    let _first = mount_to(places[0].0.clone(), card);
    settle().await;
    let sheets = adopted_sheets(&document()).length();
    assert!(sheets >= 1);
    let _second = mount_to(places[1].0.clone(), card);
    settle().await;
    assert_eq!(adopted_sheets(&document()).length(), sheets);

    let place = Place::new();
    let (root, inner) = place.shadow();
    let _third = mount_to(inner.clone(), card);
    let _fourth = mount_to(inner.clone(), card);
    settle().await;
    assert_eq!(adopted_sheets(&root).length(), 1);
    let skeleton: HtmlElement =
        wasm_bindgen::JsCast::unchecked_into(inner.query_selector("[part='skeleton']").unwrap().unwrap());
    assert!(skeleton.offset_height() > 100, "the sheet is in effect");
}
