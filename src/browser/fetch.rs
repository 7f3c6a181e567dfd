//! Has the request of a card made, and decides what its answer is. Fetching and parsing are JavaScript's: `answer.js` tells why.

use crate::browser::clock;
use crate::conference::NO_CONFERENCE;
use crate::flat::Flat;
use crate::{Conference, Error, ErrorKind, Instant, Reading, Request, ServerTime, clock_correction, may_keep_s};
use js_sys::{Array, Date, Function, Reflect};
use serde::Deserialize;
use std::sync::Arc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// What `answer.js` says of a request that is over.
    pub(crate) type Reply;

    /// The status; 0 where there was no answer.
    #[wasm_bindgen(method, getter)]
    fn status(this: &Reply) -> u16;

    /// The plain object that was in it; undefined where that was no JSON.
    #[wasm_bindgen(method, getter)]
    fn body(this: &Reply) -> JsValue;

    /// What was thrown.
    #[wasm_bindgen(method, getter)]
    fn cause(this: &Reply) -> JsValue;

    /// Whether there was none in time.
    #[wasm_bindgen(method, getter, js_name = isLate)]
    fn is_late(this: &Reply) -> bool;

    /// Whether it was given up for its size.
    #[wasm_bindgen(method, getter, js_name = isTooLarge)]
    fn is_too_large(this: &Reply) -> bool;

    /// When it came, in milliseconds since the epoch.
    #[wasm_bindgen(method, getter)]
    fn received(this: &Reply) -> f64;

    /// After how many milliseconds it came; NaN where that is unknown.
    #[wasm_bindgen(method, getter)]
    fn took(this: &Reply) -> f64;

    /// `Date`, in milliseconds since the epoch; NaN where there is none.
    #[wasm_bindgen(method, getter)]
    fn date(this: &Reply) -> f64;

    #[wasm_bindgen(method, getter)]
    fn age(this: &Reply) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = cacheControl)]
    fn cache_control(this: &Reply) -> Option<String>;

    /// Whether there is `Expires` or `Last-Modified`.
    #[wasm_bindgen(method, getter, js_name = isDated)]
    fn is_dated(this: &Reply) -> bool;

    /// Whether the visitor has gone back or forward to the page.
    #[wasm_bindgen(method, getter, js_name = isRevisited)]
    fn is_revisited(this: &Reply) -> bool;

    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Reply) -> Option<String>;
}

#[wasm_bindgen(module = "/src/browser/flat.js")]
extern "C" {
    /// Writes an object as the text that [`Flat`] reads.
    #[doc(hidden)]
    pub fn flat(value: &JsValue) -> String;
}

/// An answer: the conference, what had to be dropped to read it, and the plain JavaScript object that it was read from.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) conference: Arc<Conference>,
    pub(crate) warnings: Vec<String>,
    pub(crate) body: JsValue,
}

/// Why there is no conference.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    /// How long the server asks to wait, in milliseconds.
    pub(crate) retry_after_ms: Option<u32>,
}

impl Answer {
    /// A conference that came by another way, with nothing dropped.
    #[cfg(feature = "component")]
    pub(crate) fn of(conference: Arc<Conference>) -> Self {
        Self { conference, warnings: Vec::new(), body: JsValue::UNDEFINED }
    }

    /// Reads a conference from a plain JavaScript object.
    pub(crate) fn read(body: JsValue) -> Result<Self, Error> {
        let reading = Reading::deserialize(&mut Flat::new(&flat(&body)));
        let Reading { conference, warnings } = reading.map_err(|_| invalid(NO_CONFERENCE))?;
        Ok(Self { conference: Arc::new(conference), warnings, body })
    }
}

/// A request under way. Dropping it aborts the request, unless that has been answered, and nothing calls back any more.
#[must_use = "dropping a request aborts it"]
pub(crate) struct Pending {
    end: Function,
    _answered: Closure<dyn FnMut(Reply)>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        // It throws nothing.
        let _ = self.end.call0(&JsValue::UNDEFINED);
    }
}

/// Begins a request, calls back with what became of it, and gives what ends it, as `ask` in `answer.js` does.
pub(crate) type Ask<'a> = &'a dyn Fn(&Request, &Function) -> Result<Function, JsValue>;

/// Makes a request. Calls back with the answer or with why there is none, and is to be dropped then. A fresh answer is one that the
/// server has confirmed, rather than the browser's cache.
///
/// # Errors
///
/// A config error where there can't be such a request.
pub(crate) fn load(
    request: &Request,
    is_fresh: bool,
    ask: Ask,
    done: impl Fn(Result<Answer, Failure>) + 'static,
) -> Result<Pending, Error> {
    let answered = Closure::new(move |reply: Reply| {
        set_clock(&reply, is_fresh);
        done(read(&reply).map_err(|error| Failure { error, retry_after_ms: retry_after_ms(&reply) }));
    });
    let end = ask(request, answered.as_ref().unchecked_ref());
    let end = end.map_err(|cause| Error::config(["the request can't be made: ", &describe(&cause)].concat()))?;
    Ok(Pending { end, _answered: answered })
}

/// The headers of a request as `answer.js` takes them: names and values in turn.
pub(crate) fn headers(request: &Request) -> Array {
    let texts = request.headers.iter().flat_map(|(name, value)| [name, value]);
    texts.map(|text| JsValue::from_str(text)).collect()
}

fn read(reply: &Reply) -> Result<Answer, Error> {
    let cause = reply.cause();
    if reply.is_late() {
        return Err(Error::new(ErrorKind::Timeout, "no answer in time; `timeout` sets how long to wait"));
    }
    match reply.status() {
        0 => return Err(network(&cause)),
        status => Error::of_status(status).map_or(Ok(()), Err)?,
    }
    if reply.is_too_large() {
        Err(invalid(&describe(&cause)))
    } else if cause.is_undefined() {
        Answer::read(reply.body())
    } else {
        Err(network(&cause))
    }
}

/// Corrects the clock by what an answer says of the time, where it says so.
fn set_clock(reply: &Reply, is_fresh: bool) {
    if let Some(date) = instant(reply.date()).filter(|_| reply.took().is_finite()) {
        let age_s = reply.age().and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        let kept_s = if is_fresh { 0 } else { kept_s(reply) };
        let time = ServerTime { date, age_s, kept_s };
        // What is known of the clock already stays, where it can.
        let clock = |millis_since_epoch| clock::corrected(millis(millis_since_epoch).as_millis());
        let (received, took) = (reply.received(), reply.took());
        clock::correct(clock_correction(time, clock(received - took), clock(received)));
    }
}

/// For how many seconds the browser may have kept an answer that it was free to keep.
fn kept_s(reply: &Reply) -> u32 {
    may_keep_s(&reply.cache_control().unwrap_or_default(), reply.is_dated(), reply.is_revisited())
}

/// How long the server asks to wait: in seconds, or until a date.
fn retry_after_ms(reply: &Reply) -> Option<u32> {
    let text = reply.retry_after()?;
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than can be counted is long, too.
        return Some(text.parse::<u32>().unwrap_or(u32::MAX).saturating_mul(1_000));
    }
    let wait = instant(Date::parse(text))?.as_millis().saturating_sub(clock::now().as_millis());
    Some(u32::try_from(wait.max(0)).unwrap_or(u32::MAX))
}

fn instant(millis_since_epoch: f64) -> Option<Instant> {
    millis_since_epoch.is_finite().then(|| millis(millis_since_epoch))
}

fn millis(number: f64) -> Instant {
    // Far inside an i64, or cut to it.
    #[allow(clippy::cast_possible_truncation)]
    Instant::from_millis(number as i64)
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidResponse, message)
}

fn network(cause: &JsValue) -> Error {
    let advice =
        "; is the endpoint up, does it allow this page's origin (CORS), and does the page's policy allow it (connect-src)?";
    Error::new(ErrorKind::Network, ["no answer: ", &describe(cause), advice].concat())
}

/// What a thrown value says of itself. Pages throw strings too, and nothing at all.
fn describe(cause: &JsValue) -> String {
    let message = Reflect::get(cause, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| cause.as_string()).unwrap_or_else(|| "unknown cause".to_owned())
}
