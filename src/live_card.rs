//! A card that lives: it loads what its options ask for, and is decided anew whenever something changes, be it the options, an
//! answer or the time. What the component and the element have in common; how a card gets on the page is theirs.
//!
//! Plain calls in a fixed order rather than signals: what happens to a card happens one thing after the other, and a module without
//! signals is smaller (ARCHITECTURE.md has the figures).

use crate::browser::clock::{self, Alarm};
use crate::browser::dom::{Listener, View};
use crate::browser::fetch::{self, Answer, Loading};
use crate::browser::intl::Intl;
use crate::browser::{color, console, environment};
use crate::{Action, Card, Conference, Error, Messages, Options, Phase, Preview, Request, State, Theme, Wishes, view};
use js_sys::Promise;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleDeclaration, Event};

/// What a card is embedded in: where its answers come from, where it shows, and who wants to know what happens to it.
pub(crate) trait Host {
    /// Fetches, as `window.fetch` does.
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue>;
    /// Puts a card on the page, in the place of the one before.
    fn show(&self, view: View);
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
    wording: RefCell<Wording>,
    wishes: Cell<Wishes>,
    request: RefCell<Option<Result<Request, Error>>>,
    phase: RefCell<Phase>,
    reported: Cell<Option<(State, bool)>>,
    loading: Cell<Option<Loading>>,
    alarm: Cell<Option<Alarm>>,
}

/// What a card needs to find its words.
#[derive(Default)]
struct Wording {
    options: Options,
    messages: Messages,
    intl: Intl,
}

impl LiveCard {
    /// A card that waits for its options.
    pub(crate) fn new(host: impl Host + 'static) -> Self {
        Self(Rc::new(Inner {
            host: Box::new(host),
            wording: RefCell::default(),
            wishes: Cell::default(),
            request: RefCell::default(),
            phase: RefCell::new(Phase::Loading),
            reported: Cell::default(),
            loading: Cell::default(),
            alarm: Cell::default(),
        }))
    }

    /// Takes options, texts and the language to write dates in. Loads if another conference is asked for than before.
    pub(crate) fn update(&self, options: Result<Options, Error>, messages: Messages, language: &str) {
        let options = options.and_then(|options| Ok((Intl::new(language, &options)?, options)));
        let request = options.as_ref().map_err(Clone::clone).and_then(|(_, options)| Request::new(options));
        let (intl, options) = options.unwrap_or_default();
        self.0.wording.replace(Wording { options, messages, intl });
        if self.0.request.borrow().as_ref() == Some(&request) {
            self.0.render();
        } else {
            self.0.request.replace(Some(request));
            let reduced_motion = environment::prefers_reduced_motion();
            let preview = self.0.wording.borrow().options.preview == Preview::Auto && !reduced_motion;
            self.0.wishes.set(Wishes { preview, reduced_motion, ..Wishes::default() });
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
            let (phase, wording) = (self.phase.borrow(), self.wording.borrow());
            let Wording { options, messages, intl } = &*wording;
            Card::new(&phase, options, messages, self.wishes.get(), clock::now(), intl)
        };
        let this = Rc::downgrade(self);
        // Nobody reads a countdown in a hidden tab; a change of state is told all the same.
        let next = if clock::is_hidden() { None } else { card.next_text }.into_iter().chain(card.next_state).min();
        let alarm = next.map(|at| {
            clock::alarm(at, move || {
                if let Some(inner) = this.upgrade() {
                    inner.render();
                }
            })
        });
        self.alarm.set(alarm);
        let state = (card.state, card.live);
        let this = Rc::downgrade(self);
        let listener = SendWrapper::new(Rc::new(move |action, event: &Event| {
            if let Some(inner) = this.upgrade() {
                inner.act(action, event);
            }
        }) as Listener);
        self.host.show(View { tree: view(card), listener });
        if self.reported.replace(Some(state)) != Some(state) {
            self.host.state_changed(state.0, state.1);
        }
    }
}

impl Inner {
    /// Does what a visitor asks for.
    fn act(self: &Rc<Self>, action: Action, event: &Event) {
        let wishes = self.wishes.get();
        let wishes = match action {
            Action::Join(href) => return self.join(href.as_deref(), event),
            Action::Retry => return self.load(),
            Action::ToggleDescription => Wishes { full_description: !wishes.full_description, ..wishes },
            Action::ToggleCalendar => Wishes { calendar: !wishes.calendar, ..wishes },
            Action::ShowPreview => Wishes { preview: true, ..wishes },
            Action::HidePreview => Wishes { preview: false, ..wishes },
        };
        self.wishes.set(wishes);
        self.render();
    }

    fn join(&self, href: Option<&str>, event: &Event) {
        let phase = self.phase.borrow().clone();
        if let Phase::Loaded(conference) = phase
            && !self.host.join(&conference, href)
        {
            event.prevent_default();
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
