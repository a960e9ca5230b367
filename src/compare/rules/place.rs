//! The rule `place`: the same happening put elsewhere.

use std::ops::Range;

use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Name, NameKind};

/// `place`: both reports place the same happening, differently.
///
/// What it sees: names of places after a word of place ("in", "near", "at") that hang on the words that the two
/// statements share. A place that the other report names anywhere is none: it may lie in the other one, or the
/// report tells of both.
///
/// Why readers care: a place decides whom it concerns.
///
/// Fires: `the bus overturned near Harlow` | `the bus overturned near Marsden`.
/// Stays quiet: `in Harlow` | `in the north of the country`.
///
/// Sources: the guide of the annotated stories.
pub(super) struct Place;

struct Slot<'a> {
    name: &'a Name,
    words: Range<usize>,
    preposition: String,
}

impl Rule for Place {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Place
    }

    fn name(&self) -> &'static str {
        "place"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (left, right) = (slots(pair, pair.left), slots(pair, pair.right));
        let mut best: Option<(f64, Finding)> = None;
        for a in &left {
            for b in &right {
                if a.name.key == b.name.key
                    || a.preposition != b.preposition
                    || left.iter().any(|slot| slot.name.key == b.name.key)
                    || right.iter().any(|slot| slot.name.key == a.name.key)
                    || inside(pair, a.name, b.name)
                    || inside(pair, b.name, a.name)
                    || known(pair, pair.right, a.name)
                    || known(pair, pair.left, b.name)
                {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                // the word that the place hangs on must be the same one
                if attachment.nearest > 1 || attachment.words < 2 || !same_act(pair, a, b) {
                    continue;
                }
                let confidence = match attachment.words {
                    2 if attachment.nearest > 0 => 0.45,
                    2 => 0.55,
                    _ => 0.65,
                };
                let finding = Finding {
                    about: String::new(),
                    left: Evidence::new(a.name.span, pair.left.text(a.name.span)),
                    right: Evidence::new(b.name.span, pair.right.text(b.name.span)),
                    confidence,
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
        "the places differ".to_owned()
    }
}

fn slots<'a>(pair: &Pair<'_>, view: &View<'a>) -> Vec<Slot<'a>> {
    let mut found = Vec::new();
    for name in &view.statement.facts.names {
        if matches!(name.kind, NameKind::Person | NameKind::Organisation) {
            continue;
        }
        let words = view.words_in(name.span);
        let before = words.start.checked_sub(1).and_then(|index| {
            let word = view.words.get(index)?;
            // "in the Harlow area"
            if word.folded == "the" {
                view.words.get(index.checked_sub(1)?)
            } else {
                Some(word)
            }
        });
        if let Some(word) = before
            && pair.context.tables.locatives.contains(&word.folded)
        {
            found.push(Slot {
                name,
                words,
                preposition: word.folded.clone(),
            });
        }
    }
    pair.context.first(view, found)
}

/// True when the content words before the two places answer each other and are not the first of their statements:
/// "officials in Ankara" and "officials in Moscow" are different officials.
fn same_act(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let before = |view: &View<'_>, end: usize| {
        let words = view.words.get(..end)?;
        words.iter().rposition(|word| word.content)
    };
    let (Some(i), Some(j)) = (
        before(pair.left, a.words.start),
        before(pair.right, b.words.start),
    ) else {
        return false;
    };
    pair.shared.to_right(i) == Some(j)
        && before(pair.left, i).is_some()
        && before(pair.right, j).is_some()
}

/// True when the one place is known to lie in the other.
fn inside(pair: &Pair<'_>, place: &Name, land: &Name) -> bool {
    let within = &pair.context.tables.within;
    [&place.full, &place.key].into_iter().any(|name| {
        within.get(&name.to_lowercase()).is_some_and(|lands| {
            lands.contains(&land.key) || lands.contains(&land.full.to_lowercase())
        })
    })
}

/// True when a report names the place anywhere.
fn known(pair: &Pair<'_>, view: &View<'_>, name: &Name) -> bool {
    pair.context.names(view.report.id, &name.key)
}
