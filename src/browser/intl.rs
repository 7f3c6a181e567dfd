//! Dates in the visitor's language and zone, by the browser's own [`Intl`](https://tc39.es/ecma402/).
//!
//! To make a formatter takes a browser a thousand times as long as to use it: one for each language, shared by all cards.

use crate::{Format, Instant};
use js_sys::{Date, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    // js-sys has this class too, but its constructor can't catch, and it knows no ranges.
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, millis: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = formatRange)]
    fn format_range(this: &DateTimeFormat, from: f64, until: f64) -> Result<String, JsValue>;
}

/// Writes times in one language, in the visitor's zone.
#[derive(Clone)]
pub(crate) struct Intl {
    this_year: Option<Rc<DateTimeFormat>>,
    other_years: Option<Rc<DateTimeFormat>>,
}

impl Intl {
    /// The formats of a language; of the browser's where it doesn't know that one.
    pub(crate) fn new(language: &str) -> Self {
        Self { this_year: formatter(language, false), other_years: formatter(language, true) }
    }

    /// The formatter for some times: with the year, unless all of them are in the current one.
    fn for_times(&self, times: &[Instant]) -> Option<&DateTimeFormat> {
        let this_year = Date::new_0().get_full_year();
        let is_this_year = |at: &Instant| Date::new(&JsValue::from_f64(millis(*at))).get_full_year() == this_year;
        let formatter = if times.iter().all(is_this_year) { &self.this_year } else { &self.other_years };
        formatter.as_deref()
    }
}

impl Format for Intl {
    fn date_time(&self, at: Instant) -> String {
        self.for_times(&[at]).and_then(|format| format.format(millis(at)).ok()).unwrap_or_default()
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        let range = |format: &DateTimeFormat| format.format_range(millis(from), millis(until)).ok();
        self.for_times(&[from, until]).and_then(range).unwrap_or_default()
    }
}

/// JavaScript's dates are floating-point numbers; every instant that can be parsed is exact in one.
#[allow(clippy::cast_precision_loss)]
fn millis(at: Instant) -> f64 {
    at.as_millis() as f64
}

type Cache = Vec<((String, bool), Option<Rc<DateTimeFormat>>)>;

thread_local! {
    static FORMATTERS: RefCell<Cache> = const { RefCell::new(Vec::new()) };
}

fn formatter(language: &str, with_year: bool) -> Option<Rc<DateTimeFormat>> {
    FORMATTERS.with_borrow_mut(|cache| {
        let known = cache.iter().find(|((known, year), _)| known == language && *year == with_year);
        if let Some((_, formatter)) = known {
            return formatter.clone();
        }
        let formatter = make(language, with_year);
        cache.push(((language.to_owned(), with_year), formatter.clone()));
        formatter
    })
}

fn make(language: &str, with_year: bool) -> Option<Rc<DateTimeFormat>> {
    let options = Object::new();
    let year = with_year.then_some(("year", "numeric"));
    let parts = [("weekday", "short"), ("month", "short"), ("day", "numeric"), ("hour", "numeric"), ("minute", "2-digit")];
    for (name, value) in parts.into_iter().chain(year) {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // A tag that is none is a RangeError; then the browser's language serves.
    let formatter = DateTimeFormat::new(&language.into(), &options);
    formatter.or_else(|_| DateTimeFormat::new(&JsValue::UNDEFINED, &options)).map(Rc::new).ok()
}
