//! Dates and numbers in the visitor's language and zone, by the browser's own [`Intl`](https://tc39.es/ecma402/).
//!
//! To make a formatter is far more work than to use it: each is made once, when it is first needed, and shared by all cards.

use crate::door::{Format, Unit};
use crate::{Error, HourCycle, Instant, Options};
use js_sys::{Array, Date, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // What the formatters have in common. js-sys has some of them, but not their ranges, and its constructors can't catch.
    #[derive(Clone)]
    type Formatter;

    #[wasm_bindgen(method, catch)]
    fn format(this: &Formatter, value: f64) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = format)]
    fn format_unit(this: &Formatter, value: f64, unit: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = formatRange)]
    fn format_range(this: &Formatter, from: f64, until: f64) -> Result<String, JsValue>;
}

/// Writes in one language, for one zone.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Intl {
    language: String,
    time_zone: Option<String>,
    hour_cycle: Option<&'static str>,
    /// Whether the zone is named, since it isn't the visitor's.
    names_zone: bool,
}

impl Intl {
    /// # Errors
    ///
    /// A config error where the browser doesn't know the time zone.
    pub(crate) fn new(language: &str, options: &Options) -> Result<Self, Error> {
        let mut intl =
            Self { language: language.to_owned(), hour_cycle: options.hour_cycle.map(HourCycle::as_str), ..Self::default() };
        if let Some(time_zone) = &options.time_zone {
            let own = resolved_time_zone(&Object::new());
            intl.time_zone = Some(time_zone.clone());
            let wanted = resolved_time_zone(&object(&[("timeZone", time_zone)]));
            let wanted = wanted.ok_or_else(|| Error::config("`time-zone` takes an IANA time zone, such as Europe/Paris"))?;
            intl.names_zone = own.as_ref() != Some(&wanted);
        }
        Ok(intl)
    }

    fn formatter(&self, class: &'static str, parts: &[(&'static str, &str)]) -> Option<Formatter> {
        let mut options: Vec<(&'static str, &str)> = parts.to_vec();
        if class == DATE_TIME {
            options.extend(self.time_zone.as_deref().map(|zone| ("timeZone", zone)));
            options.extend(self.hour_cycle.map(|cycle| ("hourCycle", cycle)));
            if self.names_zone {
                options.push(("timeZoneName", "short"));
            }
        }
        let key = options
            .iter()
            .fold([&self.language, " ", class].concat(), |key, (name, value)| [&key, " ", name, "=", value].concat());
        FORMATTERS.with_borrow_mut(|cache| {
            if let Some((_, formatter)) = cache.iter().find(|(known, _)| *known == key) {
                return formatter.clone();
            }
            // A tag that is none is a RangeError; then the browser's own language serves.
            let options = object(&options);
            let made = construct(class, &self.language.as_str().into(), &options);
            let formatter = made.or_else(|| construct(class, &JsValue::UNDEFINED, &options));
            cache.push((key, formatter.clone()));
            formatter
        })
    }

    /// The formatter for some times: with the year, unless all of them are in the current one.
    fn for_times(&self, times: &[Instant]) -> Option<Formatter> {
        let this_year = Date::new_0().get_full_year();
        let is_this_year = |at: &Instant| Date::new(&JsValue::from_f64(millis(*at))).get_full_year() == this_year;
        let parts = if times.iter().all(is_this_year) { &DAY_AND_TIME[1..] } else { &DAY_AND_TIME };
        self.formatter(DATE_TIME, parts)
    }
}

const DATE_TIME: &str = "DateTimeFormat";

/// The parts of a date in the future; the year comes first, to be left out.
const DAY_AND_TIME: [(&str, &str); 6] = [
    ("year", "numeric"),
    ("weekday", "short"),
    ("month", "short"),
    ("day", "numeric"),
    ("hour", "numeric"),
    ("minute", "2-digit"),
];

impl Format for Intl {
    fn date_time(&self, at: Instant) -> String {
        self.for_times(&[at]).and_then(|format| format.format(millis(at)).ok()).unwrap_or_default()
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        let range = |format: Formatter| format.format_range(millis(from), millis(until)).ok();
        self.for_times(&[from, until]).and_then(range).unwrap_or_default()
    }

    fn time(&self, at: Instant) -> String {
        let formatter = self.formatter(DATE_TIME, &DAY_AND_TIME[4..]);
        formatter.and_then(|format| format.format(millis(at)).ok()).unwrap_or_default()
    }

    fn relative(&self, count: i64, unit: Unit) -> String {
        let formatter = self.formatter("RelativeTimeFormat", &[]);
        // A count of days or less, far below where floating-point numbers have gaps.
        #[allow(clippy::cast_precision_loss)]
        let count = count as f64;
        formatter.and_then(|format| format.format_unit(count, unit.name()).ok()).unwrap_or_default()
    }

    fn number(&self, number: u32) -> String {
        let formatter = self.formatter("NumberFormat", &[]);
        formatter.and_then(|format| format.format(f64::from(number)).ok()).unwrap_or_default()
    }

    fn absolute(&self, url: &str) -> String {
        let base = web_sys::window().and_then(|window| window.document()?.base_uri().ok()?).unwrap_or_default();
        web_sys::Url::new_with_base(url, &base).map_or_else(|_| url.to_owned(), |url| url.href())
    }
}

/// JavaScript's dates are floating-point numbers; every instant that can be parsed is exact in one.
#[allow(clippy::cast_precision_loss)]
fn millis(at: Instant) -> f64 {
    at.as_millis() as f64
}

thread_local! {
    static FORMATTERS: RefCell<Vec<(String, Option<Formatter>)>> = const { RefCell::new(Vec::new()) };
}

fn construct(class: &str, locale: &JsValue, options: &Object) -> Option<Formatter> {
    let intl = Reflect::get(web_sys::window()?.as_ref(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of2(locale, options)).ok().map(JsCast::unchecked_into)
}

/// The zone that a formatter with these options writes for; `None` where the browser doesn't know the one in them.
fn resolved_time_zone(options: &Object) -> Option<String> {
    let formatter = construct(DATE_TIME, &JsValue::UNDEFINED, options)?;
    let resolve: Function = Reflect::get(&formatter, &"resolvedOptions".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&resolve.call0(&formatter).ok()?, &"timeZone".into()).ok()?.as_string()
}

fn object(entries: &[(&'static str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // It fails for frozen objects only.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
