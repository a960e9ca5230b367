//! The tokens of a report, packed: two bytes each, for a large report has millions and holds them to the end.

use std::ops::Range;

use super::{Token, TokenKind};
use crate::model::Span;

/// Bits of a packed token that say its kind, the lowest; then its length, then what stands between it and the token
/// before.
const KIND_BITS: u16 = 2;
const LENGTH_BITS: u16 = 9;
/// The greatest length, and the greatest gap, of a token that is not [`Wide`]: few words of any text have 500 bytes.
const MOST_LENGTH: usize = (1 << LENGTH_BITS) - 1;
const MOST_GAP: usize = (1 << (16 - LENGTH_BITS - KIND_BITS)) - 1;
/// One packed token of so many says where it stands, the others from the one before on: that is an eighth of a byte for
/// each, and as many steps at most to find one.
const BLOCK: usize = 32;

/// A token that is longer, or farther from the one before, than a packed one can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    /// The place of the token in the list.
    at: usize,
    span: Span,
}

/// Tokens in text order, disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    packed: Vec<u16>,
    /// The start of the first token of every [`BLOCK`].
    anchors: Vec<usize>,
    /// Ascending.
    wide: Vec<Wide>,
    /// Where the last token ends.
    end: usize,
}

impl Tokens {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// True for none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Those of a range of places; what lies beyond the end is left out.
    pub fn range(&self, range: Range<usize>) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        let mut walk = self.walk(start / BLOCK, end);
        walk.pass(start);
        walk
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        self.walk(0, self.len())
    }

    /// Those from the first on that ends after a place in the text.
    pub fn ending_after(&self, place: usize) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        self.walk_from(place, |token| token.span.end > place)
    }

    /// Those from the first on that starts at a place in the text or after it.
    pub fn starting_from(&self, place: usize) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        self.walk_from(place, |token| token.span.start >= place)
    }

    /// Those from the first on that is wanted, which no token is whose block is followed by one that starts before the
    /// place.
    fn walk_from(&self, place: usize, wanted: impl Fn(&Token) -> bool) -> Walk<'_> {
        let after = self.anchors.partition_point(|start| *start < place);
        let mut walk = self.walk(after.saturating_sub(1), self.len());
        while walk.peek().is_some_and(|token| !wanted(&token)) {
            walk.next();
        }
        walk
    }

    fn walk(&self, block: usize, end: usize) -> Walk<'_> {
        let at = block * BLOCK;
        Walk {
            tokens: self,
            at: at.min(end),
            end,
            place: self.anchors.get(block).copied().unwrap_or(0),
            wide: self.wide.partition_point(|wide| wide.at < at),
        }
    }

    pub(super) fn extend(&mut self, tokens: impl IntoIterator<Item = Token>) {
        for token in tokens {
            self.push(token);
        }
    }

    fn push(&mut self, token: Token) {
        let at = self.packed.len();
        let first = at.is_multiple_of(BLOCK);
        if first {
            self.anchors.push(token.span.start);
        }
        let before = if first { token.span.start } else { self.end };
        let gap = token.span.start.saturating_sub(before);
        let length = token.span.len();
        // One that does not fit is told by a length that no packed token has: it is longer than none.
        let (gap, length) = if gap > MOST_GAP || length >= MOST_LENGTH {
            let span = token.span;
            self.wide.push(Wide { at, span });
            (0, MOST_LENGTH)
        } else {
            (gap, length)
        };
        let kind = match token.kind {
            TokenKind::Word => 0,
            TokenKind::Number => 1,
            TokenKind::Punctuation => 2,
        };
        let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let packed = kind | small(length) << KIND_BITS | small(gap) << (KIND_BITS + LENGTH_BITS);
        self.packed.push(packed);
        self.end = token.span.end;
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.packed.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.wide.shrink_to_fit();
    }
}

/// A walk over packed tokens.
#[derive(Clone, Debug)]
struct Walk<'a> {
    tokens: &'a Tokens,
    /// The place of the next token in the list, and one past the last.
    at: usize,
    end: usize,
    /// Where the token before ends; at the first of a block, where that begins.
    place: usize,
    /// The next wide one.
    wide: usize,
}

impl Walk<'_> {
    fn peek(&self) -> Option<Token> {
        let packed = *self.tokens.packed.get(..self.end)?.get(self.at)?;
        let length = usize::from(packed >> KIND_BITS) & MOST_LENGTH;
        let gap = usize::from(packed >> (KIND_BITS + LENGTH_BITS));
        let span = if length == MOST_LENGTH {
            self.tokens.wide.get(self.wide)?.span
        } else {
            // The anchor of a block is where its first token starts.
            let before = match self.tokens.anchors.get(self.at / BLOCK) {
                Some(start) if self.at.is_multiple_of(BLOCK) => *start,
                _ => self.place,
            };
            Span::new(before + gap, before + gap + length)
        };
        let kind = match packed & ((1 << KIND_BITS) - 1) {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            _ => TokenKind::Punctuation,
        };
        Some(Token { span, kind })
    }

    /// Steps over the tokens before a place of the list.
    fn pass(&mut self, at: usize) {
        while self.at < at.min(self.end) {
            self.next();
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let token = self.peek()?;
        let wide = self.tokens.wide.get(self.wide);
        self.wide += usize::from(wide.is_some_and(|wide| wide.at == self.at));
        self.at += 1;
        self.place = token.span.end;
        Some(token)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.at;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Walk<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens with gaps and lengths around what a packed one can say, several blocks of them.
    fn tokens() -> Vec<Token> {
        let kinds = [TokenKind::Word, TokenKind::Number, TokenKind::Punctuation];
        let gaps = [0, 1, MOST_GAP, MOST_GAP + 1, 2, 5_000];
        let lengths = [
            1,
            9,
            MOST_LENGTH - 1,
            MOST_LENGTH,
            MOST_LENGTH + 1,
            3,
            1,
            70_000,
        ];
        let mut end = 7;
        (0..5 * BLOCK + 3)
            .map(|number| {
                let start = end + gaps[number % gaps.len()];
                end = start + lengths[number % lengths.len()];
                Token {
                    span: Span::new(start, end),
                    kind: kinds[number % kinds.len()],
                }
            })
            .collect()
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let all = tokens();
        let mut packed = Tokens::default();
        packed.extend(all.iter().copied());
        assert_eq!(packed.len(), all.len());
        assert_eq!(packed.iter().collect::<Vec<_>>(), all);
        for from in 0..all.len() {
            for to in [from, from + 1, from + BLOCK, all.len() + 9] {
                let held: Vec<Token> = packed.range(from..to).collect();
                assert_eq!(held, all[from..to.min(all.len())], "{from}..{to}");
                assert_eq!(packed.range(from..to).len(), held.len());
            }
        }
    }

    #[test]
    fn they_are_found_by_their_place() {
        let all = tokens();
        let mut packed = Tokens::default();
        packed.extend(all.iter().copied());
        let edges = all
            .iter()
            .flat_map(|token| [token.span.start, token.span.end]);
        for place in edges.flat_map(|edge| [edge.saturating_sub(1), edge, edge + 1]) {
            let after = all.partition_point(|token| token.span.end <= place);
            assert_eq!(packed.ending_after(place).next(), all.get(after).copied());
            let from = all.partition_point(|token| token.span.start < place);
            assert_eq!(packed.starting_from(place).next(), all.get(from).copied());
            assert_eq!(packed.starting_from(place).len(), all.len() - from);
        }
    }

    #[test]
    fn of_nothing_there_is_nothing() {
        let none = Tokens::default();
        assert!(none.is_empty());
        assert_eq!(none.range(0..9).len(), 0);
        assert_eq!(none.ending_after(3).count(), 0);
    }
}
