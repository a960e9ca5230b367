//! The rules `certainty` and `readiness`: flat here, hedged there; decided here, weighed there.

use super::super::context::Word;
use super::polarity::{governed, phrase, short, single};
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{Certainty as Level, DivergenceKind, Hedge, Role};

/// `certainty`: the same proposition is flat fact in one report and alleged, reported, expected, planned or possible in
/// the other.
///
/// What it sees: a hedge whose first governed words answer words of the other statement that no hedge governs there,
/// with another shared word beside them. A headline's future ("to resign") for a thing done or announced is none, and
/// so is ordinary attribution of an undisputed fact ("police said").
///
/// Why readers care: "killed" and "feared killed" are not the same news.
///
/// Fires: `the pilot ignored the warning` | `the pilot allegedly ignored the warning`.
/// Stays quiet: `the pilot may have ignored the warning` | `the pilot possibly ignored the warning`.
///
/// Sources: FactBank (Saurí and Pustejovsky 2009) for the sorts; the guide of the annotated stories for the tests.
pub(super) struct Certainty;

impl Rule for Certainty {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Certainty
    }

    fn name(&self) -> &'static str {
        "certainty"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = hedged(pair, true).into_iter().collect();
        findings.extend(hedged(pair, false).map(|finding| Finding {
            left: finding.right,
            right: finding.left,
            ..finding
        }));
        findings.extend(to_come(pair, true));
        findings.extend(to_come(pair, false).map(|finding| Finding {
            left: finding.right,
            right: finding.left,
            ..finding
        }));
        findings.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        findings.truncate(1);
        findings
    }

    fn headline(&self, _about: &str) -> String {
        "certain in one, hedged in another".to_owned()
    }
}

/// A hedge on one side over a word that stands flat on the other.
fn hedged(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = if of_left {
        (pair.left, pair.right)
    } else {
        (pair.right, pair.left)
    };
    let mut best: Option<Finding> = None;
    for hedge in pair.context.first(own, &own.statement.facts.hedges) {
        if own.statement.role == Role::Headline
            && matches!(hedge.certainty, Level::Planned | Level::Expected)
            || settled(pair, own, hedge)
        {
            continue;
        }
        let Some(index) = verb(pair, own, hedge) else {
            continue;
        };
        let answer = if of_left {
            pair.shared.to_right(index)
        } else {
            pair.shared.to_left(index)
        };
        let Some(answer) = answer else { continue };
        if is_hedged(other, answer) {
            continue;
        }
        let (Some(word), Some(reply)) = (own.words.get(index), other.words.get(answer)) else {
            continue;
        };
        if word.quoted || reply.quoted || !asserted(pair, other, answer) {
            continue;
        }
        if matches!(hedge.certainty, Level::Planned | Level::Expected) && ahead(pair, other, answer)
        {
            continue;
        }
        let (a, b) = if of_left {
            (index, answer)
        } else {
            (answer, index)
        };
        let attachment = pair
            .shared
            .attachment(pair.left, &single(a), pair.right, &single(b));
        let brief = own.words.iter().filter(|word| word.content).count() <= 4;
        let both = short(own) || short(other);
        let confidence = if brief && attachment.words == 0
            || both && attachment.words == 1 && attachment.nearest <= 1
        {
            0.55
        } else {
            strength(hedge, attachment.words, attachment.nearest)
        };
        let finding = Finding {
            about: String::new(),
            left: Evidence {
                spans: vec![hedge.cue, word.span],
                value: format!(
                    "{}: {}",
                    hedge.certainty.name(),
                    phrase(own, hedge.cue.cover(word.span))
                ),
            },
            right: Evidence::new(reply.span, format!("flat: {}", phrase(other, reply.span))),
            confidence,
        };
        if best
            .as_ref()
            .is_none_or(|held| held.confidence < confidence)
        {
            best = Some(finding);
        }
    }
    best.filter(|finding| finding.confidence > 0.0)
}

fn strength(hedge: &Hedge, words: usize, nearest: usize) -> f64 {
    let near = nearest <= 2;
    match (hedge.certainty, words) {
        (_, 0) => 0.0,
        (_, 1) if !near => 0.3,
        (_, 1) => 0.45,
        (Level::Possible, 2) => 0.5,
        _ => 0.65,
    }
}

/// The verb that a hedge governs: the first word of content after it, with nothing but carriers ("to", "have") between;
/// where a clause of its own follows ("feared that the bridge had fallen"), its verb.
fn verb(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> Option<usize> {
    let tables = pair.context.tables;
    let all = governed(view, hedge.cue, hedge.scope, FIRST);
    let index = all.first().copied()?;
    let after = view.words_in(hedge.cue).end;
    let opens = |at: usize| {
        view.words
            .get(at)
            .is_some_and(|word| tables.is_break(&word.folded))
    };
    if after.checked_sub(1).is_some_and(opens) || opens(after) {
        return all.into_iter().find(|index| finite(pair, view, *index));
    }
    let between = view.words.get(after..index).unwrap_or(&[]);
    between
        .iter()
        .all(|word| tables.carriers.contains(&word.folded))
        .then_some(index)
}

/// Words of content of a clause among which its verb stands.
const FIRST: usize = 5;

/// True for what is a verb by what it looks like: a past, or an auxiliary before it.
fn finite(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = pair.context.tables;
    let past = |word: &Word| tables.is_past(&word.folded);
    let before = index.checked_sub(1).and_then(|at| view.words.get(at));
    let helped = |word: &Word| {
        tables.being.contains(&word.folded)
            || tables.will.contains(&word.folded)
            || !word.content && tables.carriers.contains(&word.folded)
    };
    view.words.get(index).is_some_and(past) || before.is_some_and(helped)
}

/// True for a word of a charge under a word of guilt: "convicted of 12 counts of theft" hedges nothing.
fn settled(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> bool {
    let cue = view.words_in(hedge.cue).start;
    let clause = view.words.get(cue).map(|word| word.segment);
    hedge.certainty == Level::Alleged
        && view.words.get(..cue).is_some_and(|before| {
            let mut same = before.iter().filter(|word| Some(word.segment) == clause);
            same.any(|word| pair.context.tables.settled.contains(&word.folded))
        })
}

/// True when a word can stand for a flat assertion: no infinitive after "to", no form in -ing without a form of "be".
fn asserted(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = &pair.context.tables;
    let Some(word) = view.words.get(index) else {
        return false;
    };
    let before = index
        .checked_sub(1)
        .and_then(|before| view.words.get(before));
    if before.is_some_and(|before| tables.infinitive.contains(&before.folded)) {
        return false;
    }
    !tables.ends(&word.folded, "unfinished")
        || before.is_some_and(|before| tables.being.contains(&before.folded))
}

/// An act told as done on one side and as to come on the other: "resigned" and "will resign".
fn to_come(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = if of_left {
        (pair.left, pair.right)
    } else {
        (pair.right, pair.left)
    };
    if own.statement.role == Role::Headline {
        return None;
    }
    let tables = &pair.context.tables;
    pair.shared.pairs().find_map(|(i, j)| {
        let (index, answer) = if of_left { (i, j) } else { (j, i) };
        let (word, reply) = (own.words.get(index)?, other.words.get(answer)?);
        let will = (1..=2).find_map(|back| {
            let before = own.words.get(index.checked_sub(back)?)?;
            (before.clause == word.clause && tables.will.contains(&before.folded)).then_some(before)
        })?;
        let done = tables.is_past(&reply.folded)
            && !ahead(pair, other, answer)
            && !is_hedged(other, answer)
            && !word.quoted
            && !reply.quoted
            && word.folded != reply.folded
            && word.name.is_none();
        let attachment = pair
            .shared
            .attachment(pair.left, &single(i), pair.right, &single(j));
        if !done || attachment.words < 2 {
            return None;
        }
        Some(Finding {
            about: String::new(),
            left: Evidence::new(
                will.span.cover(word.span),
                format!("to come: {}", phrase(own, will.span.cover(word.span))),
            ),
            right: Evidence::new(reply.span, format!("done: {}", phrase(other, reply.span))),
            confidence: 0.55,
        })
    })
}

/// True when any hedge governs the word.
fn is_hedged(view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.statement
        .facts
        .hedges
        .iter()
        .any(|hedge| hedge.scope.contains(word.span) || hedge.cue.overlaps(word.span))
}

/// True when a word of the future stands before a word in its clause.
fn ahead(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.words.get(..index).is_some_and(|before| {
        before.iter().rev().take(3).any(|other| {
            other.clause == word.clause && pair.context.tables.future.contains(&other.folded)
        })
    })
}

/// `readiness`: one report says that somebody only weighs what the other says he is ready for or has decided.
///
/// What it sees: set phrases on a ladder (does not rule out, is considering < is open to, is willing < has decided, will)
/// that hang on shared words.
///
/// Why readers care: "is considering" and "has decided" are different news.
///
/// Fires: `the union is considering a strike` | `the union is ready to strike`.
/// Stays quiet: `the union is willing to talk` | `the union is open to talks`.
///
/// Sources: the guide of the annotated stories; the ladder is compiled for this project.
pub(super) struct Readiness;

impl Rule for Readiness {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Certainty
    }

    fn name(&self) -> &'static str {
        "readiness"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let found = |view: &View<'_>| {
            let all = pair.context.tables.stances.find(&view.words);
            pair.context.first(view, all)
        };
        let (left, right) = (found(pair.left), found(pair.right));
        let quoted =
            |view: &View<'_>, index: usize| view.words.get(index).is_some_and(|word| word.quoted);
        for a in &left {
            for b in &right {
                let (Some(x), Some(y)) = (a.meanings.first(), b.meanings.first()) else {
                    continue;
                };
                if x == y || quoted(pair.left, a.words.start) || quoted(pair.right, b.words.start) {
                    continue;
                }
                // both on both sides: each report tells more than one step
                let both = left.iter().any(|found| found.meanings.first() == Some(y))
                    || right.iter().any(|found| found.meanings.first() == Some(x));
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                let (Some(from), Some(to)) =
                    (pair.left.span_of(&a.words), pair.right.span_of(&b.words))
                else {
                    continue;
                };
                if both || attachment.words == 0 {
                    continue;
                }
                return vec![Finding {
                    about: String::new(),
                    left: Evidence::new(from, phrase(pair.left, from)),
                    right: Evidence::new(to, phrase(pair.right, to)),
                    confidence: 0.6,
                }];
            }
        }
        Vec::new()
    }

    fn headline(&self, _about: &str) -> String {
        "one step further in one than in another".to_owned()
    }
}
