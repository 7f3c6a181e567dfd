//! What the JavaScript class of `<conference-card>` calls, and what is called back. wasm-bindgen can't extend `HTMLElement`, so the
//! class is the element, and this is the card inside its shadow root.

use crate::browser::environment;
use crate::live_card::{Host, LiveCard};
use crate::{ATTRIBUTES, Conference, Error, Options, State};
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
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
    options: ArcRwSignal<Result<Options, Error>>,
    language: ArcRwSignal<String>,
    card: LiveCard<Bridge>,
    owner: Owner,
    _handle: Box<dyn Any>,
}

/// Mounts a card in `root`, which stands within the shadow root of `element`.
#[wasm_bindgen]
#[must_use]
pub fn mount(element: HtmlElement, root: HtmlElement, bridge: Bridge) -> Mounted {
    let options = ArcRwSignal::new(read_options(&element));
    let language = ArcRwSignal::new(environment::language(Some(&element)));
    let owner = Owner::new();
    let (card, handle) = owner.with(|| {
        let card = LiveCard::new(bridge);
        let (options, language) = (options.clone().into(), language.clone().into());
        (card, mount_to(root, move || card.view(options, language)))
    });
    Mounted { element, options, language, card, owner, _handle: Box::new(handle) }
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the element's attributes anew.
    pub fn update(&self) {
        self.options.set(read_options(&self.element));
        self.language.set(environment::language(Some(&self.element)));
    }

    /// Loads the conference once more.
    pub fn reload(&self) {
        self.card.reload();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

fn read_options(element: &HtmlElement) -> Result<Options, Error> {
    let attributes: Vec<_> = ATTRIBUTES.into_iter().filter_map(|name| Some((name, element.get_attribute(name)?))).collect();
    Options::from_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())))
}

impl Host for Bridge {
    fn fetch(&self, request: &web_sys::Request) -> Result<Promise, JsValue> {
        Bridge::fetch(self, request)
    }

    fn style(&self) -> Option<CssStyleDeclaration> {
        Some(Bridge::style(self))
    }

    fn loaded(&self, _: &Arc<Conference>, body: &JsValue) {
        self.load(body);
    }

    fn state_changed(&self, state: State, live: bool) {
        self.state(state.name(), live);
    }

    fn failed(&self, error: &Error) {
        self.fail(error.kind.name(), error.status, &error.message);
    }

    fn join(&self, _: &Arc<Conference>, href: Option<&str>) -> bool {
        Bridge::join(self, href)
    }
}
