//! A card that lives: it loads what its options ask for, and is decided anew whenever something changes, be it the options, an
//! answer or the time. What the component and the element have in common; how a card gets on the page is theirs.
//!
//! Plain calls in a fixed order rather than signals: what happens to a card happens one thing after the other, and a module without
//! signals is smaller (ARCHITECTURE.md has the figures).

use crate::browser::clock::{self, Alarm, Ring};
use crate::browser::dom::{self, Listener};
use crate::browser::fetch::{Answer, Failure};
use crate::browser::intl::Intl;
use crate::browser::shared_load::SharedLoad;
use crate::browser::{color, console, environment};
use crate::{
    Action, Card, Conference, Error, ErrorKind, Instant, Messages, Options, Palette, Phase, Preview, Request, State, Theme,
    Wishes, retry_wait,
};
use js_sys::{Function, Math};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleDeclaration, Event};

/// What a card is embedded in: where its answers come from, where it shows, and who wants to know what happens to it.
pub(crate) trait Host {
    /// Fetches, and calls back with what became of it, as `ask` in `browser/answer.js` does. What is returned ends that.
    fn fetch(&self, request: &Request, is_fresh: bool, done: &Function) -> Result<Function, JsValue>;
    /// Puts a card on the page, in the place of the one before.
    fn show(&self, card: Card, listener: Listener);
    /// Puts on the colours.
    fn wear(&self, theme: &Rc<Theme>);
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
    reported_error: RefCell<Option<Error>>,
    /// What the owner has been warned of, so that a card that loads every minute doesn't say it every minute.
    warned: RefCell<Vec<String>>,
    load: RefCell<Option<SharedLoad>>,
    /// How many tries in a row have failed.
    failures: Cell<u32>,
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
    Request(Rc<Request>),
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
            reported_error: RefCell::default(),
            warned: RefCell::default(),
            load: RefCell::default(),
            failures: Cell::default(),
            reload_at: Cell::default(),
            alarm: Cell::default(),
        }))
    }

    /// Takes options, texts, and the language to write dates in. Loads if another conference is asked for than before.
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    pub(crate) fn update(&self, options: Result<Options, Error>, supply: Supply, messages: Messages, language: &str) {
        let options = options.and_then(|options| Ok((Intl::new(language, &options)?, options)));
        let source = options.as_ref().map_err(Clone::clone).and_then(|(_, options)| match supply {
            Supply::Fetch => Request::new(options).map(|request| Source::Request(Rc::new(request))),
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
            self.0.replace_source(source);
            let preview = self.0.wording.borrow().options.preview == Preview::Auto && !environment::prefers_reduced_motion();
            self.0.wishes.set(Wishes { preview, ..Wishes::default() });
            self.0.start_over(false);
        }
    }

    /// Loads once more, with a conference that is there shown meanwhile.
    #[cfg(feature = "element")]
    pub(crate) fn reload(&self) {
        let is_there = matches!(&*self.0.phase.borrow(), Phase::Loaded(_) | Phase::Outdated(_));
        if is_there {
            self.0.failures.set(0);
            self.0.reported_error.take();
            self.0.load(true);
        } else {
            self.0.start_over(true);
        }
    }
}

/// The time in milliseconds over which the cards of all visitors spread their reloads when a door opens or closes.
const SPREAD_MS: u32 = 5_000;
/// How long a visitor is left without an answer while a card tries again, in milliseconds.
const PATIENCE_MS: u32 = 5_000;

impl Inner {
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    fn replace_source(self: &Rc<Self>, source: Source) {
        let this = Rc::downgrade(self);
        let listener = move |result: &Result<Answer, Failure>| {
            let Some(inner) = this.upgrade() else { return };
            match result {
                Ok(answer) => inner.succeed(answer),
                Err(failure) => inner.try_again(failure),
            }
        };
        let load = match &source {
            Source::Request(request) => Some(SharedLoad::new(request, listener)),
            _ => None,
        };
        // What is in flight is aborted here, before anything else can come of it.
        let before = self.load.replace(load);
        drop(before);
        self.source.replace(Some(source));
    }

    /// Loads, and shows nothing of what was there before.
    fn start_over(self: &Rc<Self>, is_fresh: bool) {
        self.phase.replace(Phase::Loading);
        self.failures.set(0);
        self.reported_error.take();
        self.load(is_fresh);
    }

    /// Loads, with what is there shown meanwhile.
    fn load(self: &Rc<Self>, is_fresh: bool) {
        self.reload_at.take();
        let source = self.source.borrow().clone();
        match source {
            None => {}
            #[cfg(feature = "component")]
            Some(Source::Later) => self.render(),
            Some(Source::Nowhere(error)) => self.fail(&error),
            Some(Source::Given(answer)) => self.succeed(&answer),
            Some(Source::Request(_)) => {
                self.render();
                let load = self.load.borrow();
                let made =
                    load.as_ref().map(|load| load.load(is_fresh, &|request, done| self.host.fetch(request, is_fresh, done)));
                drop(load);
                if let Some(Err(error)) = made {
                    self.fail(&error);
                }
            }
        }
    }

    fn succeed(self: &Rc<Self>, answer: &Answer) {
        let Answer { conference, warnings, body } = answer;
        let theme = theme_of(conference);
        warnings.iter().chain(&theme.warnings).for_each(|warning| self.warn_once(warning));
        self.host.wear(&theme);
        self.phase.replace(Phase::Loaded(conference.clone()));
        self.failures.set(0);
        self.reported_error.take();
        self.reload_later();
        self.render();
        self.host.loaded(conference, body);
    }

    /// A try has failed. While the next one is near, nothing is said of it.
    fn try_again(self: &Rc<Self>, failure: &Failure) {
        let Failure { error, retry_after_ms } = failure;
        self.failures.set(self.failures.get().saturating_add(1));
        let wait = retry_wait(self.failures.get(), error, *retry_after_ms, Math::random());
        // Without network the next try waits until there is one.
        let is_soon =
            error.kind != ErrorKind::Timeout && !environment::is_offline() && wait.is_some_and(|wait| wait <= PATIENCE_MS);
        if is_soon && self.reported_error.borrow().is_none() {
            self.reload_at.set(wait.map(|wait| clock::soon(wait, 0)));
            self.render();
        } else {
            self.fail(error);
            if wait.is_some() {
                self.reload_at.set(wait.map(|wait| clock::soon(wait, 0)));
                self.render();
            }
        }
    }

    fn fail(self: &Rc<Self>, error: &Error) {
        let before = self.phase.replace(Phase::Loading);
        self.phase.replace(match before {
            Phase::Loaded(conference) | Phase::Outdated(conference) if error.kind.is_transient() => Phase::Outdated(conference),
            _ => Phase::Failed(error.clone()),
        });
        self.reload_later();
        self.render();
        // Once, not each time that the card tries again by itself.
        if self.reported_error.replace(Some(error.clone())).as_ref() != Some(error) {
            console::error(&error.line());
            self.host.failed(error);
        }
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

    /// Whether what is shown is the outcome of a failure, or may soon be.
    fn has_failed(&self) -> bool {
        self.failures.get() > 0 || matches!(&*self.phase.borrow(), Phase::Failed(_) | Phase::Outdated(_))
    }

    /// Something may have become due.
    fn wake(self: &Rc<Self>, why: Ring) {
        let is_stale = match why {
            Ring::Due => false,
            Ring::Back => self.has_failed(),
            Ring::Jumped => true,
        };
        if is_stale && self.can_reload() {
            self.failures.set(0);
            self.reload_at.set(Some(clock::now()));
        }
        if !is_away() && self.reload_at.get().is_some_and(|at| at <= clock::now()) {
            return self.load(true);
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
        let later = |is_late: bool, at: Instant| if is_late { clock::WHEN_BACK } else { at };
        let next_text = card.next_text.map(|at| later(environment::is_hidden(), at));
        let reload_at = self.reload_at.get().map(|at| later(is_away(), at));
        // With nothing planned, a card that has failed still waits for a better time, and one that shows looks out for a clock that jumps.
        let is_waiting = match card.state {
            State::Loading | State::Error => self.has_failed() && self.can_reload(),
            State::Upcoming | State::Open | State::Closed => true,
        };
        let lookout = is_waiting.then_some(clock::WHEN_BACK);
        let this = Rc::downgrade(self);
        let alarm = next_text.into_iter().chain(reload_at).chain(card.next_state).chain(lookout).min().map(|at| {
            clock::alarm(at, move |why| {
                if let Some(inner) = this.upgrade() {
                    inner.wake(why);
                }
            })
        });
        self.alarm.set(alarm);
        let state = (card.state, card.live);
        let this = Rc::downgrade(self);
        let listener = dom::listener(move |action, event| {
            if let Some(inner) = this.upgrade() {
                inner.act(action, event);
            }
        });
        self.host.show(card, listener);
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
            Action::Retry => return self.start_over(true),
            Action::ToggleDescription => Wishes { full_description: !wishes.full_description, ..wishes },
            Action::ToggleCalendar => Wishes { calendar: !wishes.calendar, ..wishes },
            Action::ShowPreview => Wishes { preview: true, reduced_motion: environment::prefers_reduced_motion(), ..wishes },
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

/// Whether it makes no sense to ask.
fn is_away() -> bool {
    environment::is_hidden() || environment::is_offline()
}

thread_local! {
    /// The palettes of the latest theme, and that theme: many cards of a page have the same.
    static LATEST_THEME: RefCell<Option<([Palette; 2], Rc<Theme>)>> = const { RefCell::new(None) };
}

fn theme_of(conference: &Conference) -> Rc<Theme> {
    let is_same = |[dark, light]: &[Palette; 2]| *dark == conference.dark && *light == conference.light;
    let known = LATEST_THEME
        .with_borrow(|latest| latest.as_ref().filter(|(palettes, _)| is_same(palettes)).map(|(_, theme)| theme.clone()));
    // The borrow ends before the browser is asked, in whose place the page may have put something that calls back.
    known.unwrap_or_else(|| {
        let theme = Rc::new(Theme::new(conference, color::resolve));
        LATEST_THEME.set(Some(([conference.dark.clone(), conference.light.clone()], theme.clone())));
        theme
    })
}

/// Sets a theme's variables, by CSSOM, which no policy forbids, and unsets those of the theme before.
pub(crate) fn write_theme(style: &CssStyleDeclaration, theme: &Theme) {
    for name in Theme::variable_names() {
        // Neither call fails for a custom property.
        let _ = match theme.variables.iter().find(|(set, _)| *set == name) {
            Some((_, value)) => style.set_property(name, value),
            None => style.remove_property(name).map(drop),
        };
    }
}
