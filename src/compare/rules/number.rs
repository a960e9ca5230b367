//! The rule `number`: figures for the same quantity that cannot both be right.

use rust_decimal::Decimal;

use super::super::shared::distance;
use super::as_of::as_of;
use super::quantity::{
    Kinship, Slot, about, kinship, of_one_person, of_one_verb, of_someone, shown, slots, tells_both,
};
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
                .filter(|other| kinship(pair.context, slot, other).is_some())
                .collect();
            same.iter().any(|other| agree(slot.figure, other.figure)) || sum(slot, &same)
        };
        let unmatched = |slots: &'_ [Slot<'_>], others: &[Slot<'_>]| -> Vec<usize> {
            let open = (0..)
                .zip(slots)
                .filter(|(_, slot)| !explained(slot, others));
            open.map(|(index, _)| index).collect()
        };
        let open = [unmatched(&left, &right), unmatched(&right, &left)];
        let mut candidates = Vec::new();
        let [open_left, open_right] = &open;
        for &i in open_left {
            for &j in open_right {
                let (Some(a), Some(b)) = (left.get(i), right.get(j)) else {
                    continue;
                };
                let Some(kinship) = kinship(pair.context, a, b) else {
                    continue;
                };
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                let unit = &a.figure.unit;
                let listed = is_list([&left, &right], &open, unit);
                let mut sure = confidence(a, b, &attachment, listed);
                let toll = is_toll(a, b, [&left, &right]);
                if toll {
                    sure = Some(sure.unwrap_or(0.0).max(FIRM));
                }
                if !toll && tells_both(pair, a, b) {
                    continue;
                }
                let same_noun = a.figure.counted.is_some() && a.figure.counted == b.figure.counted;
                let sum = matches!(unit, Unit::Money(_))
                    && !listed
                    && (same_noun || of_one_verb(pair, a, b));
                let age = *unit == Unit::Age && !listed && of_someone(a, b);
                let measure = matches!(unit, Unit::Measure(_)) && !listed && of_it(pair, a, b);
                if sum || measure || age && attachment.words > 1 {
                    sure = Some(sure.unwrap_or(0.0).max(FIRM));
                }
                let beside = attachment.nearest == 0 || a.state.is_some() && a.state == b.state;
                if kinship == Kinship::Alike && (listed || !beside) {
                    continue;
                }
                if let Some(sure) = sure {
                    let most = if is_part(kinship, a, b) { PART } else { 1.0 };
                    candidates.push((attachment.strength, i, j, sure.min(most)));
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

/// True where one verb stands in front of both figures and nothing of content before it on one side at least: "It has
/// burnt 4,200 hectares".
fn of_it(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let open = |view: &View<'_>, at: usize| {
        let before = view.words.get(..at).unwrap_or(&[]);
        !before.is_empty() && before.iter().all(|word| !word.content)
    };
    pair.shared.pairs().any(|(i, j)| {
        i < a.words.start
            && j < b.words.start
            && distance(pair.left, &a.words, i) == Some(0)
            && distance(pair.right, &b.words, j) == Some(0)
            && (open(pair.left, i) || open(pair.right, j))
    })
}

/// How far a figure that is only about right may be off: half of the last place that is not zero, two and a half of it
/// where a five stands there ("about 750"), and no more than a tenth ("about 100" is not 140). "About 94" was counted.
fn leeway(figure: &Figure) -> Decimal {
    let ten = Decimal::TEN;
    let tenth = figure.low.abs() / ten;
    let mut rest = figure.low.abs().normalize();
    let mut place = Decimal::ONE;
    while rest >= ten && (rest % ten).is_zero() {
        rest /= ten;
        place *= ten;
    }
    // a value with decimals was counted, or converted from another unit
    if !rest.is_integer() {
        return figure.rounding.max(match figure.unit {
            Unit::Measure(_) => tenth,
            _ => Decimal::ZERO,
        });
    }
    let five = (rest % ten) == Decimal::from(5);
    let half = if five {
        Decimal::new(25, 1)
    } else {
        Decimal::new(5, 1)
    };
    (place * half).min(tenth).max(figure.rounding)
}

/// Least and greatest value with rounding; `None` above: open.
fn range(figure: &Figure) -> (Decimal, Option<Decimal>) {
    let blur = match figure.bound {
        Bound::About => leeway(figure),
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
    // two floors, or two ceilings, are compared with each other: "at least 52", "at least 46"
    if a.bound == b.bound {
        let slack = a.rounding.max(b.rounding);
        match a.bound {
            Bound::AtLeast => return (a.low - b.low).abs() <= slack,
            Bound::AtMost => {
                let edges = a.high.zip(b.high);
                return edges.is_none_or(|(a, b)| (a - b).abs() <= slack);
            }
            _ => {}
        }
    }
    // where both are blurred each was rounded: they need not be twice as far apart
    if a.bound == Bound::About && b.bound == Bound::About {
        return (a.low - b.low).abs() <= leeway(a).max(leeway(b));
    }
    let ((a_low, a_high), (b_low, b_high)) = (range(a), range(b));
    // three and four are not both 3.5, and two are not "at least three"; of blurred figures the edge belongs to both
    let blurred = |one: &&Figure| matches!(one.bound, Bound::About | Bound::Vague);
    let exact = a.low != b.low && ![a, b].iter().any(blurred);
    let below = |high: Option<Decimal>, low: Decimal| {
        high.is_some_and(|high| high < low || exact && high == low)
    };
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

/// True where more than one figure of a unit may be meant: figures that stand on both sides are told, where the sides
/// have as many ("from 27 to 9 per cent", "from 27 to 12 per cent").
fn is_list(sides: [&[Slot<'_>]; 2], open: &[Vec<usize>; 2], unit: &Unit) -> bool {
    let [left, right] = sides.map(|slots| of_unit(slots, unit));
    if left != right {
        return left > 1 || right > 1;
    }
    let mut sides = sides.iter().zip(open);
    sides.any(|(slots, open)| {
        let open = open.iter().filter_map(|index| slots.get(*index));
        open.filter(|slot| slot.figure.unit == *unit).count() > 1
    })
}

/// How many figures of a statement have the unit.
fn of_unit(slots: &[Slot<'_>], unit: &Unit) -> usize {
    let same = slots.iter().filter(|slot| slot.figure.unit == *unit);
    same.count()
}

/// True for the only counts of the dead, the hurt ... of two statements that say the same: no other word need be shared.
fn is_toll(a: &Slot<'_>, b: &Slot<'_>, sides: [&[Slot<'_>]; 2]) -> bool {
    let counts = |slot: &&Slot<'_>| slot.state == a.state && slot.figure.unit == Unit::Count;
    let mut sides = sides.into_iter();
    let only = sides.all(|slots| slots.iter().filter(counts).count() == 1);
    a.state.is_some() && counts(&a) && counts(&b) && only
}

/// "12 workers" can be some of "15 people", not of nine.
fn is_part(kinship: Kinship, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    match kinship {
        Kinship::Same | Kinship::Alike => false,
        Kinship::LeftWithin => a.figure.low <= b.figure.low,
        Kinship::RightWithin => b.figure.low <= a.figure.low,
    }
}

/// How sure the rule is of what is firm whatever stands beside it (see [`confidence`]).
const FIRM: f64 = 0.6;

/// How sure the rule is where the one may be a part of the other: a hint.
const PART: f64 = 0.4;

/// How sure the rule is that the two figures are of one quantity; `None`: not at all.
///
/// The one figure of its unit on each side, of the same counted thing in the same state, or a share, is firm however few
/// words stand beside it: on twenty stories such pairs in rows were 12 right, none wrong. Sums and measures are not
/// (0 and 4).
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
    let alone = if listed { 0.0 } else { FIRM };
    match a.figure.unit {
        Unit::Count if same_state => Some(if strength >= 1.0 { 0.85 } else { 0.6 }),
        Unit::Count => {
            // of several figures of a statement the one beside the shared word is meant
            let reach = if listed { 0 } else { 3 };
            let firm = (strength >= 1.5).then_some(if attachment.nearest <= reach {
                0.7
            } else {
                0.45
            });
            // "nine runs were wanted", "won by seven runs": one common word beside it is not enough
            let named =
                a.figure.counted.is_some() && (attachment.words > 1 || attachment.nearest == 0);
            firm.into_iter()
                .chain((named && !listed).then_some(alone))
                .reduce(f64::max)
        }
        Unit::Age => (of_one_person(a, b) || attachment.nearest <= 1).then_some(0.8),
        // a result has one pair of figures
        Unit::Score if !listed => Some(if attachment.nearest <= 2 { 0.8 } else { FIRM }),
        Unit::Ordinal => (attachment.nearest <= 1 && strength >= 2.0).then_some(0.55),
        // one sum of a list: the words beside it must be the same
        _ if listed && attachment.nearest > 1 => Some(0.4),
        Unit::Percent if !listed => Some(if attachment.nearest <= 2 { 0.8 } else { alone }),
        _ => (strength >= 1.5).then_some(if attachment.nearest <= 2 {
            0.8
        } else if attachment.nearest <= 4 && strength >= 3.0 {
            0.6
        } else {
            0.4
        }),
    }
}
