//! How independent the wording of the shared rows is: verbatim, close, own words; how many origins.
//!
//! Only what the outlets say in their own voice counts: that two outlets quote one utterance alike says nothing about
//! where they have it from. Rows that are all quotation are left to the grades.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Independence, Likeness, ReportId, Row, Status};
use crate::text::Story;

use super::uses::{folded, words_in};
use super::zones::Zones;

/// Fewer words of one's own than this are too few to tell copying from chance (a cue and a name are three or four).
const ENOUGH_WORDS: usize = 6;
/// Share of words in the same order from which two wordings are close: a rewritten agency sentence keeps about two
/// thirds of its words, two writers of one fact share under a half (seen on the sample stories).
const CLOSE: f32 = 0.6;
/// Words of a statement that are compared: bounds the work on a "sentence" of a hundred pages.
const MOST_WORDS: usize = 300;
/// Statements of a row that are compared: an outlet that repeats itself a thousand times is compared by its first ones.
const MOST_STATEMENTS: usize = 96;

/// In row order.
pub(super) fn independence(story: &Story<'_>, rows: &[Row], zones: &Zones) -> Vec<Independence> {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.status != Status::Unique)
        .filter_map(|(index, row)| of_row(story, index, row, zones))
        .collect()
}

fn of_row(story: &Story<'_>, index: usize, row: &Row, zones: &Zones) -> Option<Independence> {
    let mut wordings: Vec<(ReportId, Vec<String>)> = row
        .members
        .iter()
        .filter_map(|member| {
            let statement = story.statement(*member)?;
            let report = story.reports.get(member.report.0)?;
            let words: Vec<String> =
                words_in(story.documents.get(member.report.0)?, statement.span)
                    .filter(|token| !zones.is_quoted(member.report, token.span))
                    .take(MOST_WORDS)
                    .map(|token| folded(token.span.cut(&report.text)))
                    .collect();
            (words.len() >= ENOUGH_WORDS).then_some((member.report, words))
        })
        .collect();
    if wordings.len() > MOST_STATEMENTS {
        // An equal share of each report.
        let reports: BTreeSet<ReportId> = wordings.iter().map(|(report, _)| *report).collect();
        let share = (MOST_STATEMENTS / reports.len().max(1)).max(1);
        let mut taken: BTreeMap<ReportId, usize> = BTreeMap::new();
        wordings.retain(|(report, _)| {
            let count = taken.entry(*report).or_default();
            *count += 1;
            *count <= share
        });
    }
    let mut reports: Vec<ReportId> = wordings.iter().map(|(report, _)| *report).collect();
    reports.sort();
    reports.dedup();
    if reports.len() < 2 {
        return None;
    }
    let mut origins: Vec<Vec<ReportId>> = reports.iter().map(|report| vec![*report]).collect();
    let mut nearest = Likeness::Own;
    for (place, (left, left_words)) in wordings.iter().enumerate() {
        for (right, right_words) in wordings.iter().skip(place + 1) {
            if left == right {
                continue;
            }
            let found = likeness(left_words, right_words);
            nearest = nearest.min(found);
            if found == Likeness::Verbatim {
                join(&mut origins, *left, *right);
            }
        }
    }
    let agency = origins
        .iter()
        .filter(|origin| origin.len() > 1)
        .flatten()
        .find_map(|report| story.reports.get(report.0)?.metadata.agency.clone());
    Some(Independence {
        row: index,
        likeness: nearest,
        origins,
        agency,
    })
}

fn join(origins: &mut Vec<Vec<ReportId>>, left: ReportId, right: ReportId) {
    let of = |origins: &[Vec<ReportId>], report| {
        origins.iter().position(|origin| origin.contains(&report))
    };
    let (Some(one), Some(other)) = (of(origins, left), of(origins, right)) else {
        return;
    };
    if one == other {
        return;
    }
    let moved = origins.remove(one.max(other));
    if let Some(kept) = origins.get_mut(one.min(other)) {
        kept.extend(moved);
        kept.sort();
    }
    origins.sort();
}

/// True when `short` stands in `long` in one piece.
fn is_run(short: &[String], long: &[String]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

fn likeness(left: &[String], right: &[String]) -> Likeness {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if is_run(short, long) {
        return Likeness::Verbatim;
    }
    let same: usize = similar::capture_diff_slices(similar::Algorithm::Myers, left, right)
        .iter()
        .filter(|operation| operation.tag() == similar::DiffTag::Equal)
        .map(|operation| operation.old_range().len())
        .sum();
    // Up to MOST_WORDS: exact in f32.
    let share = 2.0 * same as f32 / (left.len() + right.len()) as f32;
    if share >= CLOSE {
        Likeness::Close
    } else {
        Likeness::Own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expect: Likeness) {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(folded).collect() };
        assert_eq!(
            likeness(&words(left), &words(right)),
            expect,
            "{left} / {right}"
        );
    }

    #[test]
    fn tells_copied_from_rewritten_from_own() {
        let wire = "the ferry ran aground on a sand bank shortly after six";
        check(wire, wire, Likeness::Verbatim);
        check(
            wire,
            "the ferry ran aground on a sand bank",
            Likeness::Verbatim,
        );
        check(
            wire,
            "the ferry ran aground on a shoal shortly after six on Monday",
            Likeness::Close,
        );
        check(
            wire,
            "shortly after six the boat struck sand and stuck",
            Likeness::Own,
        );
    }

    #[test]
    fn joins_verbatim_reports_into_one_origin() {
        let id = ReportId;
        let mut origins = vec![vec![id(0)], vec![id(1)], vec![id(2)]];
        join(&mut origins, id(2), id(0));
        assert_eq!(origins, [vec![id(0), id(2)], vec![id(1)]]);
    }
}
