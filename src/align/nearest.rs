//! Which links and near misses are kept where one statement has very many.
//!
//! In: links and near misses with their scores. Out: the strongest. A story of news never comes near these numbers;
//! they keep the work and the result linear where everything resembles everything.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::reasons::Own;
use crate::model::{Link, Reasons, ReportId, StatementId};

/// Links that a statement keeps with each other report, and those that the other end keeps: on the annotated stories
/// no statement has more than 7.
const WITH_A_REPORT: usize = 8;
/// The same of a statement of more than [`LONG`] bytes, which has as many words to compare as a dozen others: a long
/// paragraph without stops, cut into parts that are all alike, would take its time with the square of its length up to
/// [`WITH_A_REPORT`] parts.
const WITH_A_REPORT_LONG: usize = 3;
/// Some 200 words: no sentence of news is as long.
pub(super) const LONG: usize = 1_200;

/// Near misses kept for each statement: enough to answer "why not this one", few enough to read.
const NEAR_MISSES: usize = 3;
/// Statements of a story from which on each keeps one near miss: fifty outlets tell fewer of an event.
pub(super) const VERY_MANY: usize = 2_000;

/// Two statements that were scored: a link without its reasons, for there are many times more than links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Miss {
    /// The smaller id.
    pub(super) left: StatementId,
    /// The greater id.
    pub(super) right: StatementId,
    pub(super) score: f64,
}

impl Miss {
    /// A link is a miss, once it is taken out.
    pub(super) fn of(link: &Link) -> Miss {
        Miss {
            left: link.left,
            right: link.right,
            score: link.score,
        }
    }

    pub(super) fn link(self, reasons: Reasons) -> Link {
        Link {
            left: self.left,
            right: self.right,
            score: self.score,
            reasons,
        }
    }
}

/// Strongest first; equal scores by their ends.
fn strongest(one: &Miss, two: &Miss) -> std::cmp::Ordering {
    two.score
        .total_cmp(&one.score)
        .then((one.left, one.right).cmp(&(two.left, two.right)))
}

/// Takes out the links that are beyond [`WITH_A_REPORT`] for both of their ends; `long` is true of a statement of more
/// than [`LONG`] bytes.
pub(super) fn crowded(links: &mut Vec<Link>, long: impl Fn(StatementId) -> bool) -> Vec<Link> {
    beyond(links, Miss::of, long)
}

fn beyond<T: Clone>(
    links: &mut Vec<T>,
    of: impl Fn(&T) -> Miss,
    long: impl Fn(StatementId) -> bool,
) -> Vec<T> {
    links.sort_by(|one, two| strongest(&of(one), &of(two)));
    let mut seen: FxHashMap<(StatementId, ReportId), usize> = FxHashMap::default();
    let mut out = Vec::new();
    links.retain(|held| {
        let link = of(held);
        let mut keep = false;
        for (end, far) in [(link.left, link.right), (link.right, link.left)] {
            let count = seen.entry((end, far.report)).or_default();
            let most = if long(end) {
                WITH_A_REPORT_LONG
            } else {
                WITH_A_REPORT
            };
            keep |= *count < most;
            *count += 1;
        }
        if !keep {
            out.push(held.clone());
        }
        keep
    });
    out
}

/// Links and near misses that may be held at once before what is beyond its ends goes: what is left when all are known
/// goes then, whenever it was seen. Fifty outlets come to a tenth.
pub(super) const HELD: usize = 100_000;

/// Near misses while they are gathered.
pub(super) struct Misses {
    /// How many each statement keeps.
    most: usize,
    /// Those that may yet become links.
    pub(super) high: Vec<Miss>,
    /// By statement: the strongest of the others, at most `most`.
    low: BTreeMap<StatementId, Vec<Miss>>,
    /// Those that bring reasons of their own.
    brought: Vec<Link>,
    /// Links that no row holds.
    told: Vec<Miss>,
}

impl Misses {
    /// None yet, in a story of so many statements.
    pub(super) fn new(statements: usize) -> Misses {
        Misses {
            most: if statements > VERY_MANY {
                1
            } else {
                NEAR_MISSES
            },
            high: Vec::new(),
            low: BTreeMap::new(),
            brought: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Takes a miss.
    pub(super) fn take(&mut self, link: Link) {
        if !link.reasons.is_empty() {
            self.brought.push(link);
            return;
        }
        let miss = Miss::of(&link);
        if miss.score >= super::overlap::LEAST {
            self.high.push(miss);
            return;
        }
        for end in [miss.left, miss.right] {
            let most = self.most;
            let list = (self.low.entry(end)).or_insert_with(|| Vec::with_capacity(most));
            let at = list.partition_point(|held| strongest(held, &miss).is_lt());
            if at < most {
                list.truncate(most - 1);
                list.insert(at, miss);
            }
        }
    }

    /// Takes links that are beyond what their ends keep.
    pub(super) fn take_crowded(&mut self, links: Vec<Link>) {
        for link in links {
            if link.reasons.is_empty() {
                self.high.push(Miss::of(&link));
            } else {
                self.brought.push(link);
            }
        }
        if self.high.len() > HELD {
            beyond(&mut self.high, |miss| *miss, |_| false);
        }
        // What aligning holds is most from here on.
        self.high.shrink_to_fit();
    }

    /// Takes a link that no row holds.
    pub(super) fn take_told(&mut self, link: &Link) {
        self.told.push(Miss::of(link));
    }

    /// Those that may yet stand in a row, with their scores.
    pub(super) fn scored(&self) -> impl Iterator<Item = Miss> + '_ {
        let brought = self.brought.iter().map(Miss::of);
        self.high.iter().copied().chain(brought)
    }

    /// Takes out those that stand in a row.
    pub(super) fn forget(&mut self, within: impl Fn(&Miss) -> bool) {
        self.high.retain(|miss| !within(miss));
        self.brought.retain(|link| !within(&Miss::of(link)));
    }

    /// The misses that are among the nearest for one of their two ends, by their ends.
    pub(super) fn nearest(self) -> Vec<Link> {
        let Misses {
            most,
            high,
            low,
            mut brought,
            mut told,
        } = self;
        let mut misses = high;
        misses.extend(low.into_values().flatten());
        misses.extend(brought.iter().map(Miss::of));
        misses.extend(&told);
        misses.sort_by(strongest);
        misses.dedup_by_key(|link| (link.left, link.right));
        let mut seen: FxHashMap<StatementId, usize> = FxHashMap::default();
        misses.retain(|link| {
            let mut keep = false;
            for end in [link.left, link.right] {
                let count = seen.entry(end).or_default();
                keep |= *count < most;
                *count += 1;
            }
            keep
        });
        misses.sort_by_key(|link| (link.left, link.right));
        brought.sort_by_key(|link| (link.left, link.right));
        told.sort_by_key(|link| (link.left, link.right));
        let told_elsewhere = Own::OtherRows.reason(1.0, "");
        let link = |miss: Miss| {
            let ends = (miss.left, miss.right);
            let own = brought.binary_search_by_key(&ends, |link| (link.left, link.right));
            let reasons = match own.ok().and_then(|at| brought.get(at)) {
                Some(link) => link.reasons.clone(),
                None => match told.binary_search_by_key(&ends, |miss| (miss.left, miss.right)) {
                    Ok(_) => told_elsewhere.clone(),
                    Err(_) => Reasons::default(),
                },
            };
            miss.link(reasons)
        };
        misses.into_iter().map(link).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: usize, right: usize, score: f64) -> Link {
        let id = |report, number| StatementId::new(ReportId::new(report), number);
        Link {
            left: id(0, left),
            right: id(1, right),
            score,
            reasons: Reasons::default(),
        }
    }

    #[test]
    fn a_hub_keeps_what_keeps_it() {
        let mut links: Vec<Link> = (0..20).map(|right| link(0, right, 0.9)).collect();
        assert!(crowded(&mut links, |_| false).is_empty());
    }

    #[test]
    fn what_resembles_everything_is_thinned() {
        let all = (0..20).flat_map(|left| (0..20).map(move |right| link(left, right, 0.9)));
        let mut links: Vec<Link> = all.collect();
        let out = crowded(&mut links, |_| false);
        assert_eq!(links.len() + out.len(), 400);
        assert!(links.len() <= 2 * 20 * WITH_A_REPORT, "{}", links.len());
    }

    #[test]
    fn three_misses_of_a_statement_are_kept() {
        let mut misses = Misses::new(40);
        for right in 0..20 {
            misses.take(link(0, right, 0.1));
        }
        // Each is the nearest of its other end.
        assert_eq!(misses.nearest().len(), 20);
    }
}
