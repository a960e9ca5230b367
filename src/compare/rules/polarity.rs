//! The rule `polarity`: affirmed here, denied or negated there.

use std::ops::Range;

use super::super::phrases::Found;
use super::super::tables::Pole;
use super::negation::answered;
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Form, Marker, NameKind, Span};

/// `polarity`: one report affirms what the other denies or negates.
///
/// What it sees: a negation whose first governed word answers a word of the other statement that is not negated, with
/// two more shared words beside it; and words that deny each other ("approved" and "rejected") on the same shared
/// words. The negated word may stand behind a promise ("would not commit to paying"), behind the subject ("at no time was
/// it lost"), or be another verb for the same act on the same object. A negation of something that the other report does
/// not say is none, and so are two negations, and a word in a clause beside the news ("who won in May").
///
/// Why readers care: it is the plainest contradiction.
///
/// Fires: `the dam did not fail` | `the dam failed`; `the council approved the plan` | `the council rejected the plan`.
/// Stays quiet: `the council did not approve the plan` | `the council rejected the plan`.
///
/// Sources: de Marneffe, Rafferty and Manning 2008 (negation and antonymy are the plain kinds of contradiction).
pub(super) struct Polarity;

impl Rule for Polarity {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Polarity
    }

    fn name(&self) -> &'static str {
        "polarity"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(negated(pair, true));
        findings.extend(negated(pair, false).map(|finding| Finding {
            left: finding.right,
            right: finding.left,
            ..finding
        }));
        findings.extend(opposed(pair));
        findings.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        findings.truncate(1);
        findings
    }

    fn headline(&self, _about: &str) -> String {
        "affirmed in one, denied in another".to_owned()
    }
}

/// The first content words that a marker governs, names and the cue left out.
pub(super) fn governed(view: &View<'_>, cue: Span, scope: Span, most: usize) -> Vec<usize> {
    view.words_in(scope)
        .filter(|&index| {
            view.words.get(index).is_some_and(|word| {
                word.content
                    && word.name.is_none()
                    && !cue.overlaps(word.span)
                    && word.span.start >= cue.start
                    && !word
                        .folded
                        .starts_with(|letter: char| letter.is_ascii_digit())
            })
        })
        .take(most)
        .collect()
}

/// True when a word is among the first that a marker governs.
fn is_negated(view: &View<'_>, index: usize) -> bool {
    view.statement
        .facts
        .negations
        .iter()
        .any(|marker| governed(view, marker.cue, marker.scope, 4).contains(&index))
}

/// True when a person of one name stands before both words in their clauses: the subject of both.
fn same_person(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let before = |view: &View<'_>, name: usize, verb: usize| {
        let (Some(name), Some(verb)) = (view.words.get(name), view.words.get(verb)) else {
            return false;
        };
        name.span.end <= verb.span.start && name.name == Some(NameKind::Person)
    };
    let reports = |view: &View<'_>, at: usize| {
        let word = view.words.get(at);
        word.is_some_and(|word| pair.context.tables.reporting.contains(&word.stem))
    };
    let mut pairs = pair.shared.pairs();
    !reports(pair.left, a)
        && pairs.any(|(i, j)| before(pair.left, i, a) && before(pair.right, j, b))
}

/// True when nothing of content follows a word in its clause: "has conceded", not "has conceded the second seat".
fn ends(view: &View<'_>, at: usize) -> bool {
    let clause = view.words.get(at).map(|word| word.clause);
    let mut behind = view.words.iter().skip(at + 1);
    !behind.any(|word| Some(word.clause) == clause && word.content)
}

/// A negation on one side over a word that stands unnegated on the other.
fn negated(pair: &Pair<'_>, of_left: bool) -> Option<Finding> {
    let (own, other) = pair.sides(of_left);
    let mut best: Option<Finding> = None;
    for marker in pair.context.first(own, &own.statement.facts.negations) {
        let to_other = |index| pair.retold(of_left, index);
        let Some((index, answer)) = answered(pair, (own, marker), other, to_other) else {
            continue;
        };
        if is_negated(other, answer) {
            continue;
        }
        let (Some(word), Some(reply)) = (own.words.get(index), other.words.get(answer)) else {
            continue;
        };
        if word.quoted != reply.quoted && (verbatim(own) || verbatim(other))
            || denies(pair, other, answer)
            || negates_beside(other, answer)
            || affirms_too(own, marker, index)
            || both_poles(pair, own)
            || both_poles(pair, other)
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
            .attachment(pair.left, &(a..a + 1), pair.right, &(b..b + 1));
        let confidence = match attachment.words {
            0 if tiny(own) && tiny(other) => 0.55,
            0 => continue,
            1 | 2 if other_objects(pair, a, b) => continue,
            1 if short(own) && short(other) && attachment.nearest <= 1 => 0.55,
            1 if same_person(pair, a, b) && ends(pair.left, a) && ends(pair.right, b) => 0.55,
            1 => 0.4,
            2 if attachment.nearest > 2 => 0.45,
            _ => 0.65,
        };
        let finding = Finding {
            about: String::new(),
            left: Evidence {
                spans: vec![marker.cue, word.span],
                value: phrase(own, marker.cue.cover(word.span)),
            },
            right: Evidence::new(reply.span, phrase(other, reply.span)),
            confidence,
        };
        if best
            .as_ref()
            .is_none_or(|held| held.confidence < confidence)
        {
            best = Some(finding);
        }
    }
    best
}

/// True when any negation stands in the clause of a word: "paid no bonus" and "did not pay a bonus" say the same.
fn negates_beside(view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.statement.facts.negations.iter().any(|marker| {
        view.words_in(marker.cue).any(|cue| {
            view.words
                .get(cue)
                .is_some_and(|cue| cue.segment == word.segment)
        })
    })
}

/// True when a statement also has the word outside of the negation.
fn affirms_too(view: &View<'_>, marker: &Marker, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.words.iter().enumerate().any(|(other, same)| {
        other != index && same.key == word.key && !marker.scope.contains(same.span)
            || other > index && same.key == word.key
    })
}

/// True for a statement that tells both of a pair that deny each other: guilty on 14 counts, cleared of two.
fn both_poles(pair: &Pair<'_>, view: &View<'_>) -> bool {
    let found = pair.context.tables.opposites.find(&view.words);
    found.iter().enumerate().any(|(place, one)| {
        let mut rest = found.iter().skip(place + 1);
        rest.any(|two| clash(one, two).is_some())
    })
}

/// True when the next words of content behind two verbs do not answer each other: who stopped work did not stop the strike.
fn other_objects(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let object = |view: &View<'_>, at: usize| {
        let verb = view.words.get(at)?;
        let behind = view.words.get(at + 1..(at + 5).min(view.words.len()))?;
        let mut same = (at + 1..)
            .zip(behind)
            .take_while(|(_, word)| word.segment == verb.segment);
        same.find(|(_, word)| word.content).map(|(index, _)| index)
    };
    match (object(pair.left, a), object(pair.right, b)) {
        (Some(i), Some(j)) => pair.shared.to_right(i).is_none() && pair.shared.to_left(j).is_none(),
        _ => false,
    }
}

/// True when a word of denial stands before a word in its clause.
fn denies(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.words.get(..index).is_some_and(|before| {
        before.iter().rev().take(6).any(|other| {
            other.segment == word.segment && pair.context.tables.denials.contains(&other.stem)
        })
    })
}

/// Words that deny each other on the same shared words.
fn opposed(pair: &Pair<'_>) -> Option<Finding> {
    let found = |view: &View<'_>| {
        let all = pair.context.tables.opposites.find(&view.words);
        pair.context.first(view, all)
    };
    let (left, right) = (found(pair.left), found(pair.right));
    let mut best: Option<(f64, Finding)> = None;
    for a in &left {
        for b in &right {
            let Some(class) = clash(a, b) else {
                continue;
            };
            let has = |found: &[Found<'_, Pole>], side: &str| {
                found.iter().any(|found| {
                    found
                        .meanings
                        .iter()
                        .any(|pole| pole.pair == class && pole.side == side)
                })
            };
            // a report that uses both words tells more than one thing
            let mixed = |found: &[Found<'_, Pole>]| has(found, "yes") && has(found, "no");
            let flipped =
                is_negated(pair.left, a.words.start) || is_negated(pair.right, b.words.start);
            // who won the title last year loses it now
            let apart = beside(pair, pair.left, a) != beside(pair, pair.right, b);
            if mixed(&left) || mixed(&right) || flipped || apart {
                continue;
            }
            let attachment = pair
                .shared
                .attachment(pair.left, &a.words, pair.right, &b.words);
            let enough = if short(pair.left) && short(pair.right) {
                1
            } else {
                2
            };
            if attachment.words < enough || attachment.nearest > 2 || others(pair, a, b) {
                continue;
            }
            let (Some(x), Some(y)) = (pair.left.span_of(&a.words), pair.right.span_of(&b.words))
            else {
                continue;
            };
            let finding = Finding {
                about: String::new(),
                left: Evidence::new(x, phrase(pair.left, x)),
                right: Evidence::new(y, phrase(pair.right, y)),
                confidence: if attachment.words >= 3 || attachment.nearest <= 1 {
                    0.65
                } else {
                    0.5
                },
            };
            if best
                .as_ref()
                .is_none_or(|(held, _)| attachment.strength > *held)
            {
                best = Some((attachment.strength, finding));
            }
        }
    }
    best.map(|(_, finding)| finding)
}

/// True for a phrase in a clause of what is told beside the news: "who won in March".
fn beside(pair: &Pair<'_>, view: &View<'_>, found: &Found<'_, Pole>) -> bool {
    let words = view.words.get(..=found.words.start).unwrap_or(&[]);
    let clause = words.last().map(|word| word.clause);
    let mut clause = words.iter().filter(|word| Some(word.clause) == clause);
    clause
        .next()
        .is_some_and(|word| pair.context.tables.aside.contains(&word.folded))
}

/// True when the content words before the two phrases are names or nouns that do not answer each other: the one won,
/// the other lost.
fn others(pair: &Pair<'_>, a: &Found<'_, Pole>, b: &Found<'_, Pole>) -> bool {
    let before = |view: &View<'_>, start: usize| {
        let words = view.words.get(..start)?;
        words.iter().rposition(|word| word.content)
    };
    match (
        before(pair.left, a.words.start),
        before(pair.right, b.words.start),
    ) {
        (Some(i), Some(j)) => {
            let name = |view: &View<'_>, at: usize| {
                let word = view.words.get(at);
                word.is_some_and(|word| view.text(word.span).starts_with(char::is_uppercase))
            };
            let (there, here) = (pair.shared.to_right(i), pair.shared.to_left(j));
            // "Harwick defeated Ashby", "Ashby lost to Harwick"
            let turned = name(pair.left, i) && name(pair.right, j) && there != Some(j);
            turned || there.is_none() && here.is_none()
        }
        _ => false,
    }
}

/// The pair whose two poles the two phrases are.
fn clash(a: &Found<'_, Pole>, b: &Found<'_, Pole>) -> Option<String> {
    a.meanings.iter().find_map(|x| {
        let met = b
            .meanings
            .iter()
            .any(|y| x.pair == y.pair && x.side != y.side);
        met.then(|| x.pair.clone())
    })
}

/// True for statements of at most three content words: one shared word beside the compared one is all there can be.
pub(super) fn short(view: &View<'_>) -> bool {
    view.words.iter().filter(|word| word.content).count() <= 3
}

/// True for statements of one or two content words: "he has a licence".
fn tiny(view: &View<'_>) -> bool {
    view.words.iter().filter(|word| word.content).count() <= 2
}

/// True for a quotation that is all inside marks: who denies in his own words is another voice than the outlet's.
fn verbatim(view: &View<'_>) -> bool {
    let quotation = view.statement.quotation.as_ref();
    quotation.is_some_and(|quotation| quotation.form == Form::Direct)
}

/// The words of a span on one line.
pub(super) fn phrase(view: &View<'_>, span: Span) -> String {
    view.text(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// One word as a range.
pub(super) fn single(index: usize) -> Range<usize> {
    index..index + 1
}
