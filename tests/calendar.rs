//! Calendar entries: the file's exact text, that an independent parser reads back what went in, and the links to calendars.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{CalendarEntry, Instant};
use icalendar::parser::{Calendar, read_calendar, unfold};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use url::Url;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn entry() -> CalendarEntry<'static> {
    CalendarEntry {
        id: "c22d24f6-5a47-4597-9a23-c7d01e696b92",
        title: "All hands",
        description: "Numbers, news.\nBring questions; any!",
        from: Instant::from_millis(1_641_373_200_999),
        until: Some(Instant::from_millis(1_641_376_800_000)),
        stamp: Instant::from_millis(1_640_995_200_000),
        url: Some("https://rooms.example/all-hands?from=card"),
    }
}

#[test]
fn the_file_is_an_icalendar_object_with_one_event() {
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//conference-card//conference-card//EN",
        "BEGIN:VEVENT",
        "UID:c22d24f6-5a47-4597-9a23-c7d01e696b92@conference-card",
        "DTSTAMP:20220101T000000Z",
        "DTSTART:20220105T090000Z",
        "DTEND:20220105T100000Z",
        "SUMMARY:All hands",
        "DESCRIPTION:Numbers\\, news.\\nBring questions\\; any!\\n\\nhttps://rooms.exampl",
        " e/all-hands?from=card",
        "URL:https://rooms.example/all-hands?from=card",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(entry().to_ics(), lines.join("\r\n"));
}

#[test]
fn what_is_not_there_has_no_line() {
    let ics = CalendarEntry { description: "", until: None, url: None, ..entry() }.to_ics();
    for name in ["DTEND", "DESCRIPTION", "URL"] {
        assert!(!ics.contains(name), "{ics}");
    }
}

#[test]
fn an_end_that_is_not_a_second_after_the_beginning_is_none() {
    let from = at("2022-01-05T09:00:00.100Z");
    for (until, has_end) in [
        ("2022-01-05T08:00:00Z", false),
        ("2022-01-05T09:00:00.1Z", false),
        ("2022-01-05T09:00:00.9Z", false),
        ("2022-01-05T09:00:01Z", true),
        ("2023-01-01T00:00:00Z", true),
    ] {
        let entry = CalendarEntry { from, until: Some(at(until)), ..entry() };
        assert_eq!(entry.to_ics().contains("\r\nDTEND:"), has_end, "{until}");
        assert_eq!(entry.google_url().contains("=20220105T090000Z/20220105T090000Z&"), !has_end, "{until}");
    }
}

#[test]
fn a_long_line_is_folded_at_75_octets() {
    let ics = CalendarEntry { title: &"x".repeat(200), ..entry() }.to_ics();
    let folded = format!("\r\nSUMMARY:{}\r\n {}\r\n {}\r\n", "x".repeat(67), "x".repeat(74), "x".repeat(59));
    assert!(ics.contains(&folded), "{ics}");
    let ics = CalendarEntry { title: &"x".repeat(67), ..entry() }.to_ics();
    assert!(ics.contains(&format!("\r\nSUMMARY:{}\r\nDESCRIPTION", "x".repeat(67))), "{ics}");
}

#[test]
fn a_line_break_of_any_kind_is_one() {
    let ics = CalendarEntry { title: "a\r\nb\rc\nd\n\re\r", ..entry() }.to_ics();
    assert!(ics.contains("\r\nSUMMARY:a\\nb\\nc\\nd\\n\\ne\\n\r\n"), "{ics}");
}

#[test]
fn control_characters_are_left_out_but_for_the_tab() {
    let ics = CalendarEntry { id: "1\r\n2", title: "a\0b\u{1b}c\u{7f}d\te", ..entry() }.to_ics();
    assert!(ics.contains("\r\nSUMMARY:abcd\te\r\n"), "{ics}");
    assert!(ics.contains("\r\nUID:1\\n2@conference-card\r\n"), "{ics}");
}

#[test]
fn only_an_absolute_web_address_is_a_url() {
    for (url, expected) in [
        ("https://a.example/b;c,d\\e", Some("https://a.example/b;c,d\\e")),
        ("HTTP://a.example", Some("HTTP://a.example")),
        (" https://a.exa\r\nmple/ä \0b ", Some("https://a.example/%C3%A4%20%00b")),
        ("/rooms/1", None),
        ("rooms/1", None),
        ("//a.example/1", None),
        ("https:a.example", None),
        ("javascript://a.example/%0Aalert(1)", None),
        ("ftp://a.example", None),
        ("", None),
    ] {
        let ics = CalendarEntry { url: Some(url), ..entry() }.to_ics();
        let line = ics.split("\r\n").find_map(|line| line.strip_prefix("URL:"));
        assert_eq!(line, expected, "{url:?}");
    }
}

#[test]
fn google_gets_title_window_and_details() {
    assert_eq!(
        entry().google_url(),
        "https://calendar.google.com/calendar/render?action=TEMPLATE&trp=false&dates=20220105T090000Z/20220105T100000Z\
         &text=All%20hands&details=Numbers%2C%20news.%0ABring%20questions%3B%20any!\
         %0A%0Ahttps%3A%2F%2Frooms.example%2Fall-hands%3Ffrom%3Dcard"
    );
}

#[test]
fn outlook_gets_title_window_and_details() {
    assert_eq!(
        entry().outlook_url(),
        "https://outlook.live.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent\
         &startdt=2022-01-05T09%3A00%3A00Z&enddt=2022-01-05T10%3A00%3A00Z&subject=All%20hands\
         &body=Numbers%2C%20news.%3Cbr%3EBring%20questions%3B%20any!\
         %3Cbr%3E%3Cbr%3Ehttps%3A%2F%2Frooms.example%2Fall-hands%3Ffrom%3Dcard"
    );
}

#[test]
fn without_an_end_the_links_end_at_the_beginning() {
    let entry = CalendarEntry { until: None, ..entry() };
    assert!(entry.google_url().contains("dates=20220105T090000Z/20220105T090000Z&"));
    assert!(entry.outlook_url().contains("startdt=2022-01-05T09%3A00%3A00Z&enddt=2022-01-05T09%3A00%3A00Z&"));
}

/// The value of a parameter of a URL, decoded.
fn parameter(url: &str, name: &str) -> String {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

#[test]
fn a_description_is_text_for_outlook_too() {
    let entry = CalendarEntry { description: "<b>1 < 2</b> & &lt;\r\n", url: None, ..entry() };
    assert_eq!(parameter(&entry.outlook_url(), "body"), "&lt;b>1 &lt; 2&lt;/b> &amp; &amp;lt;<br>");
    assert_eq!(parameter(&entry.google_url(), "details"), entry.description);
}

#[test]
fn a_long_description_is_cut_so_that_the_link_stays_short_and_the_url_whole() {
    for (letter, count) in [("x", 1_000), (" ", 333), ("\u{1f389}", 83)] {
        let whole = letter.repeat(count);
        let short = CalendarEntry { description: &whole, url: None, ..entry() };
        assert_eq!(parameter(&short.google_url(), "details"), whole);
        let long = CalendarEntry { description: &letter.repeat(3_000), url: Some("https://a.example/"), ..entry() };
        let cut = format!("{whole}\u{2026}\n\nhttps://a.example/");
        assert_eq!(parameter(&long.google_url(), "details"), cut);
        assert_eq!(parameter(&long.outlook_url(), "body"), cut.replace('\n', "<br>"));
        assert!(long.outlook_url().len() < 2_000 && long.google_url().len() < 2_000);
    }
}

/// Texts of what is special to the format, to URLs, to HTML and to UTF-8.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\\",
        ";",
        ",",
        ":",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "\"",
        "n",
        "N",
        "BEGIN:VEVENT",
        "END:VCALENDAR",
        "\0",
        "\u{85}",
        "\u{2028}",
        "\u{1f468}\u{200d}\u{1f4bb}",
        "\u{e9}",
        "\u{65e5}\u{672c}",
        "&",
        "#",
        "%0A",
        "+",
        "<b>",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()), any_text()]
}

/// What of a text an entry keeps.
fn kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\t' | '\n') || !c.is_ascii_control()).collect()
}

/// The value of a property of the only event.
fn property(calendar: &Calendar, name: &str) -> Option<String> {
    assert_eq!(calendar.components.len(), 1);
    let event = calendar.components.iter().find(|component| component.name == "VEVENT").unwrap();
    let mut values = event.properties.iter().filter(|property| property.name == name);
    let value = values.next().map(|property| property.val.to_string());
    assert!(values.next().is_none(), "two of {name}");
    value
}

#[test]
fn a_hard_name_is_read_back_unchanged() {
    let name = "Q1, Q2; \\n is no break\nbut this is: \u{1f389}\u{1f468}\u{200d}\u{1f4bb} ".repeat(5);
    assert!(name.chars().count() >= 200);
    let ics = CalendarEntry { title: &name, ..entry() }.to_ics();
    let unfolded = unfold(&ics);
    assert_eq!(property(&read_calendar(&unfolded).unwrap(), "SUMMARY"), Some(name));
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn any_text_is_read_back_as_it_was(title in texts(), description in texts(), id in texts()) {
        let ics = CalendarEntry { id: &id, title: &title, description: &description, url: None, ..entry() }.to_ics();
        let unfolded = unfold(&ics);
        let calendar = read_calendar(&unfolded).unwrap();
        prop_assert_eq!(property(&calendar, "SUMMARY"), Some(kept(&title)));
        let description = Some(description).filter(|text| !text.is_empty()).map(|text| kept(&text));
        prop_assert_eq!(property(&calendar, "DESCRIPTION"), description);
        prop_assert_eq!(property(&calendar, "UID"), Some(kept(&id) + "@conference-card"));
        prop_assert_eq!(property(&calendar, "DTSTART"), Some("20220105T090000Z".to_owned()));
    }

    #[test]
    fn every_line_is_short_and_whole(title in texts(), description in texts(), url in texts()) {
        let url = format!("https://a.example/{url}");
        let ics = CalendarEntry { title: &title, description: &description, url: Some(&url), ..entry() }.to_ics();
        prop_assert!(ics.ends_with("\r\n"));
        for line in ics.split("\r\n") {
            prop_assert!(line.len() <= 75, "{:?}", line);
            prop_assert!(!line.contains(|c: char| c.is_ascii_control() && c != '\t'), "{:?}", line);
        }
    }

    #[test]
    fn any_title_reaches_the_links(title in texts()) {
        let entry = CalendarEntry { title: &title, ..entry() };
        prop_assert_eq!(parameter(&entry.google_url(), "text"), title.as_str());
        prop_assert_eq!(parameter(&entry.outlook_url(), "subject"), title.as_str());
    }

    #[test]
    fn no_instant_is_too_far(from in any::<i64>(), until in any::<i64>()) {
        let entry = CalendarEntry { from: Instant::from_millis(from), until: Some(Instant::from_millis(until)), ..entry() };
        let ics = entry.to_ics();
        let times = ics.lines().filter(|line| line.starts_with("DT"));
        prop_assert!(times.into_iter().all(|line| line.rsplit(':').next().is_some_and(|time| time.len() == 16)), "{}", ics);
    }
}
