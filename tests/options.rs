//! The options: what each attribute takes, and the exact words in which it refuses the rest.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{
    ATTRIBUTES, ColorScheme, Credentials, DEFAULT_ENDPOINT, Error, ErrorKind, HeadingLevel, HourCycle, JoinHref, Loading,
    Options, Preview,
};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use url::Url;

fn with(name: &str, value: &str) -> Result<Options, Error> {
    Options::from_attributes([(name, value)])
}

/// The default options but for one change.
fn but(change: impl Fn(&mut Options)) -> Options {
    let mut options = Options::default();
    change(&mut options);
    options
}

#[track_caller]
fn takes(name: &str, value: &str, change: impl Fn(&mut Options)) {
    assert_eq!(with(name, value), Ok(but(change)), "{name}={value:?}");
}

#[track_caller]
fn refuses(name: &str, value: &str, message: &str) {
    assert_eq!(with(name, value), Err(Error::config(message)), "{name}={value:?}");
}

#[test]
fn without_attributes_everything_is_at_its_default() {
    let options = Options::from_attributes([]).unwrap();
    assert_eq!(options, Options::default());
    assert_eq!(options.conference_id, "");
    assert_eq!(options.endpoint, DEFAULT_ENDPOINT);
    assert_eq!(DEFAULT_ENDPOINT, "/api/video/conferences");
    assert_eq!(options.headers, []);
    assert!(!options.include_active_session && !options.join_button);
    assert_eq!((options.refresh_ms, options.loading), (0, Loading::Eager));
    assert_eq!(options.theme, ColorScheme::Auto);
    assert_eq!((options.time_zone, options.hour_cycle), (None, None));
    assert_eq!(options.preview, Preview::Click);
    assert_eq!((options.join_href, options.join_target), (None, None));
    assert_eq!(options.heading_level.get(), 2);
    assert_eq!(options.timeout_ms, 10_000);
    assert_eq!(options.credentials, Credentials::SameOrigin);
}

#[test]
fn every_attribute_in_the_list_is_read() {
    let values = [
        ("conference-id", "1"),
        ("endpoint", "/conferences"),
        ("include-active-session", ""),
        ("refresh", "30"),
        ("loading", "lazy"),
        ("theme", "dark"),
        ("time-zone", "Europe/Paris"),
        ("hour-cycle", "h23"),
        ("preview", "auto"),
        ("join-href", "/join"),
        ("join-target", "_blank"),
        ("join-button", ""),
        ("heading-level", "3"),
        ("timeout", "5"),
        ("credentials", "omit"),
    ];
    for name in ATTRIBUTES {
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let options = with(name, value.unwrap_or_else(|| panic!("give `{name}` a value here")));
        assert!(options.is_ok_and(|options| options != Options::default()), "{name}");
    }
    let all = Options::from_attributes(values).unwrap();
    let expected = Options {
        conference_id: "1".to_owned(),
        endpoint: "/conferences".to_owned(),
        headers: Vec::new(),
        include_active_session: true,
        refresh_ms: 30_000,
        loading: Loading::Lazy,
        theme: ColorScheme::Dark,
        time_zone: Some("Europe/Paris".to_owned()),
        hour_cycle: Some(HourCycle::H23),
        preview: Preview::Auto,
        join_href: JoinHref::new("/join").ok(),
        join_target: Some("_blank".to_owned()),
        join_button: true,
        heading_level: HeadingLevel::new(3).unwrap(),
        timeout_ms: 5_000,
        credentials: Credentials::Omit,
    };
    assert_eq!(all, expected);
}

#[test]
fn names_that_are_no_option_are_passed_over() {
    for name in ["class", "id", "headers", "authorization", "conferenceId", "CONFERENCE-ID", "data-theme", ""] {
        takes(name, "Basic x", |_| {});
    }
}

#[test]
fn of_an_attribute_that_stands_twice_the_last_counts() {
    let options = Options::from_attributes([("theme", "light"), ("theme", "dark")]).unwrap();
    assert_eq!(options.theme, ColorScheme::Dark);
}

#[test]
fn the_id_is_taken_as_it_is_without_blanks_around() {
    takes("conference-id", " c22d24f6 \n", |options| options.conference_id = "c22d24f6".to_owned());
    takes("conference-id", "a b/ü", |options| options.conference_id = "a b/ü".to_owned());
    takes("conference-id", " ", |_| {});
}

#[test]
fn the_endpoint_loses_what_a_browser_strips() {
    takes("endpoint", "https://api.example/c?k=1", |options| options.endpoint = "https://api.example/c?k=1".to_owned());
    takes("endpoint", " \u{1}htt\nps://api.\tex\rample/c\r\n ", |options| {
        options.endpoint = "https://api.example/c".to_owned();
    });
    takes("endpoint", "../c", |options| options.endpoint = "../c".to_owned());
    takes("endpoint", "", |_| {});
    takes("endpoint", " \n", |_| {});
}

#[test]
fn a_boolean_attribute_is_true_wherever_it_is_there() {
    for value in ["", "true", "false", "include-active-session"] {
        takes("include-active-session", value, |options| options.include_active_session = true);
        takes("join-button", value, |options| options.join_button = true);
    }
}

#[test]
fn a_theme_is_auto_light_or_dark() {
    for (value, theme) in [("auto", ColorScheme::Auto), ("light", ColorScheme::Light), ("dark", ColorScheme::Dark)] {
        takes("theme", value, |options| options.theme = theme);
        assert_eq!(theme.as_str(), value);
    }
    takes("theme", " DARK ", |options| options.theme = ColorScheme::Dark);
    for value in ["", "black", "light dark", "auto,light"] {
        refuses("theme", value, "`theme` takes one of: auto, light, dark");
    }
}

#[test]
fn a_time_zone_is_taken_as_it_is_without_blanks_around() {
    takes("time-zone", " Europe/Paris\n", |options| options.time_zone = Some("Europe/Paris".to_owned()));
    // Which zones there are, only the browser knows.
    takes("time-zone", "Middle-earth/Shire", |options| options.time_zone = Some("Middle-earth/Shire".to_owned()));
    takes("time-zone", "", |_| {});
    takes("time-zone", " \t", |_| {});
}

#[test]
fn an_hour_cycle_is_one_of_four() {
    for (value, cycle) in [("h11", HourCycle::H11), ("h12", HourCycle::H12), ("h23", HourCycle::H23), ("h24", HourCycle::H24)] {
        takes("hour-cycle", value, |options| options.hour_cycle = Some(cycle));
        assert_eq!(cycle.as_str(), value);
    }
    takes("hour-cycle", " H23 ", |options| options.hour_cycle = Some(HourCycle::H23));
    for value in ["", "24", "h", "h25", "12h"] {
        refuses("hour-cycle", value, "`hour-cycle` takes one of: h11, h12, h23, h24");
    }
}

#[test]
fn a_preview_shows_on_a_click_or_at_once() {
    takes("preview", "click", |_| {});
    takes("preview", "auto", |options| options.preview = Preview::Auto);
    takes("preview", " AUTO ", |options| options.preview = Preview::Auto);
    for value in ["", "true", "none", "on"] {
        refuses("preview", value, "`preview` takes one of: click, auto");
    }
}

#[test]
fn credentials_are_a_mode_of_fetch() {
    takes("credentials", "omit", |options| options.credentials = Credentials::Omit);
    takes("credentials", "same-origin", |_| {});
    takes("credentials", "Include", |options| options.credentials = Credentials::Include);
    for value in ["", "true", "user:password", "same origin"] {
        refuses("credentials", value, "`credentials` takes one of: omit, same-origin, include");
    }
}

#[test]
fn a_heading_level_is_1_to_6() {
    for level in 1..=6 {
        let expected = HeadingLevel::new(level).unwrap();
        assert_eq!(expected.get(), level);
        takes("heading-level", &format!(" {level} "), |options| options.heading_level = expected);
    }
    for value in ["", "0", "7", "-1", "2.0", "h2", "256", "257", "1e0", "1 2"] {
        refuses("heading-level", value, "`heading-level` takes a whole number from 1 to 6");
    }
    assert_eq!(HeadingLevel::new(0), Err(Error::config("`heading-level` takes a whole number from 1 to 6")));
    assert!(HeadingLevel::new(u8::MAX).is_err());
}

#[test]
fn a_heading_level_has_its_tag() {
    let tags = (1..=6).map(|level| HeadingLevel::new(level).unwrap().tag());
    assert_eq!(tags.collect::<Vec<_>>(), ["h1", "h2", "h3", "h4", "h5", "h6"]);
}

#[test]
fn a_timeout_is_a_number_of_seconds() {
    for (value, millis) in [
        ("10", 10_000),
        ("0.5", 500),
        ("2.25", 2_250),
        ("2.0019", 2_001),
        ("0.001", 1),
        ("0010.50", 10_500),
        (" 7\n", 7_000),
        ("2147483.647", i32::MAX.cast_unsigned()),
    ] {
        takes("timeout", value, |options| options.timeout_ms = millis);
    }
}

#[test]
fn a_timeout_beyond_a_browsers_longest_timer_is_cut_to_it() {
    for value in ["2147483.648", "2147484", "4294967.296", "4294968", "99999999999999999999999.9"] {
        takes("timeout", value, |options| options.timeout_ms = i32::MAX.cast_unsigned());
    }
}

#[test]
fn a_timeout_that_is_no_number_above_0_is_refused() {
    for value in
        ["", "0", "0.0", "0.0009", "-1", "+1", "1e3", ".5", "5.", ".", "1,5", "1.2.3", "10s", "Infinity", "NaN", "0x10", "٣"]
    {
        refuses("timeout", value, "`timeout` takes a number of seconds above 0");
    }
}

#[test]
fn a_refresh_is_a_number_of_seconds_and_never_less_than_five_but_for_none() {
    for (value, millis) in
        [("0", 0), ("0.0", 0), ("0.001", 5_000), ("1", 5_000), ("4.999", 5_000), ("5", 5_000), ("5.001", 5_001), ("60", 60_000)]
    {
        takes("refresh", value, |options| options.refresh_ms = millis);
    }
    takes("refresh", "99999999999", |options| options.refresh_ms = i32::MAX.cast_unsigned());
    for value in ["", "-1", "often", "5s", "1e3"] {
        refuses("refresh", value, "`refresh` takes a number of seconds");
    }
}

#[test]
fn a_join_target_is_the_name_of_any_browsing_context() {
    takes("join-target", " _blank\n", |options| options.join_target = Some("_blank".to_owned()));
    takes("join-target", "room", |options| options.join_target = Some("room".to_owned()));
    for own in ["", " ", "_self", " _SELF "] {
        takes("join-target", own, |_| {});
    }
}

#[test]
fn a_join_href_is_http_https_or_relative() {
    for value in [
        "https://meet.example/{id}",
        "HTTPS://meet.example/",
        "http://meet.example",
        "//meet.example/{name}",
        "/join/{id}",
        "join?c={id}&n={name}",
        "?c={id}",
        "#{id}",
        "{id}",
        "{name}/now",
        "./a:b",
        "/x?u=javascript:alert(1)",
        "\\\\meet.example\\a:b",
        "https:{name}:{id}",
    ] {
        takes("join-href", value, |options| options.join_href = JoinHref::new(value).ok());
        assert!(JoinHref::new(value).is_ok(), "{value}");
    }
    takes("join-href", "", |_| {});
    takes("join-href", " \n", |_| {});
}

#[test]
fn a_join_href_of_another_scheme_is_refused_however_it_is_spelled() {
    for value in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "j\ta\rv\nascript\t:alert(1)",
        " javascript:alert(1)",
        "\u{0}\u{1f}javascript:alert(1)",
        "javascript://meet.example/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://meet.example/1",
        "file:///etc/passwd",
        "ftp://meet.example",
        "mailto:a@meet.example",
        "tel:+1",
        "ws://meet.example",
        "httpx://meet.example",
        "web+join:1",
        "{name}:x",
        "{id}:x",
        "java{name}:x",
        "{name}script:x",
        "{id}{name}:x",
        "http{name}://meet.example",
        "{id} javascript:x",
        "{id} {name}:x",
        "{other}:x",
        "1:2",
    ] {
        refuses("join-href", value, "`join-href` takes an http, https or relative URL");
    }
}

#[test]
fn a_join_href_is_filled_with_percent_encoded_values() {
    #[track_caller]
    fn fills(template: &str, id: &str, name: &str, url: &str) {
        assert_eq!(JoinHref::new(template).unwrap().fill(id, name), url);
    }
    fills("/join", "1", "n", "/join");
    fills("/x?c={id}", "c22d24f6-5a47", "n", "/x?c=c22d24f6-5a47");
    fills("/{name}/{id}/{name}", "1", "n", "/n/1/n");
    fills("/{name}", "1", "a b/c?d#e&f=%", "/a%20b%2Fc%3Fd%23e%26f%3D%25");
    fills("/{name}", "1", "ü😀", "/%C3%BC%F0%9F%98%80");
    fills("/{name}", "1", "-_.!~*'()", "/-_.!~*'()");
    fills("{name}", "1", "javascript:alert(1)", "javascript%3Aalert(1)");
    fills("{name}", "1", "//evil.example", "%2F%2Fevil.example");
    fills("/{name}", "1", "\"><\n", "/%22%3E%3C%0A");
    fills(" /\n\r{id} ", "1", "n", "/1");
    fills("/{ID}/{other}", "1", "n", "/{ID}/{other}");
}

#[test]
fn values_are_not_filled_into_each_other() {
    assert_eq!(JoinHref::new("/{id}/{name}").unwrap().fill("{name}", "{id}"), "/%7Bname%7D/%7Bid%7D");
}

/// Texts that are URLs often, and hide a scheme now and then.
fn join_hrefs() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "https",
        "javascript",
        "java",
        "script",
        "data",
        ":",
        "/",
        "\\",
        "?",
        "#",
        "{id}",
        "{name}",
        "{",
        "}",
        "x",
        "+",
        "1",
        "\t",
        "\n",
        " ",
        "\0",
        "\u{1f}",
        "\u{a0}",
        "é",
        "%3A",
    ]);
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// Attributes whose values are right often.
fn attributes() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let right = prop::sample::select(vec![
        "1",
        "0",
        "7",
        "4.5",
        "4294967296",
        "0.0001",
        ".5",
        "1e3",
        "dark",
        "LAZY",
        "h23",
        "auto",
        "omit",
        "_blank",
        "/a",
        "https://a/{id}",
    ]);
    let value = prop_oneof![right.prop_map(str::to_owned), join_hrefs(), any_text()];
    let name = prop::sample::select([&ATTRIBUTES[..], &["class", "headers", ""]].concat());
    prop::collection::vec((name, value), 0..6)
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn whatever_the_attributes_say_a_card_can_live_with_it(attributes in attributes()) {
        let pairs = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        match Options::from_attributes(pairs) {
            Ok(options) => {
                let longest = i32::MAX.cast_unsigned();
                prop_assert!((1..=longest).contains(&options.timeout_ms), "{}", options.timeout_ms);
                prop_assert!(options.refresh_ms == 0 || (5_000..=longest).contains(&options.refresh_ms), "{}", options.refresh_ms);
                prop_assert!((1..=6).contains(&options.heading_level.get()));
                prop_assert!(options.headers.is_empty(), "a token stood in HTML");
            }
            Err(error) => {
                prop_assert_eq!(error.kind, ErrorKind::Config);
                let named = attributes.iter().any(|(name, _)| error.message.starts_with(&format!("`{name}` takes ")));
                prop_assert!(named, "{}", error.message);
            }
        }
    }

    /// The url crate reads URLs as browsers do.
    #[test]
    fn no_spelling_of_another_scheme_gets_through(template in join_hrefs(), id in join_hrefs(), name in join_hrefs()) {
        let page = Url::parse("https://page.example/a/").unwrap();
        if let Ok(href) = JoinHref::new(&template) && let Ok(url) = page.join(&href.fill(&id, &name)) {
            prop_assert!(["http", "https"].contains(&url.scheme()), "{:?}: {}", template, url);
        }
    }
}
