//! The rules `label` and `noun-phrase`: another name with another colour for the same person, group, act or law.

use std::ops::Range;

use super::super::shared::distance;
use super::polarity::phrase;
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Role};

/// `label`: the same person, group, act, law or thing is named by words that carry a different evaluation.
///
/// What it sees: words of the list `labels.tsv` of one class and different colour, outside quotation marks, that hang
/// on the words that the two statements share, or that are one noun with another word before it; a report that uses both
/// is no side.
///
/// Why readers care: the choice between two names is where outlets differ most, and nobody is quoted on it.
///
/// Fires: `the militants seized the town` | `the terrorists seized the town`.
/// Stays quiet: `the gunmen seized the town` | `the fighters seized the town` (one colour).
///
/// Sources: the list is compiled for this project, versioned in its first lines.
pub(super) struct Label;

/// A label in a statement.
struct Used {
    words: Range<usize>,
    class: String,
    charge: String,
}

impl Rule for Label {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Label
    }

    fn name(&self) -> &'static str {
        "label"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (left, right) = (used(pair, pair.left), used(pair, pair.right));
        let mut findings: Vec<(f64, Finding)> = Vec::new();
        for a in &left {
            for b in &right {
                if a.class != b.class || a.charge == b.charge {
                    continue;
                }
                let also = |list: &[Used], charge: &str| {
                    list.iter()
                        .any(|used| used.class == a.class && used.charge == charge)
                };
                if also(&left, &b.charge) || also(&right, &a.charge) {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                let one_head = one_head(pair, a, b);
                let confidence = match attachment.words {
                    0 | 1 if one_head => 0.5,
                    0 => continue,
                    1 if attachment.nearest > 2 => 0.35,
                    1 => 0.5,
                    _ if attachment.nearest > 4 && !one_head => 0.45,
                    _ => 0.65,
                };
                let (Some(x), Some(y)) =
                    (pair.left.span_of(&a.words), pair.right.span_of(&b.words))
                else {
                    continue;
                };
                findings.push((
                    attachment.strength,
                    Finding {
                        about: a.class.clone(),
                        left: Evidence::new(x, phrase(pair.left, x)),
                        right: Evidence::new(y, phrase(pair.right, y)),
                        confidence,
                    },
                ));
            }
        }
        findings.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut kept: Vec<Finding> = Vec::new();
        for (_, finding) in findings {
            if !kept.iter().any(|held| held.about == finding.about) {
                kept.push(finding);
            }
        }
        kept
    }

    fn headline(&self, _about: &str) -> String {
        "named with another colour".to_owned()
    }
}

/// True when two labels are one noun with another word before it: "undocumented immigrant" and "illegal immigrant".
fn one_head(pair: &Pair<'_>, a: &Used, b: &Used) -> bool {
    let head = |view: &View<'_>, words: &Range<usize>| {
        let last = view.words.get(words.end.checked_sub(1)?)?;
        (words.len() > 1).then(|| last.stem.clone())
    };
    let left = head(pair.left, &a.words);
    left.is_some() && left == head(pair.right, &b.words)
}

/// The labels that a report uses itself.
fn used(pair: &Pair<'_>, view: &View<'_>) -> Vec<Used> {
    let found = pair.context.tables.labels.find(&view.words);
    let labels = (found.into_iter())
        .filter(|found| {
            view.words
                .get(found.words.start)
                .is_some_and(|word| !word.quoted)
                && !in_name(view, &found.words)
        })
        .flat_map(|found| {
            found.meanings.iter().map(move |label| Used {
                words: found.words.clone(),
                class: label.class.clone(),
                charge: label.charge.clone(),
            })
        });
    pair.context.first(view, labels)
}

/// True for words further on in a longer name: the Questions of "Prime Minister's Questions" question nobody.
fn in_name(view: &View<'_>, words: &Range<usize>) -> bool {
    let Some(span) = view.span_of(words) else {
        return false;
    };
    let mut names = view.statement.facts.names.iter();
    let within = names.any(|name| name.span.contains(span) && name.span.start < span.start);
    // "Minister's Questions", where the name ends before
    let capital = |at: usize| {
        let word = view.words.get(at);
        word.is_some_and(|word| view.text(word.span).starts_with(char::is_uppercase))
    };
    let before = words.start.checked_sub(1);
    let title = before.is_some_and(capital) && (words.start..words.end).all(capital);
    within || title && view.statement.role == Role::Body
}

/// `noun-phrase`: a law, plan or charge goes by different descriptions in the same role.
///
/// What it sees: noun phrases with a head of one class (bill, act, measure; charge, count; ban ...), each with a word
/// of content of its own before the head that the other lacks, on the same shared verb. One that only says more is
/// none, and so are words of origin, size and time.
///
/// Why readers care: what a law is called is half of the debate about it.
///
/// Fires: `the senate passed the parental rights bill` | `the senate passed the book ban bill`.
/// Stays quiet: `passed the 300-page housing bill` | `passed the housing bill`.
///
/// Sources: none; the heads are compiled for this project.
pub(super) struct NounPhrase;

/// A noun phrase with its head and the words of content before it.
struct Described {
    words: Range<usize>,
    class: String,
    keys: Vec<String>,
}

/// Words before a head that may belong to it.
const LONGEST: usize = 9;

impl Rule for NounPhrase {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Label
    }

    fn name(&self) -> &'static str {
        "noun-phrase"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (left, right) = (described(pair, pair.left), described(pair, pair.right));
        let mut best: Option<(f64, Finding)> = None;
        for a in &left {
            for b in &right {
                if a.class != b.class {
                    continue;
                }
                let own = |keys: &[String], others: &[String]| {
                    keys.iter().filter(|key| !others.contains(key)).count()
                };
                if own(&a.keys, &b.keys) == 0 || own(&b.keys, &a.keys) == 0 {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                // two phrases of one class are common; the verb beside them must be shared
                if attachment.nearest > 1 || beside(pair, a, b).is_none() {
                    continue;
                }
                let (Some(x), Some(y)) =
                    (pair.left.span_of(&a.words), pair.right.span_of(&b.words))
                else {
                    continue;
                };
                let finding = Finding {
                    about: a.class.clone(),
                    left: Evidence::new(x, phrase(pair.left, x)),
                    right: Evidence::new(y, phrase(pair.right, y)),
                    confidence: if attachment.words >= 2 { 0.6 } else { 0.45 },
                };
                if best
                    .as_ref()
                    .is_none_or(|(held, _)| attachment.strength > *held)
                {
                    best = Some((attachment.strength, finding));
                }
            }
        }
        best.map(|(_, finding)| finding).into_iter().collect()
    }

    fn headline(&self, _about: &str) -> String {
        "described in other words".to_owned()
    }
}

/// A shared word that is no name and stands next to both phrases.
fn beside(pair: &Pair<'_>, a: &Described, b: &Described) -> Option<(usize, usize)> {
    pair.shared.pairs().find(|&(i, j)| {
        let verb = pair
            .left
            .words
            .get(i)
            .is_some_and(|word| word.name.is_none());
        verb && !a.words.contains(&i)
            && !b.words.contains(&j)
            && distance(pair.left, &a.words, i).is_some_and(|away| away <= 1)
            && distance(pair.right, &b.words, j).is_some_and(|away| away <= 1)
    })
}

fn described(pair: &Pair<'_>, view: &View<'_>) -> Vec<Described> {
    let tables = &pair.context.tables;
    let mut found = Vec::new();
    for (index, word) in view.words.iter().enumerate() {
        let Some(class) = tables.heads.get(&word.stem) else {
            continue;
        };
        if word.quoted
            || view.words.get(index + 1).is_some_and(|next| {
                tables.heads.contains_key(&next.stem) && next.segment == word.segment
            })
        {
            continue;
        }
        let mut start = index;
        while start > 0 && index - start < LONGEST {
            let Some(before) = view.words.get(start - 1) else {
                break;
            };
            // "campaign finance, voting rights and ethics reform bill" is one phrase
            let joins = before.content || before.folded == "and";
            if !joins
                || tables.reporting.contains(&before.stem)
                || tables.verbs.contains(&before.stem)
            {
                break;
            }
            start -= 1;
        }
        let keys: Vec<String> = view
            .words
            .get(start..index)
            .unwrap_or(&[])
            .iter()
            .filter(|word| {
                // a figure is compared as a figure
                let figure = || {
                    let mut figures = view.statement.facts.figures.iter();
                    figures.any(|figure| figure.span.overlaps(word.span))
                };
                word.content
                    && word.name.is_none()
                    && !tables.plain_modifiers.contains(&word.stem)
                    && !figure()
            })
            .map(|word| word.stem.clone())
            .collect();
        if !keys.is_empty() {
            found.push(Described {
                words: start..index + 1,
                class: class.clone(),
                keys,
            });
        }
    }
    pair.context.first(view, found)
}
