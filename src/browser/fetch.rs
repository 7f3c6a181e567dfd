//! Makes the request of a card, and decides what its answer is. Fetching and parsing are JavaScript's: `answer.js` tells why.

use crate::browser::clock;
use crate::{Conference, Credentials, Error, ErrorKind, Instant, Reading, Request, ServerTime, clock_correction, may_keep_s};
use gloo_timers::callback::Timeout;
use js_sys::{Date, Function, RangeError, Reflect};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit};

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
        let Reading { conference, warnings } =
            serde_wasm_bindgen::from_value(body.clone()).map_err(|cause| invalid(&describe(&cause.into())))?;
        Ok(Self { conference: Arc::new(conference), warnings, body })
    }
}

/// A request under way. Dropping it aborts the request, and nothing calls back any more.
#[must_use = "dropping a request aborts it"]
pub(crate) struct Pending {
    controller: Option<AbortController>,
    _timer: Timeout,
    _answered: Closure<dyn FnMut(JsValue)>,
}

impl Pending {
    /// Lets go of a request that has been answered whole: there is nothing left to abort.
    pub(crate) fn settle(mut self) {
        self.controller = None;
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.controller.iter().for_each(AbortController::abort);
    }
}

/// Makes a request. Calls back with the answer or with why there is none, and is to be dropped then. A fresh answer is one that the
/// server has confirmed, rather than the browser's cache.
///
/// # Errors
///
/// A config error where there can't be such a request.
pub(crate) fn load(
    request: &Request,
    is_fresh: bool,
    fetch: impl FnOnce(&web_sys::Request, &Function),
    done: impl Fn(Result<Answer, Failure>) + 'static,
) -> Result<Pending, Error> {
    let impossible = |cause: JsValue| Error::config(["the request can't be made: ", &describe(&cause)].concat());
    let controller = AbortController::new().map_err(impossible)?;
    let js_request = to_js(request, is_fresh, &controller.signal()).map_err(impossible)?;
    let (done, late) = (Rc::new(done), controller.clone());
    let answered = {
        let done = done.clone();
        Closure::new(move |answer: JsValue| {
            let headers = field(&answer, "headers");
            set_clock(&answer, &headers, is_fresh);
            done(read(&answer).map_err(|error| Failure { error, retry_after_ms: retry_after_ms(&headers) }));
        })
    };
    let timer = Timeout::new(request.timeout_ms, move || {
        late.abort();
        let error = Error::new(ErrorKind::Timeout, "no answer in time; `timeout` sets how long to wait");
        done(Err(Failure { error, retry_after_ms: None }));
    });
    fetch(&js_request, answered.as_ref().unchecked_ref());
    Ok(Pending { controller: Some(controller), _timer: timer, _answered: answered })
}

fn to_js(request: &Request, is_fresh: bool, signal: &AbortSignal) -> Result<web_sys::Request, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(match request.credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    if is_fresh {
        init.set_cache(RequestCache::NoCache);
    }
    init.set_signal(Some(signal));
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    init.set_headers_headers(&headers);
    web_sys::Request::new_with_str_and_init(&request.url, &init)
}

fn read(answer: &JsValue) -> Result<Answer, Error> {
    let cause = field(answer, "cause");
    match status(answer) {
        0 => return Err(network(&cause)),
        status => Error::of_status(status).map_or(Ok(()), Err)?,
    }
    if cause.is_instance_of::<RangeError>() {
        Err(invalid(&describe(&cause)))
    } else if cause.is_undefined() {
        Answer::read(field(answer, "body"))
    } else {
        Err(network(&cause))
    }
}

/// The status; 0 where there was no answer.
fn status(answer: &JsValue) -> u16 {
    // A page may have replaced `fetch` by one that gives anything: what is no status is cut to something that is none.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    field(answer, "status").as_f64().map_or(0, |status| status as u16)
}

/// Corrects the clock by what an answer says of the time, where it says so.
fn set_clock(answer: &JsValue, headers: &JsValue, is_fresh: bool) {
    let number = |name| field(answer, name).as_f64();
    if let (Some(date), Some(received), Some(took)) = (date(headers, "date"), number("received"), number("took")) {
        let seconds = |text: Option<String>| text.and_then(|text| text.trim().parse().ok()).unwrap_or_default();
        let kept_s = if is_fresh { 0 } else { kept_s(headers) };
        let time = ServerTime { date, age_s: seconds(header(headers, "age")), kept_s };
        // What is known of the clock already stays, where it can.
        let clock = |millis_since_epoch| clock::corrected(millis(millis_since_epoch).as_millis());
        clock::correct(clock_correction(time, clock(received - took), clock(received)));
    }
}

/// For how many seconds the browser may have kept an answer that it was free to keep.
fn kept_s(headers: &JsValue) -> u32 {
    let control = header(headers, "cache-control").unwrap_or_default();
    let is_dated = ["expires", "last-modified"].into_iter().any(|name| header(headers, name).is_some());
    may_keep_s(&control, is_dated, is_revisited())
}

/// What `performance.navigation.type` is where the visitor has gone back or forward to the page.
const BACK_OR_FORWARD: f64 = 2.0;

fn is_revisited() -> bool {
    // By its name: what a page has put in the place of `performance` may lack it.
    let performance = web_sys::window().and_then(|window| window.performance()).map(JsValue::from).unwrap_or_default();
    field(&field(&performance, "navigation"), "type") == BACK_OR_FORWARD
}

/// How long the server asks to wait: in seconds, or until a date.
fn retry_after_ms(headers: &JsValue) -> Option<u32> {
    let text = header(headers, "retry-after")?;
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than can be counted is long, too.
        return Some(text.parse::<u32>().unwrap_or(u32::MAX).saturating_mul(1_000));
    }
    let wait = date(headers, "retry-after")?.as_millis().saturating_sub(clock::now().as_millis());
    Some(u32::try_from(wait.max(0)).unwrap_or(u32::MAX))
}

fn date(headers: &JsValue, name: &str) -> Option<Instant> {
    let millis_since_epoch = Date::parse(&header(headers, name)?);
    millis_since_epoch.is_finite().then(|| millis(millis_since_epoch))
}

fn millis(number: f64) -> Instant {
    // Far inside an i64, or cut to it.
    #[allow(clippy::cast_possible_truncation)]
    Instant::from_millis(number as i64)
}

fn header(headers: &JsValue, name: &str) -> Option<String> {
    headers.is_object().then(|| headers.unchecked_ref::<Headers>().get(name).ok()).flatten().flatten()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
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
