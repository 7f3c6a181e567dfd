//! The HTML that puts a card on somebody's page.

use super::attributes::Attributes;
use conference_card::{Credentials, Loading, Request};

/// What the script loads, beside it.
const MODULE: &str = "conference-card.wasm";

/// The script at this address, and the element with the attributes it needs.
pub fn snippet(script: &str, attributes: &Attributes) -> String {
    let mut html = format!("<script type=\"module\" src=\"{}\"></script>\n<conference-card", escape(script));
    for (name, value) in attributes.needed() {
        html.push_str("\n  ");
        html.push_str(name);
        if !value.is_empty() {
            html.extend(["=\"", &escape(value), "\""]);
        }
    }
    html.push_str("></conference-card>\n");
    html
}

/// The lines for the page's head that have the browser load all of a card at once, before the script asks for it; none where the card
/// waits, or asks in a way that no such line can.
pub fn hints(script: &str, attributes: &Attributes) -> Option<String> {
    let options = attributes.options().ok().filter(|options| options.loading == Loading::Eager)?;
    let request = Request::new(&options).ok()?;
    let crossorigin = match request.credentials {
        Credentials::SameOrigin => "crossorigin",
        Credentials::Include => "crossorigin=\"use-credentials\"",
        Credentials::Omit => return None,
    };
    let folder = script.rfind('/').and_then(|end| script.get(..=end)).unwrap_or_default();
    let module = [folder, MODULE].concat();
    Some(format!(
        "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">\n\
         <link rel=\"preload\" as=\"fetch\" {crossorigin} href=\"{}\">\n",
        escape(&module),
        escape(&request.url),
    ))
}

/// A text as the value of an attribute in double quotes. Angle brackets need no escape there, but what reads HTML less well than a
/// browser, or a person, is not misled.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Invisible, or changed by an HTML parser.
            '\u{a0}' => escaped.push_str("&nbsp;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_element(attributes: &[(&'static str, &str)], element: &str) {
        let mut all = Attributes::default();
        for (name, value) in attributes {
            all.set(name, Some(value));
        }
        let script = "<script type=\"module\" src=\"https://a.example/conference-card/index.js\"></script>\n";
        assert_eq!(snippet("https://a.example/conference-card/index.js", &all), format!("{script}{element}\n"));
    }

    #[test]
    fn a_card_has_a_line_for_each_attribute() {
        assert_element(
            &[("theme", "dark"), ("conference-id", "a")],
            "<conference-card\n  conference-id=\"a\"\n  theme=\"dark\"></conference-card>",
        );
    }

    #[test]
    fn what_is_the_default_is_left_out() {
        assert_element(&[("theme", "auto"), ("timeout", "10"), ("endpoint", "")], "<conference-card></conference-card>");
    }

    #[test]
    fn a_boolean_needs_no_value() {
        assert_element(&[("join-button", "")], "<conference-card\n  join-button></conference-card>");
    }

    #[test]
    fn no_value_leaves_its_quotes() {
        assert_element(
            &[("join-href", "/?a=\"><script>&amp;\r\n\t\u{a0}'")],
            "<conference-card\n  join-href=\"/?a=&quot;&gt;&lt;script&gt;&amp;amp;&#13;&#10;&#9;&nbsp;'\"></conference-card>",
        );
    }

    fn hints_for(attributes: &[(&'static str, &str)]) -> Option<String> {
        let mut all = Attributes::default();
        for (name, value) in attributes {
            all.set(name, Some(value));
        }
        hints("https://a.example/conference-card/index.js", &all)
    }

    #[test]
    fn hints_name_all_that_the_card_loads() {
        let html = hints_for(&[("conference-id", "a b"), ("include-active-session", "")]);
        let expected = "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"https://a.example/conference-card/conference-card.wasm\">\n\
            <link rel=\"preload\" as=\"fetch\" crossorigin \
            href=\"/api/video/conferences/a%20b?include_active_session=true\">\n";
        assert_eq!(html.as_deref(), Some(expected));
    }

    #[test]
    fn a_hint_for_a_request_with_cookies_says_so() {
        let html = hints_for(&[("conference-id", "a"), ("endpoint", "https://b.example/?a=1&b"), ("credentials", "include")]);
        let line = "crossorigin=\"use-credentials\" href=\"https://b.example/a?a=1&amp;b\">\n";
        assert!(html.as_ref().is_some_and(|html| html.ends_with(line)), "{html:?}");
    }

    #[test]
    fn where_nothing_is_loaded_at_once_there_are_no_hints() {
        assert_eq!(hints_for(&[("conference-id", "a"), ("loading", "lazy")]), None);
        assert_eq!(hints_for(&[("conference-id", "a"), ("credentials", "omit")]), None);
        assert_eq!(hints_for(&[("conference-id", "a"), ("timeout", "soon")]), None);
        assert_eq!(hints_for(&[]), None);
    }

    #[test]
    fn the_address_of_the_script_is_escaped_too() {
        let html = snippet("/a\"b/index.js", &Attributes::default());
        assert!(html.starts_with("<script type=\"module\" src=\"/a&quot;b/index.js\"></script>\n"), "{html}");
    }
}
