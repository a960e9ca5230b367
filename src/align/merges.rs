//! The merges of groups that are open, best first.
//!
//! Cost: the logarithm of their number for each; where everything resembles everything there are dozens for each group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Two groups that may become one.
pub(super) struct Merge {
    /// Mean of the pairs that would be new.
    pub(super) mean: f64,
    /// The smaller group.
    pub(super) one: usize,
    /// The greater.
    pub(super) two: usize,
}

/// The merges that are open.
#[derive(Default)]
pub(super) struct Open {
    /// Best first, then by the groups. A mean is positive: its bits ascend as it does.
    order: BTreeSet<(Reverse<u64>, usize, usize)>,
    /// By group: those that it may be merged with.
    around: BTreeMap<usize, BTreeMap<usize, u64>>,
}

impl Open {
    /// Takes a merge.
    pub(super) fn add(&mut self, merge: Option<Merge>) {
        let Some(Merge { mean, one, two }) = merge else {
            return;
        };
        let worth = mean.to_bits();
        self.order.insert((Reverse(worth), one, two));
        self.around.entry(one).or_default().insert(two, worth);
        self.around.entry(two).or_default().insert(one, worth);
    }

    /// The groups of the best.
    pub(super) fn best(&self) -> Option<(usize, usize)> {
        self.order.first().map(|(_, one, two)| (*one, *two))
    }

    /// Takes out all merges of a group and gives the others that they are with.
    pub(super) fn close(&mut self, group: usize) -> BTreeSet<usize> {
        let others = self.around.remove(&group).unwrap_or_default();
        for (other, worth) in &others {
            self.order
                .remove(&(Reverse(*worth), group.min(*other), group.max(*other)));
            if let Some(around) = self.around.get_mut(other) {
                around.remove(&group);
            }
        }
        others.into_keys().collect()
    }
}
