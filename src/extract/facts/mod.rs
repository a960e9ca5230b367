//! Words of a sentence → its typed facts.
//!
//! In: the words of a sentence and the names of the report. Out: [`Facts`] of the whole sentence, each list in text
//! order; [`Facts::inside`] gives those of a part of it. Nothing here compares two reports.

pub(super) mod number;

use super::lex::Line;
use super::names::Names;
use super::words::Words;
use crate::model::{Facts, Report, Span};

/// The facts of one sentence.
pub(super) fn facts(report: &Report, line: &Line<'_>, names: &Names, words: &Words<'_>) -> Facts {
    let _ = report;
    let names: Vec<_> = names
        .within(line.span)
        .iter()
        .filter_map(|mention| names.fact(mention))
        .collect();
    let taken: Vec<Span> = names.iter().map(|name| name.span).collect();
    Facts {
        figures: number::figures(line, &taken, words),
        names,
        ..Facts::default()
    }
}
