//! The words of a sentence that hedge, each with its strength and what it hedges.
//!
//! In: the words of a sentence. Out: [`Hedge`]s in text order. Attribution ("police said", "according to") is no
//! hedge; nor is `May` the month. What a hedge governs may be parted by what is put in between commas ("alleged that
//! Lund, who was mayor then, ordered"): then it is told twice, once for each part. Linear, but for a look ahead of at
//! most [`ASIDE`] words.

use super::super::common::{Class, Common};
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
    reach: Reach,
    /// It ends in a word that ties a noun to it: "accusations of".
    tied: bool,
}

/// What is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// What follows, to the end of the clause.
    After,
    /// The whole clause around.
    Clause,
    /// What somebody claims: "the claim of a clerk that S".
    Content,
    /// What somebody is blamed for doing: "blamed the crew for leaving".
    Act,
    /// What follows, where that is a verb: "was due to sail", not "was due to fog".
    Verb,
}

/// Words between commas, or between a noun and the clause that it announces.
const ASIDE: usize = 25;

/// The words that hedge.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Hedges(Phrases<Entry>);

impl Hedges {
    pub fn new(lexicon: &Lexicon, common: &Common) -> Hedges {
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
            let reach = match entry.cell(2) {
                "clause" => Reach::Clause,
                "that" => Reach::Content,
                "act" => Reach::Act,
                "verb" => Reach::Verb,
                _ => Reach::After,
            };
            let last = entry.cell(0).rsplit(' ').next().unwrap_or("");
            let tied = common.is(last, Class::Link);
            let hedging = Entry {
                certainty,
                reach,
                tied,
            };
            (entry.cell(0), hedging)
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
        let cue = Span::new(word.span.start, cue_end);
        let announces = matches!(certainty, Certainty::Alleged | Certainty::Possible);
        let content = (announces && !entry.tied).then(|| content(line, end, words));
        let first = match (entry.reach, content.flatten()) {
            (Reach::Clause, _) => Some(clause_start(line, from, words)),
            (Reach::After | Reach::Content, Some(content)) => Some(content),
            (Reach::After, None) => Some(end),
            (Reach::Content, None) => None,
            (Reach::Act, _) => act(line, end, words),
            (Reach::Verb, _) => opens_act(line, end, words).then_some(end),
        };
        let Some(first) = first else { continue };
        let last = clause_end(line, end.max(first), words);
        found.push(Hedge {
            cue,
            scope: stretch(line, first, last).unwrap_or(Span::new(cue_end, cue_end)),
            certainty,
        });
        let rest = (entry.reach != Reach::Clause).then(|| resumed(line, first, last, words));
        let rest = rest.flatten();
        let rest = rest.and_then(|rest| stretch(line, rest, clause_end(line, rest, words)));
        found.extend(rest.map(|scope| Hedge {
            cue,
            scope,
            certainty,
        }));
    }
    found
}

/// From the first to the last word of a range.
fn stretch(line: &Line<'_>, first: usize, end: usize) -> Option<Span> {
    let last = line.words.get(end.checked_sub(1)?)?;
    let first = line.words.get(first).filter(|_| end > first)?;
    Some(Span::new(first.span.start, last.span.end))
}

/// The clause that a word announces across what hangs on it: "the claim of a clerk, now retired, | that S", "alleged in
/// a letter | that S". Its first word.
fn content(line: &Line<'_>, from: usize, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let opens = line.words.get(from)?;
    if !common.is(&opens.fold, Class::Preposition) {
        return None;
    }
    let mut at = from + 1;
    while at < from + ASIDE {
        let word = line.words.get(at)?;
        if word.raw == "," {
            let closing = |at: &usize| line.words.get(*at).is_some_and(|word| word.raw == ",");
            at = (at + 1..from + ASIDE).find(closing)? + 1;
            // only the clause itself can follow: "the claim of a clerk, now retired, was …"
            let next = line.words.get(at)?;
            return announced(line, at, words).filter(|_| is_that(&next.fold, words));
        }
        if is_that(&word.fold, words) {
            return announced(line, at, words);
        }
        let ends = !word.is_word() && !word.glued_hyphen() || verbal(line, at, words);
        if ends || common.is(&word.fold, Class::ClauseBreak) {
            return None;
        }
        at += 1;
    }
    None
}

/// The word after "that", where a subject begins there: not "that was made".
fn announced(line: &Line<'_>, that: usize, words: &Words<'_>) -> Option<usize> {
    let first = line.words.get(that + 1)?;
    let long = clause_end(line, that + 1, words) >= that + 4 || is_comma(line, that + 2);
    (first.is_word() && !verbal(line, that + 1, words) && long).then_some(that + 1)
}

fn is_comma(line: &Line<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| word.raw == ",")
}

fn is_that(fold: &str, words: &Words<'_>) -> bool {
    words.common.is(fold, Class::Subordinator) && words.common.is(fold, Class::Relative)
}

/// True for a word that can be a finite verb only: an auxiliary, or a past without an article before it.
fn verbal(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let Some(word) = line.words.get(at) else {
        return false;
    };
    let common = &words.common;
    if common.is_any(
        &word.fold,
        &[
            Class::Auxiliary,
            Class::NegativeAuxiliary,
            Class::Contraction,
        ],
    ) {
        return true;
    }
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    let nominal = before.is_some_and(|before| {
        before.possessive
            || common.is_any(
                &before.fold,
                &[
                    Class::Article,
                    Class::Determiner,
                    Class::Possessive,
                    Class::Preposition,
                ],
            )
    });
    words.verbs.forms(&word.fold).past() && word.shape == Shape::Lower && !nominal
}

/// The main verb behind what is put in between commas after a subject: "that Lund, who was mayor then, | ordered".
fn resumed(line: &Line<'_>, first: usize, end: usize, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let that = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| is_that(&word.fold, words))
    };
    let told = that(first) || first.checked_sub(1).is_some_and(that);
    if !told || !is_comma(line, end) || (first..end).any(|at| verbal(line, at, words)) {
        return None;
    }
    let opens = line.words.get(end + 1)?;
    let aside = common.is_any(
        &opens.fold,
        &[
            Class::Relative,
            Class::Article,
            Class::Possessive,
            Class::Preposition,
        ],
    ) || opens.shape == Shape::Number
        || words.verbs.is_verb(&opens.fold) && !common.is(&opens.fold, Class::Auxiliary);
    let closing = (end + 2..end + ASIDE).find(|at| is_comma(line, *at))?;
    let verb = closing + 1;
    (aside && verbal(line, verb, words)).then_some(verb)
}

/// What somebody is blamed for doing: "for leaving the gate open".
fn act(line: &Line<'_>, from: usize, words: &Words<'_>) -> Option<usize> {
    let end = clause_end(line, from, words);
    (from + 1..end).find(|&at| {
        let (Some(tie), Some(act)) = (line.words.get(at - 1), line.words.get(at)) else {
            return false;
        };
        words.common.is(&tie.fold, Class::Link) && words.verbs.forms(&act.fold).ing()
    })
}

/// True for a verb that something follows, and for what an object follows.
fn opens_act(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let (Some(act), Some(next)) = (line.words.get(at), line.words.get(at + 1)) else {
        return false;
    };
    let object = words.common.is_any(
        &next.fold,
        &[Class::Article, Class::Possessive, Class::ObjectPronoun],
    );
    object || words.verbs.forms(&act.fold).base() && clause_end(line, at, words) > at + 1
}
