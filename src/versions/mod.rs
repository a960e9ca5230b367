//! Versions of one outlet's report → what changed from each to the next.
//!
//! In: a story whose reports are the versions, oldest first. Out: one [`Step`] for each neighbouring pair, holding every
//! passage of both. Passages are matched in falling order of certainty: the same text; the same text but for minor
//! edits; most of the words; one sentence cut in two or two joined. What is matched by the same text and stands outside
//! the longest run in common order has moved (Hunt and Szymanski 1977: a longest increasing subsequence over the
//! matches). Cost: n log n in the passages, plus `matching::MAX_CANDIDATES` word comparisons for each that changed.

mod aspects;
mod matching;
mod passage;
mod words;

use crate::lexicon::Lexicon;
use crate::model::{Aspect, Change, ChangeKind, Role, Step};
use crate::text::Story;

use matching::{How, Match};
use passage::Unit;

/// Compares each version with the next.
///
/// Shape: one step fewer than the story has reports; empty for a story of one. Each step holds every sentence of
/// headline, deck and body and every other block of both versions exactly once.
#[must_use]
pub fn diff(story: &Story<'_>, lexicon: &Lexicon) -> Vec<Step> {
    let folding = passage::Folding::new(lexicon);
    let mut units: Vec<Vec<Unit<'_>>> = story
        .reports
        .iter()
        .zip(story.documents)
        .map(|(report, document)| passage::units(report, document, &folding))
        .collect();
    folding.number(&mut units);
    units
        .windows(2)
        .filter_map(|pair| {
            let [old, new] = pair else { return None };
            Some(step(story, old, new, &folding))
        })
        .collect()
}

fn step(story: &Story<'_>, old: &[Unit<'_>], new: &[Unit<'_>], folding: &passage::Folding) -> Step {
    let matches = matching::matches(old, new);
    let mut taken_old = vec![false; old.len()];
    let mut placed: Vec<(f64, Change)> = Vec::new();
    for found in &matches {
        for &index in &found.old {
            if let Some(slot) = taken_old.get_mut(index) {
                *slot = true;
            }
        }
        let place = found.new.first().copied().unwrap_or_default();
        placed.push((place as f64, change(story, old, new, found, folding)));
    }
    let mut taken_new = vec![false; new.len()];
    for found in &matches {
        for &index in &found.new {
            if let Some(slot) = taken_new.get_mut(index) {
                *slot = true;
            }
        }
    }
    for (index, unit) in new
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken_new.get(*index).copied().unwrap_or(true))
    {
        placed.push((index as f64, alone(ChangeKind::Added, unit, folding)));
    }
    let mut match_of: Vec<Option<&Match>> = vec![None; old.len()];
    for found in &matches {
        for index in &found.old {
            if let Some(slot) = match_of.get_mut(*index) {
                *slot = slot.or(Some(found));
            }
        }
    }
    // A removal stands right after what stood before it in the older version.
    let mut after = -0.5;
    for (index, unit) in old.iter().enumerate() {
        if taken_old.get(index).copied().unwrap_or(true) {
            let anchor = match_of.get(index).copied().flatten();
            let anchor = anchor.filter(|found| !found.moved);
            if let Some(place) = anchor.and_then(|found| found.new.last()) {
                after = *place as f64 + 0.5;
            }
        } else {
            placed.push((after, alone(ChangeKind::Removed, unit, folding)));
        }
    }
    placed.sort_by(|left, right| left.0.total_cmp(&right.0));
    let id = |units: &[Unit<'_>]| units.first().map(|unit| unit.passage.report);
    Step {
        from: id(old).unwrap_or(crate::model::ReportId::new(0)),
        to: id(new).unwrap_or(crate::model::ReportId::new(0)),
        changes: placed.into_iter().map(|(_, change)| change).collect(),
    }
}

fn alone(kind: ChangeKind, unit: &Unit<'_>, folding: &passage::Folding) -> Change {
    let mut aspects = passage::role_aspects(unit);
    if folding.is_correction(unit) {
        aspects.push(Aspect::Correction);
    }
    let (old, new) = match kind {
        ChangeKind::Removed => (vec![unit.passage], Vec::new()),
        _ => (Vec::new(), vec![unit.passage]),
    };
    let kind_of_alone =
        if passage::is_page_furniture(unit.passage.role) || unit.passage.role == Role::Date {
            ChangeKind::Minor
        } else {
            kind
        };
    Change {
        kind: kind_of_alone,
        old,
        new,
        aspects,
        words: Vec::new(),
        values: Vec::new(),
    }
}

/// The passages of these numbers.
fn pick<'a>(units: &[Unit<'a>], indices: &[usize]) -> Vec<Unit<'a>> {
    (indices.iter())
        .filter_map(|&index| units.get(index).cloned())
        .collect()
}

fn change(
    story: &Story<'_>,
    old: &[Unit<'_>],
    new: &[Unit<'_>],
    found: &Match,
    folding: &passage::Folding,
) -> Change {
    let (left, right) = (pick(old, &found.old), pick(new, &found.new));
    let passages = |units: &[Unit<'_>]| units.iter().map(|unit| unit.passage).collect();
    let mut change = Change {
        kind: ChangeKind::Unchanged,
        old: passages(&left),
        new: passages(&right),
        aspects: Vec::new(),
        words: Vec::new(),
        values: Vec::new(),
    };
    match found.how {
        How::Same if found.moved => change.kind = ChangeKind::Moved,
        How::Same => {}
        How::Folded => {
            change.kind = ChangeKind::Minor;
            change.words = words::diff(&left, &right);
        }
        How::Words => {
            change.kind = ChangeKind::Changed;
            change.words = words::diff(&left, &right);
            aspects::fill(story, &left, &right, &mut change);
            if right.iter().any(|unit| folding.is_correction(unit)) {
                change.aspects.push(Aspect::Correction);
            }
            let only_stamp = change.aspects == [Aspect::TimeStamp];
            let page = right
                .iter()
                .all(|unit| passage::is_page_furniture(unit.passage.role));
            if only_stamp || page {
                change.kind = ChangeKind::Minor;
            }
        }
    }
    if found.moved && change.kind != ChangeKind::Moved {
        change.aspects.push(Aspect::Position);
    }
    change.aspects.sort_unstable();
    change.aspects.dedup();
    change
}
