//! Which links a group gives: all of a small one, the strongest of each member of a large one.
//!
//! In: the groups and the links. Out: for each group its links. Cost: for a small group its pairs, for a large one the
//! links of its members.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Link, StatementId};

/// Groups of up to this many members give all their links, larger ones the strongest of each member: the links of a
/// group of all outlets grow with the square of their number, the reasons that a reader follows do not.
const ALL_LINKS: usize = 12;
/// Links in groups for each statement of the story; where groups overlap so much that all links would be more, groups of
/// fewer members count as large. A story that a dozen outlets tell in the same statements has 6.
const LINKS: usize = 8;
/// Links that each member of a larger group gives.
const STRONGEST: usize = 3;

/// The links of a story, ready to be given to groups.
pub(super) struct Kept<'l> {
    by_ends: BTreeMap<(StatementId, StatementId), &'l Link>,
    /// By statement, strongest first; empty where no group is large.
    around: BTreeMap<StatementId, Vec<&'l Link>>,
    /// Up to how many members a group gives all its links.
    most: usize,
}

impl<'l> Kept<'l> {
    pub(super) fn new(rows: &[Vec<StatementId>], links: &'l [Link]) -> Kept<'l> {
        let most = most(rows);
        let mut around: BTreeMap<StatementId, Vec<&Link>> = BTreeMap::new();
        if rows.iter().any(|members| members.len() > most) {
            let mut strongest: Vec<&Link> = links.iter().collect();
            strongest.sort_by(|one, two| {
                two.score
                    .total_cmp(&one.score)
                    .then((one.left, one.right).cmp(&(two.left, two.right)))
            });
            for link in strongest {
                for end in [link.left, link.right] {
                    around.entry(end).or_default().push(link);
                }
            }
        }
        Kept {
            by_ends: links
                .iter()
                .map(|link| ((link.left, link.right), link))
                .collect(),
            around,
            most,
        }
    }

    /// The links of a group of these members (ascending), by their ends.
    pub(super) fn inside(&self, members: &[StatementId]) -> Vec<Link> {
        if members.len() > self.most {
            return self.strongest(members);
        }
        let mut found = Vec::new();
        for (at, one) in members.iter().enumerate() {
            let ends = members.iter().skip(at + 1).map(|two| (*one, *two));
            let links = ends.filter_map(|ends| self.by_ends.get(&ends).map(|link| (*link).clone()));
            found.extend(links);
        }
        found
    }

    fn strongest(&self, members: &[StatementId]) -> Vec<Link> {
        let inside = |end: StatementId| members.binary_search(&end).is_ok();
        let mut kept: BTreeMap<(StatementId, StatementId), &Link> = BTreeMap::new();
        for links in members.iter().filter_map(|one| self.around.get(one)) {
            let own = links
                .iter()
                .filter(|link| inside(link.left) && inside(link.right));
            kept.extend(
                own.take(STRONGEST)
                    .map(|link| ((link.left, link.right), *link)),
            );
        }
        kept.into_values().cloned().collect()
    }
}

/// Up to how many members a group gives all its links: [`ALL_LINKS`], less where the rows overlap very much.
fn most(rows: &[Vec<StatementId>]) -> usize {
    let statements: BTreeSet<&StatementId> = rows.iter().flatten().collect();
    let links = |most: usize| -> usize {
        let of_row = |size: usize| {
            let each = if size > most { 2 * STRONGEST } else { size };
            each * size / 2
        };
        rows.iter().map(|row| of_row(row.len())).sum()
    };
    (STRONGEST..=ALL_LINKS)
        .rev()
        .find(|most| links(*most) <= LINKS * statements.len())
        .unwrap_or(STRONGEST)
}
