//! What a reader hands on: text, its pieces, and what is declared about it.

use crate::model::{NoteKind, Span};

use super::metadata::Declared;
use super::plain;
use super::zone::{Hint, Piece};

/// A report before its pieces have roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The text that all spans point into.
    pub(super) text: String,
    /// The pieces in text order, disjoint.
    pub(super) pieces: Vec<Piece>,
    /// What the record or page says.
    pub(super) declared: Declared,
    /// Its number among the records of a file, from 1.
    pub(super) record: Option<usize>,
    /// What was left out or is doubtful.
    pub(super) notes: Vec<(NoteKind, String)>,
}

impl Draft {
    /// Adds a paragraph, an empty line after the one before it.
    pub(super) fn push(&mut self, paragraph: &str, hint: Hint) {
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(paragraph);
        self.pieces.push(Piece {
            span: Span::new(start, self.text.len()),
            hint,
        });
    }

    /// Adds the lines of a pasted text.
    pub(super) fn push_text(&mut self, text: &str) {
        for piece in plain::pieces(text) {
            self.push(piece.span.cut(text), piece.hint);
        }
    }
}

/// A pasted text: the report's text is the text itself.
pub(super) fn from_text(text: String) -> Draft {
    Draft {
        pieces: plain::pieces(&text),
        text,
        ..Draft::default()
    }
}
