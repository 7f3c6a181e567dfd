//! The little that the card must know of URLs before the browser sees them: scheme, user info, percent-encoding.
//! All else is the browser's. Rules: the [URL Standard](https://url.spec.whatwg.org/).

/// A URL's scheme, as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scheme<'a>(&'a str);

impl Scheme<'_> {
    /// Whether it leads to the web: http or https.
    pub(crate) fn is_web(self) -> bool {
        ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(self.0))
    }
}

/// The scheme of a URL; `None` where it is relative.
pub(crate) fn scheme(url: &str) -> Option<Scheme<'_>> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(Scheme(scheme))
}

/// Whether a web or relative URL carries user info: `https://user:password@host`, `//user@host`.
pub(crate) fn has_user_info(url: &str) -> bool {
    // Browsers take any number of slashes, of either kind, after http: and https:, and two for a relative URL.
    let is_slash = |c: char| c == '/' || c == '\\';
    let rest = match scheme(url) {
        Some(Scheme(scheme)) => url.get(scheme.len() + 1..).unwrap_or_default(),
        None if url.starts_with(is_slash) && url.chars().nth(1).is_some_and(is_slash) => url,
        None => return false,
    };
    let authority = rest.trim_start_matches(is_slash).split(|c| is_slash(c) || c == '?' || c == '#').next();
    authority.is_some_and(|authority| authority.contains('@'))
}

/// Percent-encodes a text for use as one segment of a path or a value of a query, as JavaScript's `encodeURIComponent` does.
pub(crate) fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let digit = |number: u8| char::from_digit(number.into(), 16).unwrap_or_default().to_ascii_uppercase();
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

/// Cuts off what browsers strip from a URL: blanks and control characters around it, tabs and line breaks anywhere.
pub(crate) fn strip(url: &str) -> String {
    let url: String = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    url.trim_matches(|c: char| c <= ' ').to_owned()
}
