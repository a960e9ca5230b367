//! A table of phrases → where they stand in a run of words, whatever the inflection.
//!
//! Phrases are compared by the stems of their words; the longest phrase that begins at a word wins, and a word
//! belongs to one phrase only. Cost: words × length of the longest phrase.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_stemmers::Stemmer;

use super::context::Word;
use crate::lexicon::{Entry, Table};

/// Phrases with what they mean.
pub(super) struct Phrases<T> {
    meanings: BTreeMap<Vec<String>, Vec<T>>,
    longest: usize,
}

/// A phrase in a run of words.
#[derive(Clone, Debug)]
pub(super) struct Found<'a, T> {
    /// Its words.
    pub words: Range<usize>,
    /// What it can mean, in file order.
    pub meanings: &'a [T],
}

impl<T> Phrases<T> {
    /// Reads the first column of a table as phrases, the rest with `meaning`.
    pub(super) fn new(
        table: &Table,
        stemmer: &Stemmer,
        meaning: impl Fn(&Entry) -> Option<T>,
    ) -> Phrases<T> {
        let mut meanings: BTreeMap<Vec<String>, Vec<T>> = BTreeMap::new();
        for entry in &table.entries {
            let stems: Vec<String> = entry
                .cell(0)
                .split([' ', '-'])
                .filter(|word| !word.is_empty())
                .map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
                .collect();
            if let Some(meaning) = meaning(entry)
                && !stems.is_empty()
            {
                meanings.entry(stems).or_default().push(meaning);
            }
        }
        let longest = meanings.keys().map(Vec::len).max().unwrap_or(0);
        Phrases { meanings, longest }
    }

    /// The phrases in a run of words, in order, disjoint.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let hit = (1..=self.longest.min(words.len() - at))
                .rev()
                .find_map(|length| {
                    let run = words.get(at..at + length)?;
                    if run.first()?.segment != run.last()?.segment {
                        return None;
                    }
                    let stems: Vec<String> = run.iter().map(|word| word.stem.clone()).collect();
                    let meanings = self.meanings.get(&stems)?;
                    Some((length, meanings.as_slice()))
                });
            if let Some((length, meanings)) = hit {
                found.push(Found {
                    words: at..at + length,
                    meanings,
                });
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }
}
