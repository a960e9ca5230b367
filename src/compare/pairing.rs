//! Which members of a row are compared: all of a small one, in a large one some with all others.
//!
//! In: the rows, then the members of each. Out: pairs of members of different reports. Cost: [`ANCHORS`] for each member.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ReportId;

/// Members of a large row that are compared with all others: enough for every two of a row of two dozen, and each
/// telling beyond that still meets two dozen others.
const ANCHORS: usize = 24;
/// Reports up to which a row is compared as above. Where more tell the story, every text once before any text twice is
/// compared with all others: most of a long row are copies of agency text, and what differs must meet.
const FEW: usize = 10;
/// [`ANCHORS`] of such a story: at fifty reports of the annotated stories 12 give no more than these (F1 of differences
/// .61 and .60; two dozen of whichever text .52).
const ANCHORS_OF_MANY: usize = 8;
/// Members of one report in a row up to which all meet all of another; where both have more, those meet that stand at
/// about the same place among their own. In news a row has one or two; a report without stops, cut into parts that are all
/// alike, has hundreds.
const OF_A_REPORT: usize = 4;
/// Where rows that overlap would need more than [`PAIRS`], as many as fit and at least this many.
const LEAST_ANCHORS: usize = 4;
/// Pairs to compare for each statement of the story, all rows together. A story that two dozen outlets tell in the
/// same statements has 12; the annotated ones have less than 2.
const PAIRS: usize = 12;

/// How the rows of a story are compared.
pub(super) struct Pairing {
    /// Members of a larger row that are compared with all others.
    anchors: usize,
    /// More than [`FEW`] reports.
    crowd: bool,
}

impl Pairing {
    /// For a story of so many reports with rows of these sizes and so many statements.
    pub(super) fn new(reports: usize, sizes: &[usize], statements: usize) -> Pairing {
        let crowd = reports > FEW;
        let anchors = anchors(sizes, PAIRS * statements);
        let most = if crowd { ANCHORS_OF_MANY } else { ANCHORS };
        Pairing {
            anchors: anchors.min(most),
            crowd,
        }
    }

    /// The pairs of different reports to compare, ascending; of each member its report and its words.
    pub(super) fn pairs(&self, members: &[(ReportId, &str)]) -> Vec<(usize, usize)> {
        let (anchors, crowd) = (self.anchors, self.crowd);
        let report = |at: usize| members.get(at).map(|(report, _)| *report);
        let anchors: Vec<usize> = if members.len() <= anchors {
            (0..members.len()).collect()
        } else {
            // In a crowd each text first. The first of each report, then the second of each: no report is left without.
            let mut nth: BTreeMap<_, usize> = BTreeMap::new();
            let mut texts = BTreeSet::new();
            let mut ranked: Vec<(bool, usize, usize)> = (0..members.len())
                .map(|at| {
                    let count = nth.entry(report(at)).or_default();
                    *count += 1;
                    let text = members.get(at).map(|(_, text)| *text);
                    let again = crowd && !texts.insert(text);
                    (again, *count, at)
                })
                .collect();
            ranked.sort_unstable();
            ranked
                .into_iter()
                .take(anchors)
                .map(|(.., at)| at)
                .collect()
        };
        // The place of each among those of its report, and how many those are.
        let mut own: BTreeMap<_, usize> = BTreeMap::new();
        let ranks: Vec<usize> = (0..members.len())
            .map(|at| {
                let count = own.entry(report(at)).or_default();
                *count += 1;
                *count
            })
            .collect();
        let places: Vec<(usize, usize)> = (ranks.into_iter().enumerate())
            .map(|(at, rank)| (rank, own.get(&report(at)).copied().unwrap_or(0)))
            .collect();
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        let meet = |one: usize, two: usize| {
            let ((here, all), (there, others)) = (place(one), place(two));
            all.min(others) <= OF_A_REPORT
                || (here * others).abs_diff(there * all) <= OF_A_REPORT / 2 * all.max(others)
        };
        let mut found: Vec<(usize, usize)> = anchors
            .iter()
            .flat_map(|&one| (0..members.len()).map(move |two| (one.min(two), one.max(two))))
            .filter(|&(one, two)| report(one) != report(two) && meet(one, two))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Members of a row of which the words of all are held while they are compared: more than any row of news has.
const HELD: usize = 64;

/// Of a large row the members that meet most others, with the pairs brought into an order in which each other member meets
/// all of them before the next comes; `None` for a row of which all can be held, whose pairs stay as they are.
pub(super) fn hubs(members: usize, pairs: &mut [(usize, usize)]) -> Option<BTreeSet<usize>> {
    if members <= HELD {
        return None;
    }
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for (left, right) in pairs.iter() {
        *times.entry(*left).or_default() += 1;
        *times.entry(*right).or_default() += 1;
    }
    let mut by_times: Vec<(usize, usize)> = times.into_iter().collect();
    by_times.sort_by_key(|(at, times)| (std::cmp::Reverse(*times), *at));
    let hubs: BTreeSet<usize> = by_times.iter().take(HELD).map(|(at, _)| *at).collect();
    pairs.sort_by_key(|(left, right)| {
        let other = if hubs.contains(left) { right } else { left };
        (*other, *left, *right)
    });
    Some(hubs)
}

/// As many anchors as rows of these sizes have without more pairs than are wanted.
fn anchors(sizes: &[usize], wanted: usize) -> usize {
    let pairs = |anchors: usize| -> usize {
        sizes
            .iter()
            .map(|size| anchors.min(*size).saturating_mul(*size) / 2)
            .sum()
    };
    (LEAST_ANCHORS..=ANCHORS)
        .rev()
        .find(|anchors| pairs(*anchors) <= wanted)
        .unwrap_or(LEAST_ANCHORS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_small_row_all_are_held_and_the_pairs_stay() {
        let mut pairs = vec![(0, 2), (1, 2)];
        assert_eq!(hubs(HELD, &mut pairs), None);
        assert_eq!(pairs, [(0, 2), (1, 2)]);
    }

    #[test]
    fn in_a_large_row_each_of_the_many_comes_once() {
        let (few, many) = (4, 500);
        // Every tenth is one that all meet.
        let hub = |at: usize| at.is_multiple_of(10) && at / 10 < few;
        let mut pairs: Vec<(usize, usize)> = (0..many)
            .flat_map(|one| (one + 1..many).map(move |two| (one, two)))
            .filter(|(one, two)| hub(*one) != hub(*two))
            .collect();
        let before = pairs.len();
        let found = hubs(many, &mut pairs).unwrap_or_default();
        assert!((0..few).all(|at| found.contains(&(10 * at))));
        assert_eq!(pairs.len(), before);
        let others = pairs.iter().map(|(left, right)| {
            let other = if found.contains(left) { right } else { left };
            *other
        });
        let mut runs: Vec<usize> = others.filter(|at| !found.contains(at)).collect();
        runs.dedup();
        let all = runs.len();
        runs.sort_unstable();
        runs.dedup();
        assert_eq!(runs.len(), all, "one of the many comes twice");
    }
}
