//! What no conference can make of a card, however it is written: markup, a style, a script, a link to where none must lead.

#[path = "support/properties.rs"]
mod properties;
mod support;

use conference_card::{Element, JoinHref, Message, Messages, Node, Options, Wishes, view};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use serde_json::json;
use support::{AFTER, BEFORE, FROM, Scene, UNTIL, WITHIN, merged, page};

/// What HTML consists of, read as a browser would: tags with their attributes, and text.
#[derive(Debug, PartialEq)]
enum Token {
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains(['<', '>', '"']), "{text}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Reads HTML in which every value is quoted. Goes by `<` and `>` alone: one in a text that isn't escaped gives other tokens.
fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            tokens.push(Token::End(name.to_owned()));
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let parts: Vec<_> = attributes.split('"').collect();
            let attributes = parts.chunks_exact(2).filter_map(|pair| match pair {
                [name, value] => Some((name.trim().trim_end_matches('=').to_owned(), unescaped(value))),
                _ => None,
            });
            tokens.push(Token::Start(name.to_owned(), attributes.collect()));
        }
        if !text.is_empty() {
            tokens.push(Token::Text(unescaped(text)));
        }
    }
    tokens
}

/// The same of the elements themselves, texts that meet being one.
fn flat(element: &Element, tokens: &mut Vec<Token>) {
    let attributes = element.attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    tokens.push(Token::Start(element.tag.to_owned(), attributes.collect()));
    for child in element.children.iter().flatten() {
        match (child, tokens.last_mut()) {
            (Node::Element(child), _) => flat(child, tokens),
            (Node::Text(text), Some(Token::Text(before))) => before.push_str(text),
            (Node::Text(text), _) if text.is_empty() => {}
            (Node::Text(text), _) => tokens.push(Token::Text(text.clone())),
        }
    }
    tokens.push(Token::End(element.tag.to_owned()));
}

const TAGS: &str = "section div h1 h2 h3 h4 h5 h6 p a button ul li video slot";

/// No `style`, no `on…`, no `srcdoc`, no `id`.
const ATTRIBUTES: &str = "part name class data-state data-live data-clamped data-icon dir role hidden type disabled href rel target download \
     aria-busy aria-label aria-live aria-expanded aria-disabled src muted playsinline autoplay controls";

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Pieces of what somebody would write who wants more than text from a card.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "<",
        ">",
        "\"",
        "'",
        "&",
        "&lt;",
        "&#60;",
        "-->",
        "]]>",
        "<!--",
        " onerror=\"alert(1)\"",
        "\" style=\"x:y",
        "javascript:alert(1)",
        "java\nscript:",
        "data:text/html,<script>",
        "vbscript://x",
        "https://",
        "HTTP://a.example/\"'<>&",
        "me@a.example",
        "mailto:a@b.example?body=<",
        "{id}",
        "{name}",
        "{relative}",
        "\n",
        "\0",
        "\u{202e}",
        "é",
        "x",
        " ",
        "/",
        "?a=b&c",
        "#",
        ":",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()), any_text()]
}

/// A card of texts that nobody has looked at, at any time of it.
fn scenes() -> impl Strategy<Value = Scene> {
    let fields = prop::array::uniform6(texts()).prop_map(|[id, name, display_name, description, quality, url]| {
        json!({
            "id": id, "name": name, "display_name": display_name, "description": description,
            "size": "small", "quality": quality, "enable_chat": true, "enable_room_previews": true,
            "active_session": {"preview_url": url, "start_time": FROM},
        })
    });
    let now = prop::sample::select(vec![BEFORE, WITHIN, AFTER]);
    let word = prop::option::of(texts());
    let wishes = any::<(bool, bool, bool)>().prop_map(|(full_description, calendar, preview)| Wishes {
        full_description,
        calendar,
        preview,
        reduced_motion: false,
    });
    (fields, now, texts(), word, wishes).prop_map(|(fields, now, href, word, wishes)| {
        let fields = merged(fields, json!({"join_from": FROM, "join_until": UNTIL}));
        let words = word.iter().flat_map(|word| Message::ALL.iter().map(move |message| (*message, word.clone())));
        Scene {
            options: Options { join_href: JoinHref::new(&href).ok(), join_button: true, ..Options::default() },
            messages: Messages::with(words),
            wishes,
            ..Scene::with(fields).at(now)
        }
    })
}

/// Whether it leads to the web, to a mail, to a calendar's file, or nowhere, since it is no URL.
fn is_harmless(url: &str) -> bool {
    page().join(url).map_or(true, |resolved| match resolved.scheme() {
        "http" | "https" | "mailto" => true,
        "data" => url.starts_with("data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR"),
        _ => false,
    })
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn no_text_becomes_markup_or_leads_where_it_must_not(scene in scenes()) {
        let element = view(scene.card());
        let mut expected = Vec::new();
        flat(&element, &mut expected);
        let tokens = tokens(&element.to_html());
        prop_assert_eq!(&tokens, &expected, "the HTML says what the elements say");
        for token in tokens {
            let Token::Start(tag, attributes) = token else { continue };
            prop_assert!(is_in(TAGS, &tag), "{}", tag);
            for (name, value) in attributes {
                prop_assert!(is_in(ATTRIBUTES, &name), "{}", name);
                if name == "href" {
                    prop_assert!(tag == "a" && is_harmless(&value), "{}", value);
                }
                if name == "src" {
                    prop_assert!(tag == "video" && is_harmless(&value) && !value.starts_with("data:"), "{}", value);
                }
            }
        }
    }
}
