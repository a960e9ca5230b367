//! A long report → stretches that are read for quotations one after another.
//!
//! What is prepared of a token takes twenty times its text, so a report of megabytes is not prepared at once. In: the
//! sentences of a report. Out: [`Stretch`]es of whole paragraphs; a report of ordinary length is one. Linear.

use std::ops::Range;

use crate::model::{Quotation, Span};
use crate::text::Document;

/// Tokens of a stretch, and what its last paragraph has beyond. The longest reports that newspapers print have 15,000.
const TOKENS: usize = 32_000;
/// Paragraphs before and after a stretch that are read with it: a source seldom stands farther away.
const AROUND: usize = 8;
/// Tokens that those have at most, but for the one before: the paragraphs of a text without line ends have 10,000.
const TOKENS_AROUND: usize = 2_000;

/// A part of a report.
pub(super) struct Stretch {
    /// The sentences that are read: its own and those around.
    pub(super) read: Range<usize>,
    /// The bytes that are its own.
    own: Range<usize>,
}

/// The stretches of a report, in text order; their own parts hold all of it.
pub(super) fn stretches(document: &Document) -> Vec<Stretch> {
    let sentences = &document.sentences;
    // The first sentence of each paragraph, and the end.
    let mut starts = vec![0];
    let mut before = 0;
    for paragraph in sentences.chunk_by(|one, two| one.block == two.block) {
        before += paragraph.len();
        starts.push(before);
    }
    let token = |at: usize| match sentences.get(at) {
        Some(sentence) => sentence.tokens.start,
        None => sentences.last().map_or(0, |last| last.tokens.end),
    };
    // The first paragraph of each stretch.
    let mut firsts = vec![0];
    let mut first = 0;
    for (place, start) in starts.iter().enumerate().take(starts.len() - 1) {
        if token(*start) - first > TOKENS {
            firsts.push(place);
            first = token(*start);
        }
    }
    let byte = |place: usize| {
        let start = starts.get(place).and_then(|start| sentences.get(*start));
        start.map_or(usize::MAX, |sentence| sentence.span.start)
    };
    let last = starts.len() - 1;
    let start_of = |place: usize| starts.get(place).copied().unwrap_or(0);
    let tokens = |from: usize, to: usize| token(start_of(to)).saturating_sub(token(start_of(from)));
    let before = |first: usize| {
        let fits = |from: &usize| tokens(*from, first) <= TOKENS_AROUND;
        let from = (first.saturating_sub(AROUND)..first).find(fits);
        from.unwrap_or(first.saturating_sub(1))
    };
    let behind = |next: usize| {
        let fits = |to: &usize| tokens(next, *to) <= TOKENS_AROUND;
        let to = (next..=(next + AROUND).min(last)).rev().find(fits);
        to.unwrap_or(next)
    };
    (firsts.iter().enumerate())
        .map(|(number, first)| {
            let next = firsts.get(number + 1).copied();
            let from = if number == 0 { 0 } else { byte(*first) };
            Stretch {
                read: start_of(before(*first))..start_of(next.map_or(last, behind)),
                own: from..next.map_or(usize::MAX, byte),
            }
        })
        .collect()
}

impl Stretch {
    /// What a quotation says in the stretch itself; nothing where that is nothing. One that runs on is another quotation
    /// in the next stretch.
    pub(super) fn own(&self, mut quotation: Quotation) -> Option<Quotation> {
        let own = |span: &Span| self.own.contains(&span.start);
        quotation.content.retain(|span| own(span));
        quotation.quoted.retain(|span| own(span));
        (!quotation.content.is_empty()).then_some(quotation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::text::Sentence;

    /// So many paragraphs of so many tokens each; a token is a byte.
    fn document(paragraphs: usize, tokens: usize) -> Document {
        let sentence = |block| Sentence {
            span: Span::new(block * tokens, (block + 1) * tokens),
            tokens: block * tokens..(block + 1) * tokens,
            block,
            role: Role::Body,
        };
        Document {
            sentences: (0..paragraphs).map(sentence).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn a_report_of_ordinary_length_is_one_stretch() {
        for paragraphs in [0, 1, 80] {
            let found = stretches(&document(paragraphs, 400));
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].read, 0..paragraphs);
            assert_eq!(found[0].own, 0..usize::MAX);
        }
    }

    #[test]
    fn stretches_hold_all_of_a_long_report_once() {
        let found = stretches(&document(1_000, 100));
        assert!(found.len() > 2);
        assert_eq!(found[0].own.start, 0);
        assert_eq!(found[found.len() - 1].own.end, usize::MAX);
        assert_eq!(found[found.len() - 1].read.end, 1_000);
        for pair in found.windows(2) {
            assert_eq!(pair[0].own.end, pair[1].own.start);
            assert_eq!(pair[0].read.end, pair[1].read.start + 2 * AROUND);
        }
    }

    #[test]
    fn of_long_paragraphs_the_one_before_is_read_with_a_stretch() {
        let found = stretches(&document(30, 10_000));
        assert!(found.len() > 2);
        for pair in found.windows(2) {
            assert_eq!(pair[0].read.end, pair[1].read.start + 1);
        }
    }
}
