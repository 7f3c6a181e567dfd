//! From the options to the one request of a card: its URL and headers. Refuses credentials that would stand in a page for everyone
//! to read. It doesn't know how requests are made.

use crate::url::{has_user_info, percent_encode, scheme, strip};
use crate::{Credentials, Error, Options};
use std::fmt;

/// A GET request for a conference. Two requests that are equal have the same answer.
///
/// ```
/// use conference_card::{ErrorKind, Options, Request};
///
/// let options = Options { conference_id: "1".to_owned(), include_active_session: true, ..Options::default() };
/// assert_eq!(Request::new(&options)?.url, "/api/video/conferences/1?include_active_session=true");
///
/// let headers = vec![("Authorization".to_owned(), "Basic bmFtZTpzZWNyZXQ=".to_owned())];
/// let error = Request::new(&Options { headers, ..options }).unwrap_err();
/// assert_eq!(error.kind, ErrorKind::Config);
/// # Ok::<_, conference_card::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The URL, absolute or relative to the page.
    pub url: String,
    /// Headers of the page's own, name and value.
    pub headers: Vec<(String, String)>,
    /// Whether cookies go along.
    pub credentials: Credentials,
    /// How long one try may take, in milliseconds.
    pub timeout_ms: u32,
}

impl Request {
    /// The request that a card's options ask for.
    ///
    /// # Errors
    ///
    /// A config error where the id is missing, the endpoint is no web address, or a secret stands in it.
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    pub fn new(options: &Options) -> Result<Self, Error> {
        let id = options.conference_id.trim();
        if id.is_empty() {
            return Err(Error::config("`conference-id` is missing"));
        }
        // A browser resolves these two even where they are percent-encoded.
        if id == "." || id == ".." {
            return Err(Error::config("`conference-id` is no id"));
        }
        let endpoint = strip(&options.endpoint);
        if scheme(&endpoint).is_some_and(|scheme| !scheme.is_web()) {
            return Err(Error::config("`endpoint` takes an http, https or relative URL"));
        }
        let is_secret = |(name, value): &(String, String)| is_basic(name, value) || holds_api_token(value);
        if has_user_info(&endpoint)
            || holds_api_token(&endpoint)
            || holds_api_token(id)
            || options.headers.iter().any(is_secret)
        {
            return Err(Error::config(
                "credentials in a page are for everyone to read: the request was not made. Take them out, \
                 make a new API token, and point `endpoint` at a gateway that adds them",
            ));
        }
        Ok(Self {
            url: url(&endpoint, id, options.include_active_session),
            headers: options.headers.clone(),
            credentials: options.credentials,
            timeout_ms: options.timeout_ms,
        })
    }
}

/// `{endpoint}/{id}`, with the endpoint's query kept and its fragment dropped.
fn url(endpoint: &str, id: &str, include_active_session: bool) -> String {
    let (endpoint, _) = endpoint.split_once('#').unwrap_or((endpoint, ""));
    let (path, query) = endpoint.split_once('?').unwrap_or((endpoint, ""));
    let added = if include_active_session { "include_active_session=true" } else { "" };
    let mark = if query.is_empty() && added.is_empty() { "" } else { "?" };
    let and = if query.is_empty() || added.is_empty() { "" } else { "&" };
    // Browsers read a backslash as a slash: one that stayed would make `//id` of the two, a host.
    [path.trim_end_matches(['/', '\\']), "/", &percent_encode(id), mark, query, and, added].concat()
}

/// Whether a header is [Basic authentication](https://www.rfc-editor.org/rfc/rfc7617), which is how the API takes its token.
fn is_basic(name: &str, value: &str) -> bool {
    let scheme = value.split_whitespace().next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case("authorization") && scheme.eq_ignore_ascii_case("basic")
}

/// Whether a text holds what looks like an API token: `PT` and at least forty hexadecimal digits.
fn holds_api_token(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_hexdigit).count();
    text.split('P').skip(1).any(|rest| rest.strip_prefix('T').is_some_and(|rest| digits(rest) >= 40))
}

/// Shows the URL without its query and no header: keys of the owner's gateway may stand in both.
impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let query = if query.is_empty() { "" } else { "?…" };
        write!(out, "GET {path}{query}")
    }
}
