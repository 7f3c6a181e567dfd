//! Writes whole numbers. By hand, since the module has no other use for the standard library's formatting, which is larger than a
//! calendar entry and its menu. Should something ask for it again, `cargo xtask size` finds `core` over its limit.

/// A number in decimal digits.
pub(crate) fn digits(number: i64) -> String {
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        // The remainder is a digit.
        #[allow(clippy::cast_possible_truncation)]
        digits.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            digits.extend((number < 0).then_some('-'));
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_by_the_standard_library() {
        for number in [0, 7, 10, 404, -1, 59_473_001, i64::MIN, i64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
