//! The options of a card, checked: raw texts from a page's attributes in, [`Options`] or a config error out. It doesn't know where
//! the texts come from.

use crate::Error;
use crate::fill::fill;
use crate::url::{Scheme, percent_encode, scheme, strip};

/// The attributes of the element, as [`Options::from_attributes`] reads them. The class observes exactly these.
pub const ATTRIBUTES: [&str; 15] = [
    "conference-id",
    "endpoint",
    "include-active-session",
    "refresh",
    "loading",
    "theme",
    "time-zone",
    "hour-cycle",
    "preview",
    "join-href",
    "join-target",
    "join-button",
    "heading-level",
    "timeout",
    "credentials",
];

/// Where conferences are read from unless the page says otherwise.
pub const DEFAULT_ENDPOINT: &str = "/api/video/conferences";

/// What a page wants of a card. The defaults are those of the attributes.
///
/// ```
/// use conference_card::{ColorScheme, Options};
///
/// let options = Options { conference_id: "1".to_owned(), theme: ColorScheme::Dark, ..Options::default() };
/// assert_eq!(Options::from_attributes([("conference-id", "1"), ("theme", "dark")])?, options);
///
/// let error = Options::from_attributes([("heading-level", "7")]).unwrap_err();
/// assert_eq!(error.to_string(), "config: `heading-level` takes a whole number from 1 to 6");
/// # Ok::<_, conference_card::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The conference; empty means that none was given.
    pub conference_id: String,
    /// The base URL of the request. A query in it is kept.
    pub endpoint: String,
    /// Headers for the request, name and value. A property only: in an attribute, a token would stand in the page's HTML.
    pub headers: Vec<(String, String)>,
    /// Whether to ask for the running session.
    pub include_active_session: bool,
    /// How long after each load to load again, in milliseconds; 0 for never.
    pub refresh_ms: u32,
    /// When to load at first. Whoever embeds the card acts by it.
    pub loading: Loading,
    /// Light or dark colours.
    pub theme: ColorScheme,
    /// The time zone of the dates, an IANA name; the visitor's where there is none.
    pub time_zone: Option<String>,
    /// The hour cycle of the dates; the language's where there is none.
    pub hour_cycle: Option<HourCycle>,
    /// When the preview of a running session shows.
    pub preview: Preview,
    /// Where Join leads.
    pub join_href: Option<JoinHref>,
    /// The browsing context that Join leads to, as in a link's `target`; the card's own where there is none.
    pub join_target: Option<String>,
    /// Whether Join shows without a `join_href`.
    pub join_button: bool,
    /// The level of the title's heading.
    pub heading_level: HeadingLevel,
    /// How long one try of the request may take, in milliseconds.
    pub timeout_ms: u32,
    /// Whether the request carries the visitor's cookies.
    pub credentials: Credentials,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            conference_id: String::new(),
            endpoint: DEFAULT_ENDPOINT.to_owned(),
            headers: Vec::new(),
            include_active_session: false,
            refresh_ms: 0,
            loading: Loading::default(),
            theme: ColorScheme::default(),
            time_zone: None,
            hour_cycle: None,
            preview: Preview::default(),
            join_href: None,
            join_target: None,
            join_button: false,
            heading_level: HeadingLevel::default(),
            timeout_ms: 10_000,
            credentials: Credentials::default(),
        }
    }
}

impl Options {
    /// Reads the attributes of an element. Names that are no option are passed over.
    ///
    /// As in HTML, a boolean attribute is true wherever it is there, whatever its value.
    ///
    /// # Errors
    ///
    /// A config error that names the attribute and what it may hold.
    pub fn from_attributes<'a>(attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Error> {
        let mut values = [None; ATTRIBUTES.len()];
        for (name, value) in attributes {
            let place = ATTRIBUTES.iter().position(|known| *known == name);
            if let Some(known) = place.and_then(|place| values.get_mut(place)) {
                *known = Some(value);
            }
        }
        Self::from_values(values)
    }

    /// Reads the values of [`ATTRIBUTES`], in their order.
    #[inline(never)] // a large function costs: ARCHITECTURE.md says what
    pub(crate) fn from_values(values: [Option<&str>; ATTRIBUTES.len()]) -> Result<Self, Error> {
        let [
            conference_id,
            endpoint,
            include_active_session,
            refresh,
            loading,
            theme,
            time_zone,
            hour_cycle,
            preview,
            join_href,
            join_target,
            join_button,
            heading_level,
            timeout,
            credentials,
        ] = values.map(|value| value.map(str::trim));
        let defaults = Self::default();
        Ok(Self {
            conference_id: conference_id.unwrap_or_default().to_owned(),
            endpoint: filled(endpoint).map_or(defaults.endpoint, strip),
            headers: Vec::new(),
            include_active_session: include_active_session.is_some(),
            refresh_ms: match refresh.map(milliseconds) {
                None => 0,
                Some(Some(refresh)) => refresh_ms(refresh),
                Some(None) => return Err(Error::config("`refresh` takes a number of seconds")),
            },
            loading: choice("loading", loading, &Loading::NAMES)?.unwrap_or_default(),
            theme: choice("theme", theme, &ColorScheme::NAMES)?.unwrap_or_default(),
            time_zone: filled(time_zone).map(ToOwned::to_owned),
            hour_cycle: choice("hour-cycle", hour_cycle, &HourCycle::NAMES)?,
            preview: choice("preview", preview, &Preview::NAMES)?.unwrap_or_default(),
            join_href: filled(join_href).map(JoinHref::new).transpose()?,
            join_target: filled(join_target).filter(|target| !target.eq_ignore_ascii_case("_self")).map(ToOwned::to_owned),
            join_button: join_button.is_some(),
            heading_level: heading_level.map(HeadingLevel::parse).transpose()?.unwrap_or_default(),
            timeout_ms: match timeout.map(milliseconds) {
                None => defaults.timeout_ms,
                Some(Some(timeout)) if timeout > 0 => timeout,
                Some(_) => return Err(Error::config("`timeout` takes a number of seconds above 0")),
            },
            credentials: choice("credentials", credentials, &Credentials::NAMES)?.unwrap_or_default(),
        })
    }
}

/// When a card loads at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// At once.
    #[default]
    Eager,
    /// When it is near what the visitor sees.
    Lazy,
}

impl Loading {
    const NAMES: [(&'static str, Self); 2] = [("eager", Self::Eager), ("lazy", Self::Lazy)];
}

/// Which of its two sets of colours a card wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorScheme {
    /// What the visitor's system prefers.
    #[default]
    Auto,
    /// The light ones.
    Light,
    /// The dark ones.
    Dark,
}

impl ColorScheme {
    const NAMES: [(&'static str, Self); 3] = [("auto", Self::Auto), ("light", Self::Light), ("dark", Self::Dark)];

    /// The value of the attribute `theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How the hours of a day are counted: [`hourCycle`](https://tc39.es/ecma402/#sec-properties-of-intl-datetimeformat-instances).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// Twice 0 to 11.
    H11,
    /// Twice 12, 1 to 11.
    H12,
    /// 0 to 23.
    H23,
    /// 1 to 24.
    H24,
}

impl HourCycle {
    const NAMES: [(&'static str, Self); 4] = [("h11", Self::H11), ("h12", Self::H12), ("h23", Self::H23), ("h24", Self::H24)];

    /// The value of the attribute `hour-cycle`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::H11 => "h11",
            Self::H12 => "h12",
            Self::H23 => "h23",
            Self::H24 => "h24",
        }
    }
}

/// When the preview video of a running session is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preview {
    /// When the visitor asks for it.
    #[default]
    Click,
    /// At once, unless the visitor prefers reduced motion.
    Auto,
}

impl Preview {
    const NAMES: [(&'static str, Self); 2] = [("click", Self::Click), ("auto", Self::Auto)];
}

/// Whether a request carries cookies: [`RequestCredentials`](https://fetch.spec.whatwg.org/#concept-request-credentials-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin.
    #[default]
    SameOrigin,
    /// Always.
    Include,
}

impl Credentials {
    const NAMES: [(&'static str, Self); 3] =
        [("omit", Self::Omit), ("same-origin", Self::SameOrigin), ("include", Self::Include)];

    /// The value of the attribute `credentials`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::SameOrigin => "same-origin",
            Self::Include => "include",
        }
    }
}

/// The level of a heading, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl Default for HeadingLevel {
    fn default() -> Self {
        Self(2)
    }
}

impl HeadingLevel {
    /// The level of this number.
    ///
    /// # Errors
    ///
    /// A config error where the level isn't 1 to 6.
    pub fn new(level: u8) -> Result<Self, Error> {
        if (1..=6).contains(&level) {
            Ok(Self(level))
        } else {
            Err(Error::config("`heading-level` takes a whole number from 1 to 6"))
        }
    }

    /// The level as a number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The tag of the heading.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self.0 {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }

    fn parse(value: &str) -> Result<Self, Error> {
        Self::new(value.parse().unwrap_or_default())
    }
}

/// Where Join leads: a URL in which `{id}` and `{name}` stand for the conference's.
///
/// It is http, https or relative. What a browser strips from a URL before it looks at the scheme is stripped here too, so that no
/// `java\nscript:` comes through.
///
/// ```
/// use conference_card::JoinHref;
///
/// assert_eq!(JoinHref::new("/rooms/{name}?from={id}")?.fill("1", "all hands"), "/rooms/all%20hands?from=1");
/// assert!(JoinHref::new("javascript:alert(1)").is_err());
/// # Ok::<_, conference_card::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinHref(String);

impl JoinHref {
    /// The address that a template makes.
    ///
    /// # Errors
    ///
    /// A config error where the URL has another scheme.
    pub fn new(template: &str) -> Result<Self, Error> {
        let template = strip(template);
        // A colon in the first segment ends a scheme, or could once a placeholder is filled: `{name}:…`.
        let first_segment = template.split(['/', '\\', '?', '#']).next().unwrap_or_default();
        if !first_segment.contains(':') || scheme(&template).is_some_and(Scheme::is_web) {
            Ok(Self(template))
        } else {
            Err(Error::config("`join-href` takes an http, https or relative URL"))
        }
    }

    /// The URL for a conference, whose id and name are percent-encoded.
    #[must_use]
    pub fn fill(&self, id: &str, name: &str) -> String {
        fill(&fill(&self.0, "{id}", &percent_encode(id)), "{name}", &percent_encode(name))
    }
}

/// What an attribute holds, where that is anything.
fn filled(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.is_empty())
}

fn choice<T: Copy>(attribute: &str, value: Option<&str>, names: &[(&'static str, T)]) -> Result<Option<T>, Error> {
    let Some(value) = value else { return Ok(None) };
    let place = place(attribute, value, &mut names.iter().map(|(name, _)| *name))?;
    Ok(names.get(place).map(|(_, choice)| *choice))
}

/// Where a value stands among the names. One function for the choices of all types.
fn place(attribute: &str, value: &str, names: &mut dyn Iterator<Item = &'static str>) -> Result<usize, Error> {
    let mut known = Vec::new();
    for (place, name) in names.enumerate() {
        if name.eq_ignore_ascii_case(value) {
            return Ok(place);
        }
        known.extend([if known.is_empty() { "" } else { ", " }, name]);
    }
    Err(Error::config(["`", attribute, "` takes one of: ", &known.concat()].concat()))
}

/// The longest time that a browser's timer can wait, in milliseconds.
const LONGEST_TIMER_MS: u32 = i32::MAX.cast_unsigned();

/// The shortest time between two loads, in milliseconds: a mistake in a page must not become a flood.
const SHORTEST_REFRESH_MS: u32 = 5_000;

/// Less than the shortest time counts as that; 0 stays 0.
pub(crate) fn refresh_ms(millis: u32) -> u32 {
    if millis == 0 { 0 } else { millis.max(SHORTEST_REFRESH_MS) }
}

/// Reads seconds, with a fraction or without. By hand, since the module has no other use for the parser of floating-point numbers.
fn milliseconds(value: &str) -> Option<u32> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let millis: u32 = fraction.bytes().zip([100, 10, 1]).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    // So many seconds that they don't fit are as good as the longest wait there is.
    let whole: u32 = whole.parse().unwrap_or(u32::MAX);
    Some(whole.saturating_mul(1_000).saturating_add(millis).min(LONGEST_TIMER_MS))
}
