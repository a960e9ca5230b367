//! A negation → the word that it negates and the word of the other statement that affirms it.

use super::super::context::Word;
use super::polarity::governed;
use super::{Pair, View};
use crate::model::Marker;

/// Words of content behind a negation among which its verb stands.
const FIRST: usize = 4;

/// The word that a marker negates and the one that answers it in the other statement.
pub(super) fn answered(
    pair: &Pair<'_>,
    (own, marker): (&View<'_>, &Marker),
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let after = own.words_in(marker.cue).end;
    let all = governed(own, marker.cue, marker.scope, FIRST);
    let first = all.first().copied()?;
    let between = own.words.get(after..first)?;
    // nothing but carriers between: "denied the report" does not negate the report
    let carried =
        |word: &Word| tables.carriers.contains(&word.folded) || tables.being.contains(&word.folded);
    if between.iter().all(carried) {
        let committed = || promised(pair, own, &all, other, &to_other);
        let framed = || framed(pair, (own, first), other, &to_other);
        let direct = to_other(first).map(|answer| (first, answer));
        return committed().or(direct).or_else(framed);
    }
    inverted(pair, (own, after), &all, other, &to_other)
        .or_else(|| predicate(pair, (own, after), first, other, &to_other))
        .or_else(|| light(pair, (own, after), first, other, &to_other))
        .or_else(|| nobody(pair, (own, marker), other, &to_other))
        .or_else(|| denied(pair, (own, marker), other, &to_other))
}

/// What somebody does not promise to do and will do in the other: "would not commit to paying" and "will pay".
fn promised(
    pair: &Pair<'_>,
    own: &View<'_>,
    all: &[usize],
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let [first, second, ..] = all else {
        return None;
    };
    let binds = |word: &Word| tables.committing.contains(&word.stem);
    own.words.get(*first).filter(|word| binds(word))?;
    let between = own.words.get(first + 1..*second)?;
    let to = |word: &Word| tables.infinitive.contains(&word.folded);
    if between.is_empty() || !between.iter().all(to) {
        return None;
    }
    let answer = to_other(*second)?;
    let mut before = other.words.get(..answer)?.iter().rev().take(3);
    before
        .any(|word| {
            binds(word)
                || tables.will.contains(&word.folded)
                || tables.reported_will.contains(&word.folded)
        })
        .then_some((*second, answer))
}

/// Another verb that says the same of the same object: "did not use tear gas" and "fired tear gas".
fn framed(
    pair: &Pair<'_>,
    (own, verb): (&View<'_>, usize),
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let negated = own.words.get(verb)?;
    let near = |at: &usize| {
        let word = own.words.get(*at);
        word.is_some_and(|word| word.content && word.segment == negated.segment)
    };
    let object = (verb + 1..verb + FIRST).find(near)?;
    let answer = to_other(object)?;
    let held = other.words.get(answer)?;
    let acts = |at: &usize| {
        let word = other.words.get(*at);
        word.is_some_and(|word| word.content && word.segment == held.segment)
    };
    let act = (answer.saturating_sub(FIRST)..answer).rev().find(acts)?;
    let other_verb = other.words.get(act)?;
    tables
        .one_frame(&negated.stem, &other_verb.stem)
        .then_some((verb, act))
}

/// The verb behind a subject that changed places with its auxiliary: "at no time was the ship lost", "nor did the union
/// sign".
fn inverted(
    pair: &Pair<'_>,
    (own, after): (&View<'_>, usize),
    all: &[usize],
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let helper = own.words.get(after)?;
    // "was not the captain" is no inversion: there it stands before the negation
    if !tables.inverting.contains(&helper.folded) {
        return None;
    }
    let past = |index: &&usize| {
        let word = own.words.get(**index);
        word.is_some_and(|word| tables.is_past(&word.folded))
    };
    let verb = match all.iter().find(past) {
        Some(verb) => *verb,
        // "did": the verb has no ending, and its subject may be a name
        None => *all.iter().find(|index| {
            let word = index.checked_sub(1).and_then(|at| own.words.get(at));
            word.is_some_and(|word| word.content || word.name.is_some())
        })?,
    };
    let answer = to_other(verb)?;
    let told = other.words.get(answer)?;
    let asserts =
        |word: &Word| tables.is_past(&word.folded) || tables.ends(&word.folded, "unfinished");
    asserts(told).then_some((verb, answer))
}

/// What somebody is not and is in the other: "is not a suspect", "was not under arrest" and "was under arrest".
fn predicate(
    pair: &Pair<'_>,
    (own, after): (&View<'_>, usize),
    first: usize,
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let being = |word: &Word| tables.being.contains(&word.folded);
    let is = after.checked_sub(2).and_then(|at| own.words.get(at));
    is.filter(|word| being(word))?;
    let small = |view: &View<'_>, start: usize, end: usize| -> Option<Vec<String>> {
        let words = view.words.get(start..end)?;
        let tied = words.iter().filter(|word| !tables.is_article(&word.folded));
        Some(tied.map(|word| word.folded.clone()).collect())
    };
    let answer = to_other(first)?;
    let start = (answer.saturating_sub(FIRST)..answer)
        .rev()
        .find(|at| other.words.get(*at).is_some_and(being))?;
    let (ties, others) = (small(own, after, first)?, small(other, start + 1, answer)?);
    (ties == others).then_some((first, answer))
}

/// What somebody does not get or have and does in the other: "will not get back pay" and "will get back pay".
fn light(
    pair: &Pair<'_>,
    (own, after): (&View<'_>, usize),
    first: usize,
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let verb = |word: &Word| tables.light.get(&word.folded).filter(|_| !word.content);
    let own_verb = own.words.get(after..first)?.iter().find_map(verb)?;
    let answer = to_other(first)?;
    let object = other.words.get(answer)?;
    // the object's own small words and modifiers stand between, no other verb
    let mut before = (other.words.get(..answer)?.iter().rev())
        .take(FIRST)
        .take_while(|word| {
            word.segment == object.segment && !tables.is_past(&word.folded) || verb(word).is_some()
        });
    let there = before.find_map(verb)?;
    (there == own_verb).then_some((first, answer))
}

/// What nobody does and somebody does in the other: "no Democrat supported it" and "three Democrats supported it".
fn nobody(
    pair: &Pair<'_>,
    (own, marker): (&View<'_>, &Marker),
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let cue = own.words_in(marker.cue);
    let opens = own.words.get(cue.start)?;
    let before = cue.start.checked_sub(1).and_then(|at| own.words.get(at));
    let begins = before.is_none_or(|word| {
        word.segment != opens.segment
            || tables.is_break(&word.folded)
            || tables.reporting.contains(&word.stem)
    });
    let after = own.words.get(cue.end);
    let single = after.is_some_and(|word| {
        tables.is_article(&word.folded) || tables.negated_subject.contains(&word.folded)
    });
    if !begins || !(tables.negated_subject.contains(&opens.folded) || single) {
        return None;
    }
    told(pair, (own, cue.end), opens.clause, other, to_other)
}

/// What is denied in a clause of its own and told in the other: "denied that the post was deleted".
fn denied(
    pair: &Pair<'_>,
    (own, marker): (&View<'_>, &Marker),
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let tables = pair.context.tables;
    let cue = own.words_in(marker.cue);
    let opens = |at: usize| {
        let word = own.words.get(at);
        word.is_some_and(|word| tables.is_break(&word.folded))
    };
    // "denied that" and "not true that", whose last word opens the clause
    let start = if opens(cue.end) { cue.end + 1 } else { cue.end };
    if !opens(start.checked_sub(1)?) {
        return None;
    }
    let clause = own.words.get(start)?.clause;
    told(pair, (own, start), clause, other, to_other)
}

/// The first verb of a clause from a word on, and the verb of the other statement that answers it.
fn told(
    pair: &Pair<'_>,
    (own, start): (&View<'_>, usize),
    clause: usize,
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    let within = |at: &usize| own.words.get(*at).is_some_and(|word| word.clause == clause);
    let verb = (start..own.words.len())
        .take(SUBJECT)
        .take_while(within)
        .find(|at| finite(pair, own, *at))?;
    let answer = to_other(verb)?;
    finite(pair, other, answer).then_some((verb, answer))
}

/// True for what is a verb by what it looks like: a past, or a word behind a form of "be" or of the future.
fn finite(pair: &Pair<'_>, view: &View<'_>, at: usize) -> bool {
    let tables = pair.context.tables;
    let helps =
        |word: &Word| tables.being.contains(&word.folded) || tables.will.contains(&word.folded);
    let before = at.checked_sub(1).and_then(|at| view.words.get(at));
    view.words.get(at).is_some_and(|word| {
        let verb = tables.is_past(&word.folded) || before.is_some_and(helps);
        word.content && word.name.is_none() && verb
    })
}

/// Words of a negated subject before its verb at most: "no member of the council's finance committee".
const SUBJECT: usize = 9;
