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
/// Different wordings of a row that are compared, in the order of the alphabet: bounds the work where a row has
/// hundreds of members.
const MOST_WORDINGS: usize = 96;

/// In row order.
pub(super) fn independence(
    story: &Story<'_>,
    rows: &[Row],
    zones: &Zones<'_>,
) -> Vec<Independence> {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.status != Status::Unique)
        .filter_map(|(index, row)| of_row(story, index, row, zones))
        .collect()
}

fn of_row(story: &Story<'_>, index: usize, row: &Row, zones: &Zones<'_>) -> Option<Independence> {
    let mut wordings: BTreeMap<Vec<String>, BTreeSet<ReportId>> = BTreeMap::new();
    for member in &row.members {
        let statement = story.statement(*member)?;
        let report = story.reports.get(member.report.index())?;
        let words: Vec<String> =
            words_in(story.documents.get(member.report.index())?, statement.span)
                .filter(|token| !zones.is_quoted(member.report, token.span))
                .take(MOST_WORDS)
                .map(|token| folded(token.span.cut(&report.text)))
                .collect();
        if words.len() >= ENOUGH_WORDS {
            wordings.entry(words).or_default().insert(member.report);
        }
    }
    let reports: BTreeSet<ReportId> = wordings.values().flatten().copied().collect();
    if reports.len() < 2 {
        return None;
    }
    let mut origins: Vec<Vec<ReportId>> = reports.iter().map(|report| vec![*report]).collect();
    let mut nearest = Likeness::Own;
    // What is the same word for word is one origin and meets the rest once.
    let mut different: Vec<(&Vec<String>, &BTreeSet<ReportId>)> = Vec::new();
    for (words, tellers) in &wordings {
        if tellers.len() > 1 {
            nearest = Likeness::Verbatim;
            join(&mut origins, tellers);
        }
        different.push((words, tellers));
    }
    different.truncate(MOST_WORDINGS);
    let mut known: BTreeMap<&String, u32> = BTreeMap::new();
    let numbered: Vec<Numbered> = (different.iter())
        .map(|(words, _)| Numbered::new(words, &mut known))
        .collect();
    let different: Vec<(Numbered, &BTreeSet<ReportId>)> = (numbered.into_iter())
        .zip(different.iter().map(|(_, tellers)| *tellers))
        .collect();
    for (place, (left, left_tellers)) in different.iter().enumerate() {
        for (right, right_tellers) in different.iter().skip(place + 1) {
            let mut tellers = left_tellers.union(right_tellers);
            if tellers.nth(1).is_none() {
                continue;
            }
            // Where two are near already, only what stands in one piece tells more.
            if nearest == Likeness::Own || left.may_be_run(right) {
                let found = likeness(left, right);
                nearest = nearest.min(found);
                if found == Likeness::Verbatim {
                    let tellers = left_tellers.union(right_tellers).copied().collect();
                    join(&mut origins, &tellers);
                }
            }
        }
    }
    let agency = origins
        .iter()
        .filter(|origin| origin.len() > 1)
        .flatten()
        .find_map(|report| story.reports.get(report.index())?.metadata.agency.clone());
    Some(Independence {
        row: index,
        likeness: nearest,
        origins,
        agency,
    })
}

/// Makes one origin of those that these reports have.
fn join(origins: &mut Vec<Vec<ReportId>>, tellers: &BTreeSet<ReportId>) {
    let (mut one, rest): (Vec<_>, Vec<_>) = origins
        .drain(..)
        .partition(|origin| origin.iter().any(|report| tellers.contains(report)));
    *origins = rest;
    if let Some(kept) = one.first_mut().map(std::mem::take) {
        let all = kept.into_iter().chain(one.into_iter().flatten());
        let all: BTreeSet<ReportId> = all.collect();
        origins.push(all.into_iter().collect());
    }
    origins.sort();
}

/// A wording with its words as numbers: what is compared with many is compared fast.
struct Numbered {
    /// In the order of the text.
    words: Vec<u32>,
    /// The same, ascending.
    sorted: Vec<u32>,
}

impl Numbered {
    /// Gives each word its number among those of the row.
    fn new<'w>(words: &'w [String], known: &mut BTreeMap<&'w String, u32>) -> Numbered {
        let mut number = |word| {
            // A row has at most MOST_WORDINGS times MOST_WORDS.
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(word).or_insert(next)
        };
        let words: Vec<u32> = words.iter().map(&mut number).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Numbered { words, sorted }
    }

    /// How many words both have, whatever their order: no order has more in common.
    fn common(&self, other: &Numbered) -> usize {
        let mut rest = other.sorted.iter().peekable();
        let words = self.sorted.iter();
        words
            .filter(|word| {
                while rest.next_if(|far| far < word).is_some() {}
                rest.next_if_eq(word).is_some()
            })
            .count()
    }

    /// False where the shorter cannot stand in the longer in one piece.
    fn may_be_run(&self, other: &Numbered) -> bool {
        self.common(other) == self.words.len().min(other.words.len())
    }
}

/// True when `short` stands in `long` in one piece.
fn is_run(short: &[u32], long: &[u32]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

fn likeness(left: &Numbered, right: &Numbered) -> Likeness {
    let (short, long) = if left.words.len() <= right.words.len() {
        (&left.words, &right.words)
    } else {
        (&right.words, &left.words)
    };
    let common = left.common(right);
    if common == short.len() && is_run(short, long) {
        return Likeness::Verbatim;
    }
    // Up to MOST_WORDS: exact in f32.
    let share = |same: usize| 2.0 * same as f32 / (short.len() + long.len()) as f32;
    // The difference costs many times the count.
    if share(common) < CLOSE {
        return Likeness::Own;
    }
    let same: usize =
        similar::capture_diff_slices(similar::Algorithm::Myers, &left.words, &right.words)
            .iter()
            .filter(|operation| operation.tag() == similar::DiffTag::Equal)
            .map(|operation| operation.old_range().len())
            .sum();
    if share(same) >= CLOSE {
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
        let (one, two) = (words(left), words(right));
        let mut known = BTreeMap::new();
        assert_eq!(
            likeness(
                &Numbered::new(&one, &mut known),
                &Numbered::new(&two, &mut known)
            ),
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
        let id = ReportId::new;
        let mut origins = vec![vec![id(0)], vec![id(1)], vec![id(2)]];
        join(&mut origins, &[id(2), id(0)].into());
        assert_eq!(origins, [vec![id(0), id(2)], vec![id(1)]]);
    }
}
