//! The rule `number`: figures for the same quantity that cannot both be right.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::context::Context;
use super::super::shared::distance;
use super::as_of::as_of;
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{Bound, DivergenceKind, Figure, Unit};

/// `number`: both reports give a figure for the same quantity, and the figures cannot both be right.
///
/// What it sees: figures with the same unit and the same counted thing that hang on the words that the two statements
/// share. What happened to those that are counted (killed, hurt, missing, held ...) must be the same. Rounding,
/// bounds ("more than 20" and 23), blurred figures, ranges that meet, parts that add up, per cent against percentage
/// points are no conflict; a figure in one report only never is. "At least three dead" against 24 dead is one: as
/// reported, the tolls disagree; where the reports appeared on different days, or say until when they counted, the value
/// says "as of".
///
/// Why readers care: casualty counts, sums and distances are what wire stories disagree on first.
///
/// Fires: `41 people were killed` | `the crash left 30 people dead`.
/// Stays quiet: `41 people were killed` | `41 people were killed and 30 were hurt`.
///
/// Sources: EQUATE (Ravichander et al. 2019): pick compatible quantities first, then compare.
pub(super) struct Number;

/// A figure with its place among the words and what happened to what it counts.
struct Slot<'a> {
    figure: &'a Figure,
    words: Range<usize>,
    state: Option<String>,
    partial: bool,
    /// The key of what is counted; one for all that are people.
    counted: Option<String>,
}

impl Rule for Number {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Number
    }

    fn name(&self) -> &'static str {
        "number"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let left = slots(pair.context, pair.left);
        let right = slots(pair.context, pair.right);
        let explained = |slot: &Slot<'_>, others: &[Slot<'_>]| {
            let same: Vec<&Slot<'_>> = others
                .iter()
                .filter(|other| comparable(slot, other))
                .collect();
            same.iter().any(|other| agree(slot.figure, other.figure)) || sum(slot, &same)
        };
        let open: Vec<(usize, &Slot<'_>)> = (0..)
            .zip(&right)
            .filter(|(_, slot)| !explained(slot, &left))
            .collect();
        let mut candidates = Vec::new();
        for (i, a) in left.iter().enumerate() {
            if open.is_empty() || explained(a, &right) {
                continue;
            }
            for &(j, b) in &open {
                if !comparable(a, b) {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                let many = |slots: &[Slot<'_>], unit: &Unit| {
                    slots
                        .iter()
                        .filter(|slot| slot.figure.unit == *unit)
                        .count()
                        > 1
                };
                let listed = many(&left, &a.figure.unit) || many(&right, &b.figure.unit);
                if let Some(confidence) = confidence(a, b, &attachment, listed) {
                    candidates.push((attachment.strength, i, j, confidence));
                }
            }
        }
        // the firmest pairs first, each figure once
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used_left, mut used_right) = (Vec::new(), Vec::new());
        let mut findings = Vec::new();
        for (_, i, j, confidence) in candidates {
            if used_left.contains(&i) || used_right.contains(&j) {
                continue;
            }
            used_left.push(i);
            used_right.push(j);
            let (Some(a), Some(b)) = (left.get(i), right.get(j)) else {
                continue;
            };
            let (one, two) = (shown(pair.left, a), shown(pair.right, b));
            // Tolls grow: when each was true belongs to it.
            let grows = a.state.is_some() && a.figure.unit == Unit::Count;
            let times = if grows {
                as_of(pair, a.figure.span, b.figure.span)
            } else {
                [None, None]
            };
            let [first, second] = times.map(|time| time.map(|time| format!(" (as of {time})")));
            findings.push(Finding {
                about: about(a, b),
                left: Evidence::new(a.figure.span, one + first.as_deref().unwrap_or("")),
                right: Evidence::new(b.figure.span, two + second.as_deref().unwrap_or("")),
                confidence,
            });
        }
        findings
    }

    fn headline(&self, about: &str) -> String {
        if about.is_empty() {
            "the figures differ".to_owned()
        } else {
            format!("the figures for \"{about}\" differ")
        }
    }
}

/// The figures of a statement.
fn slots<'a>(context: &Context<'_>, view: &View<'a>) -> Vec<Slot<'a>> {
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
                let counts = matches!(figure.unit, Unit::Count | Unit::Ordinal);
                counts || found.meanings.first().is_some_and(|state| !state.people)
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
                Some((away, found.meanings.first()?.name.clone()))
            })
            .min()
            .map(|(_, state)| state);
        let partial = words
            .start
            .checked_sub(1)
            .into_iter()
            .chain(words.clone())
            .chain([words.end])
            .filter_map(|index| view.words.get(index))
            .any(|word| context.tables.additional.contains(&word.folded));
        let counted = figure.counted.as_ref().map(|counted| {
            let key = context.tables.key(counted);
            // "41 dead" counts people; so do people, persons, victims
            let person = key == "person" || context.tables.state_words.contains(&key);
            if person { "person".to_owned() } else { key }
        });
        Slot {
            figure,
            words,
            state,
            partial,
            counted,
        }
    })
    .collect()
}

/// True when the two figures can be figures for the same quantity.
fn comparable(a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let same_unit = match (&a.figure.unit, &b.figure.unit) {
        (Unit::Money(a), Unit::Money(b)) => a == b || a == "$" || b == "$",
        (a, b) => a == b,
    };
    if !same_unit || a.partial != b.partial {
        return false;
    }
    if let (Some(a), Some(b)) = (&a.state, &b.state)
        && a != b
    {
        return false;
    }
    if a.figure.unit != Unit::Count && a.figure.unit != Unit::Ordinal {
        return true;
    }
    let same_state = a.state.is_some() && a.state == b.state;
    match (&a.counted, &b.counted) {
        (Some(a), Some(b)) => a == b,
        (None, None) => same_state,
        (Some(key), None) | (None, Some(key)) => same_state && key == "person",
    }
}

/// Least and greatest value with rounding; `None` above: open.
fn range(figure: &Figure) -> (Decimal, Option<Decimal>) {
    let blur = match figure.bound {
        // "about 200": a tenth on either side
        Bound::About => (figure.low.abs() / Decimal::from(10)).max(figure.rounding),
        _ => figure.rounding,
    };
    (
        figure.low.saturating_sub(blur),
        figure.high.map(|high| high.saturating_add(blur)),
    )
}

/// True when the figures can both be right.
fn agree(a: &Figure, b: &Figure) -> bool {
    if a.unit == Unit::Score {
        let pair = |figure: &Figure| {
            let high = figure.high.unwrap_or(figure.low);
            (figure.low.min(high), figure.low.max(high))
        };
        return pair(a) == pair(b);
    }
    let ((a_low, a_high), (b_low, b_high)) = (range(a), range(b));
    let below = |high: Option<Decimal>, low: Decimal| high.is_some_and(|high| high < low);
    if below(a_high, b_low) || below(b_high, a_low) {
        return false;
    }
    !outrun(a, b) && !outrun(b, a)
}

/// "At least three" where the other says 24: the one knew less than the other reports.
fn outrun(floor: &Figure, other: &Figure) -> bool {
    let factor = match floor.bound {
        // a floor is near the count; "more than 20" leaves room to the next round number
        Bound::AtLeast => Decimal::new(14, 1),
        Bound::MoreThan => Decimal::from(2),
        _ => return false,
    };
    let Some(limit) = floor.low.checked_mul(factor) else {
        return false;
    };
    other.bound != Bound::Vague
        && other.low >= limit
        && other.low.saturating_sub(floor.low) > Decimal::from(2)
}

/// True when two or three of the others add up to the figure, or the figure with others to one of them.
fn sum(slot: &Slot<'_>, others: &[&Slot<'_>]) -> bool {
    let value = slot.figure.low;
    let lows: Vec<Decimal> = others.iter().map(|other| other.figure.low).collect();
    if lows.len() > 1 && lows.len() < 4 {
        let total = lows
            .iter()
            .fold(Decimal::ZERO, |sum, low| sum.saturating_add(*low));
        if total == value {
            return true;
        }
    }
    lows.iter().enumerate().any(|(index, a)| {
        lows.iter()
            .skip(index + 1)
            .any(|b| a.saturating_add(*b) == value)
    })
}

/// How sure the rule is that the two figures are of one quantity; `None`: not at all.
fn confidence(
    a: &Slot<'_>,
    b: &Slot<'_>,
    attachment: &super::super::shared::Attachment,
    listed: bool,
) -> Option<f64> {
    if attachment.words == 0 {
        return None;
    }
    let same_state = a.state.is_some() && a.state == b.state;
    let strength = attachment.strength;
    match a.figure.unit {
        Unit::Count if same_state => Some(if strength >= 1.0 { 0.85 } else { 0.6 }),
        Unit::Count => {
            (strength >= 1.5).then_some(if attachment.nearest <= 3 { 0.7 } else { 0.45 })
        }
        Unit::Age => (attachment.nearest <= 1).then_some(0.8),
        Unit::Ordinal => (attachment.nearest <= 1 && strength >= 2.0).then_some(0.55),
        // one sum of a list: the words beside it must be the same
        _ if listed && attachment.nearest > 1 => Some(0.4),
        _ => (strength >= 1.5).then_some(if attachment.nearest <= 2 {
            0.8
        } else if attachment.nearest <= 4 && strength >= 3.0 {
            0.6
        } else {
            0.4
        }),
    }
}

/// What the figures count, for the reader.
fn about(a: &Slot<'_>, b: &Slot<'_>) -> String {
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
fn shown(view: &View<'_>, slot: &Slot<'_>) -> String {
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
