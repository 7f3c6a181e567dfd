//! The attributes of a card, as a page would write them. It doesn't know where they come from.

use super::controls::CONTROLS;
use conference_card::{ATTRIBUTES, ColorScheme, Error, Options};
use std::collections::BTreeMap;

/// The attributes that are there, with their values as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<&'static str, String>);

impl Attributes {
    /// Those of all that a card knows for which `value` has one.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        Self(ATTRIBUTES.into_iter().filter_map(|name| Some((name, value(name)?))).collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn set(&mut self, name: &'static str, value: Option<&str>) {
        match value {
            Some(value) => self.0.insert(name, value.to_owned()),
            None => self.0.remove(name),
        };
    }

    /// Whether they name a conference.
    pub fn has_conference(&self) -> bool {
        self.get("conference-id").is_some_and(|id| !id.trim().is_empty())
    }

    pub fn options(&self) -> Result<Options, Error> {
        Options::from_attributes(self.0.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The colours asked for; automatic where the value is none that there is.
    pub fn theme(&self) -> ColorScheme {
        let theme = self.get("theme").map(|value| ("theme", value));
        Options::from_attributes(theme).map(|options| options.theme).unwrap_or_default()
    }

    /// Those without which the card would be another one, in the order of the controls.
    pub fn needed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        CONTROLS.iter().filter_map(|control| {
            let value = self.get(control.attribute)?;
            (!control.is_default(value)).then_some((control.attribute, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_query(pairs: &[(&str, &str)]) -> Attributes {
        Attributes::read(|name| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned()))
    }

    #[test]
    fn every_attribute_can_stand_in_the_query() {
        let attributes = Attributes::read(|name| Some(name.to_uppercase()));
        for name in ATTRIBUTES {
            assert_eq!(attributes.get(name), Some(name.to_uppercase().as_str()));
        }
    }

    #[test]
    fn what_is_no_attribute_is_passed_over() {
        assert_eq!(from_query(&[("conference-id", "a"), ("utm_source", "b")]), from_query(&[("conference-id", "a")]));
    }

    #[test]
    fn a_query_becomes_options() {
        let options = from_query(&[("conference-id", " a "), ("theme", "dark"), ("join-button", "")]).options().unwrap();
        assert_eq!(options.conference_id, "a");
        assert_eq!(options.theme, ColorScheme::Dark);
        assert!(options.join_button);
        assert!(!options.include_active_session);
    }

    #[test]
    fn a_bad_value_is_told() {
        let error = from_query(&[("conference-id", "a"), ("heading-level", "7")]).options().unwrap_err();
        assert_eq!(error.message, "`heading-level` takes a whole number from 1 to 6");
    }

    #[test]
    fn a_blank_id_names_no_conference() {
        assert!(!from_query(&[]).has_conference());
        assert!(!from_query(&[("conference-id", " ")]).has_conference());
        assert!(from_query(&[("conference-id", "a")]).has_conference());
    }

    #[test]
    fn a_theme_that_does_not_exist_is_automatic() {
        assert_eq!(from_query(&[("theme", "dark")]).theme(), ColorScheme::Dark);
        assert_eq!(from_query(&[("theme", "mauve")]).theme(), ColorScheme::Auto);
        assert_eq!(from_query(&[("heading-level", "7")]).theme(), ColorScheme::Auto);
    }

    #[test]
    fn defaults_are_not_needed() {
        let attributes = from_query(&[
            ("timeout", "10"),
            ("theme", "auto"),
            ("join-href", " "),
            ("join-button", ""),
            ("credentials", "omit"),
            ("conference-id", "a"),
        ]);
        let needed: Vec<_> = attributes.needed().collect();
        assert_eq!(needed, [("conference-id", "a"), ("join-button", ""), ("credentials", "omit")]);
    }

    #[test]
    fn an_attribute_can_be_set_and_removed() {
        let mut attributes = from_query(&[("conference-id", "a")]);
        attributes.set("theme", Some("dark"));
        attributes.set("conference-id", None);
        assert_eq!(attributes, from_query(&[("theme", "dark")]));
    }
}
