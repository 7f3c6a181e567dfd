//! What the JavaScript class of `<conference-card>` calls, and what is called back. wasm-bindgen can't extend `HTMLElement`, so the
//! class is the element, and this is the card inside its shadow root.

use crate::browser::dom::{Listener, Shown, View};
use crate::browser::fetch::{self, Answer};
use crate::live_card::{Host, LiveCard, Supply, write_theme};
use crate::{ATTRIBUTES, Card, Conference, Error, Message, Messages, Options, Request, State, Theme, view};
use js_sys::{Array, Function};
use std::array;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tachys::view::{Mountable, Render};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CssStyleDeclaration, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// What the class gives each card: the methods below.
    pub type Bridge;

    /// Fetches, and calls back with what became of it, as `ask` in `browser/answer.js` does. What is returned ends that.
    #[wasm_bindgen(method, catch)]
    fn fetch(
        this: &Bridge,
        url: &str,
        credentials: &str,
        headers: &Array,
        is_fresh: bool,
        timeout_ms: u32,
        done: &Function,
    ) -> Result<Function, JsValue>;

    /// The value of one of [`ATTRIBUTES`], by its place.
    #[wasm_bindgen(method)]
    fn attribute(this: &Bridge, at: usize) -> Option<String>;

    /// The names and values of the request's headers, in turn, by their place.
    #[wasm_bindgen(method)]
    fn header(this: &Bridge, at: u32) -> Option<String>;

    /// The conference that the page gives in the place of a request: a plain object of its own each time one is set.
    #[wasm_bindgen(method, getter)]
    fn given(this: &Bridge) -> Option<JsValue>;

    /// The language that the card is written in.
    #[wasm_bindgen(method, getter)]
    fn language(this: &Bridge) -> String;

    /// Whether there are texts in the place of the English ones.
    #[wasm_bindgen(method, getter, js_name = hasTexts)]
    fn has_texts(this: &Bridge) -> bool;

    /// The text under a key, where it isn't the English one.
    #[wasm_bindgen(method)]
    fn text(this: &Bridge, key: &str) -> Option<String>;

    /// Where the colours are written for the class to take.
    #[wasm_bindgen(method, getter)]
    fn style(this: &Bridge) -> CssStyleDeclaration;

    /// Says in words that the card waits for its first answer.
    #[wasm_bindgen(method)]
    fn wait(this: &Bridge, words: &str);

    #[wasm_bindgen(method)]
    fn load(this: &Bridge, conference: &JsValue);

    #[wasm_bindgen(method)]
    fn state(this: &Bridge, state: &str, live: bool);

    #[wasm_bindgen(method)]
    fn fail(this: &Bridge, kind: &str, status: Option<u16>, message: &str);

    #[wasm_bindgen(method)]
    fn join(this: &Bridge, href: Option<&str>) -> bool;
}

/// A card that is mounted. To free it unmounts it: the request is aborted, and every timer stops.
#[wasm_bindgen]
pub struct Mounted {
    bridge: Rc<Bridge>,
    card: LiveCard,
    given: RefCell<Option<(JsValue, Result<Answer, Error>)>>,
}

/// Mounts a card in `root`, which stands within the shadow root of the element.
#[wasm_bindgen]
#[must_use]
pub fn mount(root: HtmlElement, bridge: Bridge) -> Mounted {
    let bridge = Rc::new(bridge);
    let host = Element { bridge: bridge.clone(), root, shown: RefCell::default() };
    let mounted = Mounted { bridge, card: LiveCard::new(host), given: RefCell::default() };
    mounted.update();
    mounted
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the element's attributes, properties, language and texts anew.
    pub fn update(&self) {
        let all = if self.bridge.has_texts() { Message::ALL } else { &[] };
        let texts = all.iter().filter_map(|message| Some((*message, self.bridge.text(message.key())?)));
        self.card.update(self.options(), self.supply(), Messages::with(texts), &self.bridge.language());
    }

    /// Loads the conference once more.
    pub fn reload(&self) {
        self.card.reload();
    }
}

impl Mounted {
    fn options(&self) -> Result<Options, Error> {
        let attributes: [_; ATTRIBUTES.len()] = array::from_fn(|at| self.bridge.attribute(at));
        let mut options = Options::from_values(attributes.each_ref().map(Option::as_deref))?;
        let mut texts = (0..).map_while(|at| self.bridge.header(at));
        while let (Some(name), Some(value)) = (texts.next(), texts.next()) {
            options.headers.push((name, value));
        }
        Ok(options)
    }

    /// What is given is read once.
    fn supply(&self) -> Supply {
        let mut known = self.given.borrow_mut();
        match self.bridge.given() {
            Some(body) if known.as_ref().is_some_and(|(known, _)| *known == body) => {}
            body => *known = body.map(|body| (body.clone(), Answer::read(body))),
        }
        known.as_ref().map_or(Supply::Fetch, |(_, answer)| Supply::Given(answer.clone()))
    }
}

thread_local! {
    /// The theme that stands in the rule of the class: many cards of a page have the same.
    static WRITTEN_THEME: RefCell<Option<Rc<Theme>>> = const { RefCell::new(None) };
}

/// The element as the card's host. It takes Leptos' renderer without its signals: a card is decided as a whole.
struct Element {
    bridge: Rc<Bridge>,
    root: HtmlElement,
    shown: RefCell<Option<Shown>>,
}

impl Host for Element {
    fn fetch(&self, request: &Request, is_fresh: bool, done: &Function) -> Result<Function, JsValue> {
        let Request { url, credentials, timeout_ms, .. } = request;
        self.bridge.fetch(url, credentials.as_str(), &fetch::headers(request), is_fresh, *timeout_ms, done)
    }

    fn show(&self, card: Card, listener: Listener) {
        let mut shown = self.shown.borrow_mut();
        if shown.is_none() && card.state == State::Loading {
            // The class has its fallback there.
            return self.bridge.wait(&card.status);
        }
        let view = View { tree: view(card), listener };
        if let Some(shown) = &mut *shown {
            view.rebuild(shown);
        } else {
            shown.insert(view.build()).mount(&self.root, None);
        }
    }

    fn wear(&self, theme: &Rc<Theme>) {
        let is_written =
            WRITTEN_THEME.with_borrow(|written| written.as_ref().is_some_and(|written| Rc::ptr_eq(written, theme)));
        if !is_written {
            write_theme(&self.bridge.style(), theme);
            WRITTEN_THEME.set(Some(theme.clone()));
        }
    }

    fn loaded(&self, _: &Arc<Conference>, body: &JsValue) {
        self.bridge.load(body);
    }

    fn state_changed(&self, state: State, live: bool) {
        self.bridge.state(state.name(), live);
    }

    fn failed(&self, error: &Error) {
        self.bridge.fail(error.kind.name(), error.status, &error.message);
    }

    fn join(&self, _: &Arc<Conference>, href: Option<&str>) -> bool {
        self.bridge.join(href)
    }
}

/// The module's allocator, which is a third as large as the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
