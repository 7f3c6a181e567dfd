//! The colours of a card: from the ten that the API returns to the variables that the style sheet reads. It doesn't know how a
//! browser reads a colour; [`Theme::new`] is told.
//!
//! The ten exact values are for everyone. Three more of each colour scheme are worked out here, because CSS can't yet everywhere: the
//! colour of text on `primary`, and a `foreground` and a muted one that can be read where the returned pair can't.

use crate::conference::{Conference, Palette};

/// The least contrast of text with its background: [WCAG 2 AA](https://www.w3.org/TR/WCAG22/#contrast-minimum).
pub const MIN_CONTRAST: f64 = 4.5;

/// How much of the foreground there is in muted text, as in `card.css`. Where that can't be read, nothing is muted.
const MUTED: f64 = 0.72;

/// A colour in sRGB, each channel and the alpha from 0 to 1.
///
/// ```
/// use conference_card::{MIN_CONTRAST, Rgba};
///
/// let blue = Rgba::from_hex("#044EF4").ok_or("no colour")?;
/// assert_eq!(blue.text_color().to_hex(), "#ffffff");
/// assert!(blue.contrast(blue.text_color()) >= MIN_CONTRAST);
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgba {
    /// Red.
    pub red: f64,
    /// Green.
    pub green: f64,
    /// Blue.
    pub blue: f64,
    /// 0 is transparent, 1 is opaque.
    pub alpha: f64,
}

impl Rgba {
    const BLACK: Self = Self { red: 0.0, green: 0.0, blue: 0.0, alpha: 1.0 };
    const WHITE: Self = Self { red: 1.0, green: 1.0, blue: 1.0, alpha: 1.0 };

    /// Reads `#RGB`, `#RGBA`, `#RRGGBB` or `#RRGGBBAA`, which nearly all returned colours are.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits: Vec<u32> = text.strip_prefix('#')?.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
        let wide = match digits.len() {
            3 | 4 => digits.iter().map(|digit| digit * 17).collect(),
            6 | 8 => digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect(),
            _ => Vec::new(),
        };
        let mut channels = wide.iter().map(|byte| f64::from(*byte) / 255.0);
        let (red, green, blue) = (channels.next()?, channels.next()?, channels.next()?);
        Some(Self { red, green, blue, alpha: channels.next().unwrap_or(1.0) })
    }

    /// The colour as `#RRGGBB`; the alpha is left out.
    #[must_use]
    pub fn to_hex(self) -> String {
        let mut hex = String::from("#");
        for channel in [self.red, self.green, self.blue] {
            // Within 0 to 255 after clamping.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let byte = (channel.clamp(0.0, 1.0) * 255.0).round() as u32;
            hex.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
        }
        hex
    }

    /// The colour between this one (0) and another (1).
    fn mix(self, other: Self, share: f64) -> Self {
        let between = |from: f64, to: f64| from + (to - from) * share;
        Self {
            red: between(self.red, other.red),
            green: between(self.green, other.green),
            blue: between(self.blue, other.blue),
            alpha: between(self.alpha, other.alpha),
        }
    }

    /// What is seen where this colour lies on an opaque one.
    fn over(self, below: Self) -> Self {
        Self { alpha: 1.0, ..below.mix(self, self.alpha) }
    }

    /// [Relative luminance](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance), 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |channel: f64| {
            if channel <= 0.04045 { channel / 12.92 } else { power_of_2_4((channel + 0.055) / 1.055) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// [Contrast ratio](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) of two opaque colours, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }

    /// Black or white, whichever reads better on this colour.
    #[must_use]
    pub fn text_color(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }

    /// This colour, moved toward black or white just so far that it can be read on a background.
    fn readable_on(self, background: Self) -> Self {
        let pole = background.text_color();
        (0..=100)
            .map(|percent| self.mix(pole, f64::from(percent) / 100.0))
            // Rounded to what will be set, or the last bit could miss the mark.
            .filter_map(|color| Self::from_hex(&color.to_hex()))
            .find(|color| color.contrast(background) >= MIN_CONTRAST)
            .unwrap_or(pole)
    }
}

/// x to the power of 2.4, for x from 0 to 1. It spares the module the general `powf`.
fn power_of_2_4(x: f64) -> f64 {
    // x^2.4 = x² · (x²)^(1/5), and the fifth root by Newton's method: from 1 it takes a dozen steps for the x above 0.09 that occur.
    let square = x * x;
    let root = (0..12).fold(1.0_f64, |root, _| {
        let fourth = root * root * root * root;
        root - (fourth * root - square) / (5.0 * fourth)
    });
    square * root
}

/// What a card sets as CSS variables.
///
/// ```
/// use conference_card::{Conference, Rgba, Theme};
///
/// let conference: Conference = serde_json::from_str(
///     r##"{"id": "1", "name": "all-hands", "light_primary": "#044EF4", "light_success": "greenish"}"##,
/// )?;
/// let theme = Theme::new(&conference, Rgba::from_hex);
/// assert!(theme.variables.contains(&("--conference-light-primary", "#044EF4".to_owned())));
/// assert_eq!(theme.warnings, ["`--conference-light-success` is no CSS colour: dropped"]);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// Names and values, in the order of the API: first the exact ones, then those worked out.
    pub variables: Vec<(&'static str, String)>,
    /// One sentence for each colour that was dropped or moved.
    pub warnings: Vec<String>,
}

/// A colour scheme's names, and its colours where the API returns none: the fallbacks of `card.css`.
struct Scheme {
    exact: [&'static str; 5],
    foreground: &'static str,
    muted: &'static str,
    on_primary: &'static str,
    built_in: BuiltIn,
}

struct BuiltIn {
    primary: &'static str,
    background: &'static str,
    foreground: &'static str,
}

const DARK: Scheme = Scheme {
    exact: [
        "--conference-dark-primary",
        "--conference-dark-background",
        "--conference-dark-foreground",
        "--conference-dark-success",
        "--conference-dark-negative",
    ],
    foreground: "--_dark-foreground",
    muted: "--_dark-muted",
    on_primary: "--_dark-on-primary",
    built_in: BuiltIn { primary: "#7aa7ff", background: "#14181f", foreground: "#eef1f6" },
};

const LIGHT: Scheme = Scheme {
    exact: [
        "--conference-light-primary",
        "--conference-light-background",
        "--conference-light-foreground",
        "--conference-light-success",
        "--conference-light-negative",
    ],
    foreground: "--_light-foreground",
    muted: "--_light-muted",
    on_primary: "--_light-on-primary",
    built_in: BuiltIn { primary: "#2457d6", background: "#ffffff", foreground: "#1b1f24" },
};

impl Theme {
    /// Every variable that a theme can set.
    pub fn variable_names() -> impl Iterator<Item = &'static str> {
        [DARK, LIGHT]
            .into_iter()
            .flat_map(|scheme| scheme.exact.into_iter().chain([scheme.foreground, scheme.muted, scheme.on_primary]))
    }

    /// The theme of a conference. `resolve` reads a CSS colour, and says `None` to all that is none: only what it read is set.
    pub fn new(conference: &Conference, resolve: impl Fn(&str) -> Option<Rgba>) -> Self {
        let mut theme = Self::default();
        theme.add(&DARK, &conference.dark, &resolve);
        theme.add(&LIGHT, &conference.light, &resolve);
        theme
    }

    fn add(&mut self, scheme: &Scheme, palette: &Palette, resolve: &impl Fn(&str) -> Option<Rgba>) {
        let returned = [&palette.primary, &palette.background, &palette.foreground, &palette.success, &palette.negative];
        let [primary, background, foreground, ..] = std::array::from_fn::<_, 5, _>(|at| {
            let (name, value) = (scheme.exact.get(at)?, returned.get(at)?.as_deref()?);
            let color = resolve(value);
            if color.is_some() {
                self.variables.push((name, value.to_owned()));
            } else {
                self.warn(name, "is no CSS colour: dropped");
            }
            color
        });

        let or_built_in = |color: Option<Rgba>, hex| color.or_else(|| Rgba::from_hex(hex)).unwrap_or(Rgba::BLACK);
        // A background that lets the page through is judged as if on the built-in one; what is behind can't be known.
        let below = or_built_in(None, scheme.built_in.background);
        let background = or_built_in(background, scheme.built_in.background).over(below);
        let primary = or_built_in(primary, scheme.built_in.primary).over(background);
        let wanted = or_built_in(foreground, scheme.built_in.foreground).over(background);

        self.variables.push((scheme.on_primary, primary.text_color().to_hex()));
        let readable = wanted.readable_on(background);
        if background.mix(readable, MUTED).contrast(background) < MIN_CONTRAST {
            self.variables.push((scheme.muted, readable.to_hex()));
        }
        if wanted.contrast(background) < MIN_CONTRAST {
            self.variables.push((scheme.foreground, readable.to_hex()));
            self.warn("--conference-foreground", "was moved: the returned colours are below a contrast of 4.5 to 1");
        }
    }

    fn warn(&mut self, name: &str, what: &str) {
        self.warnings.push(["`", name, "` ", what].concat());
    }
}
