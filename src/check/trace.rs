//! The words of a quotation → the runs of the source that they were taken from.
//!
//! A greedy tiling (after Wise 1993): from left to right, the run that goes on nearest behind the last one is taken when
//! it has two words, else the longest anywhere; a word that neither has stands alone.

use std::collections::BTreeMap;

use crate::model::Span;
use crate::text::{ComparedWord, compared_words};

/// How many words behind the last run the next word is looked for one by one.
const NEAR: usize = 45;

/// Places of one pair of words that are tried; a pair that stands in more places says nothing about where.
const MAX_PLACES: usize = 256;

/// A primary document, indexed.
#[derive(Debug)]
pub struct Source<'a> {
    text: &'a str,
    words: Vec<ComparedWord>,
    /// Places of every two neighbouring words.
    pairs: BTreeMap<(String, String), Vec<usize>>,
    /// Places of every word.
    singles: BTreeMap<String, Vec<usize>>,
}

impl<'a> Source<'a> {
    /// Indexes the words of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let words = compared_words(text, Span::new(0, text.len()));
        let mut pairs: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        let mut singles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, word) in words.iter().enumerate() {
            singles.entry(word.form.clone()).or_default().push(index);
            if let Some(next) = words.get(index + 1) {
                pairs
                    .entry((word.form.clone(), next.form.clone()))
                    .or_default()
                    .push(index);
            }
        }
        Self {
            text,
            words,
            pairs,
            singles,
        }
    }

    /// The text of the source.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Where a run of words stands; `None` for an empty run.
    pub(super) fn span(&self, start: usize, length: usize) -> Option<Span> {
        let run = self.words.get(start..start.checked_add(length)?)?;
        run.iter().map(|word| word.span).reduce(Span::cover)
    }

    /// Words in common from these two places on.
    fn run(&self, words: &[ComparedWord], at: usize, start: usize) -> usize {
        let here = words.get(at..).unwrap_or(&[]);
        let there = self.words.get(start..).unwrap_or(&[]);
        here.iter()
            .zip(there)
            .take_while(|(left, right)| left.form == right.form)
            .count()
    }
}

/// A run of words of the quotation found in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// First word in the quotation.
    pub at: usize,
    /// First word in the source.
    pub start: usize,
    /// Words.
    pub length: usize,
}

/// The runs in the order of the quotation, disjoint in it.
pub(super) fn pieces(words: &[ComparedWord], source: &Source<'_>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let behind = found.last().map(|piece| piece.start + piece.length);
        let near = behind.and_then(|from| nearest(words, at, from, source));
        let best = match near {
            // Two words, or the last one of the quotation, that go on close behind are no chance.
            Some(piece) if piece.length >= 2 => Some(piece),
            _ => longest(words, at, source)
                .filter(|piece| piece.length >= 2 || words.len() == 1)
                .or_else(|| {
                    near.filter(|piece| {
                        behind.is_some_and(|from| piece.start.saturating_sub(from) <= 3)
                    })
                }),
        };
        match best {
            Some(piece) => {
                at += piece.length;
                found.push(piece);
            }
            None => at += 1,
        }
    }
    // Two runs that follow one another in both are one.
    let mut joined: Vec<Piece> = Vec::new();
    for piece in found {
        match joined.last_mut() {
            Some(last)
                if last.at + last.length == piece.at && last.start + last.length == piece.start =>
            {
                last.length += piece.length;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

fn nearest(words: &[ComparedWord], at: usize, from: usize, source: &Source<'_>) -> Option<Piece> {
    (from..from.saturating_add(NEAR))
        .map(|start| Piece {
            at,
            start,
            length: source.run(words, at, start),
        })
        .filter(|piece| piece.length > 0)
        .max_by(|left, right| {
            let rank = |piece: &Piece| piece.length.min(3);
            rank(left)
                .cmp(&rank(right))
                .then_with(|| right.start.cmp(&left.start))
        })
}

fn longest(words: &[ComparedWord], at: usize, source: &Source<'_>) -> Option<Piece> {
    let first = words.get(at)?;
    let places = match words.get(at + 1) {
        Some(second) => source.pairs.get(&(first.form.clone(), second.form.clone())),
        None => source.singles.get(&first.form),
    };
    places?
        .iter()
        .take(MAX_PLACES)
        .map(|&start| Piece {
            at,
            start,
            length: source.run(words, at, start),
        })
        .max_by(|left, right| {
            left.length
                .cmp(&right.length)
                .then_with(|| right.start.cmp(&left.start))
        })
}
