//! What the JavaScript class of `<conference-card>` calls, and what is called back. wasm-bindgen can't extend `HTMLElement`, so the
//! class is the element, and this is the card inside its shadow root.

use crate::browser::dom::{Shown, View};
use crate::live_card::{Host, LiveCard};
use crate::{ATTRIBUTES, Conference, Error, Message, Messages, Options, State};
use js_sys::Promise;
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

    #[wasm_bindgen(method, catch)]
    fn fetch(this: &Bridge, request: &web_sys::Request) -> Result<Promise, JsValue>;

    /// The language that the card is written in.
    #[wasm_bindgen(method, getter)]
    fn language(this: &Bridge) -> String;

    /// The text under a key, where it isn't the English one.
    #[wasm_bindgen(method)]
    fn text(this: &Bridge, key: &str) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn style(this: &Bridge) -> CssStyleDeclaration;

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
    element: HtmlElement,
    bridge: Rc<Bridge>,
    card: LiveCard,
}

/// Mounts a card in `root`, which stands within the shadow root of `element`.
#[wasm_bindgen]
#[must_use]
pub fn mount(element: HtmlElement, root: HtmlElement, bridge: Bridge) -> Mounted {
    let bridge = Rc::new(bridge);
    let host = Element { bridge: bridge.clone(), root, shown: RefCell::default() };
    let mounted = Mounted { element, bridge, card: LiveCard::new(host) };
    mounted.update();
    mounted
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the element's attributes, its language and its texts anew.
    pub fn update(&self) {
        let texts = Message::ALL.iter().filter_map(|message| Some((*message, self.bridge.text(message.key())?)));
        self.card.update(read_options(&self.element), Messages::with(texts), &self.bridge.language());
    }

    /// Loads the conference once more.
    pub fn reload(&self) {
        self.card.reload();
    }
}

fn read_options(element: &HtmlElement) -> Result<Options, Error> {
    let attributes: Vec<_> = ATTRIBUTES.into_iter().filter_map(|name| Some((name, element.get_attribute(name)?))).collect();
    Options::from_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())))
}

/// The element as the card's host. It takes Leptos' renderer without its signals: a card is decided as a whole.
struct Element {
    bridge: Rc<Bridge>,
    root: HtmlElement,
    shown: RefCell<Option<Shown>>,
}

impl Host for Element {
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue> {
        self.bridge.fetch(request)
    }

    fn show(&self, view: View) {
        let mut shown = self.shown.borrow_mut();
        if let Some(shown) = &mut *shown {
            view.rebuild(shown);
        } else {
            shown.insert(view.build()).mount(&self.root, None);
        }
    }

    fn style(&self) -> Option<CssStyleDeclaration> {
        Some(self.bridge.style())
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
