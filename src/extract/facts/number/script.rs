//! Digits of other scripts and widths → ASCII digits: a figure in them must not pass for no figure.

use std::borrow::Cow;

/// The zeros of Unicode's class Nd, each followed by its nine other digits; of the scripts that have it, those that
/// keyboards and fonts have. Superscripts are no digits: they make exponents.
const ZEROS: [char; 24] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{17e0}',
    '\u{1810}',
    '\u{ff10}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
];

/// The word with its decimal digits as ASCII ones.
pub(super) fn plain_digits(raw: &str) -> Cow<'_, str> {
    if raw.is_ascii() {
        return Cow::Borrowed(raw);
    }
    let letters = raw.chars();
    Cow::Owned(
        letters
            .map(|letter| plain(letter).unwrap_or(letter))
            .collect(),
    )
}

fn plain(letter: char) -> Option<char> {
    let at = ZEROS
        .partition_point(|zero| *zero <= letter)
        .checked_sub(1)?;
    let digit = u32::from(letter).checked_sub(u32::from(*ZEROS.get(at)?))?;
    char::from_digit(digit, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_read() {
        assert!(ZEROS.is_sorted());
        for (word, expected) in [
            ("٣٠", "30"),
            ("４１,０００", "41,000"),
            ("𝟑𝟎bn", "30bn"),
            ("१२", "12"),
            ("30", "30"),
            ("10³", "10³"),
            ("½", "½"),
        ] {
            assert_eq!(plain_digits(word), expected);
        }
    }
}
