//! The words of a sentence that negate, each with what it negates.
//!
//! In: the words of a sentence. Out: [`Marker`]s in text order. Two negations that cancel ("did not deny") give none.
//! What is denied by whom is not asked here. Linear.

use super::super::common::Class;
use super::super::lex::Line;
use super::super::phrases::Phrases;
use super::super::words::Words;
use super::clause_end;
use crate::lexicon::Lexicon;
use crate::model::{Marker, Span};

/// How a word negates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// not, never
    Not,
    /// no, nobody
    None,
    /// denied, without
    Verb,
    /// "not only": negates nothing
    Skip,
}

/// The words that negate.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Negations(Phrases<Kind>);

impl Negations {
    pub fn new(lexicon: &Lexicon) -> Negations {
        let table = lexicon.table("negations");
        Negations(Phrases::new(table.entries.iter().map(|entry| {
            let kind = match entry.cell(1) {
                "not" => Kind::Not,
                "none" => Kind::None,
                "verb" => Kind::Verb,
                _ => Kind::Skip,
            };
            (entry.cell(0), kind)
        })))
    }
}

/// The negations of a sentence.
pub(super) fn negations(line: &Line<'_>, words: &Words<'_>) -> Vec<Marker> {
    let mut found: Vec<(usize, Kind, Marker)> = Vec::new();
    let mut at = 0;
    while let Some(word) = line.words.get(at) {
        let phrase = words
            .negations
            .0
            .at(line.words.get(at..).unwrap_or(&[]))
            .map(|(kind, length)| (*kind, length));
        let (kind, length) = match phrase {
            Some((Kind::Skip, length)) => {
                at += length;
                continue;
            }
            Some((Kind::Verb, length)) if removes(line, at + length, words) => {
                at += length;
                continue;
            }
            Some(found) => found,
            None if words.common.is(&word.fold, Class::NegativeAuxiliary) => (Kind::Not, 1),
            None => {
                at += 1;
                continue;
            }
        };
        let end = at + length;
        let scope = clause_end(line, end, words);
        let cue_end = line
            .words
            .get(end - 1)
            .map_or(word.span.end, |last| last.span.end);
        let scope_span = line
            .words
            .get(end)
            .zip(scope.checked_sub(1).and_then(|last| line.words.get(last)))
            .filter(|_| scope > end)
            .map_or(Span::new(cue_end, cue_end), |(first, last)| {
                Span::new(first.span.start, last.span.end)
            });
        let marker = Marker {
            cue: Span::new(word.span.start, cue_end),
            scope: scope_span,
        };
        // "did not deny", "not without": the second takes back the first, when only small words part them.
        let cancels = kind == Kind::Verb
            && found.last().is_some_and(|(last, kind, _)| {
                *kind != Kind::Verb
                    && at - last <= 3
                    && line
                        .words
                        .get(last + 1..at)
                        .is_some_and(|between| between.iter().all(|word| small(word, words)))
            });
        if cancels {
            found.pop();
        } else {
            found.push((at, kind, marker));
        }
        at = end;
    }
    found.into_iter().map(|(_, _, marker)| marker).collect()
}

/// True where a verb of denial has somebody for its object: "dismissed manager Ola Lind", "dismissed its chief executive".
fn removes(line: &Line<'_>, from: usize, words: &Words<'_>) -> bool {
    let rest = line.words.get(from..).unwrap_or(&[]);
    let skipped = rest
        .iter()
        .take_while(|word| {
            let before = [Class::Article, Class::Possessive];
            words.common.is_any(&word.fold, &before)
        })
        .count();
    let rest = rest.get(skipped..).unwrap_or(&[]);
    let people = rest
        .iter()
        .take_while(|word| !word.possessive && words.sources.is_person(&word.fold))
        .count();
    // "dismissed police reports": the noun is of what they say
    let ends = rest.get(people).is_none_or(|next| {
        next.is_capital() || !next.is_word() || words.common.is_closed(&next.fold)
    });
    people > 0 && ends
}

fn small(word: &super::super::lex::Word<'_>, words: &Words<'_>) -> bool {
    words
        .common
        .is_any(&word.fold, &[Class::Adverb, Class::Auxiliary])
}
