//! What bounds the work where many reports tell one event, and copies that follow their text.
//!
//! Every two reports of a story may share every statement: the pairs grow with the square of their number. Up to
//! [`FEW`] reports all of them are looked at. Beyond, a statement has a share of them that does not grow with the reports,
//! the nearest of all reports together, and of a text that several reports print the first telling is aligned; the copies
//! stand where it stands ([`Copies`]). Measured on the annotated stories with each made up to fifty reports by copies
//! without 40 % of their sentences: F1 of links .708 → .715, of differences .52 → .60, chosen among nine sets of bounds.

use rustc_hash::FxHashMap;

use super::identical::{self, Same};
use super::pieces::BySentence;
use super::sheet::Sheet;
use crate::model::{Link, Reasons, StatementId};

/// Reports up to which nothing is thinned for their number: more than nearly all stories have.
pub const FEW: usize = 10;

/// True where the story has more than [`FEW`] reports.
pub(super) fn is_crowd(sheet: &Sheet) -> bool {
    sheet.outlets() > FEW
}

/// Rows of its text that a copy stands in: as many as a statement has on average at most.
const PLACES: usize = 4;

/// A copy and what it follows: a statement of the first telling of its text.
type Follows = (StatementId, StatementId);

/// By statement of a telling that is aligned, its copies.
pub(super) struct Copies(FxHashMap<StatementId, Vec<StatementId>>);

impl Copies {
    /// The copies of a story.
    pub(super) fn new(same: &Same, sheet: &Sheet, statements: &[BySentence]) -> Copies {
        let own = |sentence: usize| {
            let profile = sheet.sentences.get(sentence);
            let list = profile.and_then(|one| Some((statements.get(one.report)?, one.index)));
            list.map_or(&[][..], |(list, index)| list.of(index))
        };
        let mut copies: FxHashMap<StatementId, Vec<StatementId>> = FxHashMap::default();
        for (copy, first) in same.copies() {
            for (first, copy) in identical::in_order(own(first), own(copy)) {
                copies.entry(first).or_default().push(copy);
            }
        }
        Copies(copies)
    }

    /// Puts the copies into the rows of what they follow, those first that hold most, and links them.
    pub(super) fn place(&self, rows: &mut Vec<Vec<StatementId>>, links: &mut Vec<Link>) {
        if self.0.is_empty() {
            return;
        }
        let mut holding: FxHashMap<StatementId, Vec<(usize, usize)>> = FxHashMap::default();
        for (number, row) in rows.iter().enumerate() {
            for member in row.iter().filter(|member| self.0.contains_key(member)) {
                let held = holding.entry(*member).or_default();
                held.push((row.len(), number));
            }
        }
        let mut pairs: Vec<Follows> = (self.0.iter())
            .flat_map(|(first, copies)| copies.iter().map(|copy| (*copy, *first)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut alone: FxHashMap<StatementId, usize> = FxHashMap::default();
        for list in holding.values_mut() {
            list.sort_unstable_by_key(|(size, number)| (std::cmp::Reverse(*size), *number));
            list.truncate(PLACES);
        }
        for (copy, first) in &pairs {
            let numbers: Vec<usize> = match holding.get(first) {
                Some(list) => list.iter().map(|(_, number)| *number).collect(),
                None => vec![*alone.entry(*first).or_insert_with(|| {
                    rows.push(vec![*first]);
                    rows.len() - 1
                })],
            };
            for number in numbers {
                rows.get_mut(number)
                    .into_iter()
                    .for_each(|row| row.push(*copy));
            }
        }
        for row in rows.iter_mut() {
            row.sort_unstable();
            row.dedup();
        }
        links.extend(pairs.iter().map(|(copy, first)| Link {
            left: *copy.min(first),
            right: *copy.max(first),
            score: super::SAME_TEXT,
            reasons: Reasons::default(),
        }));
        links.sort_by_key(|link| (link.left, link.right));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportId;

    fn id(report: usize) -> StatementId {
        StatementId::new(ReportId::new(report), 0)
    }

    /// A statement of report 0 that those of 2 and 3 copy, with these rows.
    fn check(rows: &[&[usize]], expect: &[&[usize]]) {
        let ids = |rows: &[&[usize]]| -> Vec<Vec<StatementId>> {
            let of_row = |row: &&[usize]| row.iter().copied().map(id).collect();
            rows.iter().map(of_row).collect()
        };
        let copies = Copies([(id(0), vec![id(2), id(3)])].into_iter().collect());
        let (mut found, mut links) = (ids(rows), Vec::new());
        copies.place(&mut found, &mut links);
        assert_eq!(found, ids(expect));
        let ends: Vec<_> = links.iter().map(|link| (link.left, link.right)).collect();
        assert_eq!(ends, [(id(0), id(2)), (id(0), id(3))]);
    }

    #[test]
    fn copies_stand_where_their_text_stands() {
        check(&[&[0, 1], &[1, 4]], &[&[0, 1, 2, 3], &[1, 4]]);
        check(&[&[0, 1], &[0, 4]], &[&[0, 1, 2, 3], &[0, 2, 3, 4]]);
    }

    #[test]
    fn copies_of_what_stands_alone_are_a_row_with_it() {
        check(&[&[1, 4]], &[&[1, 4], &[0, 2, 3]]);
    }
}
