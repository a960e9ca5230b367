//! Groups → rows: status, differences, order, numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::gather::{Gathered, Gatherer};
use crate::model::{Elsewhere, Group, Joined, ReportId, Row, StatementId, Status};

/// The rows in the order of the table: divergent, shared, unique; within a status by the mean relative place of
/// their members in the reports, then by their words, so that the order does not depend on the order of reports.
pub(super) fn rows(context: &Context<'_>, groups: Vec<Group>) -> Vec<Row> {
    let several = |group: &&Group| reports(&group.members) > 1;
    let joined = groups.iter().filter(several);
    let mut gatherer = Gatherer::new(context, joined.map(|group| group.members.as_slice()));
    let mut rows: Vec<Row> = groups
        .into_iter()
        .map(|group| {
            let several = reports(&group.members) > 1;
            let gathered = if several {
                gatherer.gather(&group.members)
            } else {
                Gathered::default()
            };
            let differs = gathered
                .divergences
                .iter()
                .any(|divergence| !divergence.is_hint());
            Row {
                number: 0,
                status: match (several, differs) {
                    (false, _) => Status::Unique,
                    (true, true) => Status::Divergent,
                    (true, false) => Status::Shared,
                },
                members: group.members,
                joined: Joined {
                    links: group.links,
                    wordings: gathered.wordings,
                    divergences: gathered.divergences,
                    elsewhere: Vec::new(),
                }
                .held(),
            }
        })
        .collect();
    let place = |row: &Row| (row.status, place(context, &row.members));
    rows.sort_by_cached_key(place);
    for same in rows.chunk_by_mut(|one, two| place(one) == place(two)) {
        // The words of all rows at once would be the whole story.
        if same.len() > 1 {
            same.sort_by_cached_key(|row| words(context, row));
        }
    }
    for (number, row) in rows.iter_mut().enumerate() {
        row.number = number;
    }
    refer(&mut rows);
    rows
}

/// Says of each row which reports tell one of its statements in another row only. A sentence may stand in several rows,
/// each with those that all say the same: who stands in one of them is not missing in the others.
///
/// Cost: the reports of each row, once for each row that shares a statement with it.
fn refer(rows: &mut [Row]) {
    let told: Vec<Vec<ReportId>> = rows.iter().map(Row::reports).collect();
    // The rows of several reports in which each statement stands, first ones first. Every two members of different
    // reports are joined.
    let mut places: BTreeMap<StatementId, Vec<usize>> = BTreeMap::new();
    for (row, _) in rows.iter().zip(&told).filter(|(_, told)| told.len() > 1) {
        for member in &row.members {
            places.entry(*member).or_default().push(row.number);
        }
    }
    for (row, own) in rows.iter_mut().zip(&told) {
        let members = row.members.iter();
        let others: BTreeSet<usize> = members
            .filter_map(|id| places.get(id))
            .flatten()
            .copied()
            .filter(|other| *other != row.number)
            .collect();
        let mut elsewhere: BTreeMap<ReportId, usize> = BTreeMap::new();
        for other in others {
            for report in told.get(other).into_iter().flatten() {
                elsewhere.entry(*report).or_insert(other);
            }
        }
        for report in own {
            elsewhere.remove(report);
        }
        if !elsewhere.is_empty() {
            let elsewhere = elsewhere.into_iter();
            row.joined.get_or_insert_default().elsewhere = elsewhere
                .map(|(report, row)| Elsewhere { report, row })
                .collect();
        }
    }
}

/// The words of the members, in an order of their own.
fn words(context: &Context<'_>, row: &Row) -> String {
    let members = row.members.iter();
    let mut texts: Vec<&str> = members.map(|id| context.story.text_of(*id)).collect();
    texts.sort_unstable();
    texts.join("\n")
}

/// How many reports the statements come from.
fn reports(members: &[StatementId]) -> usize {
    let mut ids: Vec<ReportId> = members.iter().map(|id| id.report).collect();
    ids.sort();
    ids.dedup();
    ids.len()
}

/// Mean place of the statements in their reports, in millionths of the report; whole numbers, so that equal places
/// compare equal.
fn place(context: &Context<'_>, members: &[StatementId]) -> u64 {
    let mut sum: u64 = 0;
    for id in members {
        let length = context
            .story
            .statements
            .get(id.report.index())
            .map_or(1, |statements| statements.len().max(1));
        sum += (id.number() as u64 * 1_000_000) / length as u64;
    }
    sum / members.len().max(1) as u64
}
