//! Links → groups, without closing over links.
//!
//! Saying the same is not transitive between long statements: one that says three things meets another statement in
//! each. So a group is a clique of the links: every two members of different reports are linked. Groups may overlap;
//! every link stands in at least one, and there are few: the cover is grown greedily from the strongest link that is
//! not covered yet, taking in what covers most (minimum clique cover of edges is NP-hard; Orlin 1977). Cost: for each
//! group the common neighbours of its members, which the cap on candidates bounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Group, Link, StatementId};

/// Groups over all statements; one without a link stands alone. By first member, then by the rest.
pub(super) fn groups(statements: impl Iterator<Item = StatementId>, links: &[Link]) -> Vec<Group> {
    let mut around: BTreeMap<StatementId, BTreeMap<StatementId, f64>> = BTreeMap::new();
    for link in links {
        around
            .entry(link.left)
            .or_default()
            .insert(link.right, link.score);
        around
            .entry(link.right)
            .or_default()
            .insert(link.left, link.score);
    }
    let mut order: Vec<&Link> = links.iter().collect();
    order.sort_by(|one, two| {
        two.score
            .total_cmp(&one.score)
            .then((one.left, one.right).cmp(&(two.left, two.right)))
    });
    let mut open: BTreeSet<(StatementId, StatementId)> =
        links.iter().map(|link| (link.left, link.right)).collect();
    let mut found: BTreeSet<Vec<StatementId>> = BTreeSet::new();
    for link in order {
        if !open.contains(&(link.left, link.right)) {
            continue;
        }
        let clique = grow(link, &around, &open);
        for (at, one) in clique.iter().enumerate() {
            for two in clique.get(at + 1..).unwrap_or(&[]) {
                open.remove(&(*one, *two));
            }
        }
        found.insert(clique);
    }
    let mut groups: Vec<Vec<StatementId>> = maximal(found);
    groups.extend(
        statements
            .filter(|statement| !around.contains_key(statement))
            .map(|statement| vec![statement]),
    );
    groups.sort();
    let by_ends: BTreeMap<(StatementId, StatementId), &Link> = links
        .iter()
        .map(|link| ((link.left, link.right), link))
        .collect();
    groups
        .into_iter()
        .map(|members| {
            let mut inside = Vec::new();
            for (at, one) in members.iter().enumerate() {
                for two in members.get(at + 1..).unwrap_or(&[]) {
                    inside.extend(by_ends.get(&(*one, *two)).map(|link| (*link).clone()));
                }
            }
            Group {
                members,
                links: inside,
            }
        })
        .collect()
}

/// The clique that grows from a link: first what covers most open links, then the strongest.
fn grow(
    seed: &Link,
    around: &BTreeMap<StatementId, BTreeMap<StatementId, f64>>,
    open: &BTreeSet<(StatementId, StatementId)>,
) -> Vec<StatementId> {
    let none = BTreeMap::new();
    let near = |statement: &StatementId| around.get(statement).unwrap_or(&none);
    let mut members = vec![seed.left, seed.right];
    // What is linked to every member of another report, and not yet a member.
    let fits = |candidate: &StatementId, members: &[StatementId]| {
        members.iter().all(|member| {
            member != candidate
                && (member.report == candidate.report || near(candidate).contains_key(member))
        })
    };
    let mut candidates: Vec<StatementId> = near(&seed.left)
        .keys()
        .chain(near(&seed.right).keys())
        .copied()
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    loop {
        candidates.retain(|candidate| fits(candidate, &members));
        let best = candidates
            .iter()
            .filter_map(|candidate| {
                let mut covers = 0_usize;
                let mut strength = 0.0;
                for member in &members {
                    let ends = (*member.min(candidate), *member.max(candidate));
                    covers += usize::from(open.contains(&ends));
                    strength += near(candidate).get(member).copied().unwrap_or(0.0);
                }
                // A second statement of a report is taken in only where a link needs it.
                let known = members
                    .iter()
                    .any(|member| member.report == candidate.report);
                (!known || covers > 0).then_some((covers, strength, *candidate))
            })
            .max_by(|one, two| {
                one.0
                    .cmp(&two.0)
                    .then(one.1.total_cmp(&two.1))
                    .then(two.2.cmp(&one.2))
            });
        let Some((_, _, candidate)) = best else {
            members.sort_unstable();
            return members;
        };
        members.push(candidate);
    }
}

/// The sets that lie within no other.
fn maximal(found: BTreeSet<Vec<StatementId>>) -> Vec<Vec<StatementId>> {
    let sets: Vec<Vec<StatementId>> = found.into_iter().collect();
    let mut holding: BTreeMap<StatementId, Vec<usize>> = BTreeMap::new();
    for (number, set) in sets.iter().enumerate() {
        for member in set {
            holding.entry(*member).or_default().push(number);
        }
    }
    let within = |number: usize, set: &[StatementId]| {
        let first = set.first().and_then(|member| holding.get(member));
        first.into_iter().flatten().any(|other| {
            *other != number
                && sets.get(*other).is_some_and(|far| {
                    far.len() > set.len()
                        && set.iter().all(|member| far.binary_search(member).is_ok())
                })
        })
    };
    let keep: Vec<bool> = sets
        .iter()
        .enumerate()
        .map(|(number, set)| !within(number, set))
        .collect();
    sets.into_iter()
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .map(|(set, _)| set)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportId;

    fn id(name: &str) -> StatementId {
        let mut letters = name.bytes();
        StatementId {
            report: ReportId(usize::from(letters.next().unwrap() - b'a')),
            number: usize::from(letters.next().unwrap() - b'0'),
        }
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
                    reasons: Vec::new(),
                }
            })
            .collect();
        let found = groups(statements.split_whitespace().map(id), &links);
        let shown: Vec<String> = found
            .iter()
            .map(|group| {
                let names: Vec<String> = group
                    .members
                    .iter()
                    .map(|member| {
                        format!(
                            "{}{}",
                            char::from(b'a' + member.report.0 as u8),
                            member.number
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
    fn what_is_not_linked_stands_alone() {
        check("a0 a1 b0", "a0-b0", "a0+b0 a1");
    }

    #[test]
    fn two_of_one_report_share_a_cell_where_each_is_linked_to_the_others() {
        check("a0 a1 b0", "a0-b0 a1-b0", "a0+a1+b0");
        check("a0 a1 b0 c0", "a0-b0 a1-b0 a0-c0 b0-c0", "a0+b0+c0 a1+b0");
    }
}
