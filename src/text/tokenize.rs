//! A stretch of text → its tokens.

use unicode_segmentation::UnicodeSegmentation;

use super::{Token, TokenKind};
use crate::model::Span;

/// The tokens of `span` in text order; white space belongs to none.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token> {
    span.cut(text)
        .split_word_bound_indices()
        .filter(|(_, word)| !word.chars().all(char::is_whitespace))
        .map(|(offset, word)| {
            let start = span.start + offset;
            let kind = match word.chars().next() {
                Some(first) if first.is_numeric() => TokenKind::Number,
                Some(first) if first.is_alphabetic() => TokenKind::Word,
                _ => TokenKind::Punctuation,
            };
            Token {
                span: Span::new(start, start + word.len()),
                kind,
            }
        })
        .collect()
}
