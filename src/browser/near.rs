//! Tells when an element is near what the visitor sees.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far from the viewport is near: pkg/element.js has the same.
const MARGIN: &str = "400px";

/// Watches an element. Dropping it stops that.
#[must_use = "dropping a watch stops it"]
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn Fn(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back whenever the element comes near; `None` where the browser can't tell.
pub(crate) fn when_near(element: &Element, near: impl Fn() + 'static) -> Option<Watch> {
    let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        let is_near = |entry: &IntersectionObserverEntry| entry.is_intersecting();
        if entries.iter().any(|entry| entry.dyn_ref().is_some_and(is_near)) {
            near();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Watch { observer, _callback: callback })
}
