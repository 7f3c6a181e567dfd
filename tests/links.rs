//! Links in texts: what is one, where it ends, and that linkify, an independent library, finds the same where both have the same rules.

#[path = "support/properties.rs"]
mod properties;

use conference_card::{MOST_LINKS, Segment, segments};
use linkify::LinkFinder;
use properties::{any_text, many_cases};
use proptest::prelude::*;
use url::Url;

/// Checks the links of a text that has each between braces of a kind that no test needs otherwise: `see ⟦https://a.example⟧.`
#[track_caller]
fn linked(marked: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let found: String = segments(&text)
        .into_iter()
        .map(|segment| match segment {
            Segment::Text(text) => text,
            Segment::Link { text, .. } => format!("⟦{text}⟧"),
        })
        .collect();
    assert_eq!(found, marked);
}

fn hrefs(text: &str) -> Vec<String> {
    let href = |segment| match segment {
        Segment::Link { href, .. } => Some(href),
        Segment::Text(_) => None,
    };
    segments(text).into_iter().filter_map(href).collect()
}

#[test]
fn a_text_without_links_is_one_piece() {
    assert_eq!(segments(""), []);
    assert_eq!(segments("a:b @ c\n"), [Segment::Text("a:b @ c\n".to_owned())]);
}

#[test]
fn a_link_leads_where_it_says() {
    assert_eq!(hrefs("HTTPS://A.example/b and http://c.example"), ["HTTPS://A.example/b", "http://c.example"]);
    assert_eq!(hrefs("me@a.example, mailto:b@c.d, MailTo:e@f.g"), ["mailto:me@a.example", "mailto:b@c.d", "MailTo:e@f.g"]);
}

#[test]
fn web_addresses_are_links() {
    linked("⟦https://example.com⟧");
    linked("⟦http://localhost:3000/a⟧ ⟦http://127.0.0.1:80⟧");
    linked("⟦https://a.example/b/c.html?d=e&f=%20#g⟧");
    linked("⟦https://a.example?b⟧ ⟦https://a.example#b⟧ ⟦https://a.example/#⟧ ⟦https://my_host.example/⟧");
    linked("⟦https://a.example/@b/c;d=1,2/~e/f*g/h+i/$j/!k⟧");
    linked("⟦https://a.example/-⟧ ⟦https://a.example/_⟧ ⟦https://a.example./b⟧");
    linked("a\n⟦https://a.example/⟧\tb\r\n⟦https://b.example⟧");
}

#[test]
fn what_has_no_scheme_or_no_host_is_none() {
    for text in [
        "www.example.com",
        "example.com/a",
        "//example.com",
        "://example.com",
        "http://",
        "https:// example.com",
        "http:///",
        "http:example.com",
        "http:/example.com",
        "https://-",
        "https://.",
        "https://\u{2026}",
        "https://?a",
        "http://http://",
        "http@//a.example",
    ] {
        linked(text);
    }
    linked("http://⟦https://a.example⟧");
}

#[test]
fn other_schemes_are_text_to_their_end() {
    for text in [
        "javascript:alert(1)",
        "javascript://a.example/%0Aalert(1)",
        "data:text/html,a@b",
        "ftp://a.example",
        "ftp://me@a.example/b@c.example",
        "xhttps://a.example",
        "1http://a.example",
        "ssh://git@a.example:22/x",
        "vbscript:a",
        "file:///etc/passwd",
        "tel:+123",
    ] {
        linked(text);
    }
    linked("javascript:⟦https://a.example⟧");
    linked("ftp://a.example ⟦https://a.example⟧");
}

#[test]
fn user_info_makes_no_link() {
    for text in
        ["https://bank.example@a.example", "https://u:p@a.example/", "https://a.example,b@c.example", "http://@a.example"]
    {
        linked(text);
    }
}

#[test]
fn punctuation_at_the_end_is_the_texts() {
    for end in [
        ".",
        ",",
        ":",
        ";",
        "!",
        "?",
        "*",
        "'",
        "...",
        "?!",
        ".)",
        ").",
        "),",
        "]",
        "}",
        ")",
        "('",
        "\u{2026}",
        "\u{201d}.",
        "\u{bb},",
    ] {
        linked(&format!("⟦https://a.example⟧{end}"));
        linked(&format!("⟦https://a.example/⟧{end}"));
        linked(&format!("⟦https://a.example/b?c⟧{end} d"));
        linked(&format!("⟦me@a.example⟧{end}"));
    }
    linked("⟦https://a.example⟧: ⟦https://a.example:1⟧: ⟦https://a.example⟧:b");
    linked("⟦https://a.example⟧,⟦https://b.example⟧;c");
    linked("⟦https://a.example⟧-, ⟦https://a.example⟧_");
}

#[test]
fn a_bracket_that_was_opened_before_a_link_is_closed_after_it() {
    linked("(⟦https://a.example/b⟧)");
    linked("[(⟦https://a.example/b⟧)]");
    linked("[a](⟦https://a.example/b⟧).");
    linked("(see ⟦https://a.example/b_(c)⟧)");
    linked("{⟦https://a.example⟧}");
    linked("(⟦me@a.example⟧)");
}

#[test]
fn a_bracket_that_was_opened_in_a_link_is_closed_in_it() {
    linked("⟦https://a.example/b_(c)⟧");
    linked("⟦https://a.example/b_(c)/d⟧, ⟦https://a.example/(b[c]{d})⟧");
    linked("⟦https://a.example/?b[]=c⟧");
    linked("⟦https://a.example/b⟧(");
    linked("⟦https://a.example/(b⟧ c)");
}

#[test]
fn quotes_and_angle_brackets_are_around_a_link() {
    linked("<⟦https://a.example/b⟧>c");
    linked("<⟦me@a.example⟧> <⟦mailto:me@a.example⟧>");
    linked("\"⟦https://a.example/b⟧\"c");
    linked("'⟦https://a.example/b⟧'c 'd'");
    linked("`⟦https://a.example/b⟧`|⟦https://c.example⟧|");
    linked("\u{201e}⟦https://a.example/b⟧\u{201c}, \u{ab}⟦https://a.example/b⟧\u{bb}.");
    linked("⟦https://a.example/rock'n'roll⟧'");
    linked("<a href=\"⟦https://a.example/b⟧\">");
}

#[test]
fn blanks_and_control_characters_end_a_link() {
    for end in ["\u{a0}", "\u{3000}", "\u{2003}", "\u{2028}", "\0", "\u{7f}", "\u{85}", "\u{1b}[0m", "\\"] {
        linked(&format!("⟦https://a.example/b⟧{end}c"));
    }
}

#[test]
fn letters_of_all_scripts_are_fine() {
    linked("⟦https://b\u{fc}cher.example/stra\u{df}e⟧");
    linked("⟦https://\u{4f8b}\u{3048}.jp/\u{65e5}\u{3005}⟧");
    linked("⟦https://a.example/Foo\u{2013}Bar⟧\u{2013} ⟦https://a.example/l\u{2019}a⟧\u{2019}");
    linked("⟦https://a.example/\u{1f468}\u{200d}\u{1f4bb}⟧!");
    linked("⟦m\u{fc}ller@b\u{fc}cher.example⟧");
    linked("\u{2067}⟦https://a.example/b⟧\u{2069}");
}

#[test]
fn a_script_without_blanks_goes_on_in_a_link_up_to_its_punctuation() {
    linked("\u{8a73}\u{7d30}\u{306f}⟦https://a.example/b⟧\u{3002}\u{6b21}");
    linked("\u{8a73}\u{7d30}\u{306f}⟦https://a.example/b\u{3092}\u{53c2}\u{7167}⟧\u{3002}");
    linked("\u{300c}⟦https://a.example/b⟧\u{300d}\u{3068}");
    linked("\u{ff08}⟦https://a.example/⟧\u{ff09}\u{3001}⟦https://b.example⟧\u{ff01}");
    linked("\u{9023}\u{7d61}\u{5148}\u{ff1a}⟦me@a.example⟧\u{3002}");
}

#[test]
fn mail_addresses_are_links() {
    linked("⟦me@a.example⟧ ⟦first.last+tag@sub.a-b.example⟧ ⟦_x-y@1.example⟧ ⟦o'brien@a.example⟧");
    linked("mail:⟦me@a.example⟧ ⟦mailto:me@a.example⟧ ⟦MAILTO:me@a.example⟧. 'mailto:'⟦me@a.example⟧");
    linked("-⟦me@a.example⟧ '⟦me@a.example⟧' x..⟦me@a.example⟧ .⟦me@a.example⟧");
    linked("⟦me@a.example⟧/b ⟦git@a.example⟧:b/c ⟦me@a.example⟧-, ⟦me@a.example⟧..b ⟦me@a.b⟧-.c");
    linked("⟦mailto:me@a.example⟧?subject=b");
}

#[test]
fn a_mail_address_has_a_name_and_a_domain() {
    for text in [
        "@",
        "a@",
        "@a.example",
        "a@b",
        "a@-b.example",
        "a@.example",
        "a.@b.example",
        "a@b..example",
        "a@1.1",
        "abc@v1.1",
        "@a@b.example",
        "a@b@c.example",
        "a@b.example@c",
        "a @b.example",
        "a@ b.example",
        "//a@b.example",
        "mailto:",
        "mailto:a",
        "+@a.example",
    ] {
        linked(text);
    }
}

#[test]
fn a_mail_address_brings_no_parameters() {
    // `x?bcc=you@b.example` would be a valid name, and another address in a `mailto:` URL.
    assert_eq!(hrefs("x?bcc=you@b.example"), ["mailto:you@b.example"]);
    assert_eq!(hrefs("a%0Ab&c@b.example"), ["mailto:c@b.example"]);
}

#[test]
fn after_so_many_links_all_is_text() {
    let links = |count: usize| {
        segments(&"https://a.example/ ".repeat(count)).into_iter().filter(|it| matches!(it, Segment::Link { .. })).count()
    };
    assert_eq!([links(MOST_LINKS - 1), links(MOST_LINKS), links(MOST_LINKS + 1), links(50_000)], [499, 500, 500, 500]);
}

/// A reader that went back over what it has read would need some 10^11 steps for one of these: no clock is needed to see the difference.
#[test]
fn any_megabyte_is_read_once() {
    for piece in [
        "http://",
        "https://a.b(",
        "https://a.example/:",
        "://",
        "@",
        "a@",
        "a@a.",
        "a@b-",
        "a@b.c@",
        "mailto:a@",
        "http://a,",
        "https://a@",
        "ftp://",
        "x://@",
        "https://a/(((",
        "https://a/)",
        "https://a:1",
        "'https://a",
        "a",
        "(",
        "http://a:http://",
        "\u{3001}@",
        "https://a ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        assert!(whole(&segments(&text)) == text, "{piece}");
    }
}

fn whole(segments: &[Segment]) -> String {
    let text = |segment: &Segment| match segment {
        Segment::Link { text, .. } | Segment::Text(text) => text.clone(),
    };
    segments.iter().map(text).collect()
}

/// Texts that are addresses often.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "http",
        "https",
        "ftp",
        "javascript",
        "mailto",
        ":",
        "://",
        "/",
        "@",
        ".",
        "-",
        "_",
        "a",
        "b.example",
        "1",
        "?",
        "#",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        "\"",
        "<",
        ">",
        ",",
        "\\",
        "%",
        "&",
        " ",
        "\n",
        "\t",
        "\0",
        "\u{a0}",
        "\u{e9}",
        "\u{65e5}",
        "\u{3002}",
        "\u{200d}",
        "\u{1f389}",
        "\u{2019}",
        "\u{ff0e}",
        "\u{ff20}",
    ]);
    prop_oneof![4 => prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()), 1 => any_text()]
}

/// An address with punctuation around that neither library takes for a part of it.
fn around(address: impl Strategy<Value = String>, before: &[&'static str]) -> impl Strategy<Value = String> {
    let after =
        ["", ".", ",", ";", ":", "!", "?", ")", "]", "}", ">", "\"", "'", ").", ")).", "...", "?!", ">.", ",\"", "')", "),"];
    let around = (prop::sample::select(before.to_vec()), address, prop::sample::select(after.to_vec()));
    around.prop_map(|(before, address, after)| [before, &address, after].concat())
}

const HOST: &str = "([a-z0-9\u{e9}\u{65e5}]([a-z0-9-]{0,5}[a-z0-9])?\\.){1,3}[a-z]{2,6}";
const URL_REST: &str = "(:[0-9]{2,4})?(/(([a-zA-Z0-9\u{e9}\u{65e5}%~_$&+=@-]|[.,:;!*'][a-z0-9]|\\([a-z]{1,3}\\)|\\[\\]){0,6}))*([?][a-z0-9=&%/:.,]{0,9}[a-z0-9])?(#[a-z]{1,5})?";

fn addresses() -> impl Strategy<Value = String> {
    let url = ("https?", HOST, URL_REST).prop_map(|(scheme, host, rest)| {
        // linkify reads a fragment only after a path or a query.
        let rest = if rest.contains(['/', '?']) { rest } else { rest.split('#').next().unwrap_or_default().to_owned() };
        // And takes an apostrophe at the end where there were an odd number before.
        format!("{scheme}://{host}{}", rest.replace('\'', "x"))
    });
    let mail =
        ("x[a-z0-9\u{e9}_+-]{0,5}[a-z0-9](\\.[a-z0-9]{1,5}){0,2}", HOST).prop_map(|(name, host)| format!("{name}@{host}"));
    // To linkify, a brace or an apostrophe before a mail address is the beginning of its name.
    prop_oneof![
        3 => around(url, &["", "(", "[", "{", "<", "\"", "'", "((", "(\"", "see:", "a, ", ","]),
        1 => around(mail, &["", "(", "[", "<", "\"", "((", "(\"", "see:", "a, ", ","]),
    ]
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn the_pieces_are_the_text(text in texts()) {
        let segments = segments(&text);
        prop_assert_eq!(whole(&segments), text);
        for pair in segments.windows(2) {
            prop_assert!(!matches!(pair, [Segment::Text(_), Segment::Text(_)]), "{:?}", pair);
        }
        prop_assert!(segments.iter().all(|segment| !whole(std::slice::from_ref(segment)).is_empty()));
    }

    /// The url crate reads URLs as browsers do.
    #[test]
    fn a_link_leads_to_the_web_or_to_a_mailbox(text in texts()) {
        for href in hrefs(&text) {
            prop_assert!(!href.contains(|c: char| c.is_whitespace() || c.is_control()), "{:?}", href);
            let web = ["http://", "https://"].iter().any(|scheme| href.starts_with(scheme));
            prop_assert!(web || href.starts_with("mailto:"), "{:?}", href);
            match Url::parse(&href) {
                Ok(url) if url.scheme() == "mailto" => prop_assert_eq!((url.query(), url.fragment()), (None, None), "{:?}", href),
                Ok(url) => {
                    prop_assert!(["http", "https"].contains(&url.scheme()), "{:?}", href);
                    prop_assert_eq!((url.username(), url.password()), ("", None), "{:?}", href);
                }
                // A host that there can't be.
                Err(_) => prop_assert!(web, "{:?}", href),
            }
        }
    }

    #[test]
    fn linkify_finds_the_same(addresses in prop::collection::vec(addresses(), 1..4)) {
        let text = addresses.join(" ");
        let found: Vec<_> = LinkFinder::new().links(&text).map(|link| link.as_str().to_owned()).collect();
        let ours: Vec<_> = hrefs(&text).into_iter().map(|href| href.replace("mailto:", "")).collect();
        prop_assert_eq!(ours.len(), addresses.len(), "{}", text);
        prop_assert_eq!(ours, found, "{}", text);
    }
}
