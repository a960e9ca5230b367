//! The rule `date`: days, times and durations that cannot both be right.

use std::ops::Range;

use jiff::civil::Date;

use super::super::context::Word;
use super::super::shared::{Attachment, distance};
use super::apart::{agree, apart, is_clock, same_sort};
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Precision, TimeExpression, TimeValue, Unit};

/// `date`: both reports date the same happening, and the days, times or durations cannot both be right.
///
/// What it sees: times that hang on the words that the two statements share, resolved against trusted publication
/// dates, with the precision that their words give. A time in one report only, a coarser time that holds the finer
/// one, clock times within a quarter of an hour where either is rounded or "about" are no conflict. The day of a
/// remark ("said on Tuesday") is only compared with the day of a remark.
///
/// Why readers care: the order of events is often the story.
///
/// Fires: `the ferry sank on Monday` | `the ferry sank on Tuesday`; `a two-year inquiry` | `a months-long inquiry`.
/// Stays quiet: `the ferry sank on Monday` | `the ferry sank this week`.
///
/// Sources: the guide of the annotated stories.
pub(super) struct DateOfEvent;

struct Slot<'a> {
    time: &'a TimeExpression,
    words: Range<usize>,
    remark: bool,
    bounded: bool,
    /// "shortly after", "just before".
    near: bool,
}

impl Rule for DateOfEvent {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Date
    }

    fn name(&self) -> &'static str {
        "date"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (left, right) = (slots(pair, pair.left), slots(pair, pair.right));
        let mut candidates = Vec::new();
        for (i, a) in left.iter().enumerate() {
            for (j, b) in right.iter().enumerate() {
                let Some(sure) = conflict(pair, a, b) else {
                    continue;
                };
                let matched = |slot: &Slot<'_>, others: &[Slot<'_>]| {
                    others.iter().any(|other| {
                        same_sort(slot.time, other.time) && agree(slot.time, other.time)
                    })
                };
                if a.remark != b.remark
                    || a.bounded != b.bounded
                    || !is_length(a) && counted_apart(pair)
                    || matched(a, &right)
                    || matched(b, &left)
                {
                    continue;
                }
                let attachment = pair
                    .shared
                    .attachment(pair.left, &a.words, pair.right, &b.words);
                // "departed at ten to seven and was lost at a quarter past eight": each has its own verb
                let clocks = |slots: &[Slot<'_>]| {
                    let clocks = slots.iter().filter(|slot| is_clock(slot.time));
                    clocks.count() > 1
                };
                let several = is_clock(a.time) && (clocks(&left) || clocks(&right));
                if several && !of_one_verb(pair, a, b) {
                    continue;
                }
                let lengths =
                    |slots: &[Slot<'_>]| slots.iter().filter(|slot| is_length(slot)).count();
                let alone = lengths(&left) == 1 && lengths(&right) == 1;
                let confidence = confidence(pair, a, b, &attachment, alone) * sure;
                if confidence > 0.0 {
                    candidates.push((attachment.strength, i, j, confidence));
                }
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let Some(&(_, i, j, confidence)) = candidates.first() else {
            return Vec::new();
        };
        let (Some(a), Some(b)) = (left.get(i), right.get(j)) else {
            return Vec::new();
        };
        vec![Finding {
            about: String::new(),
            left: Evidence::new(a.time.span, shown(pair.left, a.time)),
            right: Evidence::new(b.time.span, shown(pair.right, b.time)),
            confidence,
        }]
    }

    fn headline(&self, _about: &str) -> String {
        "the times differ".to_owned()
    }
}

fn slots<'a>(pair: &Pair<'_>, view: &View<'a>) -> Vec<Slot<'a>> {
    (pair
        .context
        .first(view, &view.statement.facts.times)
        .into_iter())
    .map(|time| {
        let words = view.words_in(time.span);
        // "declared three days of mourning": a length of time dates no remark
        let length = matches!(time.value, TimeValue::Duration { .. });
        let remark = !length && near_remark(pair, view, &words);
        let bounded = words.start.checked_sub(1).is_some_and(|before| {
            let span = before..words.end;
            view.words.get(span).is_some_and(|words| {
                words
                    .iter()
                    .take(2)
                    .any(|word| pair.context.tables.bounding.contains(&word.folded))
            })
        });
        let near = near_by(pair, view, &words);
        Slot {
            time,
            words,
            remark,
            bounded: bounded && !near,
            near,
        }
    })
    .collect()
}

/// True where words that answer each other stand right before both times: "sank at seven", "sank at eight".
fn of_one_verb(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    pair.shared.pairs().any(|(i, j)| {
        i < a.words.start
            && j < b.words.start
            && distance(pair.left, &a.words, i) == Some(0)
            && distance(pair.right, &b.words, j) == Some(0)
    })
}

/// True for a day beside a time within the first hour of a day or at its end.
fn at_midnight(view: &View<'_>, slot: &Slot<'_>) -> bool {
    view.statement.facts.times.iter().any(|time| {
        let TimeValue::TimeOfDay(clock) = time.value else {
            return false;
        };
        let words = view.words_in(time.span);
        // "midnight on Friday", "Saturday at 12:01 a.m."
        let beside =
            words.end.abs_diff(slot.words.start) <= 1 || slot.words.end.abs_diff(words.start) <= 1;
        clock.hour() == 0 && beside
    })
}

/// True for "shortly after two", "just before noon": the time is meant nearly as it is given.
fn near_by(pair: &Pair<'_>, view: &View<'_>, words: &Range<usize>) -> bool {
    let tables = &pair.context.tables;
    let from = words.start.saturating_sub(2);
    let Some([near, bound]) = view.words.get(from..words.start) else {
        return false;
    };
    tables.near_by.contains(&near.folded) && tables.bounding.contains(&bound.folded)
}

/// True when the statements tell of the first and of the second of something.
fn counted_apart(pair: &Pair<'_>) -> bool {
    let ordinals = |view: &View<'_>| -> Vec<rust_decimal::Decimal> {
        view.statement
            .facts
            .figures
            .iter()
            .filter(|figure| figure.unit == Unit::Ordinal)
            .map(|figure| figure.low)
            .collect()
    };
    let (left, right) = (ordinals(pair.left), ordinals(pair.right));
    !left.is_empty() && !right.is_empty() && !left.iter().any(|value| right.contains(value))
}

/// True when the time dates a remark: a word that reports speech stands within three words, and no quoted word.
fn near_remark(pair: &Pair<'_>, view: &View<'_>, words: &Range<usize>) -> bool {
    let near = words.start.saturating_sub(3)..(words.end + 3).min(view.words.len());
    let clause = |word: &Word| {
        view.words
            .get(words.start)
            .is_some_and(|first| first.clause == word.clause)
    };
    view.words.get(near).is_some_and(|near| {
        near.iter()
            .any(|word| clause(word) && pair.context.tables.reporting.contains(&word.stem))
    })
}

/// How sure it is that two times cannot both be right, 0..=1; `None` when they can.
fn conflict(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>) -> Option<f64> {
    if !same_sort(a.time, b.time) {
        return None;
    }
    // midnight on Friday is the first minute of Saturday
    let days = !is_clock(a.time) && !is_length(a);
    if days && (at_midnight(pair.left, a) && at_midnight(pair.right, b)) {
        return None;
    }
    let about = |view: &View<'_>, slot: &Slot<'_>| {
        let before = slot.words.start.saturating_sub(1)..slot.words.end;
        view.words.get(before).is_some_and(|words| {
            words
                .iter()
                .any(|word| pair.context.tables.about.contains(&word.folded))
        })
    };
    // minutes: reports round clock times
    let blur = if a.near || b.near {
        30
    } else if about(pair.left, a) || about(pair.right, b) {
        15
    } else {
        5
    };
    let words = |view: &View<'_>, slot: &Slot<'_>| view.text(slot.time.span).to_lowercase();
    // "Monday" here and there: the same day, however each was resolved
    let same_words = words(pair.left, a) == words(pair.right, b);
    (!same_words && apart(a.time, b.time, blur)).then_some(1.0)
}

fn is_length(slot: &Slot<'_>) -> bool {
    matches!(slot.time.value, TimeValue::Duration { .. })
}

fn confidence(
    pair: &Pair<'_>,
    a: &Slot<'_>,
    b: &Slot<'_>,
    attachment: &Attachment,
    alone: bool,
) -> f64 {
    if attachment.words == 0 {
        return 0.0;
    }
    if is_length(a) {
        return duration_confidence(pair, a, b, alone);
    }
    let remark = if a.remark { 0.75 } else { 1.0 };
    let level = if attachment.nearest <= 2 && attachment.words >= 2 {
        0.8
    } else if attachment.nearest <= 3 && is_clock(a.time) {
        0.5
    } else if attachment.nearest <= 4
        && content(pair.left, a) + content(pair.right, b) <= 2 * attachment.words + 1
    {
        // "she will be sworn in on 29 May": one verb is all that there is to share; a single word may be left over
        0.6
    } else {
        0.4
    };
    level * remark
}

/// Words of content beside the time.
fn content(view: &View<'_>, slot: &Slot<'_>) -> usize {
    let words = view.words.iter().enumerate();
    words
        .filter(|(index, word)| word.content && !slot.words.contains(index))
        .count()
}

/// Durations must measure the same thing: the word after both ("inquiry") or before both ("lasted") is shared; the only
/// ones of two statements may stand on different sides of it ("rain for 40 minutes", "25 minutes of rain").
fn duration_confidence(pair: &Pair<'_>, a: &Slot<'_>, b: &Slot<'_>, alone: bool) -> f64 {
    let mut best: f64 = 0.0;
    for (i, j) in pair.shared.pairs() {
        let same_side = (i < a.words.start) == (j < b.words.start);
        let (Some(x), Some(y)) = (
            distance(pair.left, &a.words, i),
            distance(pair.right, &b.words, j),
        ) else {
            continue;
        };
        if same_side && x + y == 0 {
            best = best.max(0.75);
        } else if same_side && x + y <= 1 || alone && x + y <= 2 {
            best = best.max(0.55);
        }
    }
    best
}

fn shown(view: &View<'_>, time: &TimeExpression) -> String {
    let words = view
        .text(time.span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match &time.value {
        TimeValue::Date {
            from,
            precision: Precision::Day,
            ..
        } if time.resolved => {
            format!("{words} ({})", day(*from))
        }
        TimeValue::Unresolved { key } if time.resolved => match day_of(key) {
            Some(day) => format!("{words} ({day})"),
            None => words,
        },
        _ => words,
    }
}

/// A date as people write it: "23 January 2017".
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A day without its year as people write it: "23 January" for "january 23 monday".
fn day_of(key: &str) -> Option<String> {
    let mut words = key.split(' ');
    let (month, day) = (words.next()?, words.next()?);
    let (first, rest) = month.split_at_checked(1)?;
    Some(format!("{day} {}{rest}", first.to_uppercase()))
}
