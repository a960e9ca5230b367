//! A statement as pieces: its words exactly as the report has them, the differing ones marked.

use std::collections::BTreeSet;

use crate::model::{Comparison, Row, Span, StatementId};

use super::Piece;

/// The words of a statement with the given spans of its report marked.
pub(in crate::render) fn statement(
    comparison: &Comparison,
    id: StatementId,
    marks: &[Span],
) -> Piece {
    let words = comparison
        .statement(id)
        .map(|statement| cut(comparison, id, statement.span, marks))
        .unwrap_or_default();
    Piece::Statement { id, words }
}

/// The words of a span of a statement's report: (words, marked).
pub(super) fn cut(
    comparison: &Comparison,
    id: StatementId,
    whole: Span,
    marks: &[Span],
) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let Some(report) = comparison.report(id.report) else {
        return words;
    };
    let mut at = whole.start;
    for mark in marks {
        let Some(inside) = mark.intersection(whole) else {
            continue;
        };
        if inside.start < at {
            continue;
        }
        push(
            &mut words,
            Span::new(at, inside.start).cut(&report.text),
            false,
        );
        push(&mut words, inside.cut(&report.text), true);
        at = inside.end;
    }
    push(
        &mut words,
        Span::new(at, whole.end).cut(&report.text),
        false,
    );
    words
}

fn push(words: &mut Vec<(String, bool)>, text: &str, marked: bool) {
    if !text.is_empty() {
        words.push((text.to_owned(), marked));
    }
}

/// The spans of a statement that carry a difference of the row, in text order; hints are left out.
pub(in crate::render) fn marks_of(row: &Row, id: StatementId) -> Vec<Span> {
    let mut spans: Vec<Span> = row
        .divergences
        .iter()
        .filter(|divergence| !divergence.is_hint())
        .flat_map(|divergence| &divergence.sides)
        .filter(|side| side.statement == id)
        .flat_map(|side| side.spans.iter().copied())
        .collect();
    spans.sort();
    spans.dedup();
    spans
}

/// Words of a row's name: enough to tell it from its neighbours, short enough for one line of the matrix.
const NAME_WORDS: usize = 9;

/// The first words of a statement.
pub(super) fn first_words(comparison: &Comparison, id: StatementId) -> String {
    let mut words = comparison.text_of(id).split_whitespace();
    let name: Vec<&str> = words.by_ref().take(NAME_WORDS).collect();
    let rest = if words.next().is_some() { " …" } else { "" };
    name.join(" ") + rest
}

/// The member that a row goes by, by its place, and its first words: the first whose words name no other row so far.
pub(super) fn namer(
    comparison: &Comparison,
    row: &Row,
    named: &BTreeSet<String>,
) -> (usize, String) {
    let mut names = (row.members.iter())
        .map(|member| first_words(comparison, *member))
        .enumerate();
    let first = names.next().unwrap_or_default();
    if named.contains(&first.1) {
        names
            .find(|(_, name)| !named.contains(name))
            .unwrap_or(first)
    } else {
        first
    }
}
