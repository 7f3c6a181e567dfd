//! The README repeats lists that the code holds: whatever is in the one is in the other.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

use conference_card::{ATTRIBUTES, ErrorKind, State, Theme};
use std::collections::BTreeSet;

const README: &str = include_str!("../README.md");
const VIEW: &str = include_str!("../src/view.rs");
const ELEMENT: &str = include_str!("../pkg/element.js");
const CSS: &str = include_str!("../src/card.css");

/// The text under a heading, up to the next one.
#[track_caller]
fn section(heading: &str) -> &'static str {
    let (_, rest) = README.split_once(heading).unwrap_or_else(|| panic!("the README has no `{heading}`"));
    rest.split("\n#").next().unwrap_or_default()
}

/// The first cell of each row of a section's table, without its backticks.
fn first_cells(section: &str) -> Vec<&str> {
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).collect()
}

/// Every text that stands between two others.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn the_readme_lists_every_attribute_in_order() {
    assert_eq!(first_cells(section("### Attributes")), ATTRIBUTES);
}

#[test]
fn the_readme_lists_every_error_kind_in_order() {
    assert_eq!(first_cells(section("### Error kinds")), ErrorKind::ALL.map(ErrorKind::name));
}

#[test]
fn the_readme_lists_every_event_that_the_element_dispatches() {
    let dispatched: BTreeSet<_> = between(ELEMENT, "#emit(\"", "\"").map(|name| format!("conference-{name}")).collect();
    let listed: BTreeSet<_> = first_cells(section("### Events")).into_iter().map(str::to_owned).collect();
    assert_eq!(listed, dispatched);
}

#[test]
fn the_readme_names_every_state() {
    for state in State::ALL {
        assert!(section("### Properties").contains(&format!("`{}`", state.name())), "`{}` is missing", state.name());
    }
}

#[test]
fn the_readme_lists_every_part_of_the_view() {
    // Each is named in `part("<tag>", "<name>")`, or by a helper for paragraphs and buttons, which takes the name first.
    let parts: BTreeSet<_> = between(VIEW, "part(", ")\n")
        .filter_map(|arguments| arguments.split_once(", ")?.1.strip_prefix('"')?.split('"').next())
        .chain(between(VIEW, "with(\"part\", \"", "\""))
        .chain(["paragraph(\"", "button(\""].into_iter().flat_map(|helper| between(VIEW, helper, "\"")))
        .collect();
    let (_, sentence) = section("### Looks").split_once("Parts for `::part(…)`:").expect("no list of parts");
    let listed: BTreeSet<_> = between(sentence.split("\n\n").next().unwrap_or_default(), "`", "`").step_by(2).collect();
    assert_eq!(listed, parts);
}

#[test]
fn the_readme_lists_every_property_that_the_page_may_set() {
    let sets: BTreeSet<_> = Theme::variable_names().collect();
    // The font is declared, so that a page can inherit its own, and is the page's all the same.
    let is_set_by_the_card =
        |name: &str| name != "--conference-font" && (CSS.contains(&format!("{name}:")) || sets.contains(name));
    let read: BTreeSet<_> = between(CSS, "var(", ")")
        .map(|arguments| arguments.split(',').next().unwrap_or_default())
        .filter(|name| name.starts_with("--conference-") && !is_set_by_the_card(name))
        .collect();
    let (_, rest) = section("### Looks").split_once("the page may set:").expect("no list of free properties");
    let listed: BTreeSet<_> = between(rest.split("\n\n").next().unwrap_or_default(), "`", "`").step_by(2).collect();
    assert_eq!(listed, read);
}

#[test]
fn near_the_viewport_is_as_near_for_the_element_as_for_the_component() {
    let component = between(include_str!("../src/browser/near.rs"), "MARGIN: &str = \"", "\"").next();
    let element = between(ELEMENT, "rootMargin: \"", "\"").next();
    assert!(component.is_some());
    assert_eq!(component, element);
}

#[test]
fn the_style_sheet_falls_back_on_the_built_in_theme() {
    const THEME: &str = include_str!("../src/theme.rs");
    for scheme in ["dark", "light"] {
        let (_, rest) = THEME.split_once(&format!("--_{scheme}-on-primary")).expect("no such scheme");
        let built_in = between(rest, "built_in: BuiltIn {", "}").next().expect("no built-in colours");
        let colors: Vec<_> = built_in.split(',').filter_map(|field| field.trim().split_once(": ")).collect();
        assert_eq!(colors.len(), 3);
        for (name, value) in colors {
            let fallback = format!("var(--conference-{scheme}-{name}, {})", value.trim_matches('"'));
            assert!(CSS.contains(&fallback), "card.css has no `{fallback}`");
        }
    }
}

#[test]
fn dark_is_the_same_whether_the_visitor_prefers_it_or_the_page_asks_for_it() {
    // A media query and an attribute can't share a rule.
    let blocks: Vec<Vec<_>> = between(CSS, "{", "}")
        .map(|block| block.rsplit('{').next().unwrap_or_default())
        .filter(|block| block.contains("--conference-primary: var(--conference-dark-primary"))
        .map(|block| block.lines().map(str::trim).filter(|line| !line.is_empty()).collect())
        .collect();
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks.first(), blocks.last());
}

#[test]
fn the_style_sheet_reads_every_variable_of_the_theme() {
    for name in Theme::variable_names() {
        assert!(CSS.contains(&format!("var({name}")), "card.css does not read {name}");
    }
}
