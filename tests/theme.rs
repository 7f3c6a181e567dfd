//! The colours: how they are read, their contrast, and what a card sets of those that the API returns.

#![allow(clippy::panic, reason = "a test may fail loudly, in its helpers too")]

#[path = "support/properties.rs"]
mod properties;

use conference_card::{Conference, MIN_CONTRAST, Rgba, Theme};
use properties::{any_text, many_cases};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[track_caller]
fn hex(text: &str) -> Rgba {
    Rgba::from_hex(text).unwrap_or_else(|| panic!("{text} is no colour"))
}

const fn gray(channel: f64) -> Rgba {
    Rgba { red: channel, green: channel, blue: channel, alpha: 1.0 }
}

const BLACK: Rgba = gray(0.0);
const WHITE: Rgba = gray(1.0);

#[track_caller]
fn conference(colors: &[(&str, &str)]) -> Conference {
    let fields = colors.iter().map(|(name, color)| ((*name).to_owned(), Value::from(*color)));
    let body: Map<_, _> =
        [("id", "1"), ("name", "n")].map(|(name, text)| (name.to_owned(), text.into())).into_iter().chain(fields).collect();
    serde_json::from_value(body.into()).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn theme(colors: &[(&str, &str)]) -> Theme {
    Theme::new(&conference(colors), Rgba::from_hex)
}

/// The theme's variables and warnings are these, besides `on-primary`, which is always there.
#[track_caller]
fn sets(theme: &Theme, variables: &[(&str, &str)], warnings: &[&str]) {
    let set: Vec<_> = theme.variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let set: Vec<_> = set.into_iter().filter(|(name, _)| !name.ends_with("-on-primary")).collect();
    assert_eq!(set, variables);
    assert_eq!(theme.warnings, warnings);
}

#[track_caller]
fn variable<'a>(theme: &'a Theme, name: &str) -> Option<&'a str> {
    theme.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

#[test]
fn hexadecimal_colors_come_in_four_forms() {
    assert_eq!(Rgba::from_hex("#000"), Some(BLACK));
    assert_eq!(Rgba::from_hex("#ffffff"), Some(WHITE));
    assert_eq!(Rgba::from_hex("#FfF"), Some(WHITE));
    assert_eq!(Rgba::from_hex("#ff000080"), Some(Rgba { red: 1.0, green: 0.0, blue: 0.0, alpha: 128.0 / 255.0 }));
    assert_eq!(Rgba::from_hex("#0f08"), Some(Rgba { red: 0.0, green: 1.0, blue: 0.0, alpha: 136.0 / 255.0 }));
    assert_eq!(Rgba::from_hex("#123"), Rgba::from_hex("#112233"));
    assert_eq!(Rgba::from_hex("#1234"), Rgba::from_hex("#11223344"));
    let blue = Rgba { red: 4.0 / 255.0, green: 78.0 / 255.0, blue: 244.0 / 255.0, alpha: 1.0 };
    assert_eq!(Rgba::from_hex("#044EF4"), Some(blue));
}

#[test]
fn what_is_no_hexadecimal_color_is_refused() {
    for text in [
        "",
        "#",
        "#f",
        "#ff",
        "#fffff",
        "#fffffff",
        "#fffffffff",
        "fff",
        "##fff",
        "#ggg",
        "#ff ",
        " #fff",
        "#fff;",
        "#+ff",
        "#fﬀ",
        "#\u{ff46}ff",
        "red",
        "rgb(0 0 0)",
        "transparent",
    ] {
        assert_eq!(Rgba::from_hex(text), None, "{text:?}");
    }
}

#[test]
fn a_color_is_written_as_it_was_read() {
    for text in ["#000000", "#ffffff", "#044ef4", "#17bb58", "#f42c50", "#1d2127", "#010203"] {
        assert_eq!(hex(text).to_hex(), text);
    }
    assert_eq!(hex("#ABCD").to_hex(), "#aabbcc", "the alpha is left out");
    assert_eq!(Rgba { red: -1.0, green: 2.0, blue: 0.5, alpha: 1.0 }.to_hex(), "#00ff80");
    assert_eq!(Rgba { red: f64::NAN, green: f64::INFINITY, blue: f64::NEG_INFINITY, alpha: 1.0 }.to_hex(), "#00ff00");
}

#[test]
fn contrast_is_that_of_wcag() {
    for (one, two, ratio) in [
        ("#000", "#fff", "21.00"),
        ("#777", "#fff", "4.48"),
        ("#767676", "#fff", "4.54"),
        ("#959595", "#fff", "3.00"),
        ("#949494", "#fff", "3.03"),
        ("#f00", "#fff", "4.00"),
        ("#f00", "#000", "5.25"),
        ("#0f0", "#fff", "1.37"),
        ("#00f", "#fff", "8.59"),
        ("#00f", "#f00", "2.15"),
        ("#044ef4", "#044ef4", "1.00"),
    ] {
        assert_eq!(format!("{:.2}", hex(one).contrast(hex(two))), ratio, "{one} on {two}");
        assert_eq!(hex(one).contrast(hex(two)).to_bits(), hex(two).contrast(hex(one)).to_bits(), "either way round");
    }
    assert!(hex("#777").contrast(WHITE) < MIN_CONTRAST && hex("#767676").contrast(WHITE) >= MIN_CONTRAST);
}

#[test]
fn the_power_function_agrees_with_the_standard_librarys() {
    let linear = |channel: f64| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) };
    for byte in 0..=u8::MAX {
        let channel = f64::from(byte) / 255.0;
        let luminance = gray(channel).contrast(BLACK) * 0.05 - 0.05;
        assert!((luminance - linear(channel)).abs() < 1e-9, "{byte}: {luminance}");
    }
}

#[test]
fn text_on_a_color_is_black_or_white_whichever_reads_better() {
    for (color, text) in [
        ("#000", WHITE),
        ("#fff", BLACK),
        ("#044ef4", WHITE),
        ("#6ea0ff", BLACK),
        ("#ff0", BLACK),
        ("#757575", WHITE),
        ("#767676", BLACK),
        ("#f00", BLACK),
    ] {
        assert_eq!(hex(color).text_color(), text, "{color}");
        assert!(hex(color).contrast(text) >= MIN_CONTRAST, "{color}");
    }
}

const NAMES: [&str; 10] = [
    "dark_primary",
    "dark_background",
    "dark_foreground",
    "dark_success",
    "dark_negative",
    "light_primary",
    "light_background",
    "light_foreground",
    "light_success",
    "light_negative",
];

fn css_name(field: &str) -> String {
    format!("--conference-{}", field.replace('_', "-"))
}

#[test]
fn returned_colors_are_set_exactly_as_they_came() {
    let colors = ["#6EA0FF", "#0e1420", "#FFF", "#17bb58ff", "#F42C50", "#044EF4", "#ffffff", "#1D2127", "#0a0", "#F42C5080"];
    let fields: Vec<_> = NAMES.into_iter().zip(colors).collect();
    let names = NAMES.map(css_name);
    let expected: Vec<_> = names.iter().map(String::as_str).zip(colors).collect();
    sets(&theme(&fields), &expected, &[]);
}

#[test]
fn without_returned_colors_only_the_text_on_primary_is_set() {
    let theme = theme(&[]);
    sets(&theme, &[], &[]);
    assert_eq!(variable(&theme, "--_dark-on-primary"), Some("#000000"));
    assert_eq!(variable(&theme, "--_light-on-primary"), Some("#ffffff"));
}

#[test]
fn each_color_alone_has_its_own_variable() {
    for name in NAMES {
        // Gray enough to be read on both built-in backgrounds, or nearly so.
        let theme = theme(&[(name, "#7a7a7a")]);
        assert_eq!(variable(&theme, &css_name(name)), Some("#7a7a7a"), "{name}");
        let exact = theme.variables.iter().filter(|(name, _)| name.starts_with("--conference-"));
        assert_eq!(exact.count(), 1, "{name}");
    }
}

#[test]
fn every_variable_that_is_set_is_in_the_list() {
    let names: Vec<_> = Theme::variable_names().collect();
    assert_eq!(names.len(), 16);
    for name in NAMES {
        assert!(names.contains(&css_name(name).as_str()), "{name}");
    }
    let everything = theme(&NAMES.map(|name| (name, "#777")));
    let set: Vec<_> = everything.variables.iter().map(|(name, _)| *name).collect();
    assert_eq!(set.len(), names.len());
    assert!(set.iter().all(|name| names.contains(name)), "{set:?}");
}

#[test]
fn what_the_browser_reads_as_no_color_is_dropped_with_a_warning() {
    let theme = theme(&[("dark_primary", "red;}*{display:none"), ("light_success", ""), ("light_negative", "#f00")]);
    sets(
        &theme,
        &[("--conference-light-negative", "#f00")],
        &["`--conference-dark-primary` is no CSS colour: dropped", "`--conference-light-success` is no CSS colour: dropped"],
    );
    assert_eq!(variable(&theme, "--_dark-on-primary"), Some("#000000"), "that of the built-in colour");
}

#[test]
fn what_the_browser_reads_as_a_color_is_set_though_it_is_not_hexadecimal() {
    let theme = Theme::new(&conference(&[("light_primary", "RebeccaPurple")]), |text| {
        assert_eq!(text, "RebeccaPurple");
        Rgba::from_hex("#663399")
    });
    sets(&theme, &[("--conference-light-primary", "RebeccaPurple")], &[]);
    assert_eq!(variable(&theme, "--_light-on-primary"), Some("#ffffff"));
}

#[test]
fn the_text_on_primary_follows_primary() {
    for (primary, text) in [("#000", "#ffffff"), ("#ff0", "#000000"), ("#044EF4", "#ffffff")] {
        let theme = theme(&[("dark_primary", primary), ("light_primary", primary)]);
        assert_eq!(variable(&theme, "--_dark-on-primary"), Some(text), "{primary}");
        assert_eq!(variable(&theme, "--_light-on-primary"), Some(text), "{primary}");
    }
}

#[test]
fn the_text_on_a_primary_that_lets_the_background_through_follows_what_is_seen() {
    let on = |background| {
        let theme = theme(&[("light_primary", "#0000"), ("light_background", background), ("light_foreground", "#777")]);
        variable(&theme, "--_light-on-primary").map(str::to_owned)
    };
    assert_eq!(on("#fff").as_deref(), Some("#000000"));
    assert_eq!(on("#000").as_deref(), Some("#ffffff"));
}

const MOVED: &str = "`--conference-foreground` was moved: the returned colours are below a contrast of 4.5 to 1";

#[test]
fn a_foreground_below_the_least_contrast_is_moved_just_enough() {
    for (foreground, background) in
        [("#777", "#fff"), ("#fff", "#fff"), ("#000", "#000"), ("#f00", "#00f"), ("#17BB58", "#fff")]
    {
        let theme = theme(&[("light_foreground", foreground), ("light_background", background)]);
        let moved = variable(&theme, "--_light-foreground").unwrap();
        sets(
            &theme,
            &[
                ("--conference-light-background", background),
                ("--conference-light-foreground", foreground),
                ("--_light-muted", moved),
                ("--_light-foreground", moved),
            ],
            &[MOVED],
        );
        let contrast = hex(moved).contrast(hex(background));
        assert!((MIN_CONTRAST..MIN_CONTRAST + 0.25).contains(&contrast), "{foreground} on {background}: {moved}, {contrast}");
    }
}

#[test]
fn a_moved_foreground_keeps_to_its_hue() {
    let theme = theme(&[("light_foreground", "#17BB58"), ("light_background", "#fff")]);
    let moved = hex(variable(&theme, "--_light-foreground").unwrap());
    assert!(moved.green > moved.blue && moved.blue > moved.red, "{moved:?}");
    assert!(moved.green < hex("#17BB58").green, "darker");
}

#[test]
fn a_foreground_at_the_least_contrast_stays() {
    sets(
        &theme(&[("light_foreground", "#767676"), ("light_background", "#fff")]),
        &[
            ("--conference-light-background", "#fff"),
            ("--conference-light-foreground", "#767676"),
            ("--_light-muted", "#767676"),
        ],
        &[],
    );
}

#[test]
fn nothing_is_muted_where_that_could_not_be_read() {
    for (foreground, muted) in
        [("#1b1f24", None), ("#333333", None), ("#555555", Some("#555555")), ("#767676", Some("#767676"))]
    {
        let theme = theme(&[("light_foreground", foreground), ("light_background", "#fff")]);
        assert_eq!(variable(&theme, "--_light-muted"), muted, "{foreground}");
    }
}

#[test]
fn both_color_schemes_are_looked_after_each_by_itself() {
    let theme = theme(&[("dark_foreground", "#222"), ("light_foreground", "#222")]);
    assert!(variable(&theme, "--_dark-foreground").is_some(), "on the built-in dark background");
    assert_eq!(variable(&theme, "--_light-foreground"), None);
    assert_eq!(theme.warnings, [MOVED]);
}

#[test]
fn a_color_that_came_alone_is_judged_with_the_built_in_ones() {
    let dark_on_dark = theme(&[("dark_foreground", "#000")]);
    assert!(variable(&dark_on_dark, "--_dark-foreground").is_some());
    let dark_text_on_black = theme(&[("light_background", "#000")]);
    let moved = hex(variable(&dark_text_on_black, "--_light-foreground").unwrap());
    assert!(moved.contrast(BLACK) >= MIN_CONTRAST);
}

#[test]
fn a_background_that_lets_the_page_through_is_judged_on_the_built_in_one() {
    let readable = theme(&[("light_background", "#0000"), ("light_foreground", "#000")]);
    assert_eq!(variable(&readable, "--_light-foreground"), None, "black on white");
    assert_eq!(variable(&readable, "--conference-light-background"), Some("#0000"), "set as it came");
    let unreadable = theme(&[("dark_background", "#fff0"), ("dark_foreground", "#000")]);
    assert!(variable(&unreadable, "--_dark-foreground").is_some(), "black on the built-in dark");
}

#[test]
fn a_foreground_that_lets_the_background_through_is_judged_as_seen() {
    let theme = theme(&[("light_foreground", "#0003"), ("light_background", "#fff")]);
    let moved = variable(&theme, "--_light-foreground").unwrap();
    assert!(hex(moved).contrast(WHITE) >= MIN_CONTRAST, "{moved}");
}

#[test]
fn every_built_in_pair_of_colors_is_aa() {
    let source = include_str!("../src/theme.rs");
    let palettes: Vec<_> = source.lines().filter(|line| line.trim_start().starts_with("built_in: BuiltIn {")).collect();
    assert_eq!(palettes.len(), 2, "one for each colour scheme");
    for palette in palettes {
        let color = |name: &str| hex(palette.split(&format!("{name}: \"")).nth(1).unwrap().split('"').next().unwrap());
        let (primary, background, foreground) = (color("primary"), color("background"), color("foreground"));
        assert!(foreground.contrast(background) >= MIN_CONTRAST, "{palette}");
        assert!(primary.contrast(background) >= MIN_CONTRAST, "{palette}");
        assert!(primary.text_color().contrast(primary) >= MIN_CONTRAST, "{palette}");
    }
}

#[test]
fn the_reference_sample_is_set_without_a_warning() {
    let reference: Conference = serde_json::from_str(include_str!("fixtures/reference.json")).unwrap();
    let theme = Theme::new(&reference, Rgba::from_hex);
    let colors = ["#044EF4", "#FFFFFF", "#1D2127", "#17BB58", "#F42C50"].into_iter().cycle();
    let names = NAMES.map(css_name);
    let expected: Vec<_> = names.iter().map(String::as_str).zip(colors).collect();
    sets(&theme, &expected, &[]);
}

fn colors() -> impl Strategy<Value = String> {
    any::<u32>().prop_map(|bytes| format!("#{bytes:08x}"))
}

/// The foreground in effect, as seen on the background in effect. Of one scheme of a theme whose five colours all came.
fn contrast_in_effect(theme: &Theme, scheme: &str, below: Rgba) -> f64 {
    let exact = |name: &str| hex(variable(theme, &format!("--conference-{scheme}-{name}")).unwrap_or_default());
    let over = |above: Rgba, below: Rgba| {
        let mix = |above_channel: f64, channel: f64| channel + (above_channel - channel) * above.alpha;
        Rgba {
            red: mix(above.red, below.red),
            green: mix(above.green, below.green),
            blue: mix(above.blue, below.blue),
            alpha: 1.0,
        }
    };
    let background = over(exact("background"), below);
    let foreground = variable(theme, &format!("--_{scheme}-foreground")).map_or_else(|| exact("foreground"), hex);
    over(foreground, background).contrast(background)
}

proptest! {
    #![proptest_config(many_cases())]

    #[test]
    fn whatever_colors_come_text_can_be_read(colors in prop::array::uniform10(colors())) {
        let fields: Vec<_> = NAMES.into_iter().zip(colors.iter().map(String::as_str)).collect();
        let theme = theme(&fields);
        prop_assert!(contrast_in_effect(&theme, "dark", hex("#14181f")) >= MIN_CONTRAST, "{:?}", theme);
        prop_assert!(contrast_in_effect(&theme, "light", WHITE) >= MIN_CONTRAST, "{:?}", theme);
    }

    #[test]
    fn no_text_is_too_strange_for_a_color(text in any_text()) {
        prop_assert_eq!(Rgba::from_hex(&text), None);
        let theme = theme(&[("dark_primary", &text)]);
        prop_assert_eq!(theme.warnings, ["`--conference-dark-primary` is no CSS colour: dropped"]);
    }
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let nothing = Rgba { red: f64::NAN, green: f64::NAN, blue: f64::NAN, alpha: f64::NAN };
    let body = json!({"id": "1", "name": "n", "light_primary": "a", "light_background": "b", "light_foreground": "c"});
    let theme = Theme::new(&serde_json::from_value(body).unwrap(), |_| Some(nothing));
    assert_eq!(variable(&theme, "--_light-on-primary"), Some("#000000"));
}
