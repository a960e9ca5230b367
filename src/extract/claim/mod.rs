//! Sentences → statements.
//!
//! In: a report's sentences, its whole quotations and its names. Out: [`Statement`]s in text order. The pieces of a
//! sentence are disjoint and together hold every letter and digit of it. A piece that reports an utterance is a
//! quotation statement, its attribution with it; all else is a claim. A sentence that cannot be cut with confidence
//! is one statement. Linear in the words, times the few quotations that reach into a sentence.

mod clause;
mod cut;

use super::common::Class;
use super::facts;
use super::lex::Line;
use super::names::Names;
use super::words::Words;
use crate::model::{Form, Kind, Quotation, Report, Span, Statement, StatementId};
use crate::text::Document;

/// The statements of a report. `lines` are the words of the document's sentences, in their order.
pub(super) fn statements(
    report: &Report,
    document: &Document,
    lines: &[Line<'_>],
    quotations: &[Quotation],
    names: &Names,
    words: &Words<'_>,
) -> Vec<Statement> {
    let reaches: Vec<Option<Span>> = quotations.iter().map(reach).collect();
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_key(|&index| reaches.get(index).copied().flatten());
    let mut statements: Vec<Statement> = Vec::with_capacity(lines.len() * 3 / 2);
    let mut first = 0;
    for (index, (sentence, line)) in document.sentences.iter().zip(lines).enumerate() {
        // Quotations are sorted by where they begin; those that end before the sentence are behind us for good,
        // but for one that an earlier longer one hides, which the inner test drops.
        while order
            .get(first)
            .and_then(|&quotation| reaches.get(quotation).copied().flatten())
            .is_some_and(|reach| reach.end <= sentence.span.start)
        {
            first += 1;
        }
        let here: Vec<&Quotation> = order
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|&&quotation| {
                reaches
                    .get(quotation)
                    .copied()
                    .flatten()
                    .is_none_or(|reach| reach.start < sentence.span.end)
            })
            .filter_map(|&quotation| quotations.get(quotation))
            .filter(|quotation| {
                quotation
                    .content
                    .iter()
                    .any(|content| content.overlaps(sentence.span))
            })
            .collect();
        let facts = facts::facts(report, line, names, words);
        let zones: Vec<(Span, &Quotation)> = here
            .iter()
            .filter_map(|quotation| Some((zone(quotation, sentence.span)?, *quotation)))
            .collect();
        for span in pieces(&report.text, line, &zones, words) {
            let quotation = best(&here, span).and_then(|quotation| clipped(quotation, span));
            statements.push(Statement {
                id: StatementId {
                    report: report.id,
                    number: statements.len(),
                },
                span,
                kind: if quotation.is_some() {
                    Kind::Quotation
                } else {
                    Kind::Claim
                },
                sentence: index,
                role: sentence.role,
                quotation,
                facts: facts.inside(span),
            });
        }
    }
    statements
}

/// From the first to the last byte of the content.
fn reach(quotation: &Quotation) -> Option<Span> {
    quotation.content.iter().copied().reduce(Span::cover)
}

/// The part of a sentence that a quotation takes up with its attribution.
fn zone(quotation: &Quotation, sentence: Span) -> Option<Span> {
    let mention = quotation
        .speaker
        .as_ref()
        .and_then(|speaker| speaker.mention);
    quotation
        .content
        .iter()
        .copied()
        .chain(quotation.cue)
        .chain(mention)
        .filter_map(|span| span.intersection(sentence))
        .reduce(Span::cover)
}

/// The pieces of a sentence in text order.
fn pieces(
    text: &str,
    line: &Line<'_>,
    zones: &[(Span, &Quotation)],
    words: &Words<'_>,
) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::new();
    for (zone, quotation) in zones {
        // Indirect speech may be cut where its own clauses part, but not away from its attribution.
        let mut held = *zone;
        if quotation.form == Form::Indirect {
            let content: Vec<Span> = quotation
                .content
                .iter()
                .filter_map(|content| content.intersection(line.span))
                .collect();
            let after = content.last().is_some_and(|last| last.end == zone.end);
            if let (Some(first), true) = (content.first(), after) {
                held = Span::new(zone.start, first.start + 1);
            }
        }
        whole.push(held);
        whole.extend(quotation.quoted.iter().copied());
    }
    let mut starts: Vec<usize> = cut::cuts(line, &whole, words)
        .into_iter()
        .filter_map(|at| line.words.get(at))
        .map(|word| word.span.start)
        .collect();
    // Two quotations in one sentence: a cut before what belongs to the second alone.
    let mut sorted: Vec<Span> = zones.iter().map(|(zone, _)| *zone).collect();
    sorted.sort_unstable();
    for pair in sorted.windows(2) {
        let [left, right] = pair else { continue };
        if right.start < left.end {
            continue;
        }
        if !starts
            .iter()
            .any(|start| left.end <= *start && *start <= right.start)
        {
            starts.extend(parted(line, right.start, words));
        }
    }
    starts.sort_unstable();
    starts.dedup();
    let mut found = Vec::with_capacity(starts.len() + 1);
    let mut begin = line.span.start;
    for start in starts {
        let piece = Span::new(begin, start).trimmed(text);
        // A piece without a letter would be a statement of nothing.
        if start > begin && piece.cut(text).chars().any(char::is_alphanumeric) {
            found.push(piece);
            begin = start;
        }
    }
    let last = Span::new(begin, line.span.end).trimmed(text);
    if last.cut(text).chars().any(char::is_alphanumeric) || found.is_empty() {
        found.push(last);
    } else if let Some(before) = found.last_mut() {
        *before = before.cover(last);
    }
    found
}

/// Where a second quotation can begin a piece: at its first word, or the coordinator before it, when a mark stands
/// before that. "…, he said when | asked …" is not cut.
fn parted(line: &Line<'_>, start: usize, words: &Words<'_>) -> Option<usize> {
    let begin = opening(line, start);
    let at = line.words.partition_point(|word| word.span.start < begin);
    let before = |at: usize| at.checked_sub(1).and_then(|before| line.words.get(before));
    let joined = before(at).filter(|word| words.common.is(&word.fold, Class::Coordinator));
    let (begin, at) = joined.map_or((begin, at), |word| (word.span.start, at - 1));
    let mark = before(at).is_some_and(|word| !word.is_word() && !word.glued_hyphen());
    let own = line
        .words
        .get(at)
        .is_some_and(|word| word.span.start == begin);
    (mark && own).then_some(begin)
}

/// The start of the word at a byte, an opening mark before it included.
fn opening(line: &Line<'_>, start: usize) -> usize {
    let at = line.words.partition_point(|word| word.span.end <= start);
    let mut begin = line
        .words
        .get(at)
        .map_or(start, |word| word.span.start.min(start));
    if let Some(mark) = at.checked_sub(1).and_then(|before| line.words.get(before))
        && !mark.is_word()
        && mark.span.end == begin
        && !matches!(mark.raw, "," | "." | ";" | ":" | "”" | ")")
    {
        begin = mark.span.start;
    }
    begin
}

/// The quotation with the most content in a piece.
fn best<'q>(quotations: &[&'q Quotation], span: Span) -> Option<&'q Quotation> {
    let inside = |quotation: &Quotation| -> usize {
        quotation
            .content
            .iter()
            .filter_map(|content| content.intersection(span))
            .map(Span::len)
            .sum()
    };
    quotations
        .iter()
        .copied()
        .filter(|quotation| inside(quotation) > 0)
        // The first of equals: `max_by_key` would take the last.
        .reduce(|best, next| {
            if inside(next) > inside(best) {
                next
            } else {
                best
            }
        })
}

/// The quotation with its content cut to a piece.
fn clipped(quotation: &Quotation, span: Span) -> Option<Quotation> {
    let cut = |spans: &[Span]| -> Vec<Span> {
        spans
            .iter()
            .filter_map(|part| part.intersection(span))
            .collect()
    };
    let content = cut(&quotation.content);
    if content.is_empty() {
        return None;
    }
    Some(Quotation {
        content,
        quoted: cut(&quotation.quoted),
        ..quotation.clone()
    })
}
