//! Which links a group gives: all of a small one, the strongest of each member of a large one.
//!
//! In: the groups and the links. Out: for each group its links. Cost: for a small group its pairs, for a large one the
//! links of its members.

use std::collections::BTreeMap;

use super::crowd::FEW;
use super::nearest::VERY_MANY;
use crate::model::{Link, StatementId};

/// Groups of up to this many members give all their links, larger ones the strongest of each member: the links of a
/// group of all outlets grow with the square of their number, the reasons that a reader follows do not.
const ALL_LINKS: usize = 12;
/// Links in groups for each statement of the story; where groups overlap so much that all links would be more, groups of
/// fewer members count as large. A story that a dozen outlets tell in the same statements has 6.
const LINKS: usize = 8;
/// Links that each member of a larger group gives.
const STRONGEST: usize = 3;
/// Both where more than [`FEW`] reports tell the story: most rows have more members, and their links would be most of the
/// result.
const ALL_LINKS_OF_MANY: usize = 4;
const STRONGEST_OF_CROWD: usize = 2;
/// The same where the story has [`VERY_MANY`] statements: the reasons of links would be most of the result.
const STRONGEST_OF_MANY: usize = 1;

/// The links of a story, ready to be given to groups.
pub(super) struct Kept<'l> {
    /// By their ends.
    links: &'l [Link],
    /// By statement, strongest first; empty where no group is large.
    around: Vec<(StatementId, &'l Link)>,
    /// Up to how many members a group gives all its links.
    most: usize,
    /// How many each member of a larger one gives.
    strongest: usize,
}

impl<'l> Kept<'l> {
    /// Of the rows of several members and the links of a story of so many reports and statements.
    pub(super) fn new(
        rows: &[Vec<StatementId>],
        links: &'l [Link],
        (reports, statements): (usize, usize),
    ) -> Kept<'l> {
        let (most, strongest) = if reports > FEW {
            (ALL_LINKS_OF_MANY, STRONGEST_OF_CROWD)
        } else if statements > VERY_MANY {
            (STRONGEST, STRONGEST_OF_MANY)
        } else {
            (most(rows, statements), STRONGEST)
        };
        let mut around: Vec<(StatementId, &Link)> = Vec::new();
        if rows.iter().any(|members| members.len() > most) {
            around.reserve_exact(2 * links.len());
            around.extend((links.iter()).flat_map(|link| [(link.left, link), (link.right, link)]));
            around.sort_unstable_by(|(end, one), (other, two)| {
                let ends = (one.left, one.right).cmp(&(two.left, two.right));
                end.cmp(other)
                    .then(two.score.total_cmp(&one.score))
                    .then(ends)
            });
        }
        Kept {
            links,
            around,
            most,
            strongest,
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
            found.extend(ends.filter_map(|ends| self.link(ends)).cloned());
        }
        // It is held to the end.
        found.shrink_to_fit();
        found
    }

    fn link(&self, ends: (StatementId, StatementId)) -> Option<&Link> {
        let after = (self.links).partition_point(|link| (link.left, link.right) <= ends);
        let link = self.links.get(after.checked_sub(1)?)?;
        ((link.left, link.right) == ends).then_some(link)
    }

    fn strongest(&self, members: &[StatementId]) -> Vec<Link> {
        let inside = |end: StatementId| members.binary_search(&end).is_ok();
        let mut kept: BTreeMap<(StatementId, StatementId), &Link> = BTreeMap::new();
        for one in members {
            let first = self.around.partition_point(|(end, _)| end < one);
            let links = self.around.get(first..).unwrap_or(&[]).iter();
            let own = links
                .take_while(|(end, _)| end == one)
                .map(|(_, link)| *link)
                .filter(|link| inside(link.left) && inside(link.right));
            kept.extend(
                own.take(self.strongest)
                    .map(|link| ((link.left, link.right), link)),
            );
        }
        kept.into_values().cloned().collect()
    }
}

/// Up to how many members a group gives all its links: [`ALL_LINKS`], less where the rows overlap very much.
fn most(rows: &[Vec<StatementId>], statements: usize) -> usize {
    let links = |most: usize| -> usize {
        let of_row = |size: usize| {
            let each = if size > most { 2 * STRONGEST } else { size };
            each * size / 2
        };
        rows.iter().map(|row| of_row(row.len())).sum()
    };
    (STRONGEST..=ALL_LINKS)
        .rev()
        .find(|most| links(*most) <= LINKS * statements)
        .unwrap_or(STRONGEST)
}
