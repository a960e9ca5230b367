//! A table of phrases → where they stand in a run of words, whatever the inflection.
//!
//! Phrases are compared by the stems of their words; the longest phrase that begins at a word wins, and a word
//! belongs to one phrase only. `=` before a phrase: its first word in this form only ("=hospitalised", not "hospital"). Cost: words × phrases that begin with a word.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::context::{Word, digest};
use crate::lexicon::{Entry, Table};
use crate::text::Stems;

/// Phrases with what they mean.
pub(super) struct Phrases<T> {
    /// By the digest of the stem of the first word, longest first.
    phrases: FxHashMap<u64, Vec<Phrase<T>>>,
}

/// A phrase: its stems, and what it can mean in file order.
struct Phrase<T> {
    first: String,
    /// The first word, where no other form of it is meant.
    form: Option<String>,
    rest: Vec<String>,
    meanings: Vec<T>,
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
        known: &Stems,
        meaning: impl Fn(&Entry) -> Option<T>,
    ) -> Phrases<T> {
        let mut phrases: FxHashMap<u64, Vec<Phrase<T>>> = FxHashMap::default();
        for entry in &table.entries {
            let text = entry.cell(0);
            let exact = text.strip_prefix('=');
            let text = exact.unwrap_or(text);
            let form = exact.and_then(|text| text.split([' ', '-']).next());
            let form = form.map(str::to_lowercase);
            let mut stems = text
                .split([' ', '-'])
                .filter(|word| !word.is_empty())
                .map(|word| known.stem(&word.to_lowercase()).into_owned());
            let (Some(meaning), Some(first)) = (meaning(entry), stems.next()) else {
                continue;
            };
            let rest: Vec<String> = stems.collect();
            let list = phrases.entry(digest(&first)).or_default();
            let same = |phrase: &&mut Phrase<T>| {
                phrase.first == first && phrase.rest == rest && phrase.form == form
            };
            match list.iter_mut().find(same) {
                Some(phrase) => phrase.meanings.push(meaning),
                None => list.push(Phrase {
                    first,
                    form,
                    rest,
                    meanings: vec![meaning],
                }),
            }
        }
        for list in phrases.values_mut() {
            // of two as long, the one that asks for more
            list.sort_by_key(|phrase| {
                std::cmp::Reverse((phrase.rest.len(), phrase.form.is_some()))
            });
        }
        Phrases { phrases }
    }

    /// The phrases in a run of words, in order, disjoint.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let hit = self
                .phrases
                .get(&first.stem_digest())
                .into_iter()
                .flatten()
                .find(|phrase| {
                    let form = phrase.form.as_ref();
                    phrase.first == first.stem
                        && form.is_none_or(|form| *form == first.folded)
                        && words
                            .get(at + 1..at + 1 + phrase.rest.len())
                            .is_some_and(|rest| {
                                rest.last().is_none_or(|last| last.segment == first.segment)
                                    && rest.iter().map(|word| &word.stem).eq(&phrase.rest)
                            })
                });
            let length = 1 + hit.map_or(0, |phrase| phrase.rest.len());
            if let Some(phrase) = hit {
                found.push(Found {
                    words: at..at + length,
                    meanings: &phrase.meanings,
                });
            }
            at += length;
        }
        found
    }
}
