//! Links → groups, without closing over links.
//!
//! Saying the same is not transitive between long statements: one that says three things meets another statement in
//! each. So a group is a clique of the links: every two members of different reports are linked. Groups may overlap;
//! every link stands in at least one, and there are few: the cover is grown greedily from the strongest link that is
//! not covered yet, taking in what covers most (minimum clique cover of edges is NP-hard; Orlin 1977). Cost: for each
//! group the neighbours of its members; all groups together hold at most [`PLACES`] members for each statement, and a
//! link to each statement that would stand alone.

use std::collections::BTreeSet;

use super::kept::Kept;
use super::sets::{maximal, small};
use crate::model::{Group, Link, Members, ReportId, StatementId};

/// Places in groups for each statement of the story, all groups together. Stories of news need one or two; where
/// everything says the same as everything in part, overlapping groups would grow with the square of the story.
pub(super) const PLACES: usize = 4;
/// The same of a story of more than [`crowd::FEW`](super::crowd::FEW) reports, where statements that are alike in part
/// are so many more; a row's copies come to it afterwards and do not count.
pub(super) const PLACES_OF_MANY: usize = 2;

/// A link from one of its two ends.
#[derive(Clone, Copy)]
struct End {
    from: u32,
    to: u32,
    /// Its place among the links.
    link: u32,
}

/// The links as a graph over the statements that have one. A large story has hundreds of thousands, and aligning holds
/// most of all while they are grown into cliques: twelve bytes for each end of a link.
struct Graph<'l> {
    links: &'l [Link],
    ids: Vec<StatementId>,
    /// Both ends of all links, by `from`, then `to`; of several links between the same two the first.
    ends: Vec<End>,
    /// By statement: its first in `ends`, and the end of them.
    starts: Vec<u32>,
    /// By link: no group holds it yet.
    open: Vec<bool>,
}

impl<'l> Graph<'l> {
    fn new(links: &'l [Link]) -> Graph<'l> {
        let mut ids: Vec<StatementId> = Vec::with_capacity(2 * links.len());
        ids.extend(links.iter().flat_map(|link| [link.left, link.right]));
        ids.sort_unstable();
        ids.dedup();
        ids.shrink_to_fit();
        let mut graph = Graph {
            links,
            ends: Vec::with_capacity(2 * links.len()),
            starts: Vec::with_capacity(ids.len() + 1),
            open: vec![true; links.len()],
            ids,
        };
        for (number, link) in links.iter().enumerate() {
            if let Some((left, right)) = graph.ends(link) {
                for (from, to) in [(left, right), (right, left)] {
                    graph.ends.push(End {
                        from: small(from),
                        to: small(to),
                        link: small(number),
                    });
                }
            }
        }
        graph
            .ends
            .sort_unstable_by_key(|end| (end.from, end.to, end.link));
        graph.ends.dedup_by_key(|end| (end.from, end.to));
        let mut at = 0;
        for from in 0..=small(graph.ids.len()) {
            let rest = graph.ends.get(at..).unwrap_or(&[]).iter();
            at += rest.take_while(|end| end.from < from).count();
            graph.starts.push(small(at));
        }
        graph
    }

    fn ends(&self, link: &Link) -> Option<(usize, usize)> {
        let left = self.ids.binary_search(&link.left).ok()?;
        let right = self.ids.binary_search(&link.right).ok()?;
        Some((left, right))
    }

    /// The ends of the links of a statement, by the others.
    fn near(&self, statement: usize) -> &[End] {
        match (self.starts.get(statement), self.starts.get(statement + 1)) {
            (Some(start), Some(end)) => {
                let range = *start as usize..*end as usize;
                self.ends.get(range).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    fn report(&self, statement: usize) -> Option<crate::model::ReportId> {
        self.ids.get(statement).map(|id| id.report)
    }

    /// The place of the link of two statements.
    fn between(&self, from: usize, to: usize) -> Option<usize> {
        let near = self.near(from);
        let at = near.binary_search_by_key(&small(to), |end| end.to).ok()?;
        near.get(at).map(|end| end.link as usize)
    }

    /// The score of the link of two statements and whether it is still open.
    fn link(&self, from: usize, to: usize) -> Option<(f64, bool)> {
        let link = self.between(from, to)?;
        Some((self.links.get(link)?.score, *self.open.get(link)?))
    }

    fn close(&mut self, one: usize, two: usize) {
        let link = self.between(one, two);
        if let Some(open) = link.and_then(|link| self.open.get_mut(link)) {
            *open = false;
        }
    }
}

/// Cliques that hold every link, ascending; `places` is how many members all may have. Also how many links stand in no
/// clique because the story had no place left; both ends of such a link stand in others.
pub(super) fn cliques(mut places: usize, links: &[Link]) -> (Vec<Vec<StatementId>>, usize) {
    let mut graph = Graph::new(links);
    let mut order: Vec<u32> = (0..small(links.len())).collect();
    order.sort_by(|one, two| {
        let (one, two) = (links.get(*one as usize), links.get(*two as usize));
        let score = |link: Option<&Link>| link.map_or(0.0, |link| link.score);
        let ends = |link: Option<&Link>| link.map(|link| (link.left, link.right));
        score(two)
            .total_cmp(&score(one))
            .then_with(|| ends(one).cmp(&ends(two)))
    });
    let mut placed = vec![false; graph.ids.len()];
    let mut left_out = 0;
    let mut found: Vec<Box<[u32]>> = Vec::new();
    for link in order {
        let ends = links.get(link as usize).and_then(|link| graph.ends(link));
        let Some((left, right)) = ends else {
            continue;
        };
        if !graph.link(left, right).is_some_and(|(_, open)| open) {
            continue;
        }
        let clique = if places > 0 {
            grow(&graph, left, right)
        } else if [left, right]
            .iter()
            .all(|end| placed.get(*end) == Some(&true))
        {
            left_out += 1;
            continue;
        } else {
            vec![left, right]
        };
        for (at, one) in clique.iter().enumerate() {
            for two in clique.get(at + 1..).unwrap_or(&[]) {
                graph.close(*one, *two);
            }
            if let Some(placed) = placed.get_mut(*one) {
                *placed = true;
            }
        }
        places = places.saturating_sub(clique.len());
        found.push(clique.into_iter().map(small).collect());
    }
    // Only the ids are asked for from here on.
    let Graph { ids, .. } = graph;
    let mut cliques: Vec<Vec<StatementId>> = maximal(found)
        .into_iter()
        .map(|clique| {
            let ids = clique.iter().filter_map(|at| ids.get(*at as usize));
            ids.copied().collect()
        })
        .collect();
    cliques.sort();
    (cliques, left_out)
}

/// Groups over all statements; one that no clique holds stands alone. By first member, then by the rest.
pub(super) fn groups(
    statements: impl Iterator<Item = StatementId> + Clone,
    rows: Vec<Vec<StatementId>>,
    links: &[Link],
) -> Vec<Group> {
    let placed: BTreeSet<StatementId> = rows.iter().flatten().copied().collect();
    let reports: BTreeSet<ReportId> = statements.clone().map(|id| id.report).collect();
    let kept = Kept::new(&rows, links, (reports.len(), statements.clone().count()));
    let alone = statements.filter(|statement| !placed.contains(statement));
    let group = |members: Members| Group {
        links: kept.inside(&members),
        members,
    };
    let rows = rows.into_iter().map(Members::from);
    let mut groups: Vec<Group> = rows
        .chain(alone.map(|statement| Members::from_slice(&[statement])))
        .map(group)
        .collect();
    groups.shrink_to_fit();
    groups.sort_by(|one, two| one.members.cmp(&two.members));
    groups
}

/// A statement that may join a clique: how many open links to it, and the sum of their scores, it would bring.
struct Candidate {
    statement: usize,
    covers: usize,
    strength: f64,
}

/// The clique that grows from a link: first what covers most open links, then the strongest.
fn grow(graph: &Graph, left: usize, right: usize) -> Vec<usize> {
    let mut members = Vec::new();
    let mut reports = BTreeSet::new();
    let mut candidates: Vec<usize> = graph
        .near(left)
        .iter()
        .chain(graph.near(right))
        .map(|end| end.to as usize)
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    let mut candidates: Vec<Candidate> = candidates
        .into_iter()
        .map(|statement| Candidate {
            statement,
            covers: 0,
            strength: 0.0,
        })
        .collect();
    let mut next = vec![left, right];
    loop {
        for member in next.drain(..) {
            members.push(member);
            reports.insert(graph.report(member));
            // What stays is linked to every member of another report, and not yet a member.
            candidates.retain_mut(|candidate| {
                if candidate.statement == member {
                    return false;
                }
                if let Some((score, open)) = graph.link(member, candidate.statement) {
                    candidate.covers += usize::from(open);
                    candidate.strength += score;
                    return true;
                }
                graph.report(candidate.statement) == graph.report(member)
            });
        }
        // Statements of one report have no links to each other: none that joins shuts out the next.
        let report = candidates
            .first()
            .map(|first| graph.report(first.statement));
        let alike = |candidate: &Candidate| Some(graph.report(candidate.statement)) == report;
        if report.is_some_and(|report| reports.contains(&report)) && candidates.iter().all(alike) {
            let open = candidates.iter().filter(|candidate| candidate.covers > 0);
            members.extend(open.map(|candidate| candidate.statement));
            candidates.clear();
        }
        let best = candidates
            .iter()
            // A second statement of a report is taken in only where a link needs it.
            .filter(|candidate| {
                candidate.covers > 0 || !reports.contains(&graph.report(candidate.statement))
            })
            .max_by(|one, two| {
                one.covers
                    .cmp(&two.covers)
                    .then(one.strength.total_cmp(&two.strength))
                    .then(two.statement.cmp(&one.statement))
            });
        let Some(best) = best else {
            members.sort_unstable();
            return members;
        };
        next.push(best.statement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reasons, ReportId};

    fn id(name: &str) -> StatementId {
        let mut letters = name.bytes();
        StatementId::new(
            ReportId::new(usize::from(letters.next().unwrap() - b'a')),
            usize::from(letters.next().unwrap() - b'0'),
        )
    }

    fn check(statements: &str, links: &str, expect: &str) {
        let links: Vec<Link> = links
            .split_whitespace()
            .map(|pair| {
                let (left, right) = pair.split_once('-').unwrap();
                Link {
                    left: id(left),
                    right: id(right),
                    score: 0.5,
                    reasons: Reasons::default(),
                }
            })
            .collect();
        let ids: Vec<StatementId> = statements.split_whitespace().map(id).collect();
        let (rows, left_out) = cliques(PLACES * ids.len(), &links);
        let found = groups(ids.into_iter(), rows, &links);
        assert_eq!(left_out, 0);
        let shown: Vec<String> = found
            .iter()
            .map(|group| {
                let names: Vec<String> = group
                    .members
                    .iter()
                    .map(|member| {
                        format!(
                            "{}{}",
                            char::from(b'a' + member.report.index() as u8),
                            member.number()
                        )
                    })
                    .collect();
                names.join("+")
            })
            .collect();
        assert_eq!(shown.join(" "), expect);
    }

    #[test]
    fn a_triangle_is_one_group() {
        check("a0 b0 c0", "a0-b0 a0-c0 b0-c0", "a0+b0+c0");
    }

    #[test]
    fn links_are_not_closed_over() {
        check("a0 b0 c0", "a0-b0 b0-c0", "a0+b0 b0+c0");
    }

    #[test]
    fn many_of_one_report_join_the_one_that_they_are_linked_to() {
        check(
            "a0 b0 b1 b2 b3",
            "a0-b0 a0-b1 a0-b2 a0-b3",
            "a0+b0+b1+b2+b3",
        );
    }

    #[test]
    fn what_is_not_linked_stands_alone() {
        check("a0 a1 b0", "a0-b0", "a0+b0 a1");
    }

    #[test]
    fn two_of_one_report_share_a_cell_where_each_is_linked_to_the_others() {
        check("a0 a1 b0", "a0-b0 a1-b0", "a0+a1+b0");
        check("a0 a1 b0 c0", "a0-b0 a1-b0 a0-c0 b0-c0", "a0+b0+c0 a1+b0");
    }
}
