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
    order: BTreeSet<(Reverse<u64>, u32, u32)>,
    /// By a group and another that it may be merged with: what that is worth.
    around: BTreeMap<(u32, u32), u64>,
}

/// A story has fewer groups than bytes, and no input is as long as this.
fn small(group: usize) -> u32 {
    u32::try_from(group).unwrap_or(u32::MAX)
}

impl Open {
    /// Takes a merge.
    pub(super) fn add(&mut self, merge: Option<Merge>) {
        let Some(Merge { mean, one, two }) = merge else {
            return;
        };
        let (worth, one, two) = (mean.to_bits(), small(one), small(two));
        self.order.insert((Reverse(worth), one, two));
        self.around.insert((one, two), worth);
        self.around.insert((two, one), worth);
    }

    /// The groups of the best.
    pub(super) fn best(&self) -> Option<(usize, usize)> {
        let best = self.order.first();
        best.map(|(_, one, two)| (*one as usize, *two as usize))
    }

    /// Takes out all merges of a group and gives the others that they are with.
    pub(super) fn close(&mut self, group: usize) -> BTreeSet<usize> {
        let group = small(group);
        let own = self.around.range((group, 0)..=(group, u32::MAX));
        let own: Vec<(u32, u64)> = own.map(|((_, other), worth)| (*other, *worth)).collect();
        for (other, worth) in &own {
            self.order
                .remove(&(Reverse(*worth), group.min(*other), group.max(*other)));
            self.around.remove(&(group, *other));
            self.around.remove(&(*other, group));
        }
        own.into_iter().map(|(other, _)| other as usize).collect()
    }
}
