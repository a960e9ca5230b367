//! A word → its stem, by the English stemmer of Snowball (Porter 2001).
//!
//! The stems of the lexicon's own words are held ready in `data/stems/en.tsv`: taking five thousand words apart was a
//! seventh of a run's work. The list is a copy of what the stemmer says, a test holds that it is that and whole; it
//! changes no result.

use std::borrow::Cow;
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// Sorted lines: a word, and after a tab its stem where that is another one.
const LISTED: &str = include_str!("../../data/stems/en.tsv");

/// Stems words.
pub struct Stems {
    stemmer: Stemmer,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems::new()
    }
}

impl Stems {
    /// The stemmer of English.
    #[must_use]
    pub fn new() -> Stems {
        Stems {
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// The stem of a word in small letters.
    ///
    /// ```
    /// let stems = storydiff::text::Stems::new();
    /// assert_eq!(stems.stem("flooded"), stems.stem("flooding"));
    /// assert_eq!(stems.stem("zzz"), "zzz");
    /// ```
    #[must_use]
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match listed(word) {
            Some(stem) => Cow::Borrowed(stem),
            None => self.stemmer.stem(word),
        }
    }
}

/// The stem that the list has for a word.
fn listed(word: &str) -> Option<&'static str> {
    static STEMS: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    let read = || -> FxHashMap<&str, &str> {
        LISTED
            .lines()
            .map(|line| line.split_once('\t').unwrap_or((line, line)))
            .collect()
    };
    STEMS.get_or_init(read).get(word).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lexicon::Lexicon;

    /// What the list shall hold: the words of the tables that are stemmed in a run, all of them.
    fn wanted() -> String {
        let lexicon = Lexicon::embedded();
        let tables = [
            ("paraphrase", &[2, 3][..]),
            ("irregulars", &[1]),
            ("labels", &[0]),
            ("opposites", &[0]),
            ("rule-classes", &[1]),
            ("rule-words", &[0]),
            ("stances", &[0]),
            ("states", &[0]),
        ];
        let mut words = BTreeSet::new();
        for (table, columns) in tables {
            for entry in &lexicon.table(table).entries {
                for cell in columns.iter().map(|column| entry.cell(*column)) {
                    let pieces = cell.split([' ', '-', ';']).filter(|word| {
                        word.bytes()
                            .all(|byte| byte.is_ascii_lowercase() || byte == b'\'')
                    });
                    words.extend(pieces.map(|word| word.replace('\'', "")));
                }
            }
        }
        words.remove("");
        let stemmer = Stemmer::create(Algorithm::English);
        let line = |word: &String| match stemmer.stem(word) {
            stem if stem == *word => format!("{word}\n"),
            stem => format!("{word}\t{stem}\n"),
        };
        words.iter().map(line).collect()
    }

    #[test]
    fn the_list_is_what_the_stemmer_says_of_the_words_of_the_lexicon() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/stems/en.tsv");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, wanted()).unwrap();
        }
        let list = std::fs::read_to_string(path).unwrap();
        assert!(
            list == wanted(),
            "data/stems/en.tsv is not of this lexicon: UPDATE_EXPECT=1 cargo test --lib stem"
        );
    }

    #[test]
    fn a_word_has_one_stem_whether_it_is_listed_or_not() {
        let (stems, stemmer) = (Stems::new(), Stemmer::create(Algorithm::English));
        for word in LISTED.lines().filter_map(|line| line.split('\t').next()) {
            assert_eq!(listed(word), Some(stemmer.stem(word).as_ref()));
            for other in [format!("{word}s"), format!("a{word}")] {
                assert_eq!(stems.stem(&other), stemmer.stem(&other));
            }
        }
        for odd in ["", "\n", "\t", "zzzz", "é", "a\tb", "'"] {
            assert_eq!(stems.stem(odd), stemmer.stem(odd));
        }
    }
}
