//! [`Document`] → statements: quotations with speakers, claims, typed facts.

mod claim;
mod common;
mod facts;
mod lex;
pub mod names;
mod phrases;
pub mod quotation;
mod speaker;
mod verbs;
mod words;

use crate::model::{Note, NoteKind, Quotation, Report, Statement};
use crate::text::{Document, MOST_TOKENS};

pub use names::Names;
pub use words::Words;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// In text order; together they hold every sentence of the document.
    pub statements: Vec<Statement>,
    /// Whole quotations in text order, before they are cut into statements by sentence.
    pub quotations: Vec<Quotation>,
    /// What was guessed.
    pub notes: Vec<Note>,
}

/// The names of one report.
#[must_use]
pub fn names(report: &Report, document: &Document, words: &Words<'_>) -> Names {
    let lines = lex::Lines::new(report, document, &words.common);
    Names::of(report, &lines, words)
}

/// Extracts the statements of one report. Never fails: a sentence that nothing is known of is one claim.
#[must_use]
pub fn extract(report: &Report, document: &Document, words: &Words<'_>) -> Extraction {
    let lines = lex::Lines::new(report, document, &words.common);
    let names = Names::of(report, &lines, words);
    let mut quotations = words.attributor.quotations(report, document);
    speaker::resolve(report, document, &names, words, &mut quotations);
    let lines = lines.iter();
    let statements = claim::statements(report, document, lines, &quotations, &names, words);
    let cut = (document.cut > 0).then(|| {
        let what = match document.cut {
            1 => "a sentence".to_owned(),
            many => format!("{many} sentences"),
        };
        format!("{what} of more than {MOST_TOKENS} words and marks cut into parts")
    });
    let joined = (document.joined > 0).then(|| {
        let (many, few) = (document.joined, document.sentences.len());
        format!("{many} tiny sentences read as {few}, several in one")
    });
    let note = |message| Note {
        kind: NoteKind::Degraded,
        reports: vec![report.id],
        message,
    };
    Extraction {
        statements,
        quotations,
        notes: cut.into_iter().chain(joined).map(note).collect(),
    }
}
