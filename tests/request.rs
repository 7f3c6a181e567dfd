//! The request: its URL, and what is refused. The cases are a table in JSON, since the class of the element makes the early request
//! by the same rule and runs the same table.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{ColorScheme, Credentials, Error, Options, Request};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use serde_json::Value;
use url::Url;

/// The text fields of a JSON object, by name.
fn texts(object: &Value) -> impl Iterator<Item = (&str, &str)> {
    let fields = object.as_object().into_iter().flatten();
    fields.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
}

/// The request for the options of a case: attributes by their names, and `headers`, which is a property only.
fn request(options: &Value) -> Result<Request, Error> {
    let mut card = Options::from_attributes(texts(options))?;
    card.headers = texts(&options["headers"]).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Request::new(&card)
}

#[test]
fn requests_are_made_and_refused_as_in_the_table() {
    let table: Value = serde_json::from_str(include_str!("fixtures/requests.json")).unwrap();
    let cases = table["cases"].as_array().unwrap();
    assert!(cases.len() > 100, "{}", cases.len());
    for case in cases {
        let expected = match (case["url"].as_str(), case["error"].as_str()) {
            (Some(url), None) => Ok(url.to_owned()),
            (None, Some(message)) => Err(Error::config(message)),
            _ => panic!("either a URL or an error: {case}"),
        };
        assert_eq!(request(&case["options"]).map(|request| request.url), expected, "{case}");
    }
}

fn options() -> Options {
    Options {
        conference_id: "1".to_owned(),
        endpoint: "https://api.example/c?key=secret".to_owned(),
        headers: vec![("X-Key".to_owned(), "hidden".to_owned())],
        include_active_session: true,
        timeout_ms: 2_500,
        credentials: Credentials::Include,
        ..Options::default()
    }
}

#[test]
fn what_concerns_the_request_is_passed_on() {
    let expected = Request {
        url: "https://api.example/c/1?key=secret&include_active_session=true".to_owned(),
        headers: vec![("X-Key".to_owned(), "hidden".to_owned())],
        credentials: Credentials::Include,
        timeout_ms: 2_500,
    };
    assert_eq!(Request::new(&options()), Ok(expected));
}

#[test]
fn options_that_are_not_about_the_request_make_no_other() {
    let other = Options { join_button: true, theme: ColorScheme::Dark, ..options() };
    assert_eq!(Request::new(&other), Request::new(&options()));
    let other = Options { headers: Vec::new(), ..options() };
    assert_ne!(Request::new(&other), Request::new(&options()));
}

#[test]
fn options_that_did_not_come_from_attributes_are_checked_too() {
    let refused = Request::new(&Options { endpoint: " ht\ntps://u:p@api.example".to_owned(), ..options() });
    assert!(refused.is_err_and(|error| error.message.starts_with("credentials in a page")));
    let refused = Request::new(&Options { conference_id: "\n".to_owned(), ..options() });
    assert_eq!(refused, Err(Error::config("`conference-id` is missing")));
}

#[test]
fn a_refusal_repeats_no_secret() {
    let token = ["PT", &"0123456789abcdef".repeat(3)].concat();
    for secret in [
        Options { endpoint: "https://u:secret@api.example".to_owned(), ..options() },
        Options { endpoint: format!("https://api.example/?t={token}"), ..options() },
        Options { headers: vec![("Authorization".to_owned(), "Basic secret".to_owned())], ..options() },
        Options { conference_id: token.clone(), ..options() },
    ] {
        let error = Request::new(&secret).unwrap_err().to_string();
        assert!(!error.contains("secret") && !error.contains(&token), "{error}");
    }
}

#[test]
fn its_debug_shows_neither_query_nor_headers() {
    assert_eq!(format!("{:?}", Request::new(&options()).unwrap()), "GET https://api.example/c/1?…");
    let bare = Options { endpoint: "/c".to_owned(), include_active_session: false, ..options() };
    assert_eq!(format!("{:?}", Request::new(&bare).unwrap()), "GET /c/1");
}

/// Texts that are URLs often, and look like other URLs than they are.
fn endpoints() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "https",
        "HTTP",
        "ftp",
        "javascript",
        ":",
        "/",
        "\\",
        "//",
        "@",
        "?",
        "#",
        ".",
        "..",
        "u",
        "p",
        "api.example",
        "%40",
        "\t",
        "\n",
        " ",
        "\0",
        "ü",
        "[::1]",
        "8787",
        "&",
        "=",
        "PT",
    ]);
    prop::collection::vec(part, 0..9).prop_map(|parts| parts.concat())
}

fn pages() -> impl Strategy<Value = Url> {
    prop::sample::select(vec!["https://page.example/a/", "http://page.example"])
        .prop_filter_map("URL", |url| Url::parse(url).ok())
}

proptest! {
    #![proptest_config(many_cases())]

    /// The url crate reads URLs as browsers do.
    #[test]
    fn no_spelling_of_user_info_gets_through(endpoint in endpoints(), page in pages()) {
        let card = Options { endpoint: endpoint.clone(), ..options() };
        if let (Ok(request), Ok(base)) = (Request::new(&card), page.join(&endpoint)) {
            let url = page.join(&request.url);
            for url in [Some(&base), url.as_ref().ok()].into_iter().flatten() {
                prop_assert!(["http", "https"].contains(&url.scheme()), "{:?}: {}", endpoint, url);
                prop_assert_eq!((url.username(), url.password()), ("", None), "{:?}", endpoint);
            }
        }
    }

    /// Wherever a token is put: what is refused says nothing of it, and what is made says nothing of its headers and query.
    #[test]
    fn a_secret_is_told_to_nobody(
        endpoint in endpoints(),
        token in "PT[0-9a-f]{40,48}",
        key in "k[a-z0-9]{15}",
        place in 0..6_u8,
    ) {
        let mut card = Options { endpoint, headers: Vec::new(), ..options() };
        match place {
            0 => card.endpoint.push_str(&token),
            1 => card.conference_id.push_str(&token),
            2 => card.headers.push(("x-token".to_owned(), format!("Bearer {token}"))),
            3 => card.headers.push((" Authorization".to_owned(), format!("basic {key}"))),
            4 => card.headers.push(("x-key".to_owned(), key.clone())),
            _ => card.endpoint = format!("/c?key={key}"),
        }
        let told = match Request::new(&card) {
            Ok(request) => {
                prop_assert!(place > 3, "the request was made");
                prop_assert!(place > 4 || !request.url.contains(&key));
                format!("{request:?}")
            }
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!told.contains(&token) && !told.contains(&key), "{}", told);
    }

    #[test]
    fn no_id_leaves_its_place(id in any_text(), endpoint in endpoints(), page in pages()) {
        let card = Options { conference_id: id.clone(), endpoint: endpoint.clone(), ..options() };
        if let (Ok(request), Ok(base)) = (Request::new(&card), page.join(&endpoint)) {
            let url = page.join(&request.url).unwrap();
            prop_assert_eq!(url.host_str(), base.host_str(), "{:?}", endpoint);
            let last = url.path_segments().and_then(|mut path| path.next_back()).map(str::to_owned);
            let decoded = last.map(|last| percent_decode(&last));
            prop_assert_eq!(decoded.as_deref(), Some(id.trim()), "{:?}", url);
        }
    }
}

fn percent_decode(text: &str) -> String {
    // A form's decoding, but that a plus is no blank.
    let form = text.replace('+', "%2B");
    url::form_urlencoded::parse(form.as_bytes()).map(|(text, _)| text.into_owned()).collect()
}
