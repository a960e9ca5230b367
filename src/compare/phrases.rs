//! A table of phrases → where they stand in a run of words, whatever the inflection.
//!
//! Phrases are compared by the stems of their words; the longest phrase that begins at a word wins, and a word
//! belongs to one phrase only. `=` before a word: in this form only ("=hospitalised", not "hospital"; "terrorist =attack", not
//! "terrorists attacked"). Cost: words × phrases that begin with a word.

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
    /// Its words, each where no other form of it is meant.
    forms: Vec<Option<String>>,
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
            let words = entry.cell(0).split([' ', '-']);
            let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
            let forms: Vec<Option<String>> = words
                .clone()
                .map(|word| word.strip_prefix('=').map(str::to_owned))
                .collect();
            let mut stems = words.map(|word| known.stem(word.trim_start_matches('=')).into_owned());
            let (Some(meaning), Some(first)) = (meaning(entry), stems.next()) else {
                continue;
            };
            let rest: Vec<String> = stems.collect();
            let list = phrases.entry(digest(&first)).or_default();
            let same = |phrase: &&mut Phrase<T>| {
                phrase.first == first && phrase.rest == rest && phrase.forms == forms
            };
            match list.iter_mut().find(same) {
                Some(phrase) => phrase.meanings.push(meaning),
                None => list.push(Phrase {
                    first,
                    forms,
                    rest,
                    meanings: vec![meaning],
                }),
            }
        }
        for list in phrases.values_mut() {
            // of two as long, the one that asks for more
            list.sort_by_key(|phrase| {
                let exact = phrase.forms.iter().flatten().count();
                std::cmp::Reverse((phrase.rest.len(), exact))
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
                    let here = words.get(at..).unwrap_or(&[]).iter().zip(&phrase.forms);
                    let mut forms = here.filter_map(|(word, form)| Some((word, form.as_ref()?)));
                    phrase.first == first.stem
                        && forms.all(|(word, form)| *form == word.folded)
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
