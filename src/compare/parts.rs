//! Findings about utterances → those of one utterance together: a row may hold two, which differ from nothing in each
//! other.
//!
//! In: findings, each about two statements. Out: parts that have no statement in common, by their first statement. Cost:
//! linear but for a logarithm, for what is joined goes to the larger: a row may hold one long quotation and thousands
//! of pieces of it.

use std::collections::{BTreeMap, VecDeque};

use crate::model::StatementId;

/// A finding with the statements that it is about.
pub(super) type About<T> = (StatementId, StatementId, T);

struct Part<T> {
    findings: VecDeque<About<T>>,
    statements: Vec<StatementId>,
    /// The number of the last finding.
    last: usize,
}

/// The parts. Where a finding joins two, the one that was added to last comes first.
pub(super) fn parted<T>(findings: Vec<About<T>>) -> Vec<Vec<About<T>>> {
    let mut parts: BTreeMap<usize, Part<T>> = BTreeMap::new();
    let mut part_of: BTreeMap<StatementId, usize> = BTreeMap::new();
    for (number, finding) in findings.into_iter().enumerate() {
        let ends = [finding.0, finding.1];
        let mut met: Vec<usize> = ends
            .iter()
            .filter_map(|end| part_of.get(end))
            .copied()
            .collect();
        met.sort_by_key(|at| parts.get(at).map(|part| part.last));
        met.dedup();
        let at = met.last().copied().unwrap_or(number);
        let mut part = parts.remove(&at).unwrap_or_else(|| Part {
            findings: VecDeque::new(),
            statements: Vec::new(),
            last: number,
        });
        // Two ends meet two parts at most; the later one has been taken.
        let other = met.first().filter(|other| **other != at).copied();
        let mut kept = at;
        if let Some((other, earlier)) = other.and_then(|at| Some((at, parts.remove(&at)?))) {
            let moved = if part.statements.len() < earlier.statements.len() {
                kept = other;
                &part.statements
            } else {
                &earlier.statements
            };
            part_of.extend(moved.iter().map(|statement| (*statement, kept)));
            part = joined(part, earlier);
        }
        for end in ends {
            if part_of.insert(end, kept).is_none() {
                part.statements.push(end);
            }
        }
        part.findings.push_back(finding);
        part.last = number;
        parts.insert(kept, part);
    }
    let mut parts: Vec<Part<T>> = parts.into_values().collect();
    parts.sort_by_cached_key(|part| part.statements.iter().min().copied());
    parts.into_iter().map(|part| part.findings.into()).collect()
}

/// One part of two, the first one's findings first; what is less is moved.
fn joined<T>(mut first: Part<T>, mut second: Part<T>) -> Part<T> {
    if first.findings.len() < second.findings.len() {
        for finding in first.findings.drain(..).rev() {
            second.findings.push_front(finding);
        }
        first.findings = second.findings;
    } else {
        first.findings.append(&mut second.findings);
    }
    if first.statements.len() < second.statements.len() {
        std::mem::swap(&mut first.statements, &mut second.statements);
    }
    first.statements.append(&mut second.statements);
    first
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::ReportId;

    fn id(number: usize) -> StatementId {
        StatementId::new(ReportId::new(number % 3), number / 3)
    }

    /// The same said plainly, with all parts looked at for each finding.
    fn plainly(findings: Vec<About<usize>>) -> Vec<Vec<About<usize>>> {
        let mut parts: Vec<(BTreeSet<StatementId>, Vec<About<usize>>)> = Vec::new();
        for found in findings {
            let mut ends = BTreeSet::from([found.0, found.1]);
            let mut own = vec![found];
            let mut apart = Vec::new();
            for (others, theirs) in parts {
                if others.is_disjoint(&ends) {
                    apart.push((others, theirs));
                } else {
                    own.splice(..0, theirs);
                    ends.extend(others);
                }
            }
            parts = apart;
            parts.push((ends, own));
        }
        parts.sort_by(|one, two| one.0.first().cmp(&two.0.first()));
        parts.into_iter().map(|(_, own)| own).collect()
    }

    #[test]
    fn parts_and_their_order_are_those_of_the_plain_way() {
        let mut state: usize = 1;
        let mut next = |below: usize| {
            state = (state * 1_103_515_245 + 12_345) % (1 << 31);
            (state >> 8) % below
        };
        for statements in [2, 5, 20, 60, 200] {
            for round in 0..20 {
                let count = next(statements + round) + 1;
                let findings: Vec<_> = (0..count)
                    .map(|number| (id(next(statements)), id(next(statements)), number))
                    .collect();
                assert_eq!(parted(findings.clone()), plainly(findings));
            }
        }
    }

    #[test]
    fn pieces_of_one_long_quotation_are_one_part() {
        let findings: Vec<_> = (1..100_000)
            .map(|piece| (id(0), id(piece), piece))
            .collect();
        let parts = parted(findings);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].len(), 99_999);
    }
}
