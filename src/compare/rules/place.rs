//! The rule `place`: the same happening put elsewhere.

use std::ops::Range;

use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Figure, Name, NameKind, Span, Unit};

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
    what: What<'a>,
    span: Span,
    words: Range<usize>,
    preposition: String,
    /// The word that it stands before: the factory of "the Akron factory", "a Denver garage".
    of: Option<usize>,
}

/// What is named as a place.
enum What<'a> {
    /// By name; a house or a street may stand in any town.
    Name(&'a Name, bool),
    /// By a common noun ("in the kitchen"): its stem, and the sort of place that it is one of.
    Spot(String, &'a str),
}

impl What<'_> {
    /// True where the two are places of one sort, and not the same.
    fn rivals(&self, other: &What<'_>) -> bool {
        match (self, other) {
            (What::Name(one, facility), What::Name(two, other)) => {
                one.key != two.key && facility == other
            }
            (What::Spot(one, sort), What::Spot(two, other)) => one != two && sort == other,
            _ => false,
        }
    }

    fn same(&self, other: &What<'_>) -> bool {
        match (self, other) {
            (What::Name(one, _), What::Name(two, _)) => one.key == two.key,
            (What::Spot(one, _), What::Spot(two, _)) => one == two,
            _ => false,
        }
    }
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
                // "Banstead" the town and "Banstead" of Banstead Motors
                let (here, there) = (pair.left.text(a.span), pair.right.text(b.span));
                if here.to_lowercase() == there.to_lowercase()
                    || !a.what.rivals(&b.what)
                    || !same_word(pair, a, b)
                    || left.iter().any(|slot| slot.what.same(&b.what))
                    || right.iter().any(|slot| slot.what.same(&a.what))
                    || one_holds(pair, a, b)
                    || known(pair, pair.right, pair.left, a)
                    || known(pair, pair.left, pair.right, b)
                {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                // "39.6C at Orvo", "39.6C measured at Kelso": the figure says what is placed
                let figure = of_one_figure(pair, a, b);
                // the word that the place hangs on must be the same one
                let near = figure
                    || attachment.nearest <= 1
                    || timed(pair.left, a) && timed(pair.right, b);
                let hangs = match (a.of, b.of) {
                    (None, None) => same_act(pair, a, b),
                    _ => same_noun(pair, a, b),
                };
                if !near || !figure && (attachment.words < 2 || !hangs) {
                    continue;
                }
                // a place that the other report names for something else may still hold this one
                let named = |view: &View<'_>, slot: &Slot<'_>| match slot.what {
                    What::Name(name, _) => pair.context.names(view.report.id, &name.key),
                    What::Spot(..) => false,
                };
                let named = named(pair.right, a) || named(pair.left, b);
                let confidence = match attachment.words {
                    _ if figure => 0.55,
                    2 if named => 0.45,
                    2 if attachment.nearest > 0 => 0.45,
                    2 => 0.55,
                    _ => 0.65,
                };
                let finding = Finding {
                    about: String::new(),
                    left: Evidence::new(a.span, pair.left.text(a.span)),
                    right: Evidence::new(b.span, pair.right.text(b.span)),
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

fn slots<'a>(pair: &Pair<'a>, view: &View<'a>) -> Vec<Slot<'a>> {
    let mut found: Vec<Slot<'a>> = Vec::new();
    for name in &view.statement.facts.names {
        let words = view.words_in(name.span);
        let facility = is_facility(pair, view, &words);
        let body = name.kind == NameKind::Organisation && !facility && !is_town(view, name);
        if name.kind == NameKind::Person || body {
            continue;
        }
        let word = view.place_word(pair.context.tables, words.start);
        let of = (name.kind == NameKind::Place && !facility)
            .then(|| stands_before(pair, view, &words))
            .flatten();
        if word.is_none() && of.is_none() {
            continue;
        }
        let preposition = word.map_or_else(String::new, |word| word.folded.clone());
        // "at Corn Park in Lidcote": the town hangs on what its house hangs on
        let house = found.last().filter(|last| {
            matches!(last.what, What::Name(_, true))
                && !facility
                && last.words.end + 1 == words.start
        });
        let (start, preposition) = match house {
            Some(house) => (house.words.start, house.preposition.clone()),
            None => (words.start, preposition),
        };
        found.push(Slot {
            what: What::Name(name, facility),
            span: name.span,
            words: start..words.end,
            preposition,
            of,
        });
    }
    found.extend(spots(pair, view));
    pair.context.first(view, found)
}

/// True for the first words of a body's name alone: "in Thornsea", where Thornsea Athletic is at home.
fn is_town(view: &View<'_>, name: &Name) -> bool {
    let rest = name.full.strip_prefix(view.text(name.span));
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// The common nouns of a statement that say where: "in the kitchen", "outside a church".
fn spots<'a>(pair: &Pair<'a>, view: &View<'_>) -> Vec<Slot<'a>> {
    let tables = pair.context.tables;
    let words = view.words.iter().enumerate();
    words
        .filter(|(_, word)| word.content && word.name.is_none() && !word.quoted)
        .filter_map(|(at, word)| {
            let sort = tables.spots.get(&word.stem)?;
            let preposition = view.place_word(tables, at)?.folded.clone();
            // "in the garden centre", "in the kitchen of the school": another place, or one that needs more words
            let next = view.words.get(at + 1);
            let ends = next.is_none_or(|next| {
                next.segment != word.segment
                    || !next.content && !tables.part_links.contains(&next.folded)
            });
            ends.then(|| Slot {
                what: What::Spot(word.stem.clone(), sort),
                span: word.span,
                words: at..at + 1,
                preposition,
                of: None,
            })
        })
        .collect()
}

/// The noun for a house or a works that a name of a place stands before: "the Akron factory".
fn stands_before(pair: &Pair<'_>, view: &View<'_>, words: &Range<usize>) -> Option<usize> {
    let last = view.words.get(words.end.checked_sub(1)?)?;
    let noun = view.words.get(words.end)?;
    let fits = noun.segment == last.segment
        && noun.name.is_none()
        && pair.context.tables.facilities.contains(&noun.folded);
    fits.then_some(words.end)
}

/// True where both places are of the same noun ("the Akron factory", "a factory in Dayton").
fn same_noun(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let noun = |view: &View<'_>, slot: &Slot<'_>| match slot.of {
        Some(noun) => Some(noun),
        None => content_before(view, slot.words.start),
    };
    match (noun(pair.left, a), noun(pair.right, b)) {
        (Some(i), Some(j)) => pair.shared.to_right(i) == Some(j),
        _ => false,
    }
}

/// True where a time stands between a place and what hangs on it: "arrested on Wednesday in Leeds".
fn timed(view: &View<'_>, slot: &Slot<'_>) -> bool {
    content_before(view, slot.words.start).is_some_and(|at| in_time(view, at))
}

/// True for a word of a time.
fn in_time(view: &View<'_>, at: usize) -> bool {
    let Some(word) = view.words.get(at) else {
        return false;
    };
    let mut times = view.statement.facts.times.iter();
    times.any(|time| time.span.overlaps(word.span))
}

/// True where the same measured value stands before both places, with one word between at most.
fn of_one_figure(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let before = |view: &View<'_>, slot: &Slot<'_>| -> Option<Figure> {
        let mut figures = view.statement.facts.figures.iter();
        let figure = figures.find(|figure| {
            let words = view.words_in(figure.span);
            let between = view.words.get(words.end..slot.words.start).unwrap_or(&[]);
            let clause = words.end.checked_sub(1).and_then(|at| view.words.get(at));
            let one = clause.zip(view.words.get(slot.words.start));
            words.end <= slot.words.start
                && between.iter().filter(|word| word.content).count() <= 1
                && one.is_some_and(|(last, place)| last.clause == place.clause)
        })?;
        matches!(figure.unit, Unit::Measure(_)).then(|| figure.clone())
    };
    match (before(pair.left, a), before(pair.right, b)) {
        (Some(one), Some(two)) => {
            one.unit == two.unit && one.low == two.low && one.high == two.high
        }
        _ => false,
    }
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
    // "the Akron factory", "the factory in Akron"
    if a.of.is_some() || b.of.is_some() {
        let put = |slot: &Slot<'_>| {
            slot.of.is_some() || pair.context.tables.at.contains(&slot.preposition)
        };
        return put(a) && put(b);
    }
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
    let mut place = place;
    while in_time(view, at) {
        place = at;
        at = content_before(view, at)?;
    }
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

/// True where one of the two is known to lie in the other.
fn one_holds(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    match (&a.what, &b.what) {
        (What::Name(a, _), What::Name(b, _)) => inside(pair, a, b) || inside(pair, b, a),
        _ => false,
    }
}

/// True when the one place is known to lie in the other.
fn inside(pair: &Pair<'_>, place: &Name, land: &Name) -> bool {
    let within = &pair.context.tables.within;
    [&*place.full, &*place.key].into_iter().any(|name| {
        within.get(&name.to_lowercase()).is_some_and(|lands| {
            lands.contains(&*land.key) || lands.contains(&land.full.to_lowercase())
        })
    })
}

/// True when the other report puts what is placed there too, or opens a sentence with the place; that it names the place
/// for something else (a hospital there, a club) says nothing.
fn known(pair: &Pair<'_>, other: &View<'_>, own: &View<'_>, slot: &Slot<'_>) -> bool {
    let what = content_before(own, slot.words.start).and_then(|at| own.words.get(at));
    let what = what.map_or("", |word| word.key.as_str());
    match slot.what {
        What::Name(name, _) => pair.context.puts(other.report.id, &name.key, what),
        What::Spot(..) => false,
    }
}
