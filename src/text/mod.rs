//! Report → [`Document`]: tokens and sentences, by byte spans into the report's text.
//!
//! The floor under the stages: they may all use it; it uses none of them.

mod sentence;
mod story;
mod tokenize;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Report, Role, Span};

pub use story::Story;

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, dots of abbreviations and so on.
    Word,
    /// Digits with separators.
    Number,
    /// Anything else: one character each, doubled single marks (`''`) one token.
    Punctuation,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What sort.
    pub kind: TokenKind,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands; no white space at its ends.
    pub span: Span,
    /// Its tokens: indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The block it belongs to: index into [`Report::blocks`].
    pub block: usize,
    /// That block's role.
    pub role: Role,
}

/// A report cut into sentences and tokens. Only blocks that make statements are cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In text order, disjoint; together they hold every letter and digit of the blocks that make statements.
    pub sentences: Vec<Sentence>,
    /// In text order, disjoint.
    pub tokens: Vec<Token>,
}

impl Document {
    /// Cuts the blocks of a report that make statements.
    #[must_use]
    pub fn new(report: &Report, lexicon: &Lexicon) -> Document {
        let mut document = Document::default();
        for (block, part) in report.blocks.iter().enumerate() {
            if !part.role.makes_statements() {
                continue;
            }
            for span in sentence::sentences(&report.text, part.span, lexicon) {
                let first = document.tokens.len();
                document.tokens.extend(tokenize::tokens(&report.text, span));
                document.sentences.push(Sentence {
                    span,
                    tokens: first..document.tokens.len(),
                    block,
                    role: part.role,
                });
            }
        }
        document
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }
}
