//! Writes whole numbers. By hand, since the module has no other use for the standard library's formatting, which is larger than a
//! calendar entry and its menu (`xtask/snip.mjs` takes it out, and says where something asks for it again).

/// A number in decimal digits.
pub(crate) fn digits(number: u64) -> String {
    let mut rest = number;
    let mut digits = Vec::new();
    loop {
        // The remainder is a digit.
        #[allow(clippy::cast_possible_truncation)]
        digits.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_by_the_standard_library() {
        for number in [0, 7, 10, 404, 59_473_001, u64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
