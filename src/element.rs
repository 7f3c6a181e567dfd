//! What the JavaScript class of `<conference-card>` calls, and what is called back. wasm-bindgen can't extend `HTMLElement`, so the
//! class is the element, and this is the card inside its shadow root.

use crate::browser::environment;
use crate::live_card::{Host, LiveCard};
use crate::view::{self, Actions};
use crate::{ATTRIBUTES, Card, Conference, Error, Options, State};
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
    card: LiveCard,
}

/// Mounts a card in `root`, which stands within the shadow root of `element`.
#[wasm_bindgen]
#[must_use]
pub fn mount(element: HtmlElement, root: HtmlElement, bridge: Bridge) -> Mounted {
    let mounted =
        Mounted { element, card: LiveCard::new(Element { bridge, renderer: RefCell::new(Box::new(renderer(root))) }) };
    mounted.update();
    mounted
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the element's attributes anew.
    pub fn update(&self) {
        self.card.update(read_options(&self.element), environment::language(Some(&self.element)));
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

/// The element as the card's host.
struct Element {
    bridge: Bridge,
    renderer: RefCell<Renderer>,
}

impl Host for Element {
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue> {
        self.bridge.fetch(request)
    }

    fn show(&self, card: Card, actions: Rc<dyn Actions>) {
        (self.renderer.borrow_mut())(card, actions);
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

type Renderer = Box<dyn FnMut(Card, Rc<dyn Actions>)>;

/// Puts cards in an element, each in the place of the one before: Leptos' renderer without its signals, since a card is decided as a
/// whole. They would be a quarter of the module.
fn renderer(root: HtmlElement) -> impl FnMut(Card, Rc<dyn Actions>) {
    let mut shown = None;
    move |card, actions| {
        let view = view::card(card, &actions);
        if let Some(shown) = &mut shown {
            view.rebuild(shown);
        } else {
            let mut built = view.build();
            built.mount(&root, None);
            shown = Some(built);
        }
    }
}
