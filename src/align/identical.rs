//! Sentences of the same text in several reports: agency copy.
//!
//! They are linked whatever their features are: a short sentence has few words to weigh. In: the story. Out: pairs of
//! sentences. The first telling of a report meets the first of another, the second the second, and what one has more
//! of meets the last, so repeats stay linear. In a story of many reports only the first
//! report's tellings are aligned, those of the others follow them (`crowd`).

use std::collections::BTreeMap;

use super::crowd::is_crowd;
use super::sheet::Sheet;
use crate::text::{Story, normalized};

/// Where a report has a sentence more often than this, the other pairs of its tellings are no candidates: they would
/// grow with the square of the repeats. Print repeats a sentence as caption, summary and text.
const REPEATS: usize = 4;

/// Sentences of the same text.
#[derive(Debug, Default)]
pub(super) struct Same {
    /// Pairs of sentences (places in the sheet, smaller first) with the same words that are linked: ascending.
    pairs: Vec<(u32, u32)>,
    /// By sentence: the number of its text, where some report has the text more than [`REPEATS`] times.
    repeated: BTreeMap<usize, usize>,
    /// Sentences that follow the first telling of their text, with it: ascending.
    copies: Vec<(u32, u32)>,
}

impl Same {
    /// Finds them.
    pub(super) fn new(story: &Story<'_>, sheet: &Sheet) -> Same {
        let text = |number: usize| {
            let profile = sheet.sentences.get(number)?;
            let document = story.documents.get(profile.report)?;
            let sentence = document.sentences.get(profile.index)?;
            let report = story.reports.get(profile.report)?;
            Some((profile.report, key(sentence.span.cut(&report.text))))
        };
        // The keys of all sentences at once would be the whole story: first what may be the same.
        let digest = |number: usize| Some((digest(&text(number)?.1), number));
        let mut digests: Vec<(u64, usize)> =
            (0..sheet.sentences.len()).filter_map(digest).collect();
        digests.sort_unstable();
        let mut same = Same::default();
        let aligned = if is_crowd(sheet) { 1 } else { usize::MAX };
        let mut texts = 0;
        for alike in digests.chunk_by(|one, two| one.0 == two.0) {
            if alike.len() < 2 {
                continue;
            }
            let mut tellings: BTreeMap<String, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
            for (_, number) in alike {
                if let Some((report, key)) = text(*number) {
                    let by_report = tellings.entry(key).or_default();
                    by_report.entry(report).or_default().push(*number);
                }
            }
            for by_report in tellings.values() {
                same.add(texts, by_report, aligned);
                texts += 1;
            }
        }
        same.pairs.sort_unstable();
        same.pairs.dedup();
        same.copies.sort_unstable();
        same
    }

    /// Takes the sentences of a text, by report; those of the first `aligned` reports are linked, the others follow.
    fn add(&mut self, text: usize, by_report: &BTreeMap<usize, Vec<usize>>, aligned: usize) {
        let mut lists: Vec<&Vec<usize>> = by_report.values().collect();
        if lists.iter().any(|list| list.len() > REPEATS) {
            let all = lists.iter().copied().flatten();
            self.repeated.extend(all.map(|number| (*number, text)));
        }
        let copies = lists.split_off(lists.len().min(aligned));
        let first = lists.first().map_or(&[][..], |first| first.as_slice());
        for (at, copy) in copies.into_iter().flat_map(|list| list.iter().enumerate()) {
            let followed = first.get(at).or(first.last());
            self.copies
                .extend(followed.map(|first| (short(*copy), short(*first))));
        }
        for (at, one) in lists.iter().enumerate() {
            for two in lists.iter().skip(at + 1) {
                for (left, right) in in_order(one, two) {
                    self.pairs.push(small(left, right));
                }
            }
        }
    }

    /// The pairs that are linked, each once, ascending.
    pub(super) fn linked(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let wide = |(left, right): &(u32, u32)| (*left as usize, *right as usize);
        self.pairs.iter().map(wide)
    }

    /// True when the pair is linked for its words.
    pub(super) fn links(&self, left: usize, right: usize) -> bool {
        self.pairs.binary_search(&small(left, right)).is_ok()
            || self.follows(left, right)
            || self.follows(right, left)
    }

    fn follows(&self, copy: usize, first: usize) -> bool {
        self.copies
            .binary_search(&(short(copy), short(first)))
            .is_ok()
    }

    /// Sentences that follow the first telling of their text, each with it: ascending.
    pub(super) fn copies(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let wide = |(copy, first): &(u32, u32)| (*copy as usize, *first as usize);
        self.copies.iter().map(wide)
    }

    /// True when the pair is linked already, or is another pair of a text that is repeated often.
    pub(super) fn settles(&self, left: usize, right: usize) -> bool {
        let text = self.repeated.get(&left);
        text.is_some() && text == self.repeated.get(&right) || self.links(left, right)
    }
}

/// FNV-1a: what has another digest is another text.
fn digest(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The smaller first.
fn small(left: usize, right: usize) -> (u32, u32) {
    (short(left.min(right)), short(left.max(right)))
}

/// A story has fewer sentences than bytes, and no input is as long as this.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The words of a sentence, and the signs that change what it says: "$5" is not "5%", "5" is not "-5", a question is no
/// statement.
fn key(sentence: &str) -> String {
    let mut key = normalized(sentence);
    let mut before = None;
    let mut letters = sentence.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit_next = letters.peek().is_some_and(char::is_ascii_digit);
        let sign = match letter {
            '$' | '£' | '€' | '¥' | '₹' | '₦' | '%' | '?' => Some(letter),
            '-' | '−' | '–' if digit_next && before.is_none_or(char::is_whitespace) => {
                Some('-')
            }
            _ => None,
        };
        key.extend(sign);
        before = Some(letter);
    }
    key
}

/// The first with the first, the second with the second; the rest of the longer list with the last of the shorter.
pub(super) fn in_order<T: Copy>(left: &[T], right: &[T]) -> Vec<(T, T)> {
    let (Some(left_last), Some(right_last)) = (left.last(), right.last()) else {
        return Vec::new();
    };
    (0..left.len().max(right.len()))
        .map(|at| {
            (
                *left.get(at).unwrap_or(left_last),
                *right.get(at).unwrap_or(right_last),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_change_a_sentence_part_it() {
        for (left, right, same) in [
            ("The fare is $5.", "The fare is 5%.", false),
            ("He will resign?", "He will resign.", false),
            ("It was -5 degrees.", "It was 5 degrees.", false),
            ("A long-term plan", "A long term plan.", true),
            ("“No,” she said.", "\"No\", she said", true),
        ] {
            assert_eq!(key(left) == key(right), same, "{left} / {right}");
        }
    }

    #[test]
    fn what_one_has_more_of_meets_the_last() {
        assert_eq!(in_order(&[1, 2, 3], &[7, 8]), [(1, 7), (2, 8), (3, 8)]);
        assert_eq!(in_order::<usize>(&[], &[7]), []);
    }
}
