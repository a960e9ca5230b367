//! Two matched passages → which words were kept, dropped, inserted.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::passage::{Unit, Word};
use crate::model::{Span, Words};

/// Words of both sides together up to which they are compared one by one; beyond, all are dropped and inserted.
/// 4,000 is twenty times the longest sentence in the annotated reports; the comparison is quadratic at worst.
const MAX_WORDS: usize = 4_000;

/// The runs of words in the order of the newer passages, dropped ones before what replaced them.
pub(super) fn diff(old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Words> {
    let flat = |units: &[Unit<'_>]| -> Vec<Word> {
        units
            .iter()
            .flat_map(|unit| unit.words.iter().copied())
            .collect()
    };
    let (left, right) = (flat(old), flat(new));
    if left.len() + right.len() > MAX_WORDS {
        let whole = |words: &[Word]| cover(words);
        return whole(&left)
            .map(Words::Dropped)
            .into_iter()
            .chain(whole(&right).map(Words::Inserted))
            .collect();
    }
    let keys = |words: &[Word]| -> Vec<u32> { words.iter().map(|word| word.key).collect() };
    let mut runs = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &keys(&left), &keys(&right)) {
        let dropped = left.get(operation.old_range()).and_then(cover);
        let inserted = right.get(operation.new_range()).and_then(cover);
        match operation.tag() {
            DiffTag::Equal => runs.extend(inserted.map(Words::Kept)),
            DiffTag::Delete => runs.extend(dropped.map(Words::Dropped)),
            DiffTag::Insert => runs.extend(inserted.map(Words::Inserted)),
            DiffTag::Replace => {
                runs.extend(dropped.map(Words::Dropped));
                runs.extend(inserted.map(Words::Inserted));
            }
        }
    }
    runs
}

fn cover(words: &[Word]) -> Option<Span> {
    words.iter().map(Word::span).reduce(Span::cover)
}
