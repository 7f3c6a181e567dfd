//! Makes the request of a card, and reads the answer with the browser's own JSON parser.

use crate::{Credentials, Error, ErrorKind, Reading, Request};
use gloo_timers::callback::Timeout;
use js_sys::{Promise, SyntaxError};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, Headers, RequestCredentials, RequestInit, Response};

/// An answer: the conference, and the plain JavaScript object that it was read from.
pub(crate) struct Answer {
    pub(crate) reading: Reading,
    pub(crate) body: JsValue,
}

/// A request under way. Dropping it aborts the request, and its callback is never called.
#[must_use = "dropping a request aborts it"]
pub(crate) struct Loading {
    controller: Option<AbortController>,
    done: Done,
}

type Done = Rc<RefCell<Option<Box<dyn FnOnce(Result<Answer, Error>)>>>>;

impl Drop for Loading {
    fn drop(&mut self) {
        self.done.take();
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Makes a request by way of `fetch`, and calls back once, with the answer or with why there is none.
pub(crate) fn load(
    request: Request,
    fetch: impl FnOnce(&web_sys::Request) -> Result<Promise, JsValue> + 'static,
    done: impl FnOnce(Result<Answer, Error>) + 'static,
) -> Loading {
    let controller = AbortController::new().ok();
    let done: Done = Rc::new(RefCell::new(Some(Box::new(done))));
    let signal = controller.as_ref().map(AbortController::signal);
    let loading = Loading { controller: controller.clone(), done: done.clone() };
    spawn_local(async move {
        let has_timed_out = Rc::new(Cell::new(false));
        let on_time = {
            let has_timed_out = has_timed_out.clone();
            Timeout::new(request.timeout_ms, move || {
                has_timed_out.set(true);
                if let Some(controller) = controller {
                    controller.abort();
                }
            })
        };
        let mut answer = answer(&request, signal.as_ref(), fetch).await;
        drop(on_time);
        if has_timed_out.get() {
            answer = Err(Error::new(ErrorKind::Timeout, "no answer in time; `timeout` sets how long to wait"));
        }
        // The borrow ends before the call, which may well drop this request.
        let done = done.take();
        if let Some(done) = done {
            done(answer);
        }
    });
    loading
}

async fn answer(
    request: &Request,
    signal: Option<&AbortSignal>,
    fetch: impl FnOnce(&web_sys::Request) -> Result<Promise, JsValue>,
) -> Result<Answer, Error> {
    let js_request =
        to_js(request, signal).map_err(|cause| Error::config(["the request can't be made: ", &describe(&cause)].concat()))?;
    let promise = fetch(&js_request).map_err(|cause| network(&cause))?;
    let response = JsFuture::from(promise).await.map_err(|cause| network(&cause))?;
    if !response.is_object() {
        return Err(network(&"fetch gave no response".into()));
    }
    // Not checked by class: a page may have replaced `fetch` by one from another frame, with classes of its own.
    let response: Response = response.unchecked_into();
    if let Some(error) = Error::of_status(response.status()) {
        return Err(error);
    }
    let json = response.json().map_err(|cause| network(&cause))?;
    let body = JsFuture::from(json).await.map_err(|cause| {
        if cause.is_instance_of::<SyntaxError>() { invalid("the answer is no JSON") } else { network(&cause) }
    })?;
    let reading: Reading = serde_wasm_bindgen::from_value(body.clone()).map_err(|cause| invalid(&describe(&cause.into())))?;
    Ok(Answer { reading, body })
}

fn to_js(request: &Request, signal: Option<&AbortSignal>) -> Result<web_sys::Request, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(match request.credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_signal(signal);
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    init.set_headers_headers(&headers);
    web_sys::Request::new_with_str_and_init(&request.url, &init)
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
