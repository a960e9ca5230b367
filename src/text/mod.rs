//! Report → [`Document`]: tokens and sentences, by byte spans into the report's text.
//!
//! The floor under the stages: they may all use it; it uses none of them.

mod abbreviation;
mod lookalike;
mod marks;
mod normalize;
mod person;
mod sentence;
mod stem;
mod story;
mod tiny;
mod tokenize;
mod tokens;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Report, Role, Span};

pub use lookalike::{deceives, deceiving_letters};
pub use marks::{Marks, Region, regions};
pub use normalize::{ComparedWord, compared_words, normalized};
pub use person::People;
pub use stem::Stems;
pub use story::Story;
pub use tokenize::is_invisible;
pub use tokens::Tokens;

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters with inner apostrophes (`don't`, `Okoro's`) and the stops of abbreviations (`U.S.`, `Jan.`, `J.`);
    /// a hyphenated word is several tokens; `@name`, `#topic` and a web address are one.
    Word,
    /// Digits with inner `,` and `.`, and letters that follow at once (`20th`).
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
    pub tokens: Tokens,
    /// How many sentences had more than [`MOST_TOKENS`] tokens and were cut into several.
    pub cut: usize,
    /// How many sentences were so tiny and many that several were made one; 0 in any report of news.
    pub joined: usize,
}

/// Tokens of a sentence at most. Clauses, names and facts are read by looking from word to word within a sentence, so a
/// text without stops would take the square of its length. The longest sentences of news, lists of names, have
/// 200 to 300.
pub const MOST_TOKENS: usize = 400;

impl Document {
    /// Cuts the blocks of a report that make statements.
    #[must_use]
    pub fn new(report: &Report, lexicon: &Lexicon) -> Document {
        let abbreviations = abbreviation::Abbreviations::new(lexicon);
        let mut document = Document::default();
        for (block, part) in report.blocks.iter().enumerate() {
            if !part.role.makes_statements() {
                continue;
            }
            for span in sentence::sentences(&report.text, part.span, &abbreviations) {
                let tokens = tokenize::tokens(&report.text, span, &abbreviations);
                let parts = sentence::parts(&report.text, span, &tokens, MOST_TOKENS);
                document.cut += usize::from(parts.len() > 1);
                let first = document.tokens.len();
                document.tokens.extend(tokens);
                document
                    .sentences
                    .extend(parts.into_iter().map(|(span, tokens)| Sentence {
                        span,
                        tokens: first + tokens.start..first + tokens.end,
                        block,
                        role: part.role,
                    }));
            }
        }
        document.joined = tiny::join(&mut document.sentences, MOST_TOKENS);
        // It is held to the end.
        document.tokens.shrink_to_fit();
        document.sentences.shrink_to_fit();
        document
    }

    /// The tokens of a sentence.
    pub fn tokens_of(
        &self,
        sentence: &Sentence,
    ) -> impl ExactSizeIterator<Item = Token> + Clone + '_ {
        self.tokens.range(sentence.tokens.clone())
    }
}
