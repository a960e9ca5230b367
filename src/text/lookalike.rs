//! Letters of another script that look like Latin ones: `Сomment` with a Cyrillic С.
//!
//! In: a word as written. Out: the Latin word that it looks like, when every letter of it does. A word that has a letter
//! of its own script stays what it is: Привет is Russian. After the confusables of Unicode (UTS 39), the letters that
//! keyboards of Cyrillic and Greek have.

use super::tokenize::is_invisible;

/// Look-alikes and the letters that they look like, by code point.
const LETTERS: [(char, char); 66] = [
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('α', 'a'),
    ('γ', 'y'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('к', 'k'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('Ү', 'Y'),
    ('ү', 'y'),
    ('һ', 'h'),
    ('Ӏ', 'I'),
    ('ӏ', 'l'),
    ('ԁ', 'd'),
    ('Ԛ', 'Q'),
    ('ԛ', 'q'),
    ('Ԝ', 'W'),
    ('ԝ', 'w'),
    ('Ꭰ', 'D'),
    ('Ꭲ', 'T'),
    ('Ꭺ', 'A'),
    ('Ꮃ', 'W'),
    ('Ꮇ', 'M'),
    ('Ꮋ', 'H'),
    ('Ꮮ', 'L'),
];

/// The Latin letter that a letter of another script looks like.
pub(super) fn latin(letter: char) -> Option<char> {
    let at = LETTERS
        .binary_search_by_key(&letter, |(other, _)| *other)
        .ok()?;
    LETTERS.get(at).map(|(_, latin)| *latin)
}

/// The word that a word with letters of another script looks like; `None` when it is what it looks like.
pub(super) fn shown(word: &str) -> Option<String> {
    if word.is_ascii() || !word.chars().any(|letter| latin(letter).is_some()) {
        return None;
    }
    let mut found = String::with_capacity(word.len());
    for letter in word.chars() {
        let seen = latin(letter).unwrap_or(letter);
        // Latin letters end with U+024F.
        if seen.is_alphabetic() && seen > '\u{24f}' {
            return None;
        }
        found.push(seen);
    }
    Some(found)
}

/// Publishing systems set soft hyphens by the thousand; they tell where a word may break and deceive nobody.
const SOFT_HYPHEN: char = '\u{ad}';

fn is_hidden(letter: char) -> bool {
    letter != SOFT_HYPHEN && is_invisible(letter)
}

/// True when a word holds letters that only look like others, or characters that are not seen; soft hyphens are none.
#[must_use]
pub fn deceives(word: &str) -> bool {
    !word.is_ascii() && (word.contains(is_hidden) || shown(word).is_some())
}

/// The characters of a word that are not what they look like, as code points: `U+0421`.
#[must_use]
pub fn deceiving_letters(word: &str) -> Vec<String> {
    let other = shown(word).is_some();
    word.chars()
        .filter(|letter| is_hidden(*letter) || other && latin(*letter).is_some())
        .map(|letter| format!("U+{:04X}", u32::from(letter)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LETTERS.is_sorted_by(|one, two| one.0 < two.0));
    }

    #[test]
    fn words_of_another_script_stay_what_they_are() {
        for (word, expected) in [
            ("Сomment", Some("Comment")),
            ("Привет", None),
            ("Ηarbour", Some("Harbour")),
            ("Αθήνα", None),
            ("café", None),
            ("plain", None),
        ] {
            assert_eq!(shown(word).as_deref(), expected);
        }
        assert!(deceives("cra\u{200b}ne"));
        assert_eq!(deceiving_letters("Сo\u{200b}mment"), ["U+0421", "U+200B"]);
    }
}
