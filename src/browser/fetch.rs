//! Makes the request of a card, and decides what its answer is. Fetching and parsing are JavaScript's: `answer.js` tells why.

use crate::{Conference, Credentials, Error, ErrorKind, Reading, Request};
use gloo_timers::callback::Timeout;
use js_sys::Function;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal, Headers, RequestCredentials, RequestInit};

/// An answer: the conference, what had to be dropped to read it, and the plain JavaScript object that it was read from.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) conference: Arc<Conference>,
    pub(crate) warnings: Vec<String>,
    pub(crate) body: JsValue,
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
    controller: AbortController,
    _timer: Timeout,
    _answered: Closure<dyn FnMut(u16, JsValue, JsValue)>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// Makes a request. Calls back with the answer or with why there is none, and is to be dropped then.
///
/// # Errors
///
/// A config error where there can't be such a request.
pub(crate) fn load(
    request: &Request,
    fetch: impl FnOnce(&web_sys::Request, &Function),
    done: impl Fn(Result<Answer, Error>) + 'static,
) -> Result<Pending, Error> {
    let impossible = |cause: JsValue| Error::config(["the request can't be made: ", &describe(&cause)].concat());
    let controller = AbortController::new().map_err(impossible)?;
    let js_request = to_js(request, &controller.signal()).map_err(impossible)?;
    let (done, late) = (Rc::new(done), controller.clone());
    let answered = {
        let done = done.clone();
        Closure::new(move |status, body, cause| done(answer(status, body, &cause)))
    };
    let timer = Timeout::new(request.timeout_ms, move || {
        late.abort();
        done(Err(Error::new(ErrorKind::Timeout, "no answer in time; `timeout` sets how long to wait")));
    });
    fetch(&js_request, answered.as_ref().unchecked_ref());
    Ok(Pending { controller, _timer: timer, _answered: answered })
}

fn to_js(request: &Request, signal: &AbortSignal) -> Result<web_sys::Request, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(match request.credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_signal(Some(signal));
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    init.set_headers_headers(&headers);
    web_sys::Request::new_with_str_and_init(&request.url, &init)
}

/// A status of 0 means that there was none.
fn answer(status: u16, body: JsValue, cause: &JsValue) -> Result<Answer, Error> {
    if status == 0 {
        Err(network(cause))
    } else if let Some(error) = Error::of_status(status) {
        Err(error)
    } else if !cause.is_undefined() {
        Err(network(cause))
    } else {
        Answer::read(body)
    }
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
    let message = js_sys::Reflect::get(cause, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| cause.as_string()).unwrap_or_else(|| "unknown cause".to_owned())
}
