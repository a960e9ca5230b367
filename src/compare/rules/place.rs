//! The rule `place`: the same happening put elsewhere.

use std::ops::Range;

use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Name, NameKind};

/// `place`: both reports place the same happening, differently.
///
/// What it sees: names of places, of houses and of streets after a word of place ("in", "near", "at") that hang on the words that the two
/// statements share. A place where the other report puts the same thing too is none: it may lie in the other one, or the
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
    /// A house or a street: it may stand in any town.
    facility: bool,
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
                    || a.facility != b.facility
                    || !same_word(pair, a, b)
                    || left.iter().any(|slot| slot.name.key == b.name.key)
                    || right.iter().any(|slot| slot.name.key == a.name.key)
                    || inside(pair, a.name, b.name)
                    || inside(pair, b.name, a.name)
                    || known(pair, pair.right, pair.left, a)
                    || known(pair, pair.left, pair.right, b)
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
                // a place that the other report names for something else may still hold this one
                let named = pair.context.names(pair.right.report.id, &a.name.key)
                    || pair.context.names(pair.left.report.id, &b.name.key);
                let confidence = match attachment.words {
                    2 if named => 0.45,
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
    let mut found: Vec<Slot<'a>> = Vec::new();
    for name in &view.statement.facts.names {
        let words = view.words_in(name.span);
        let facility = is_facility(pair, view, &words);
        if name.kind == NameKind::Person || name.kind == NameKind::Organisation && !facility {
            continue;
        }
        let Some(word) = view.place_word(pair.context.tables, words.start) else {
            continue;
        };
        // "at Corn Park in Lidcote": the town hangs on what its house hangs on
        let house = found
            .last()
            .filter(|last| last.facility && !facility && last.words.end + 1 == words.start);
        let (start, preposition) = match house {
            Some(house) => (house.words.start, house.preposition.clone()),
            None => (words.start, word.folded.clone()),
        };
        found.push(Slot {
            name,
            facility,
            words: start..words.end,
            preposition,
        });
    }
    pair.context.first(view, found)
}

/// True for a name that ends in what it is: a hospital, a school, a street.
fn is_facility(pair: &Pair<'_>, view: &View<'_>, words: &Range<usize>) -> bool {
    let last = words.end.checked_sub(1).and_then(|at| view.words.get(at));
    last.is_some_and(|word| pair.context.tables.facilities.contains(&word.folded))
}

/// True when the content words before the two places answer each other and are not the first of their statements:
/// "officials in Ankara" and "officials in Moscow" are different officials.
fn same_act(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let (Some(i), Some(j)) = (
        act(pair, pair.left, a.words.start, |i| pair.shared.to_right(i)),
        act(pair, pair.right, b.words.start, |j| pair.shared.to_left(j)),
    ) else {
        return false;
    };
    pair.shared.to_right(i) == Some(j)
        && content_before(pair.left, i).is_some()
        && content_before(pair.right, j).is_some()
}

/// "in" and "at" put alike; "near" does not.
fn same_word(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let at = &pair.context.tables.at;
    a.preposition == b.preposition || at.contains(&a.preposition) && at.contains(&b.preposition)
}

/// The word of content before a word.
fn content_before(view: &View<'_>, end: usize) -> Option<usize> {
    let words = view.words.get(..end)?;
    words.iter().rposition(|word| word.content)
}

/// What is placed: the word of content before the place; a spot that only one report names ("at the count centre in
/// Orvo") is stepped over.
fn act(
    pair: &Pair<'_>,
    view: &View<'_>,
    place: usize,
    answer: impl Fn(usize) -> Option<usize>,
) -> Option<usize> {
    let mut at = content_before(view, place)?;
    for _ in 0..SPOT {
        if answer(at).is_some() {
            break;
        }
        at = content_before(view, at)?;
    }
    let locatives = &pair.context.tables.locatives;
    let spot = view.words.get(at + 1..place)?;
    let stepped = spot.iter().any(|word| word.content);
    let opens = spot
        .first()
        .is_some_and(|word| locatives.contains(&word.folded));
    (!stepped || opens).then_some(at)
}

/// Words of content of a spot: "at the count centre".
const SPOT: usize = 2;

/// True when the one place is known to lie in the other.
fn inside(pair: &Pair<'_>, place: &Name, land: &Name) -> bool {
    let within = &pair.context.tables.within;
    [&place.full, &place.key].into_iter().any(|name| {
        within.get(&name.to_lowercase()).is_some_and(|lands| {
            lands.contains(&land.key) || lands.contains(&land.full.to_lowercase())
        })
    })
}

/// True when the other report puts what is placed there too, or opens a sentence with the place; that it names the place
/// for something else (a hospital there, a club) says nothing.
fn known(pair: &Pair<'_>, other: &View<'_>, own: &View<'_>, slot: &Slot<'_>) -> bool {
    let what = content_before(own, slot.words.start).and_then(|at| own.words.get(at));
    let what = what.map_or("", |word| word.key.as_str());
    pair.context.puts(other.report.id, &slot.name.key, what)
}
