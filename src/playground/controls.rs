//! The table of controls: one for each attribute, in the order of the crate's list.

use conference_card::{ATTRIBUTES, DEFAULT_ENDPOINT};

/// What a visitor changes an attribute with.
#[derive(Clone, Copy, Debug)]
pub struct Control {
    pub attribute: &'static str,
    /// What the attribute is for, in a few words.
    pub hint: &'static str,
    pub kind: Kind,
    /// The value that makes no difference; empty where only a missing one makes none.
    pub default: &'static str,
}

/// The kinds of control.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// There or not.
    Boolean,
    /// One of these.
    Choice(&'static [&'static str]),
}

/// All of them.
pub const CONTROLS: [Control; ATTRIBUTES.len()] = [
    text("conference-id", "The conference to show", ""),
    text("endpoint", "Where conferences are read from", DEFAULT_ENDPOINT),
    boolean("include-active-session", "Asks for the running session"),
    text("refresh", "Seconds between reloads; 0 for none", "0"),
    choice("loading", "When the card loads: at once, or near the viewport", &["eager", "lazy"], "eager"),
    choice("theme", "Light or dark colours", &["auto", "light", "dark"], "auto"),
    text("time-zone", "An IANA time zone; the visitor's unless given", ""),
    choice("hour-cycle", "How hours are counted; the language's way unless given", &["h11", "h12", "h23", "h24"], ""),
    choice("preview", "When the preview video of a running session loads", &["click", "auto"], "click"),
    text("join-href", "Where Join leads; {id} and {name} are filled in", ""),
    text("join-target", "The browsing context that Join opens in", "_self"),
    boolean("join-button", "Shows Join without a join-href"),
    choice("heading-level", "Level of the title's heading", &["1", "2", "3", "4", "5", "6"], "2"),
    text("timeout", "Seconds for one try", "10"),
    choice("credentials", "Whether cookies are sent", &["omit", "same-origin", "include"], "same-origin"),
];

const fn text(attribute: &'static str, hint: &'static str, default: &'static str) -> Control {
    Control { attribute, hint, kind: Kind::Text, default }
}

const fn boolean(attribute: &'static str, hint: &'static str) -> Control {
    Control { attribute, hint, kind: Kind::Boolean, default: "" }
}

const fn choice(
    attribute: &'static str,
    hint: &'static str,
    values: &'static [&'static str],
    default: &'static str,
) -> Control {
    Control { attribute, hint, kind: Kind::Choice(values), default }
}

impl Control {
    /// Whether an attribute with this value might as well be left out.
    pub fn is_default(&self, value: &str) -> bool {
        let value = value.trim();
        match self.kind {
            Kind::Text => value.is_empty() || value == self.default,
            Kind::Boolean => false,
            Kind::Choice(_) => value.eq_ignore_ascii_case(self.default),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conference_card::Options;

    #[test]
    fn every_attribute_has_its_control() {
        assert_eq!(CONTROLS.map(|control| control.attribute), ATTRIBUTES);
    }

    #[test]
    fn the_defaults_are_those_of_the_card() {
        let defaults = CONTROLS.iter().filter(|control| !control.default.is_empty());
        let options = Options::from_attributes(defaults.map(|control| (control.attribute, control.default)));
        assert_eq!(options, Ok(Options::default()));
    }

    #[test]
    fn a_boolean_is_false_unless_it_is_there() {
        for control in CONTROLS.iter().filter(|control| matches!(control.kind, Kind::Boolean)) {
            assert_ne!(Options::from_attributes([(control.attribute, "")]), Ok(Options::default()), "{}", control.attribute);
        }
    }

    #[test]
    fn each_value_of_a_choice_is_one_of_its_own() {
        for Control { attribute, kind, .. } in CONTROLS {
            let Kind::Choice(values) = kind else { continue };
            let options: Vec<_> = values.iter().map(|value| Options::from_attributes([(attribute, *value)]).unwrap()).collect();
            for (index, option) in options.iter().enumerate() {
                assert_eq!(options.iter().position(|other| other == option), Some(index), "{attribute}");
            }
        }
    }

    #[test]
    fn no_value_of_a_choice_is_missing() {
        for Control { attribute, kind, .. } in CONTROLS {
            let Kind::Choice(values) = kind else { continue };
            let refusal = Options::from_attributes([(attribute, "?")]).unwrap_err().message;
            let (all, span) = (values.join(", "), format!("from {} to {}", values[0], values[values.len() - 1]));
            assert!(refusal.ends_with(&all) || refusal.ends_with(&span), "{refusal}");
        }
    }
}
