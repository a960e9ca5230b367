//! The words of a sentence that hedge, each with its strength and what it hedges.
//!
//! In: the words of a sentence. Out: [`Hedge`]s in text order. Attribution ("police said", "according to") is no
//! hedge; nor is `May` the month. Linear.

use super::super::lex::{Line, Shape};
use super::super::phrases::Phrases;
use super::super::words::Words;
use super::{clause_end, clause_start};
use crate::lexicon::Lexicon;
use crate::model::{Certainty, Hedge, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    /// `None`: a phrase that hedges nothing.
    certainty: Option<Certainty>,
    /// The whole clause is hedged, not only what follows.
    clause: bool,
}

/// The words that hedge.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Hedges(Phrases<Entry>);

impl Hedges {
    pub fn new(lexicon: &Lexicon) -> Hedges {
        let table = lexicon.table("hedges");
        Hedges(Phrases::new(table.entries.iter().map(|entry| {
            let certainty = match entry.cell(1) {
                "reported" => Some(Certainty::Reported),
                "alleged" => Some(Certainty::Alleged),
                "expected" => Some(Certainty::Expected),
                "planned" => Some(Certainty::Planned),
                "possible" => Some(Certainty::Possible),
                _ => None,
            };
            let clause = entry.cell(2) == "clause";
            (entry.cell(0), Entry { certainty, clause })
        })))
    }
}

/// The hedges of a sentence.
pub(super) fn hedges(line: &Line<'_>, words: &Words<'_>) -> Vec<Hedge> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = line.words.get(at) {
        let Some((entry, length)) = words.hedges.0.at(line.words.get(at..).unwrap_or(&[])) else {
            at += 1;
            continue;
        };
        let (from, end) = (at, at + length);
        at = end;
        let Some(certainty) = entry.certainty else {
            continue;
        };
        // A capital inside a sentence: a month or a name, unless all words have one.
        if word.shape != Shape::Lower && from > 0 && !line.loud && length == 1 {
            let opens = line
                .words
                .get(from - 1)
                .is_some_and(|before| !before.is_word());
            if !opens {
                continue;
            }
        }
        let cue_end = line
            .words
            .get(end - 1)
            .map_or(word.span.end, |last| last.span.end);
        let first = if entry.clause {
            clause_start(line, from, words)
        } else {
            end
        };
        let last = clause_end(line, end, words);
        let scope = line
            .words
            .get(first)
            .zip(last.checked_sub(1).and_then(|last| line.words.get(last)))
            .filter(|_| last > first)
            .map_or(Span::new(cue_end, cue_end), |(first, last)| {
                Span::new(first.span.start, last.span.end)
            });
        found.push(Hedge {
            cue: Span::new(word.span.start, cue_end),
            scope,
            certainty,
        });
    }
    found
}
