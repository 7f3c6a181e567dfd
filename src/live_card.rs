//! A card that lives: it loads what its options ask for, and is decided anew whenever something changes, be it the options, an
//! answer or the time. What the component and the element have in common; how a card gets on the page is theirs.
//!
//! Plain calls in a fixed order rather than signals: what happens to a card happens one thing after the other, and a module without
//! signals is smaller (ARCHITECTURE.md has the figures).

use crate::browser::clock::{self, Alarm};
use crate::browser::dom::{Listener, View};
use crate::browser::fetch::{self, Answer, Pending};
use crate::browser::intl::Intl;
use crate::browser::{color, console, environment};
use crate::{Action, Card, Conference, Error, Instant, Messages, Options, Phase, Preview, Request, State, Theme, Wishes, view};
use js_sys::Function;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleDeclaration, Event};

/// What a card is embedded in: where its answers come from, where it shows, and who wants to know what happens to it.
pub(crate) trait Host {
    /// Fetches, and calls back with the status, the body and what was thrown, unless the request is aborted before.
    fn fetch(&self, request: &web_sys::Request, done: &Function);
    /// Puts a card on the page, in the place of the one before.
    fn show(&self, view: View);
    /// Where the theme's variables are set.
    fn style(&self) -> Option<CssStyleDeclaration>;
    /// The state, or whether a session is running, is another one.
    fn state_changed(&self, state: State, live: bool);
    /// A conference has been loaded from this plain object.
    fn loaded(&self, conference: &Arc<Conference>, body: &JsValue);
    /// Loading has failed. Where there is a conference from before, the card goes on to show it.
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
    source: RefCell<Option<Source>>,
    phase: RefCell<Phase>,
    reported: Cell<Option<(State, bool)>>,
    /// What the owner has been warned of, so that a card that loads every minute doesn't say it every minute.
    warned: RefCell<Vec<String>>,
    pending: Cell<Option<Pending>>,
    reload_at: Cell<Option<Instant>>,
    alarm: Cell<Option<Alarm>>,
}

/// What a card needs to find its words.
#[derive(Default)]
struct Wording {
    options: Options,
    messages: Messages,
    intl: Intl,
}

/// How a card gets its conference.
pub(crate) enum Supply {
    /// By a request.
    Fetch,
    /// The page has it already.
    Given(Result<Answer, Error>),
    /// Not yet: nothing is fetched.
    #[cfg(feature = "component")]
    Later,
}

/// Where a conference comes from.
#[derive(Clone)]
enum Source {
    Request(Request),
    Given(Answer),
    Nowhere(Error),
    #[cfg(feature = "component")]
    Later,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Request(one), Self::Request(other)) => one == other,
            (Self::Given(one), Self::Given(other)) => Arc::ptr_eq(&one.conference, &other.conference),
            (Self::Nowhere(one), Self::Nowhere(other)) => one == other,
            #[cfg(feature = "component")]
            (Self::Later, Self::Later) => true,
            _ => false,
        }
    }
}

impl LiveCard {
    /// A card that waits for its options.
    pub(crate) fn new(host: impl Host + 'static) -> Self {
        Self(Rc::new(Inner {
            host: Box::new(host),
            wording: RefCell::default(),
            wishes: Cell::default(),
            source: RefCell::default(),
            phase: RefCell::new(Phase::Loading),
            reported: Cell::default(),
            warned: RefCell::default(),
            pending: Cell::default(),
            reload_at: Cell::default(),
            alarm: Cell::default(),
        }))
    }

    /// Takes options, texts, and the language to write dates in. Loads if another conference is asked for than before.
    pub(crate) fn update(&self, options: Result<Options, Error>, supply: Supply, messages: Messages, language: &str) {
        let options = options.and_then(|options| Ok((Intl::new(language, &options)?, options)));
        let source = options.as_ref().map_err(Clone::clone).and_then(|(_, options)| match supply {
            Supply::Fetch => Request::new(options).map(Source::Request),
            Supply::Given(answer) => answer.map(Source::Given),
            #[cfg(feature = "component")]
            Supply::Later => Ok(Source::Later),
        });
        let source = source.unwrap_or_else(Source::Nowhere);
        let (intl, options) = options.unwrap_or_default();
        let is_refreshed_otherwise = self.0.wording.borrow().options.refresh_ms != options.refresh_ms;
        self.0.wording.replace(Wording { options, messages, intl });
        if self.0.source.borrow().as_ref() == Some(&source) {
            if is_refreshed_otherwise {
                self.0.reload_later();
            }
            self.0.render();
        } else {
            self.0.source.replace(Some(source));
            let reduced_motion = environment::prefers_reduced_motion();
            let preview = self.0.wording.borrow().options.preview == Preview::Auto && !reduced_motion;
            self.0.wishes.set(Wishes { preview, reduced_motion, ..Wishes::default() });
            self.0.start_over();
        }
    }

    /// Loads once more, with a conference that is there shown meanwhile.
    #[cfg(feature = "element")]
    pub(crate) fn reload(&self) {
        let is_there = matches!(&*self.0.phase.borrow(), Phase::Loaded(_) | Phase::Outdated(_));
        if is_there { self.0.load() } else { self.0.start_over() }
    }
}

/// The time in milliseconds over which the cards of all visitors spread their reloads when a door opens or closes.
const SPREAD_MS: u32 = 5_000;

impl Inner {
    /// Loads, and shows nothing of what was there before.
    fn start_over(self: &Rc<Self>) {
        self.phase.replace(Phase::Loading);
        self.load();
    }

    /// Loads, with what is there shown meanwhile.
    fn load(self: &Rc<Self>) {
        // What is in flight is aborted here, before anything else can come of it.
        self.pending.take();
        self.reload_at.take();
        let source = self.source.borrow().clone();
        match source {
            None => {}
            #[cfg(feature = "component")]
            Some(Source::Later) => self.render(),
            Some(Source::Nowhere(error)) => self.fail(&error),
            Some(Source::Given(answer)) => self.succeed(&answer),
            Some(Source::Request(request)) => {
                self.render();
                let this = Rc::downgrade(self);
                let pending = fetch::load(
                    &request,
                    |request, done| self.host.fetch(request, done),
                    move |result| {
                        let Some(inner) = this.upgrade() else { return };
                        inner.pending.take();
                        match result {
                            Ok(answer) => inner.succeed(&answer),
                            Err(error) => inner.fail(&error),
                        }
                    },
                );
                match pending {
                    Ok(pending) => self.pending.set(Some(pending)),
                    Err(error) => self.fail(&error),
                }
            }
        }
    }

    fn succeed(self: &Rc<Self>, answer: &Answer) {
        let Answer { conference, warnings, body } = answer;
        let theme = Theme::new(conference, color::resolve);
        warnings.iter().chain(&theme.warnings).for_each(|warning| self.warn_once(warning));
        if let Some(style) = self.host.style() {
            wear(&style, &theme);
        }
        self.phase.replace(Phase::Loaded(conference.clone()));
        self.reload_later();
        self.render();
        self.host.loaded(conference, body);
    }

    fn fail(self: &Rc<Self>, error: &Error) {
        let before = self.phase.replace(Phase::Loading);
        // Once, not each time that the card tries again by itself.
        if matches!(before, Phase::Loading | Phase::Loaded(_)) {
            console::error(&error.to_string());
        }
        self.phase.replace(match before {
            Phase::Loaded(conference) | Phase::Outdated(conference) if error.kind.is_transient() => Phase::Outdated(conference),
            _ => Phase::Failed(error.clone()),
        });
        self.reload_later();
        self.render();
        self.host.failed(error);
    }

    fn warn_once(&self, warning: &str) {
        let mut warned = self.warned.borrow_mut();
        if !warned.iter().any(|known| known == warning) {
            console::warn(warning);
            warned.push(warning.to_owned());
        }
    }

    /// Has a card that refreshes load again in its time, a little later than others.
    fn reload_later(&self) {
        let refresh_ms = self.wording.borrow().options.refresh_ms;
        self.reload_at.take();
        if refresh_ms > 0 && self.can_reload() {
            self.reload_at.set(Some(clock::soon(refresh_ms, refresh_ms / 10)));
        }
    }

    /// Whether another load may well bring something new.
    fn can_reload(&self) -> bool {
        let is_hopeless = matches!(&*self.phase.borrow(), Phase::Failed(error) if !error.kind.is_transient());
        matches!(&*self.source.borrow(), Some(Source::Request(_))) && !is_hopeless
    }

    /// The time has come for something.
    fn wake(self: &Rc<Self>) {
        if !clock::is_hidden() && self.reload_at.get().is_some_and(|at| at <= clock::now()) {
            return self.load();
        }
        let before = self.reported.get();
        self.render();
        // The door has opened or closed. Whether that is still so, or a session has begun, the server knows.
        if self.reported.get() != before && self.can_reload() {
            self.reload_at.set(Some(clock::soon(0, SPREAD_MS)));
            self.render();
        }
    }

    /// Decides the card for the present, shows it, and sets the alarm for when it will be another one.
    fn render(self: &Rc<Self>) {
        let card = {
            let (phase, wording) = (self.phase.borrow(), self.wording.borrow());
            let Wording { options, messages, intl } = &*wording;
            Card::new(&phase, options, messages, self.wishes.get(), clock::now(), intl)
        };
        // Nobody reads a countdown in a hidden tab; a change of state is told all the same.
        let to_be_seen = card.next_text.into_iter().chain(self.reload_at.get()).min();
        let to_be_seen = if clock::is_hidden() { to_be_seen.map(|_| clock::WHEN_SHOWN) } else { to_be_seen };
        let this = Rc::downgrade(self);
        let alarm = to_be_seen.into_iter().chain(card.next_state).min().map(|at| {
            clock::alarm(at, move || {
                if let Some(inner) = this.upgrade() {
                    inner.wake();
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
            Action::Retry => return self.start_over(),
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
        if let Phase::Loaded(conference) | Phase::Outdated(conference) = phase
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
