//! Two quotations of one utterance: the words of the one stand, word for word, within the other.
//!
//! A short piece in marks ("with Russia or anyone else") shares too little weight with the sentence that quotes the
//! whole for the features to see it. In: the statements of two sentences. Out: the two that quote the same utterance.
//! Two named speakers are never one utterance. Cost: words of the one × words of the other, for quotations only.

use super::reasons::Own;
use super::terms::Reader;
use crate::model::{Quotation, Reasons, Statement, StatementId};
use crate::text::{Story, compared_words};

/// Words in a row, stop words included, that two speakers' sentences seldom share by chance. On the annotated stories
/// three words in a row are right in 1 of 7 pairs that the features leave out, four with the share below in 2 of 2
/// where no other speaker is named.
const LEAST_RUN: usize = 4;
/// Share of the words of the shorter quotation that the run must hold.
const LEAST_SHARE: f64 = 0.75;
/// What such a pair is worth at least; set by hand, two cases are too few to fit.
pub(super) const PROBABILITY: f64 = 0.75;

/// The first two statements that quote one utterance, with the words that both have in a row.
pub(super) fn same(
    story: &Story<'_>,
    reader: &Reader,
    here: &[StatementId],
    there: &[StatementId],
) -> Option<(StatementId, StatementId, String)> {
    for left in here {
        for right in there {
            let (Some(one), Some(two)) = (story.statement(*left), story.statement(*right)) else {
                continue;
            };
            if let Some(words) = shared_run(story, reader, one, two) {
                return Some((*left, *right, words));
            }
        }
    }
    None
}

/// The reason of such a pair.
pub(super) fn reason(words: &str) -> Reasons {
    let words = format!("no other speaker, and word for word within the marks: {words}");
    Own::SameUtterance.reason(1.0, &words)
}

fn shared_run(
    story: &Story<'_>,
    reader: &Reader,
    one: &Statement,
    two: &Statement,
) -> Option<String> {
    let (left, right) = (one.quotation.as_ref()?, two.quotation.as_ref()?);
    if !one_speaker(reader, left, right) {
        return None;
    }
    let pieces = |statement: &Statement, quotation: &Quotation| -> Vec<Vec<String>> {
        let text = story
            .reports
            .get(statement.id.report.index())
            .map_or("", |report| &report.text);
        quotation
            .quoted
            .iter()
            .map(|span| {
                let words = compared_words(text, *span).into_iter();
                words.map(|word| word.form).collect()
            })
            .collect()
    };
    let (left, right) = (pieces(one, left), pieces(two, right));
    for a in &left {
        for b in &right {
            let run = longest_run(a, b);
            let least = LEAST_SHARE * super::weights::to_f64(a.len().min(b.len()));
            if run.len() >= LEAST_RUN
                && super::weights::to_f64(run.len()) >= least
                && run.iter().any(|word| !reader.is_stop(word))
            {
                return Some(run.join(" "));
            }
        }
    }
    None
}

/// Not two who are named and cannot be one. At most one may be unknown: a pronoun that the report does not resolve may
/// be anybody.
fn one_speaker(reader: &Reader, left: &Quotation, right: &Quotation) -> bool {
    let name = |quotation: &Quotation| quotation.speaker.as_ref()?.name.clone();
    match (name(left), name(right)) {
        (Some(left), Some(right)) => reader.people.may_be_one(&left, &right),
        (named, other) => named.is_some() || other.is_some(),
    }
}

/// The longest run of words that two lists share, the first of several.
fn longest_run<'a>(left: &'a [String], right: &[String]) -> &'a [String] {
    let mut best = 0..0;
    let mut ends: Vec<usize> = vec![0; right.len()];
    for (at, word) in left.iter().enumerate() {
        let mut diagonal = 0;
        for (other, end) in right.iter().zip(&mut ends) {
            let length = if word == other { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(end, length);
            if length > best.len() {
                best = at + 1 - length..at + 1;
            }
        }
    }
    left.get(best).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let run = |left: &str, right: &str| longest_run(&words(left), &words(right)).join(" ");
        assert_eq!(run("a b c d", "x b c y"), "b c");
        assert_eq!(run("b c a b c d", "a b c d"), "a b c d");
        assert_eq!(run("a", "b"), "");
        assert_eq!(run("a b", "a b"), "a b");
    }
}
