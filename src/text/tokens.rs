//! The tokens of a report, packed: eight bytes each, for a large report has millions and holds them to the end.

use std::ops::Range;

use super::{Token, TokenKind};
use crate::model::Span;

/// The lowest two bits of a length say the kind of token.
const KIND: u32 = 3;

/// Tokens in text order, disjoint. A report of more than 4 GiB, or a token of 1 GiB, is beyond it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(Vec<(u32, u32)>);

impl Tokens {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True for none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of a range of places; what lies beyond the end is left out.
    pub fn range(&self, range: Range<usize>) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        let end = range.end.min(self.0.len());
        let held = self.0.get(range.start.min(end)..end).unwrap_or(&[]);
        held.iter().map(|packed| unpacked(*packed))
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        self.range(0..self.0.len())
    }

    /// Those from the first on that ends after a place in the text.
    pub fn ending_after(&self, place: usize) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        let before = |packed: &(u32, u32)| unpacked(*packed).span.end <= place;
        self.range(self.0.partition_point(before)..self.0.len())
    }

    /// Those from the first on that starts at a place in the text or after it.
    pub fn starting_from(&self, place: usize) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        let before = |packed: &(u32, u32)| unpacked(*packed).span.start < place;
        self.range(self.0.partition_point(before)..self.0.len())
    }

    pub(super) fn extend(&mut self, tokens: impl IntoIterator<Item = Token>) {
        self.0.extend(tokens.into_iter().map(packed));
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }
}

fn packed(token: Token) -> (u32, u32) {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let kind = match token.kind {
        TokenKind::Word => 0,
        TokenKind::Number => 1,
        TokenKind::Punctuation => 2,
    };
    let length = small(token.span.len()).min(u32::MAX >> 2);
    (small(token.span.start), (length << 2) | kind)
}

fn unpacked((start, length): (u32, u32)) -> Token {
    let start = start as usize;
    Token {
        span: Span::new(start, start + (length >> 2) as usize),
        kind: match length & KIND {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            _ => TokenKind::Punctuation,
        },
    }
}
