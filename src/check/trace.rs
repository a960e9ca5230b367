//! The words of a quotation → the runs of the source that they were taken from.
//!
//! A greedy tiling (after Wise 1993): from left to right, the run that goes on nearest behind the last one is taken when
//! it has two words, else the longest anywhere; a word that neither has stands alone.

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
    /// The places of all words by the word and the next one, ascending where both are the same.
    pairs: Vec<u32>,
    /// The places of all words by the word, ascending where that is the same.
    singles: Vec<u32>,
}

impl<'a> Source<'a> {
    /// Indexes the words of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let words = compared_words(text, Span::new(0, text.len()));
        // A text has fewer words than bytes, and none is as long as this.
        let mut singles: Vec<u32> = (0..u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        let mut source = Self {
            text,
            words,
            pairs: Vec::new(),
            singles: Vec::new(),
        };
        singles.sort_by_key(|place| source.form(*place));
        let mut pairs = singles.clone();
        for same in pairs.chunk_by_mut(|one, two| source.form(*one) == source.form(*two)) {
            same.sort_by_key(|place| source.next_form(*place));
        }
        (source.pairs, source.singles) = (pairs, singles);
        source
    }

    fn form(&self, place: u32) -> &str {
        let word = self.words.get(place as usize);
        word.map_or("", |word| &word.form)
    }

    /// The word behind that of a place; `None` behind the last.
    fn next_form(&self, place: u32) -> Option<&str> {
        let word = self.words.get(place as usize + 1);
        word.map(|word| word.form.as_str())
    }

    /// Where a word stands, before another one where that is given: ascending.
    fn places(&self, word: &str, next: Option<&str>) -> &[u32] {
        let (list, next) = match next {
            Some(_) => (&self.pairs, next),
            None => (&self.singles, None),
        };
        let order = |place: &u32| {
            let then = next.map(|_| self.next_form(*place));
            (self.form(*place), then.flatten()).cmp(&(word, next))
        };
        let from = list.partition_point(|place| order(place).is_lt());
        let rest = list.get(from..).unwrap_or(&[]);
        let own = rest.partition_point(|place| order(place).is_le());
        rest.get(..own).unwrap_or(&[])
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
    let second = words.get(at + 1).map(|second| second.form.as_str());
    source
        .places(&first.form, second)
        .iter()
        .take(MAX_PLACES)
        .map(|start| *start as usize)
        .map(|start| Piece {
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
