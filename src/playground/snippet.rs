//! The HTML that puts a card on somebody's page.

use super::attributes::Attributes;

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

    #[test]
    fn the_address_of_the_script_is_escaped_too() {
        let html = snippet("/a\"b/index.js", &Attributes::default());
        assert!(html.starts_with("<script type=\"module\" src=\"/a&quot;b/index.js\"></script>\n"), "{html}");
    }
}
