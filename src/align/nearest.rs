//! Which links and near misses are kept where one statement has very many.
//!
//! In: links and near misses with their scores. Out: the strongest. A story of news never comes near these numbers;
//! they keep the work and the result linear where everything resembles everything.

use std::collections::BTreeMap;

use crate::model::{Link, ReportId, StatementId};

/// Links that a statement keeps with each other report, and those that the other end keeps: on the annotated stories
/// no statement has more than 7.
const WITH_A_REPORT: usize = 8;

/// Near misses kept for each statement: enough to answer "why not this one", few enough to read.
const NEAR_MISSES: usize = 3;
/// Statements of a story from which on each keeps one near miss: fifty outlets tell fewer of an event.
const VERY_MANY: usize = 2_000;

/// Strongest first; equal scores by their ends.
fn strongest(one: &Link, two: &Link) -> std::cmp::Ordering {
    two.score
        .total_cmp(&one.score)
        .then((one.left, one.right).cmp(&(two.left, two.right)))
}

/// Takes out the links that are beyond [`WITH_A_REPORT`] for both of their ends.
pub(super) fn crowded(links: &mut Vec<Link>) -> Vec<Link> {
    links.sort_by(strongest);
    let mut seen: BTreeMap<(StatementId, ReportId), usize> = BTreeMap::new();
    let mut out = Vec::new();
    links.retain(|link| {
        let mut keep = false;
        for (end, far) in [(link.left, link.right), (link.right, link.left)] {
            let count = seen.entry((end, far.report)).or_default();
            keep |= *count < WITH_A_REPORT;
            *count += 1;
        }
        if !keep {
            out.push(link.clone());
        }
        keep
    });
    out
}

/// Near misses while they are gathered.
pub(super) struct Misses {
    /// How many each statement keeps.
    most: usize,
    /// Those that may yet become links.
    pub(super) high: Vec<Link>,
    /// By statement: the strongest of the others, at most `most`.
    low: BTreeMap<StatementId, Vec<Link>>,
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
        }
    }

    /// Takes a miss.
    pub(super) fn take(&mut self, link: Link) {
        if link.score >= super::overlap::LEAST {
            self.high.push(link);
            return;
        }
        for end in [link.left, link.right] {
            let list = self.low.entry(end).or_default();
            let at = list.partition_point(|held| strongest(held, &link).is_lt());
            if at < self.most {
                list.insert(at, link.clone());
                list.truncate(self.most);
            }
        }
    }

    /// The misses that are among the nearest for one of their two ends, by their ends.
    pub(super) fn nearest(self) -> Vec<Link> {
        let Misses { most, high, low } = self;
        let mut misses = high;
        misses.extend(low.into_values().flatten());
        misses.sort_by(strongest);
        misses.dedup_by_key(|link| (link.left, link.right));
        let mut seen: BTreeMap<StatementId, usize> = BTreeMap::new();
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
        misses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: usize, right: usize, score: f64) -> Link {
        let id = |report, number| StatementId {
            report: ReportId(report),
            number,
        };
        Link {
            left: id(0, left),
            right: id(1, right),
            score,
            reasons: Vec::new().into(),
        }
    }

    #[test]
    fn a_hub_keeps_what_keeps_it() {
        let mut links: Vec<Link> = (0..20).map(|right| link(0, right, 0.9)).collect();
        assert!(crowded(&mut links).is_empty());
    }

    #[test]
    fn what_resembles_everything_is_thinned() {
        let all = (0..20).flat_map(|left| (0..20).map(move |right| link(left, right, 0.9)));
        let mut links: Vec<Link> = all.collect();
        let out = crowded(&mut links);
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
