//! The name of a space, which is part of a host name.

use std::fmt;

const DOMAIN: &str = ".signalwire.com";

/// A label of the DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space(String);

impl Space {
    /// Reads `name` or `name.signalwire.com`; `None` for what can't be a label (RFC 1123, section 2.1).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let label = text.strip_suffix(DOMAIN).unwrap_or(&text);
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let valid =
            (1..=63).contains(&label.len()) && label.bytes().all(allowed) && !label.starts_with('-') && !label.ends_with('-');
        valid.then(|| Self(label.to_owned()))
    }

    /// The host that serves the space's API.
    pub(crate) fn host(&self) -> String {
        format!("{self}{DOMAIN}")
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Space;

    #[test]
    fn a_space_is_a_label_with_or_without_its_domain() {
        for text in ["example", "EXAMPLE", "example.signalwire.com", "Example.SignalWire.com"] {
            assert_eq!(Space::parse(text).unwrap().host(), "example.signalwire.com", "{text}");
        }
        assert_eq!(Space::parse("a-1").unwrap().host(), "a-1.signalwire.com");
        assert_eq!(Space::parse(&"a".repeat(63)).unwrap().host().len(), 63 + 15);
    }

    #[test]
    fn nothing_that_leads_to_another_host_is_a_space() {
        let too_long = "a".repeat(64);
        for text in [
            "",
            ".signalwire.com",
            "-a",
            "a-",
            "a.b",
            "a/b",
            "a b",
            "a_b",
            "evil.example#",
            "evil.example/?",
            "user:password@evil",
            "straße",
            "example.signalwire.com.evil.example",
            "example\n",
            &too_long,
        ] {
            assert_eq!(Space::parse(text), None, "{text}");
        }
    }
}
