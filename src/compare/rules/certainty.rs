//! The rules `certainty` and `readiness`: flat here, hedged there; decided here, weighed there.

use super::super::context::Word;
use super::hedge::{
    ahead, asserted, attributive, enacted, futurate, is_hedged, is_open, laid_on, nominal,
    one_source, same_subject, settled, timed, verb,
};
use super::polarity::{phrase, short, single};
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{Certainty as Level, DivergenceKind, Hedge, Role, Span};

/// `certainty`: the same proposition is flat fact in one report and alleged, reported, expected, planned or possible in
/// the other.
///
/// What it sees: a hedge whose first governed words answer words of the other statement that no hedge governs there,
/// with another shared word beside them; a measure that is only considered here and imposed there; an act that somebody
/// claims here and did there. A noun is never the flat word against a plan. A headline's future ("to resign") for a thing
/// done or announced is none, and so is ordinary attribution of an undisputed fact ("police said").
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
        for found in [to_come, weighed, claimed] {
            findings.extend(found(pair, true));
            findings.extend(found(pair, false).map(|finding| Finding {
                left: finding.right,
                right: finding.left,
                ..finding
            }));
        }
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
    let (own, other) = pair.sides(of_left);
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
        let answer = pair.retold(of_left, index);
        let Some(answer) = answer else { continue };
        let open = if hedge.certainty == Level::Alleged {
            is_hedged(other, answer)
        } else {
            is_open(other, answer)
        };
        let (Some(word), Some(reply)) = (own.words.get(index), other.words.get(answer)) else {
            continue;
        };
        if open || word.quoted || reply.quoted || !asserted(pair, other, answer) {
            continue;
        }
        // another word says the same as a verb only: "present" attorneys are not what a film shows
        let direct = pair.answer(of_left, index).is_some();
        let told = pair.context.tables.is_past(&reply.folded)
            || other.statement.role == Role::Headline && !nominal(pair, other, answer);
        if !direct && !told {
            continue;
        }
        let to_other = |index| pair.answer(of_left, index);
        if hedge.certainty == Level::Alleged && one_source(own, hedge, other, to_other) {
            continue;
        }
        let to_come = matches!(hedge.certainty, Level::Planned | Level::Expected);
        // "a planned dam" and the "dam march": a thing that is planned is none that was done
        let thing = || attributive(pair, own, hedge) && !pair.context.tables.is_past(&reply.folded);
        let noun =
            || nominal(pair, other, answer) || timed(own, word) || timed(other, reply) || thing();
        let later = || ahead(pair, other, answer) || futurate(pair, other, answer);
        if to_come && (later() || noun()) {
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
        let few = own.words.iter().filter(|word| word.content).count() <= 4;
        let both = short(own) || short(other);
        let confidence = if few && attachment.words == 0
            || both && attachment.words == 1 && attachment.nearest <= 1
        {
            0.55
        } else if to_come && attachment.words == 1 && attachment.nearest == 0 {
            // the object alone: of one subject, or of two that may be one
            let one = same_subject(own, hedge.cue, other, answer, to_other);
            if one { 0.5 } else { 0.45 }
        } else {
            strength(hedge, attachment.words, attachment.nearest)
        };
        let finding = Finding {
            about: String::new(),
            left: under(own, hedge, word.span),
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

/// What a hedge stands over, with how sure it is.
fn under(view: &View<'_>, hedge: &Hedge, governed: Span) -> Evidence {
    let words = brief(view, hedge.cue, governed);
    Evidence {
        spans: vec![hedge.cue, governed],
        value: format!("{}: {words}", hedge.certainty.name()),
    }
}

/// From the cue to the verb, what stands between left out where it is long.
fn brief(view: &View<'_>, cue: Span, verb: Span) -> String {
    let whole = cue.cover(verb);
    if view.words_in(whole).len() <= LONGEST {
        return phrase(view, whole);
    }
    format!("{} … {}", phrase(view, cue), phrase(view, verb))
}

/// Words that a value shows in one.
const LONGEST: usize = 8;

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

/// An act told as done on one side and as to come on the other: "resigned" and "will resign".
fn to_come(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = pair.sides(of_left);
    let tables = &pair.context.tables;
    let conditional = |word: &Word| tables.conditional.contains(&word.folded);
    if own.statement.role == Role::Headline || own.words.iter().any(conditional) {
        return None;
    }
    // "would" tells a future only in what somebody said
    let told = own.statement.quotation.is_some();
    pair.shared.pairs().find_map(|(i, j)| {
        let (index, answer) = if of_left { (i, j) } else { (j, i) };
        let (word, reply) = (own.words.get(index)?, other.words.get(answer)?);
        let passive = index
            .checked_sub(1)
            .and_then(|before| own.words.get(before))
            .filter(|before| tables.being.contains(&before.folded));
        let will = (1..=2).find_map(|back| {
            let before = own.words.get(index.checked_sub(back)?)?;
            // "would have resigned" is not to come
            let next = back == 1 || passive.is_some() || own.words.get(index - 1)?.content;
            let will = tables.will.contains(&before.folded)
                || told && tables.reported_will.contains(&before.folded);
            (next && before.clause == word.clause && will).then_some(before)
        })?;
        let helped = answer
            .checked_sub(1)
            .and_then(|before| other.words.get(before))
            .is_some_and(|before| tables.being.contains(&before.folded));
        // "the shirt, last worn by Deacon" tells of another time
        let by = other.words.get(answer + 1);
        let beside = by.is_some_and(|by| tables.agent.contains(&by.folded))
            && !other
                .words
                .get(answer.saturating_sub(2)..answer)?
                .iter()
                .any(|word| tables.being.contains(&word.folded));
        let done = tables.is_past(&reply.folded)
            && !beside
            && !ahead(pair, other, answer)
            && !is_hedged(other, answer)
            && !word.quoted
            && !reply.quoted
            && (word.folded != reply.folded || passive.is_some() && helped)
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

/// Who claims an act, or is blamed for it, on one side and did it on the other: "claimed responsibility" and "carried
/// out by the Front".
fn claimed(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = pair.sides(of_left);
    let to_other = |index| pair.answer(of_left, index);
    let (laid, done) = laid_on(pair, own, other, to_other)?;
    let (laid, done) = (own.span_of(&laid)?, other.span_of(&done)?);
    let (alleged, flat) = (Level::Alleged.name(), phrase(other, done));
    Some(Finding {
        about: String::new(),
        left: Evidence::new(laid, format!("{alleged}: {}", phrase(own, laid))),
        right: Evidence::new(done, format!("flat: {flat}")),
        confidence: 0.55,
    })
}

/// A measure weighed on one side and in effect on the other: "is considering a curfew" and "has imposed a curfew".
fn weighed(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = pair.sides(of_left);
    if own.statement.role == Role::Headline || pair.shared.pairs().count() < 2 {
        return None;
    }
    let to_other = |index| pair.answer(of_left, index);
    let hedges = pair.context.first(own, &own.statement.facts.hedges);
    hedges.into_iter().find_map(|hedge| {
        let (head, answer, act) = enacted(pair, (own, hedge), other, to_other)?;
        let (word, reply) = (own.words.get(head)?, other.words.get(answer)?);
        let act = other.words.get(act)?;
        if word.quoted || reply.quoted {
            return None;
        }
        let done = act.span.cover(reply.span);
        Some(Finding {
            about: String::new(),
            left: under(own, hedge, word.span),
            right: Evidence::new(done, format!("done: {}", phrase(other, done))),
            confidence: 0.55,
        })
    })
}

/// True when what follows the two phrases are words that do not answer each other: "willing to accept", "will save $8".
fn other_act(pair: &Pair<'_>, left: usize, right: usize) -> bool {
    let next = |view: &View<'_>, at: usize| {
        let word = view.words.get(at)?;
        (word.content && word.name.is_none()).then_some(at)
    };
    match (next(pair.left, left), next(pair.right, right)) {
        (Some(i), Some(j)) => {
            let (one, two) = (pair.left.words.get(i), pair.right.words.get(j));
            let same = one.zip(two).is_some_and(|(one, two)| {
                one.answers(two) || pair.context.tables.retells(&one.stem, &two.stem)
            });
            let answered = pair.shared.to_right(i).is_some() || pair.shared.to_left(j).is_some();
            !same && !answered
        }
        _ => false,
    }
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
            let mut all = pair.context.tables.stances.find(&view.words);
            // "will not" decides on something else
            all.retain(|found| {
                let next = view.words.get(found.words.end);
                let mut negations = view.statement.facts.negations.iter();
                !next.is_some_and(|next| negations.any(|marker| marker.cue.overlaps(next.span)))
            });
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
                let other = || other_act(pair, a.words.end, b.words.end);
                if both || attachment.words == 0 || attachment.nearest > 2 && other() {
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
