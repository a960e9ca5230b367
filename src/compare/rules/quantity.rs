//! The figures of a statement as quantities: what is counted, what became of it, and which two are of one quantity.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::context::{Context, Word};
use super::super::shared::distance;
use super::{Pair, View};
use crate::model::{Bound, Figure, NameKind, Unit};

/// A figure with its place among the words and what happened to what it counts.
pub(super) struct Slot<'a> {
    pub figure: &'a Figure,
    pub words: Range<usize>,
    pub state: Option<String>,
    /// A part, or what comes on top ("another 12").
    pub partial: bool,
    /// The key of what is counted; one for all words that only say that it is people.
    counted: Option<String>,
    /// The word before it that says whether it is a change or where the change leads: "rose by", "rose to".
    way: Option<Way>,
    /// The key of what the figure is a rate of: "$45 a share", "30 people a day".
    per: Option<String>,
    /// The key of whose age it is.
    owner: Option<String>,
    /// The key of who has the age, where he has no name: "a 38-year-old man".
    someone: Option<String>,
    /// The class of posts and those who hold them: to cut 200 jobs is to cut 200 staff.
    post: bool,
}

/// What a figure behind a verb of change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// "by"
    Change,
    /// "to"
    Level,
}

/// The key of those that are counted as people, whoever they are.
const PEOPLE: &str = "person";

/// How two figures are of one quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// The same is counted.
    Same,
    /// Other nouns for the same where the same becomes of it ("cut 200 jobs", "cut 200 staff").
    Alike,
    /// The left counts some of the people that the right counts ("12 workers", "15 people").
    LeftWithin,
    /// The right counts some of those that the left counts.
    RightWithin,
}

/// The figures of a statement.
pub(super) fn slots<'a>(context: &Context<'_>, view: &View<'a>) -> Vec<Slot<'a>> {
    if view.statement.facts.figures.is_empty() {
        return Vec::new();
    }
    let states = context.tables.states.find(&view.words);
    (context
        .first(view, &view.statement.facts.figures)
        .into_iter())
    .map(|figure| {
        let mut words = view.words_in(figure.span);
        if let Some(counted) = figure.counted_span {
            let counted = view.words_in(counted);
            words = words.start.min(counted.start)..words.end.max(counted.end);
        }
        let state = states
            .iter()
            .filter(|found| {
                let people =
                    (found.meanings.first()).is_some_and(|state| state.people || state.whereabouts);
                match figure.unit {
                    Unit::Count | Unit::Ordinal => true,
                    Unit::Money(_) | Unit::Percent | Unit::PercentagePoint => !people,
                    // a height is not that of what was levelled
                    _ => false,
                }
            })
            .filter_map(|found| {
                let inside = words.contains(&found.words.start);
                let away = if inside {
                    0
                } else {
                    // a verb after the counted thing is nearer to it than one before
                    2 * distance(view, &words, found.words.start)?
                        + usize::from(found.words.start < words.start)
                };
                let state = found.meanings.first()?;
                // where they are says less than what became of them: "killed all 41 people aboard"
                Some((state.whereabouts, away, state.name.clone()))
            })
            .min()
            .map(|(_, _, state)| state);
        // the "more" of "more than 40" counts nothing on top
        let bound = match figure.bound {
            Bound::MoreThan => view.words_in(figure.span),
            _ => 0..0,
        };
        let partial = words
            .start
            .checked_sub(1)
            .into_iter()
            .chain(words.clone().filter(|index| !bound.contains(index)))
            .chain([words.end])
            .filter_map(|index| view.words.get(index))
            .any(|word| context.tables.additional.contains(&word.folded))
            || is_some_of_them(context, view, words.end);
        let counted = figure.counted.as_deref().map(|counted| {
            let key = context.tables.key(noun(context, counted));
            // "41 dead" counts people; so do people, persons, victims
            let person = key == PEOPLE || context.tables.state_words.contains(&key);
            if person { PEOPLE.to_owned() } else { key }
        });
        let owner = (figure.unit == Unit::Age)
            .then(|| owner(view, &words))
            .flatten();
        let someone = (figure.unit == Unit::Age && owner.is_none())
            .then(|| someone(context, view, &words))
            .flatten();
        let post = (figure.counted.as_deref())
            .is_some_and(|counted| context.tables.posts.contains(noun(context, counted)));
        let before = words.start.checked_sub(1);
        let before = before.and_then(|at| view.words.get(at));
        let way = before.and_then(|word| match &word.folded {
            by if context.tables.agent.contains(by) => Some(Way::Change),
            to if context.tables.infinitive.contains(to) => Some(Way::Level),
            _ => None,
        });
        Slot {
            way,
            per: rate(context, view, words.end),
            owner,
            someone,
            post,
            figure,
            words,
            state,
            partial,
            counted,
        }
    })
    .collect()
}

/// "two of them", "one of whom": some of those that were counted before.
fn is_some_of_them(context: &Context<'_>, view: &View<'_>, end: usize) -> bool {
    let tables = context.tables;
    let (of, them) = (view.words.get(end), view.words.get(end + 1));
    of.is_some_and(|of| tables.part_links.contains(&of.folded))
        && them.is_some_and(|them| tables.part_pronouns.contains(&them.folded))
}

/// What is counted without what became of it: "worker" of "worker missing".
fn noun<'c>(context: &Context<'_>, counted: &'c str) -> &'c str {
    match counted.rsplit_once(' ') {
        Some((noun, state))
            if context
                .tables
                .state_words
                .contains(&context.tables.key(state)) =>
        {
            noun
        }
        _ => counted,
    }
}

/// Whose age a figure is: "Marcus Bell, 24," and "the 24-year-old Marcus Bell", "a 24-year-old man, Marcus Bell,".
fn owner(view: &View<'_>, words: &Range<usize>) -> Option<String> {
    let person = |at: usize| {
        let word = view.words.get(at)?;
        (word.name == Some(NameKind::Person)).then_some(word)
    };
    // the key of a name stands on its last word
    let last = |from: usize| (from..).take_while(|at| person(*at).is_some()).last();
    let before = words.start.checked_sub(1).and_then(person);
    let behind = || {
        let first = view.words.get(words.end)?;
        if person(words.end).is_some() {
            return last(words.end);
        }
        // one noun, and a comma behind it
        let next = view.words.get(words.end + 1)?;
        (first.content && next.segment > first.segment).then(|| last(words.end + 1))?
    };
    match before {
        Some(word) => Some(word.key.clone()),
        None => Some(view.words.get(behind()?)?.key.clone()),
    }
}

/// Who has an age, by a common noun: "a 38-year-old man", "a man, 36,", "a driver of 67".
fn someone(context: &Context<'_>, view: &View<'_>, words: &Range<usize>) -> Option<String> {
    let plain = |at: usize| {
        let word = view.words.get(at)?;
        (word.content && word.name.is_none()).then_some(word)
    };
    let segment = view.words.get(words.start)?.segment;
    let beside = words.start.checked_sub(1);
    let of = beside.filter(|at| {
        let word = view.words.get(*at);
        word.is_some_and(|word| context.tables.part_links.contains(&word.folded))
    });
    if let Some(of) = of {
        return Some(plain(of.checked_sub(1)?)?.key.clone());
    }
    let before = beside.and_then(plain);
    let before = before.filter(|word| word.segment < segment);
    let behind = || plain(words.end).filter(|word| word.segment == segment);
    Some(before.or_else(behind)?.key.clone())
}

/// True where both figures are ages of one person.
pub(super) fn of_one_person(a: &Slot<'_>, b: &Slot<'_>) -> bool {
    a.owner.is_some() && a.owner == b.owner
}

/// True where both figures are ages of somebody whom the same noun names.
pub(super) fn of_someone(a: &Slot<'_>, b: &Slot<'_>) -> bool {
    a.someone.is_some() && a.someone == b.someone
}

/// True where one word that takes a sum ("cost", "saved") stands in front of both figures.
pub(super) fn of_one_verb(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    pair.shared.pairs().any(|(i, j)| {
        let before = i < a.words.start && j < b.words.start;
        let takes = (pair.left.words.get(i))
            .is_some_and(|word| pair.context.tables.sum_verbs.contains(&word.stem));
        before
            && takes
            && distance(pair.left, &a.words, i) == Some(0)
            && distance(pair.right, &b.words, j) == Some(0)
    })
}

/// True where a report gives, somewhere, the figure that the other one gives for the same noun: it tells of two
/// quantities ("to cut 2,300 jobs", "612 lose their jobs").
pub(super) fn tells_both(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let tells = |view: &View<'_>, own: &Figure, other: &Figure| {
        let told = |counted: &str| pair.context.counts(view.report.id, counted, other.low);
        // "up to 900" is open below
        if other.low.is_zero() {
            return false;
        }
        [own, other]
            .iter()
            .filter_map(|figure| figure.counted.as_deref())
            .any(told)
    };
    tells(pair.left, a.figure, b.figure) || tells(pair.right, b.figure, a.figure)
}

/// True when two sums can be in one currency: a bare "$" may be any dollar, not pounds.
fn same_money(one: &str, two: &str) -> bool {
    // the codes of dollars end so (USD, AUD, CAD, NZD, HKD, SGD)
    let dollars = |code: &str| code == "$" || code.ends_with('D');
    one == two || (one == "$" || two == "$") && dollars(one) && dollars(two)
}

/// "a share", "per barrel", "each day" behind a figure: the key of its noun.
fn rate(context: &Context<'_>, view: &View<'_>, end: usize) -> Option<String> {
    let each = view.words.get(end)?;
    let noun = view.words.get(end + 1)?;
    let rate = context.tables.rates.contains(&each.folded)
        && noun.segment == each.segment
        && noun.content
        && noun.name.is_none();
    // "paid $5m a spokesman said": the noun of a rate ends its phrase
    let ends = |word: &Word| !word.content || word.segment != noun.segment;
    (rate && view.words.get(end + 2).is_none_or(ends)).then(|| noun.key.clone())
}

/// Whether the two figures can be figures of the same quantity.
pub(super) fn kinship(context: &Context<'_>, a: &Slot<'_>, b: &Slot<'_>) -> Option<Kinship> {
    let same_unit = match (&a.figure.unit, &b.figure.unit) {
        (Unit::Money(a), Unit::Money(b)) => same_money(a, b),
        (a, b) => a == b,
    };
    if !same_unit || a.partial != b.partial {
        return None;
    }
    if let (Some(one), Some(two)) = (&a.owner, &b.owner)
        && one != two
    {
        return None;
    }
    if let (Some(one), Some(two)) = (a.way, b.way)
        && one != two
    {
        return None;
    }
    if let (Some(one), Some(two)) = (&a.per, &b.per)
        && one != two
    {
        return None;
    }
    if let (Some(a), Some(b)) = (&a.state, &b.state)
        && a != b
    {
        return None;
    }
    if a.figure.unit != Unit::Count && a.figure.unit != Unit::Ordinal {
        if is_money(a) && far_apart(a.figure, b.figure) {
            return None;
        }
        // a price a share is no total
        let rates = (a.per.is_some(), b.per.is_some());
        return (rates.0 == rates.1 || !is_money(a)).then_some(Kinship::Same);
    }
    let same_state = a.state.is_some() && a.state == b.state;
    let people = |slot: &Slot<'_>| -> Option<String> {
        let class = context
            .tables
            .people_nouns
            .get(slot.figure.counted.as_ref()?)?;
        Some(class.clone())
    };
    match (&a.counted, &b.counted) {
        (Some(one), Some(two)) if one == two => Some(Kinship::Same),
        (Some(_), Some(_)) if a.post && b.post => Some(Kinship::Alike),
        (Some(one), Some(_)) if same_state => match (people(a), people(b)) {
            (Some(one), Some(two)) => (one == two).then_some(Kinship::Same),
            (Some(_), None) => {
                (b.counted.as_deref() == Some(PEOPLE)).then_some(Kinship::LeftWithin)
            }
            (None, Some(_)) => (one == PEOPLE).then_some(Kinship::RightWithin),
            (None, None) => None,
        },
        (None, None) => same_state.then_some(Kinship::Same),
        (Some(key), None) | (None, Some(key)) if key == PEOPLE => {
            same_state.then_some(Kinship::Same)
        }
        // "13 climbers died", "killed 11"
        (Some(_), None) => (same_state && people(a).is_some()).then_some(Kinship::LeftWithin),
        (None, Some(_)) => (same_state && people(b).is_some()).then_some(Kinship::RightWithin),
        _ => None,
    }
}

/// True for sums of which one is a hundred times the other: they are of two things, but for a slip between thousand,
/// million and billion.
fn far_apart(a: &Figure, b: &Figure) -> bool {
    let (small, large) = (a.low.min(b.low), a.low.max(b.low));
    let times = |factor: Decimal| small.checked_mul(factor);
    times(Decimal::ONE_HUNDRED).is_some_and(|limit| large >= limit)
        && times(Decimal::ONE_THOUSAND) != Some(large)
}

fn is_money(slot: &Slot<'_>) -> bool {
    matches!(slot.figure.unit, Unit::Money(_))
}

/// What the figures count, for the reader.
pub(super) fn about(a: &Slot<'_>, b: &Slot<'_>) -> String {
    let counted = a
        .figure
        .counted
        .as_deref()
        .or(b.figure.counted.as_deref())
        .unwrap_or("");
    match a.state.as_deref().or(b.state.as_deref()) {
        Some(state) if counted.is_empty() => state.to_owned(),
        Some(state) if counted != state => format!("{counted} {state}"),
        _ => counted.to_owned(),
    }
}

/// The figure with its counted thing as the report has it.
pub(super) fn shown(view: &View<'_>, slot: &Slot<'_>) -> String {
    let span = match slot.figure.counted_span {
        Some(counted)
            if counted.start >= slot.figure.span.start
                && counted.start < slot.figure.span.end + 40 =>
        {
            slot.figure.span.cover(counted)
        }
        _ => slot.figure.span,
    };
    view.text(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
