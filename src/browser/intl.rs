//! Dates and numbers in the visitor's language and zone, by the browser's own [`Intl`](https://tc39.es/ecma402/): `intl.js` calls it.

use crate::browser::environment;
use crate::door::{Format, Unit};
use crate::{Error, HourCycle, Instant, Options};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/intl.js")]
extern "C" {
    /// What writes in one language, for one zone: shared by all cards that ask for the same.
    type Formats;

    /// Throws where the browser doesn't know the zone.
    #[wasm_bindgen(catch)]
    fn formats(language: &str, time_zone: Option<&str>, hour_cycle: Option<&str>) -> Result<Formats, JsValue>;

    #[wasm_bindgen(method, js_name = dateTime)]
    fn date_time(this: &Formats, at: f64) -> String;

    #[wasm_bindgen(method)]
    fn range(this: &Formats, from: f64, until: f64) -> String;

    #[wasm_bindgen(method)]
    fn time(this: &Formats, at: f64) -> String;

    #[wasm_bindgen(method)]
    fn relative(this: &Formats, count: f64, unit: &str) -> String;

    #[wasm_bindgen(method)]
    fn number(this: &Formats, number: u32) -> String;
}

/// Writes in one language, for one zone. By default nothing: there are no dates without options.
#[derive(Default)]
pub(crate) struct Intl(Option<Formats>);

impl Intl {
    /// # Errors
    ///
    /// A config error where the browser doesn't know the time zone.
    pub(crate) fn new(language: &str, options: &Options) -> Result<Self, Error> {
        let formats = formats(language, options.time_zone.as_deref(), options.hour_cycle.map(HourCycle::as_str));
        let unknown = |_| Error::config("`time-zone` takes an IANA time zone, such as Europe/Paris");
        formats.map(|formats| Self(Some(formats))).map_err(unknown)
    }

    fn write(&self, write: impl FnOnce(&Formats) -> String) -> String {
        self.0.as_ref().map(write).unwrap_or_default()
    }
}

impl Format for Intl {
    fn date_time(&self, at: Instant) -> String {
        self.write(|formats| formats.date_time(millis(at)))
    }

    fn range(&self, from: Instant, until: Instant) -> String {
        self.write(|formats| formats.range(millis(from), millis(until)))
    }

    fn time(&self, at: Instant) -> String {
        self.write(|formats| formats.time(millis(at)))
    }

    fn relative(&self, count: i64, unit: Unit) -> String {
        // A count of days or less, far below where floating-point numbers have gaps.
        #[allow(clippy::cast_precision_loss)]
        let count = count as f64;
        self.write(|formats| formats.relative(count, unit.name()))
    }

    fn number(&self, number: u32) -> String {
        self.write(|formats| formats.number(number))
    }

    fn absolute(&self, url: &str) -> String {
        environment::absolute(url)
    }
}

/// JavaScript's dates are floating-point numbers; every instant that can be parsed is exact in one.
#[allow(clippy::cast_precision_loss)]
fn millis(at: Instant) -> f64 {
    at.as_millis() as f64
}
