//! A card that lives: it loads what its options ask for, and is decided anew whenever something changes, be it the options, an
//! answer or the time. What the component and the element have in common; how a card gets on the page is theirs.
//!
//! Plain calls in a fixed order rather than signals: each signal and memo of a type of its own would weigh two kilobytes in the
//! module, and what happens to a card happens one thing after the other.

use crate::browser::clock::{self, Alarm};
use crate::browser::fetch::{self, Answer, Loading};
use crate::browser::intl::Intl;
use crate::browser::{color, console};
use crate::view::Actions;
use crate::{Card, Conference, Error, Messages, Options, Phase, Request, State, Theme};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleDeclaration, MouseEvent};

/// What a card is embedded in: where its answers come from, where it shows, and who wants to know what happens to it.
pub(crate) trait Host {
    /// Fetches, as `window.fetch` does.
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue>;
    /// Puts a card on the page, in the place of the one before.
    fn show(&self, card: Card, actions: Rc<dyn Actions>);
    /// Where the theme's variables are set.
    fn style(&self) -> Option<CssStyleDeclaration>;
    /// The state, or whether a session is running, is another one.
    fn state_changed(&self, state: State, live: bool);
    /// A conference has been loaded from this plain object.
    fn loaded(&self, conference: &Arc<Conference>, body: &JsValue);
    /// There is nothing to show but an error.
    fn failed(&self, error: &Error);
    /// Join was chosen. Says whether the browser may go on and follow the link.
    fn join(&self, conference: &Arc<Conference>, href: Option<&str>) -> bool;
}

/// One card. Dropping it aborts its request and stops its alarm.
pub(crate) struct LiveCard(Rc<Inner>);

struct Inner {
    host: Box<dyn Host>,
    options: RefCell<(Options, String)>,
    request: RefCell<Option<Result<Request, Error>>>,
    phase: RefCell<Phase>,
    reported: Cell<Option<(State, bool)>>,
    loading: Cell<Option<Loading>>,
    alarm: Cell<Option<Alarm>>,
}

impl LiveCard {
    /// A card that waits for its options.
    pub(crate) fn new(host: impl Host + 'static) -> Self {
        Self(Rc::new(Inner {
            host: Box::new(host),
            options: RefCell::default(),
            request: RefCell::default(),
            phase: RefCell::new(Phase::Loading),
            reported: Cell::default(),
            loading: Cell::default(),
            alarm: Cell::default(),
        }))
    }

    /// Takes options, and the language to write dates in. Loads if they ask for something else than the options before.
    pub(crate) fn update(&self, options: Result<Options, Error>, language: String) {
        let request = options.as_ref().map_err(Clone::clone).and_then(Request::new);
        self.0.options.replace((options.unwrap_or_default(), language));
        if self.0.request.borrow().as_ref() == Some(&request) {
            self.0.render();
        } else {
            self.0.request.replace(Some(request));
            self.0.load();
        }
    }

    /// Loads once more.
    #[cfg(feature = "element")]
    pub(crate) fn reload(&self) {
        self.0.load();
    }
}

impl Inner {
    fn load(self: &Rc<Self>) {
        // What is in flight is aborted here, before anything else can come of it.
        self.loading.take();
        let request = self.request.borrow().clone();
        match request {
            None => {}
            Some(Err(error)) => self.fail(&error),
            Some(Ok(request)) => {
                self.phase.replace(Phase::Loading);
                self.render();
                let (fetching, waiting) = (Rc::downgrade(self), Rc::downgrade(self));
                let fetch = move |request: &web_sys::Request| match fetching.upgrade() {
                    Some(inner) => inner.host.fetch(request),
                    None => Err(JsValue::UNDEFINED),
                };
                self.loading.set(Some(fetch::load(request, fetch, move |result| {
                    let Some(inner) = waiting.upgrade() else { return };
                    match result {
                        Ok(answer) => inner.succeed(answer),
                        Err(error) => inner.fail(&error),
                    }
                })));
            }
        }
    }

    fn succeed(self: &Rc<Self>, answer: Answer) {
        let conference = Arc::new(answer.reading.conference);
        let theme = Theme::new(&conference, color::resolve);
        answer.reading.warnings.iter().chain(&theme.warnings).for_each(|warning| console::warn(warning));
        if let Some(style) = self.host.style() {
            wear(&style, &theme);
        }
        self.phase.replace(Phase::Loaded(conference.clone()));
        self.render();
        self.host.loaded(&conference, &answer.body);
    }

    fn fail(self: &Rc<Self>, error: &Error) {
        console::error(&error.to_string());
        self.phase.replace(Phase::Failed(error.clone()));
        self.render();
        self.host.failed(error);
    }

    /// Decides the card for the present, shows it, and sets the alarm for when it will be another one.
    fn render(self: &Rc<Self>) {
        let card = {
            let (phase, options) = (self.phase.borrow(), self.options.borrow());
            Card::new(&phase, &options.0, &Messages::default(), clock::now(), &Intl::new(&options.1))
        };
        let this = Rc::downgrade(self);
        let alarm = card.next_change.map(|at| {
            clock::alarm(at, move || {
                if let Some(inner) = this.upgrade() {
                    inner.render();
                }
            })
        });
        self.alarm.set(alarm);
        let state = (card.state, card.live);
        self.host.show(card, Rc::new(Rc::downgrade(self)));
        if self.reported.replace(Some(state)) != Some(state) {
            self.host.state_changed(state.0, state.1);
        }
    }
}

impl Actions for Weak<Inner> {
    fn join(&self, event: &MouseEvent, href: Option<&str>) {
        let Some(inner) = self.upgrade() else { return };
        let Phase::Loaded(conference) = inner.phase.borrow().clone() else { return };
        if !inner.host.join(&conference, href) {
            event.prevent_default();
        }
    }

    fn retry(&self) {
        if let Some(inner) = self.upgrade() {
            inner.load();
        }
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
