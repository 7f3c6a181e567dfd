//! A piece of the page for one test, and a `fetch` that answers what the test says.

use js_sys::{Array, Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, Response, ShadowRoot, ShadowRootInit, ShadowRootMode};

pub(crate) fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}

/// An element of its own on the page, which goes with the test.
pub(crate) struct Place(pub(crate) HtmlElement);

impl Place {
    pub(crate) fn new() -> Self {
        let element: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&element).unwrap();
        Self(element)
    }

    pub(crate) fn shadow(&self) -> (ShadowRoot, HtmlElement) {
        let root = self.0.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let inner: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        root.append_child(&inner).unwrap();
        (root, inner)
    }

    /// The element of a part's name, where there is one.
    pub(crate) fn part(&self, name: &str) -> Option<HtmlElement> {
        self.0.query_selector(&format!("[part='{name}']")).unwrap().map(JsCast::unchecked_into)
    }

    /// The text of a part.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.part(name)?.text_content()
    }

    /// The state that the card shows.
    pub(crate) fn state(&self) -> Option<String> {
        self.part("card")?.get_attribute("data-state")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Lets effects, promises and short timers have their turn.
pub(crate) async fn settle() {
    for _ in 0..3 {
        let turn = Promise::new(&mut |resolve, _| {
            web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 10).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(turn).await.unwrap();
    }
}

/// A `fetch` that answers every request with one body, or never, and notes the requests.
pub(crate) struct FakeFetch {
    requests: Rc<RefCell<Vec<web_sys::Request>>>,
    original: JsValue,
    _closure: Closure<dyn FnMut(web_sys::Request) -> Promise>,
}

impl FakeFetch {
    pub(crate) fn answers(status: u16, body: &str) -> Self {
        let body = body.to_owned();
        Self::install(move || {
            let init = web_sys::ResponseInit::new();
            init.set_status(status);
            let response = Response::new_with_opt_str_and_init(Some(&body), &init).unwrap();
            Promise::resolve(&JsValue::from(response))
        })
    }

    /// Answers half a second later, even where nobody wants it any more.
    pub(crate) fn answers_late(body: &str) -> Self {
        let body = body.to_owned();
        Self::install(move || {
            let response = JsValue::from(Response::new_with_opt_str(Some(&body)).unwrap());
            Promise::new(&mut |resolve, _| {
                let window = web_sys::window().unwrap();
                window.set_timeout_with_callback_and_timeout_and_arguments_1(&resolve, 500, &response).unwrap();
            })
        })
    }

    pub(crate) fn never_answers() -> Self {
        Self::install(|| Promise::new(&mut |_, _| {}))
    }

    fn install(answer: impl Fn() -> Promise + 'static) -> Self {
        let requests = Rc::new(RefCell::new(Vec::new()));
        let noted = requests.clone();
        let closure = Closure::<dyn FnMut(web_sys::Request) -> Promise>::new(move |request| {
            noted.borrow_mut().push(request);
            answer()
        });
        let original = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
        let function: &Function = closure.as_ref().unchecked_ref();
        Reflect::set(&js_sys::global(), &"fetch".into(), function).unwrap();
        Self { requests, original, _closure: closure }
    }

    /// The paths that were asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        let path = |request: &web_sys::Request| web_sys::Url::new(&request.url()).unwrap().pathname();
        self.requests.borrow().iter().map(path).collect()
    }

    /// Which of the requests were aborted.
    pub(crate) fn aborted(&self) -> Vec<bool> {
        self.requests.borrow().iter().map(|request| request.signal().aborted()).collect()
    }
}

impl Drop for FakeFetch {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.original).unwrap();
    }
}

/// The constructed sheets of a document or shadow root.
pub(crate) fn adopted_sheets(root: &JsValue) -> Array {
    Reflect::get(root, &"adoptedStyleSheets".into()).unwrap().unchecked_into()
}
