//! A further statement of a report in a row: kept where it is told there in earnest.
//!
//! In: groups, the scores of pairs. Out: the groups without statements that stand beside a better one of their own
//! report, are joined to nothing in the group strongly, and stand in another group; then those that lie within no other.
//! A reader of "the ferry lost power, the operator said" is not helped by "sailings will resume, the operator said"
//! below it. With each annotated story left out: P .742 R .684 F1 .712 → P .771 R .666 F1 .715. Cost: the pairs of each group.

use std::collections::BTreeMap;

use super::overlap::LARGE;
use super::sets::maximal;
use crate::model::StatementId;

/// A link from here on is in earnest: .5 and .6 give F1 .714 and .710, .8 .711.
const STRONG: f64 = 0.7;
/// One that stands nowhere else needs this: beside a better statement of its own report a weak one is chance ("cut off"
/// beside "cuts and bruises"), and stands by itself rather than there.
const ALONE: f64 = 0.5;

/// What two statements are worth whose sentences are joined by other parts: not enough to be in earnest, enough to stand
/// together where one stands nowhere else.
pub(super) const BESIDE: f64 = ALONE;

/// Takes the others out. `score` is that of two statements of different reports. No group loses its last statement of
/// a report; a statement may lose its last group.
pub(super) fn take_out(
    mut groups: Vec<Vec<StatementId>>,
    score: impl Fn(StatementId, StatementId) -> f64,
) -> Vec<Vec<StatementId>> {
    let mut places: BTreeMap<StatementId, usize> = BTreeMap::new();
    for member in groups.iter().flatten() {
        *places.entry(*member).or_default() += 1;
    }
    for members in groups.iter_mut().filter(|members| members.len() <= LARGE) {
        let best = |one: &StatementId| {
            let others = members.iter().filter(|two| two.report != one.report);
            others.map(|two| score(*one, *two)).fold(0.0, f64::max)
        };
        let best: Vec<(StatementId, f64)> = members.iter().map(|one| (*one, best(one))).collect();
        let better = |one: StatementId, value: f64| {
            let mut own = best.iter().filter(|(two, _)| two.report == one.report);
            own.any(|(_, other)| *other > value)
        };
        let mut weak: Vec<(StatementId, f64)> = (best.iter().copied())
            .filter(|(one, value)| *value < STRONG && better(*one, *value))
            .collect();
        weak.sort_by(|one, two| one.1.total_cmp(&two.1).then(one.0.cmp(&two.0)));
        for (one, value) in weak {
            let goes = |held: &&mut usize| **held > 1 || value < ALONE;
            if let Some(held) = places.get_mut(&one).filter(goes) {
                *held -= 1;
                members.retain(|member| *member != one);
            }
        }
    }
    maximal(groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportId;

    fn id(report: usize, number: usize) -> StatementId {
        StatementId::new(ReportId::new(report), number)
    }

    #[test]
    fn a_weak_further_statement_goes_where_it_stands_elsewhere() {
        let (a, b, c, d) = (id(0, 0), id(1, 0), id(1, 1), id(0, 1));
        let score = |weak: f64| {
            move |one, two| {
                if (one, two) == (a, c) || (two, one) == (a, c) {
                    weak
                } else {
                    0.9
                }
            }
        };
        let both = vec![vec![a, b, c], vec![d, c]];
        assert_eq!(take_out(both.clone(), score(0.4)), [vec![a, b], vec![d, c]]);
        assert_eq!(take_out(both.clone(), score(0.8)), both);
        // It stands nowhere else.
        assert_eq!(take_out(vec![vec![a, b, c]], score(0.6)), [vec![a, b, c]]);
        assert_eq!(take_out(vec![vec![a, b, c]], score(0.4)), [vec![a, b]]);
        // The report has nothing better in the row.
        let alone = vec![vec![a, c], vec![c, d]];
        assert_eq!(take_out(alone.clone(), score(0.4)), alone);
    }
}
