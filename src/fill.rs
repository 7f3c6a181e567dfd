//! Puts values in the places that a text has for them. By single characters: to search for words takes more code than all else that is
//! done with texts.

/// A text with every `placeholder`, such as `{from}`, filled in.
pub(crate) fn fill(text: &str, placeholder: &str, value: &str) -> String {
    let name = placeholder.strip_prefix('{').unwrap_or(placeholder);
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.strip_prefix(name) {
            Some(rest) => filled.extend([value, rest]),
            None => filled.extend(["{", piece]),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        assert_eq!(fill("{id}: /rooms/{id}/", "{id}", "a"), "a: /rooms/a/");
    }

    #[test]
    fn other_braces_stay() {
        assert_eq!(fill("{{id}} {name} {id", "{id}", "a"), "{a} {name} {id");
        assert_eq!(fill("", "{id}", "a"), "");
    }

    #[test]
    fn a_value_that_looks_like_a_place_is_not_filled() {
        assert_eq!(fill("{id}", "{id}", "{id}"), "{id}");
    }
}
