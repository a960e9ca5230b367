//! Sentences → statements.
//!
//! In: a report's sentences, its whole quotations and its names. Out: [`Statement`]s in text order. The pieces of a
//! sentence are disjoint and together hold every letter and digit of it. A piece that reports an utterance is a
//! quotation statement, its attribution with it; all else is a claim. A sentence that cannot be cut with confidence
//! is one statement. Linear in the words, times the few quotations that reach into a sentence.

mod clause;
mod cut;
mod joined;
mod lead;
mod table;

pub(super) use table::ClauseWords;

use std::rc::Rc;

use super::common::Class;
use super::facts;
use super::lex::{Line, Word};
use super::names::Names;
use super::words::Words;
use crate::model::{Form, Kind, Quotation, Report, Span, Spans, Statement, StatementId};
use crate::text::Document;

/// The statements of a report. `lines` are the words of the document's sentences, in their order.
pub(super) fn statements<'a>(
    report: &Report,
    document: &Document,
    lines: impl Iterator<Item = Rc<Line<'a>>>,
    quotations: &[Quotation],
    names: &Names,
    words: &Words<'_>,
) -> Vec<Statement> {
    let mut waiting: Vec<(Span, &Quotation)> = quotations
        .iter()
        .filter_map(|quotation| Some((reach(quotation)?, quotation)))
        .collect();
    waiting.sort_by_key(|(reach, _)| *reach);
    let mut waiting = waiting.into_iter().peekable();
    let mut near: Vec<(Span, &Quotation)> = Vec::new();
    let mut statements: Vec<Statement> = Vec::with_capacity(document.sentences.len() * 3 / 2);
    for (index, (sentence, line)) in document.sentences.iter().zip(lines).enumerate() {
        while let Some(next) = waiting.next_if(|(reach, _)| reach.start < sentence.span.end) {
            near.push(next);
        }
        near.retain(|(reach, _)| reach.end > sentence.span.start);
        // Each cut to the sentence: one that runs through the whole report is long.
        let here: Vec<Quotation> = near
            .iter()
            .filter_map(|(_, quotation)| clipped(quotation, sentence.span))
            .collect();
        let here = taken_up(&report.text, here, words);
        let here: Vec<&Quotation> = here.iter().collect();
        let facts = facts::facts(report, &line, names, words);
        let zones: Vec<(Span, &Quotation)> = here
            .iter()
            .filter_map(|quotation| Some((zone(quotation, sentence.span)?, *quotation)))
            .collect();
        for span in pieces(&report.text, &line, &zones, words) {
            let quotation = best(&here, span)
                .and_then(|quotation| clipped(quotation, span))
                .map(Box::new);
            statements.push(Statement {
                id: StatementId::new(report.id, statements.len()),
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
    statements.shrink_to_fit();
    statements
}

/// What is put in between after a subject parts no utterance: "alleged that Lund, | who was mayor then, | ordered" is
/// one, not a second one by "who was mayor then".
fn taken_up(text: &str, quotations: Vec<Quotation>, words: &Words<'_>) -> Vec<Quotation> {
    let mut kept: Vec<Quotation> = Vec::with_capacity(quotations.len());
    for quotation in quotations {
        let mention = quotation
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.mention)
            .filter(|_| quotation.form == Form::Indirect);
        let told = mention.filter(|mention| {
            let first = mention.cut(text).split_whitespace().next().unwrap_or("");
            words.common.is(&first.to_lowercase(), Class::Relative)
        });
        let before = told.and_then(|mention| {
            let ends = |held: &&mut Quotation| {
                let end = held.content.last().map_or(0, |last| last.end);
                let between = text.get(end..mention.start);
                held.form == Form::Indirect && between.is_some_and(|mark| mark.trim() == ",")
            };
            kept.iter_mut().find(ends)
        });
        match before.and_then(|before| before.content.last_mut()) {
            Some(last) => {
                let end = quotation.content.last().map_or(last.end, |own| own.end);
                *last = Span::new(last.start, end.max(last.end));
            }
            None => kept.push(quotation),
        }
    }
    kept
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
    // "“respects” the mayor": what is quoted goes on without its marks.
    let closing = |word: &Word<'_>| matches!(word.raw, "”" | "»" | "\"" | "''");
    let ended = |at: usize| before(at).is_some_and(|word| !word.is_word() && !word.glued_hyphen());
    let mark = ended(at) && (!before(at).is_some_and(closing) || ended(at - 1));
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

/// The quotation with its content cut to a stretch; `None` where it has none there.
fn clipped(quotation: &Quotation, span: Span) -> Option<Quotation> {
    let content = cut(&quotation.content, span);
    if content.is_empty() {
        return None;
    }
    Some(Quotation {
        form: quotation.form,
        content,
        quoted: cut(&quotation.quoted, span),
        cue: quotation.cue,
        act: quotation.act,
        speaker: quotation.speaker.clone(),
        confidence: quotation.confidence,
    })
}

/// The parts of spans in text order that lie in a stretch.
fn cut(spans: &[Span], stretch: Span) -> Spans {
    let first = spans.partition_point(|span| span.end <= stretch.start);
    spans
        .get(first..)
        .unwrap_or(&[])
        .iter()
        .take_while(|span| span.start < stretch.end)
        .filter_map(|span| span.intersection(stretch))
        .collect()
}
