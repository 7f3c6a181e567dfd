//! A card that lives: signals that connect options, request, clock and view. What the component and the element have in common.

use crate::browser::clock::{self, Alarm};
use crate::browser::fetch::{self, Answer, Loading};
use crate::browser::intl::Intl;
use crate::browser::{color, console};
use crate::view::{self, Actions};
use crate::{Card, Conference, Error, Instant, Messages, Options, Phase, Request, State, Theme};
use js_sys::Promise;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::CssStyleDeclaration;

/// What a card is embedded in: where it gets its answers from, and who wants to know what happens to it.
pub(crate) trait Host: 'static {
    /// Fetches, as `window.fetch` does.
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue>;
    /// Where the theme's variables are set.
    fn style(&self) -> Option<CssStyleDeclaration>;
    /// A conference has been loaded from this plain object.
    fn loaded(&self, conference: &Arc<Conference>, body: &JsValue);
    /// The state, or whether a session is running, is another one.
    fn state_changed(&self, state: State, live: bool);
    /// There is nothing to show but an error.
    fn failed(&self, error: &Error);
    /// Join was chosen. Says whether the browser may go on and follow the link.
    fn join(&self, conference: &Arc<Conference>, href: Option<&str>) -> bool;
}

/// The reactive state of one card. `Copy`, as signals are; it lives as long as the owner it was made in.
pub(crate) struct LiveCard<H: Host> {
    host: StoredValue<H, LocalStorage>,
    phase: RwSignal<Phase>,
    now: RwSignal<Instant>,
    reloads: RwSignal<u32>,
}

impl<H: Host> Clone for LiveCard<H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H: Host> Copy for LiveCard<H> {}

impl<H: Host> LiveCard<H> {
    /// A card that shows what its options ask for, and loads anew when they ask for something else.
    pub(crate) fn new(host: H) -> Self {
        Self {
            host: StoredValue::new_local(host),
            phase: RwSignal::new(Phase::Loading),
            now: RwSignal::new(clock::now()),
            reloads: RwSignal::new(0),
        }
    }

    /// Loads once more.
    pub(crate) fn reload(self) {
        self.reloads.update(|count| *count = count.wrapping_add(1));
    }

    /// Starts to live; the result is what the page shows.
    pub(crate) fn view(self, options: Signal<Result<Options, Error>>, language: Signal<String>) -> impl IntoView {
        self.load_on_change(options);
        let card = Memo::new(move |_| {
            let options = options.get().unwrap_or_default();
            let intl = Intl::new(&language.get());
            self.phase.with(|phase| Card::new(phase, &options, &Messages::default(), self.now.get(), &intl))
        });
        self.wake_at_next_change(card);
        self.report_state(card);
        move || view::card(card.get(), self)
    }

    fn load_on_change(self, options: Signal<Result<Options, Error>>) {
        let request = Memo::new(move |_| options.get().and_then(|options| Request::new(&options)));
        let loading = StoredValue::new_local(None::<Loading>);
        Effect::new(move |_| {
            self.reloads.track();
            // What is in flight is aborted here, before anything else can happen to it.
            loading.set_value(None);
            match request.get() {
                Err(error) => self.fail(error),
                Ok(request) => {
                    self.phase.set(Phase::Loading);
                    let fetch = move |request: &web_sys::Request| self.host.with_value(|host| host.fetch(request));
                    loading.set_value(Some(fetch::load(request, fetch, move |result| match result {
                        Ok(answer) => self.show(answer),
                        Err(error) => self.fail(error),
                    })));
                }
            }
        });
    }

    fn show(self, answer: Answer) {
        let conference = Arc::new(answer.reading.conference);
        let theme = Theme::new(&conference, color::resolve);
        theme.warnings.iter().for_each(|warning| console::warn(warning));
        self.host.with_value(|host| {
            if let Some(style) = host.style() {
                wear(&style, &theme);
            }
            host.loaded(&conference, &answer.body);
        });
        self.now.set(clock::now());
        self.phase.set(Phase::Loaded(conference));
    }

    fn fail(self, error: Error) {
        console::error(&error.to_string());
        self.host.with_value(|host| host.failed(&error));
        self.phase.set(Phase::Failed(error));
    }

    fn wake_at_next_change(self, card: Memo<Card>) {
        let next_change = Memo::new(move |_| card.with(|card| card.next_change));
        let alarm = StoredValue::new_local(None::<Alarm>);
        Effect::new(move |_| {
            let wake = move || self.now.set(clock::now());
            alarm.set_value(next_change.get().map(|at| clock::alarm(at, wake)));
        });
    }

    fn report_state(self, card: Memo<Card>) {
        let state = Memo::new(move |_| card.with(|card| (card.state, card.live)));
        Effect::new(move |_| {
            let (state, live) = state.get();
            self.host.with_value(|host| host.state_changed(state, live));
        });
    }
}

impl<H: Host> Actions for LiveCard<H> {
    fn join(self, event: &MouseEvent, href: Option<&str>) {
        if let Phase::Loaded(conference) = &*self.phase.read_untracked()
            && !self.host.with_value(|host| host.join(conference, href))
        {
            event.prevent_default();
        }
    }

    fn retry(self) {
        self.reload();
    }
}

/// Sets a theme's variables, by CSSOM, which no policy forbids, and unsets those of the theme before.
fn wear(style: &CssStyleDeclaration, theme: &Theme) {
    for name in Theme::variable_names() {
        // Neither call fails for a custom property.
        let _ = style.remove_property(name);
    }
    for (name, value) in &theme.variables {
        let _ = style.set_property(name, value);
    }
}
