//! Words of a sentence → its typed facts.
//!
//! In: the words of a sentence and the names of the report. Out: [`Facts`] of the whole sentence, each list in text
//! order; [`Facts::inside`] gives those of a part of it. Nothing here compares two reports.

pub(super) mod certainty;
pub(super) mod number;
pub(super) mod polarity;
pub(super) mod time;

use super::common::Class;
use super::lex::Line;
use super::names::Names;
use super::words::Words;
use crate::model::{Facts, Report, Span};

/// The facts of one sentence.
pub(super) fn facts(report: &Report, line: &Line<'_>, names: &Names, words: &Words<'_>) -> Facts {
    let names: Vec<_> = names
        .within(line.span)
        .iter()
        .filter_map(|mention| names.fact(mention))
        .filter(|name| !words.numbers.is_numeral(name.span.cut(&report.text)))
        .collect();
    let published = report.metadata.published.as_ref();
    let published = published
        .filter(|published| published.trusted)
        .map(|published| published.date);
    let times = time::times(line, published, report.metadata.day, words);
    let mut taken: Vec<Span> = names
        .iter()
        .map(|name| name.span)
        .chain(times.iter().map(|time| time.span))
        .collect();
    taken.sort_unstable();
    Facts {
        figures: number::figures(line, &taken, words).into(),
        times: times.into(),
        negations: polarity::negations(line, words).into(),
        hedges: certainty::hedges(line, words).into(),
        names: names.into(),
    }
}

/// True when a clause ends before this word: a mark that parts, or a word that opens another clause.
fn parts(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    line.words.get(at).is_none_or(|word| {
        let mark = !word.is_word()
            && !word.glued_hyphen()
            && !matches!(
                word.raw,
                "$" | "£" | "€" | "%" | "&" | "/" | "'" | "’" | "#"
            );
        mark || words.common.is(&word.fold, Class::ClauseBreak)
    })
}

/// One past the last word of the clause that holds the word before `from`.
fn clause_end(line: &Line<'_>, from: usize, words: &Words<'_>) -> usize {
    let mut end = from;
    while end < line.words.len() && !parts(line, end, words) {
        end += 1;
    }
    end
}

/// The first word of the clause that holds the word at `at`.
fn clause_start(line: &Line<'_>, at: usize, words: &Words<'_>) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        if parts(line, before, words) {
            break;
        }
        start = before;
    }
    start
}
