//! Passages of two versions → which became which.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Unit;
use crate::model::Role;

/// How two passages were matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The same text.
    Same,
    /// The same but for minor edits.
    Folded,
    /// Most of the words.
    Words,
}

/// A match: one to one, or one to two neighbours for a sentence cut in two, or two to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Indices into the older version, ascending.
    pub old: Vec<usize>,
    /// Indices into the newer version, ascending.
    pub new: Vec<usize>,
    /// How it was matched.
    pub how: How,
    /// True when it stands elsewhere in the common order.
    pub moved: bool,
}

/// Passages with which a changed one is compared word by word: those that share its rarest words.
pub(super) const MAX_CANDIDATES: usize = 24;

/// Two passages share most of their words from here on. .5 keeps a sentence whose clause was rewritten together and
/// leaves apart two sentences that share a name and a verb; chosen on the cases in tests/cases/versions.
const MOST: f64 = 0.5;

/// A neighbour belongs to a split or merged sentence when that much of it stands in the other side.
const PART_OF: f64 = 0.6;

/// All matches, in the order of the newer version.
pub(super) fn matches(old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Match> {
    let mut open = Open {
        old: vec![true; old.len()],
        new: vec![true; new.len()],
    };
    let mut found = Vec::new();
    open.equal(old, new, exact, How::Same, &mut found);
    let of_role = |unit: &Unit<'_>| Some((unit.passage.role, unit.folded()));
    open.equal(old, new, of_role, How::Folded, &mut found);
    let folded = |unit: &Unit<'_>| Some(unit.folded()).filter(|words| !words.is_empty());
    open.equal(old, new, folded, How::Folded, &mut found);
    open.alike(old, new, &mut found);
    open.only_of_role(old, new, &mut found);
    open.grow(old, new, &mut found);
    found.sort_by(|left, right| left.new.cmp(&right.new));
    mark_moved(&mut found);
    found
}

/// The text of a passage, by which it is the same.
fn exact<'u>(unit: &'u Unit<'u>) -> Option<&'u str> {
    Some(&*unit.exact).filter(|text| !text.is_empty())
}

/// Which passages are still without a match.
struct Open {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Open {
    fn close(&mut self, old: usize, new: usize) {
        if let Some(slot) = self.old.get_mut(old) {
            *slot = false;
        }
        if let Some(slot) = self.new.get_mut(new) {
            *slot = false;
        }
    }

    fn left<'o, 'u>(
        open: &'o [bool],
        units: &'u [Unit<'u>],
    ) -> impl Iterator<Item = (usize, &'u Unit<'u>)> + use<'o, 'u> {
        units
            .iter()
            .enumerate()
            .filter(|(index, _)| open.get(*index).copied().unwrap_or(false))
    }

    /// Matches the k-th passage with a key to the k-th with the same key.
    fn equal<'u, K: Ord>(
        &mut self,
        old: &'u [Unit<'u>],
        new: &'u [Unit<'u>],
        key: impl Fn(&'u Unit<'u>) -> Option<K>,
        how: How,
        found: &mut Vec<Match>,
    ) {
        let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, unit) in Self::left(&self.old, old) {
            if let Some(key) = key(unit) {
                places.entry(key).or_default().push(index);
            }
        }
        for list in places.values_mut() {
            list.reverse();
        }
        let pairs: Vec<(usize, usize)> = Self::left(&self.new, new)
            .filter_map(|(index, unit)| Some((places.get_mut(&key(unit)?)?.pop()?, index)))
            .collect();
        for (left, right) in pairs {
            self.close(left, right);
            found.push(Match {
                old: vec![left],
                new: vec![right],
                how,
                moved: false,
            });
        }
    }

    /// Matches passages that share most of their words, the most alike first, the nearer first among equals.
    fn alike(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], found: &mut Vec<Match>) {
        let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, unit) in Self::left(&self.old, old) {
            let words: BTreeSet<u32> = unit.words.iter().map(|word| word.key).collect();
            for word in words {
                places.entry(word).or_default().push(index);
            }
        }
        let mut scored: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (right, unit) in Self::left(&self.new, new) {
            let words: BTreeSet<u32> = unit.words.iter().map(|word| word.key).collect();
            let mut lists: Vec<&Vec<usize>> =
                words.iter().filter_map(|word| places.get(word)).collect();
            lists.sort_by_key(|list| list.len());
            let mut candidates = BTreeSet::new();
            for list in lists {
                candidates.extend(list.iter().copied().take(MAX_CANDIDATES));
                if candidates.len() >= MAX_CANDIDATES {
                    break;
                }
            }
            for left in candidates {
                let Some(before) = old.get(left) else {
                    continue;
                };
                if group_of(before.passage.role) != group_of(unit.passage.role) {
                    continue;
                }
                let score = common(before, unit);
                if score >= MOST {
                    scored.push((score, left.abs_diff(right), left, right));
                }
            }
        }
        scored.sort_by(|left, right| {
            right
                .0
                .total_cmp(&left.0)
                .then_with(|| (left.1, left.2, left.3).cmp(&(right.1, right.2, right.3)))
        });
        for (_, _, left, right) in scored {
            let both = self.old.get(left).copied().unwrap_or(false)
                && self.new.get(right).copied().unwrap_or(false);
            if both {
                self.close(left, right);
                found.push(Match {
                    old: vec![left],
                    new: vec![right],
                    how: How::Words,
                    moved: false,
                });
            }
        }
    }

    /// A headline became the headline, a byline the byline, however few words they share, where each version has one.
    fn only_of_role(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], found: &mut Vec<Match>) {
        for role in [Role::Headline, Role::Byline, Role::Date, Role::Deck] {
            let of_role = |open: &[bool], units: &[Unit<'_>]| -> Vec<usize> {
                Self::left(open, units)
                    .filter(|(_, unit)| unit.passage.role == role)
                    .map(|(index, _)| index)
                    .collect()
            };
            if let ([left], [right]) = (
                of_role(&self.old, old).as_slice(),
                of_role(&self.new, new).as_slice(),
            ) {
                self.close(*left, *right);
                found.push(Match {
                    old: vec![*left],
                    new: vec![*right],
                    how: How::Words,
                    moved: false,
                });
            }
        }
    }

    /// Takes a neighbour into a match where one sentence was cut in two or two were joined.
    fn grow(&mut self, old: &[Unit<'_>], new: &[Unit<'_>], found: &mut [Match]) {
        for entry in found.iter_mut().filter(|entry| entry.how == How::Words) {
            let (Some(&left), Some(&right)) = (entry.old.first(), entry.new.first()) else {
                continue;
            };
            let (Some(before), Some(after)) = (old.get(left), new.get(right)) else {
                continue;
            };
            for near in neighbours(right) {
                let Some(unit) = new
                    .get(near)
                    .filter(|_| self.new.get(near).copied().unwrap_or(false))
                else {
                    continue;
                };
                if unit.passage.role == after.passage.role
                    && part_of(unit, before, after) >= PART_OF
                {
                    entry.new.push(near);
                    entry.new.sort_unstable();
                    if let Some(slot) = self.new.get_mut(near) {
                        *slot = false;
                    }
                    break;
                }
            }
            for near in neighbours(left) {
                let Some(unit) = old
                    .get(near)
                    .filter(|_| self.old.get(near).copied().unwrap_or(false))
                else {
                    continue;
                };
                if entry.new.len() == 1
                    && unit.passage.role == before.passage.role
                    && part_of(unit, after, before) >= PART_OF
                {
                    entry.old.push(near);
                    entry.old.sort_unstable();
                    if let Some(slot) = self.old.get_mut(near) {
                        *slot = false;
                    }
                    break;
                }
            }
        }
    }
}

/// The places after and before.
fn neighbours(place: usize) -> impl Iterator<Item = usize> {
    [place.checked_add(1), place.checked_sub(1)]
        .into_iter()
        .flatten()
}

/// Running text changes into running text, furniture into furniture.
fn group_of(role: Role) -> u8 {
    match role {
        Role::Body | Role::Deck => 0,
        Role::Headline => 1,
        Role::Byline => 2,
        Role::Date | Role::Dateline => 3,
        _ => 4,
    }
}

/// Share of words in common, as a bag: twice the common ones over all (Dice 1945).
fn common(left: &Unit<'_>, right: &Unit<'_>) -> f64 {
    let total = left.words.len() + right.words.len();
    if total == 0 {
        return 0.0;
    }
    2.0 * shared(left, right) as f64 / total as f64
}

fn counts(unit: &Unit<'_>) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for word in &*unit.words {
        *counts.entry(word.key).or_insert(0) += 1;
    }
    counts
}

fn shared(left: &Unit<'_>, right: &Unit<'_>) -> usize {
    let other = counts(right);
    counts(left)
        .iter()
        .map(|(word, count)| other.get(word).map_or(0, |found| *found.min(count)))
        .sum()
}

/// Share of the piece's words that stand in the whole and are not used by the whole's first match already.
fn part_of(piece: &Unit<'_>, whole: &Unit<'_>, first: &Unit<'_>) -> f64 {
    let mut left = counts(whole);
    for (word, count) in counts(first) {
        if let Some(slot) = left.get_mut(&word) {
            *slot = slot.saturating_sub(count);
        }
    }
    let held: usize = counts(piece)
        .iter()
        .map(|(word, count)| left.get(word).map_or(0, |found| *found.min(count)))
        .sum();
    held as f64 / piece.words.len().max(1) as f64
}

/// Marks what stands outside the longest run in common order.
fn mark_moved(found: &mut [Match]) {
    let places: Vec<usize> = found
        .iter()
        .map(|entry| entry.old.first().copied().unwrap_or_default())
        .collect();
    let kept = longest_increasing(&places);
    let mut in_place = vec![false; found.len()];
    for index in kept {
        if let Some(slot) = in_place.get_mut(index) {
            *slot = true;
        }
    }
    for (entry, in_place) in found.iter_mut().zip(in_place) {
        entry.moved = !in_place;
    }
}

/// Indices of a longest strictly increasing subsequence. n log n (patience sorting).
fn longest_increasing(values: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let place =
            tails.partition_point(|&tail| values.get(tail).is_some_and(|found| found < value));
        before.push(
            place
                .checked_sub(1)
                .and_then(|place| tails.get(place).copied()),
        );
        match tails.get_mut(place) {
            Some(slot) => *slot = index,
            None => tails.push(index),
        }
    }
    let mut run = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        run.push(index);
        at = before.get(index).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    #[test]
    fn the_longest_run_is_found() {
        assert_eq!(longest_increasing(&[3, 0, 1, 2]), [1, 2, 3]);
        assert_eq!(longest_increasing(&[0, 1, 4, 2, 3]), [0, 1, 3, 4]);
        assert_eq!(longest_increasing(&[]), [] as [usize; 0]);
    }
}
