//! Two names of speakers → whether they can be one person.
//!
//! In: names as reports give them, without titles. "Khan" may be Imran Khan; Imran Khan is not Ayesha Khan. A letter
//! or two of difference in a surname is spelling.

use std::collections::BTreeSet;

use crate::lexicon::Lexicon;

/// Jaro-Winkler from which two surnames are one that is spelt twice: "Soleimani" / "Suleimani" have .93, "Johnson" /
/// "Johnston" .97, "Walker" / "Wagner" .80.
const SPELT_ALIKE: f64 = 0.93;

/// What is known of names of people.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Given name and short form, both folded, for those that begin with different letters.
    short_forms: BTreeSet<(String, String)>,
}

impl People {
    /// Reads the table `nicknames`.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> People {
        let mut short_forms = BTreeSet::new();
        for entry in &lexicon.table("nicknames").entries {
            for short in entry.cell(1).split(' ') {
                short_forms.insert((entry.cell(0).to_lowercase(), short.to_lowercase()));
            }
        }
        People { short_forms }
    }

    /// True when the two can name one person: one name holds all words of the other, or the surnames agree and the
    /// given names do not speak against it (equal first letters, or name and short form). True for an empty name.
    ///
    /// ```
    /// use storydiff::{lexicon::Lexicon, text::People};
    ///
    /// let people = People::new(&Lexicon::embedded());
    /// assert!(people.may_be_one("Imran Khan", "Khan"));
    /// assert!(people.may_be_one("Bill Barr", "William P. Barr"));
    /// assert!(!people.may_be_one("Imran Khan", "Ayesha Khan"));
    /// ```
    #[must_use]
    pub fn may_be_one(&self, left: &str, right: &str) -> bool {
        let words = |name: &str| -> Vec<String> {
            name.split_whitespace()
                .map(|word| word.trim_matches(['.', ',']).to_lowercase())
                .filter(|word| !word.is_empty())
                .collect()
        };
        let (left, right) = (words(left), words(right));
        let within =
            |small: &[String], large: &[String]| small.iter().all(|word| large.contains(word));
        if within(&left, &right) || within(&right, &left) {
            return true;
        }
        match (left.as_slice(), right.as_slice()) {
            ([given, .., surname], [other_given, .., other_surname]) => {
                alike(surname, other_surname) && self.given(given, other_given)
            }
            ([surname], [.., other]) | ([.., surname], [other]) => alike(surname, other),
            _ => true,
        }
    }

    fn given(&self, one: &str, other: &str) -> bool {
        let listed = |name: &str, short: &str| {
            self.short_forms
                .contains(&(name.to_owned(), short.to_owned()))
        };
        one.chars().next() == other.chars().next() || listed(one, other) || listed(other, one)
    }
}

fn alike(one: &str, other: &str) -> bool {
    one == other || strsim::jaro_winkler(one, other) >= SPELT_ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_relatives_apart_and_knows_short_forms() {
        let people = People::new(&Lexicon::embedded());
        for (left, right, expect) in [
            ("Imran Khan", "Ayesha Khan", false),
            ("Imran Khan", "Khan", true),
            ("Imran Khan", "I. Khan", true),
            ("Mike Pender", "Michael Pender", true),
            ("Bob Marsh", "Robert Marsh", true),
            ("Tunde Bello", "Amina Bello", false),
            ("Kofi Mensah", "Ama Owusu", false),
            ("Owusu Mensah", "Kofi Owusu Mensah", true),
            ("Soleimani", "Suleimani", true),
        ] {
            assert_eq!(people.may_be_one(left, right), expect, "{left} / {right}");
            assert_eq!(people.may_be_one(right, left), expect, "{right} / {left}");
        }
    }
}
