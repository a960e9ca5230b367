//! Two quotations of one utterance → how far the words inside the marks agree, with the words that differ.
//!
//! In: the stretches inside the marks on both sides. Out: a grade, or nothing when the stretches are not the same
//! utterance. Case, punctuation, "that", contractions and spelling variants do not count; words in brackets are the
//! editor's. Cost: Myers' difference over the words.

use std::cell::OnceCell;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::context::{Context, View};
use super::marked::{Quoted, words};
use super::rules::Pair;
use super::tables::Tables;
use crate::lexicon::Lexicon;
use crate::model::{Grade, Span, Wording};

/// Shared words, stop words included, below which two stretches are not held for one utterance unless the one lies
/// within the other. Chosen on made pairs: two shared words are a set phrase too often.
const LEAST_WORDS: usize = 3;
/// Share of the words between the first and the last shared word, on the side that has fewer, that must be shared.
const LEAST_AGREEMENT: f64 = 0.5;

/// The same where only one of the shared words is no stop word: "I got this wrong, and I own it". Then more than half of
/// the shorter one must be shared too: "in a year" stands in two of any two quotations.
const HIGH_AGREEMENT: f64 = 0.7;

/// How two wordings compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The grade.
    pub grade: Grade,
    /// Words that the left has and the right has not, truncated ends left out.
    pub left_only: Vec<Span>,
    /// Words that the right has and the left has not, truncated ends left out.
    pub right_only: Vec<Span>,
    /// Number of shared words.
    pub shared: usize,
    /// Shared words by the words between the first and the last one, on the side that has fewer: 0..=1.
    pub agreement: f64,
}

/// Compares wordings outside of a story, with the tables made once.
pub struct Wordings(Tables);

impl Wordings {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Wordings {
        Wordings(Tables::new(lexicon))
    }

    /// Compares two wordings given as plain texts without their marks; `None` when they are not one utterance.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Option<Compared> {
        let none = |_: Span| None;
        let whole = |text: &str| [Span::new(0, text.len())];
        compare(
            &words(&self.0, left, &whole(left), &none),
            &words(&self.0, right, &whole(right), &none),
        )
    }
}

/// A run of shared words: the same number on both sides.
type Run = (Range<usize>, Range<usize>);

fn keys(words: &[Quoted]) -> Vec<&str> {
    words.iter().map(|word| word.key.as_str()).collect()
}

fn runs(left: &[Quoted], right: &[Quoted]) -> Vec<Run> {
    let (left, right) = (keys(left), keys(right));
    // the whole of one in the other: a difference of least edits may tear its first word off
    if let Some(at) = position(&left, &right) {
        return vec![(0..left.len(), at..at + left.len())];
    }
    if let Some(at) = position(&right, &left) {
        return vec![(at..at + right.len(), 0..right.len())];
    }
    // of several least differences the algorithm takes one by which side comes first: that shall not be told by the order of
    // the reports
    let turned = (left.len(), &left) < (right.len(), &right);
    let (first, second) = if turned {
        (&right, &left)
    } else {
        (&left, &right)
    };
    capture_diff_slices(Algorithm::Myers, first, second)
        .into_iter()
        .filter_map(|op| match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => Some((old_index..old_index + len, new_index..new_index + len)),
            _ => None,
        })
        .map(|(one, two)| if turned { (two, one) } else { (one, two) })
        .collect()
}

/// Where the whole of one run of words stands in another.
fn position(small: &[&str], large: &[&str]) -> Option<usize> {
    if small.is_empty() {
        return None;
    }
    large
        .windows(small.len())
        .position(|window| window == small)
}

/// Drops stop words at the two ends that a long stretch parts from the rest: they meet by chance.
fn pruned(mut runs: Vec<Run>, left: &[Quoted]) -> Vec<Run> {
    // more than this many differing words on either side part an end
    const FAR: usize = 6;
    let weak = |run: &Run| {
        run.0.len() < 3
            && left
                .get(run.0.clone())
                .is_some_and(|words| words.iter().all(|word| word.plain))
    };
    let far = |a: &Run, b: &Run| b.0.start - a.0.end > FAR || b.1.start - a.1.end > FAR;
    while let [first, second, ..] = runs.as_slice() {
        if !(weak(first) && far(first, second)) {
            break;
        }
        runs.remove(0);
    }
    while let [.., before, last] = runs.as_slice() {
        if !(weak(last) && far(before, last)) {
            break;
        }
        runs.pop();
    }
    runs
}

/// What lies between two runs of shared words.
fn hunk(left: &[Quoted], right: &[Quoted]) -> Option<Grade> {
    let bracketed = |words: &[Quoted]| words.iter().all(|word| word.bracketed);
    match (left.is_empty(), right.is_empty()) {
        (true, true) => None,
        _ if bracketed(left) && bracketed(right) => Some(Grade::Inserted),
        // an editor's word in place of a pronoun or a name
        (false, false)
            if (bracketed(left) || bracketed(right)) && left.len().max(right.len()) <= 4 =>
        {
            Some(Grade::Inserted)
        }
        _ => Some(Grade::Reworded),
    }
}

/// Compares two runs of words; `None` when they are not one utterance.
#[allow(clippy::cast_precision_loss)] // numbers of words
fn compare(left: &[Quoted], right: &[Quoted]) -> Option<Compared> {
    let runs = pruned(runs(left, right), left);
    let (first, last) = (runs.first()?.clone(), runs.last()?.clone());
    let shared: usize = runs.iter().map(|run| run.0.len()).sum();
    let content = runs
        .iter()
        .filter_map(|run| left.get(run.0.clone()))
        .flatten()
        .filter(|word| !word.plain)
        .count();
    let core = (last.0.end - first.0.start).min(last.1.end - first.1.start);
    let agreement = shared as f64 / core.max(1) as f64;
    let shorter = left.len().min(right.len());
    let whole = shared == shorter;
    if content == 0 && !(whole && left.len() == right.len()) {
        return None;
    }
    let most = shared * 2 > shorter;
    let enough = content >= 2 || content == 1 && most && agreement >= HIGH_AGREEMENT;
    if !whole && (shared < LEAST_WORDS || !enough || agreement < LEAST_AGREEMENT) {
        return None;
    }
    // a shared end of a few words of two long stretches is a set phrase, not one utterance
    if !whole && runs.len() == 1 && shared < 4 {
        return None;
    }
    let mut grade = Grade::Identical;
    let (mut left_only, mut right_only) = (Vec::new(), Vec::new());
    let mut note = |found: Grade, a: &[Quoted], b: &[Quoted]| {
        grade = grade.max(found);
        if !matches!(found, Grade::Shortened) {
            left_only.extend(cover(a));
            right_only.extend(cover(b));
        }
    };
    let head = (left.get(..first.0.start)?, right.get(..first.1.start)?);
    let tail = (left.get(last.0.end..)?, right.get(last.1.end..)?);
    if let Some(found) = end(
        head.0,
        head.1,
        starts_anew(left, first.0.start) || starts_anew(right, first.1.start),
    ) {
        note(found, head.0, head.1);
    }
    for (before, after) in runs.iter().zip(runs.iter().skip(1)) {
        let a = left.get(before.0.end..after.0.start)?;
        let b = right.get(before.1.end..after.1.start)?;
        let marked = |words: &[Quoted], side: &[Quoted], next: usize| {
            words.iter().chain(side.get(next)).any(|word| word.gap)
        };
        let left_out = (a.is_empty() || b.is_empty())
            && ((a.is_empty() && marked(a, left, after.0.start))
                || (b.is_empty() && marked(b, right, after.1.start)));
        let found = if left_out {
            Some(Grade::Spliced)
        } else {
            hunk(a, b)
        };
        if let Some(found) = found {
            note(found, a, b);
        }
    }
    if let Some(found) = end(
        tail.0,
        tail.1,
        starts_anew(left, last.0.end) || starts_anew(right, last.1.end),
    ) {
        note(found, tail.0, tail.1);
    }
    if grade == Grade::Identical && raw(left).ne(raw(right)) {
        grade = Grade::Punctuation;
    }
    Some(Compared {
        grade,
        left_only,
        right_only,
        shared,
        agreement: agreement.min(1.0),
    })
}

/// What stands before the first or after the last shared word.
fn end(left: &[Quoted], right: &[Quoted], border: bool) -> Option<Grade> {
    match (left.is_empty(), right.is_empty()) {
        (true, true) => None,
        (true, false) | (false, true) => {
            let rest = if left.is_empty() { right } else { left };
            if rest.iter().all(|word| word.bracketed) {
                Some(Grade::Inserted)
            } else {
                Some(Grade::Shortened)
            }
        }
        (false, false) if border => Some(Grade::Shortened),
        (false, false) => Some(Grade::Reworded),
    }
}

/// True when something else may stand before this word: a sentence begins, or words were left out.
fn starts_anew(words: &[Quoted], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.gap || word.opens)
}

/// The stretches that words cover, neighbours joined.
fn cover(words: &[Quoted]) -> Option<Span> {
    Some(words.first()?.span.cover(words.last()?.span))
}

fn raw(words: &[Quoted]) -> impl Iterator<Item = &String> {
    words.iter().map(|word| &word.raw)
}

/// The stretches that a statement has inside marks.
fn pieces<'v>(view: &'v View<'_>) -> &'v [Span] {
    let quotation = view.statement.quotation.as_ref();
    quotation.map_or(&[], |quotation| &quotation.quoted)
}

/// What a statement has inside marks, each read when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Readings {
    together: OnceCell<Vec<Quoted>>,
    each: OnceCell<Vec<Vec<Quoted>>>,
}

/// Compares what two statements have inside marks: all pieces together, else the two pieces that agree most.
pub(super) fn quoted(context: &Context<'_>, one: &View<'_>, two: &View<'_>) -> Option<Compared> {
    let (left, right) = (pieces(one), pieces(two));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let read = |view: &View<'_>, stretches: &[Span]| {
        let alias = |span: Span| {
            let index = view.words_in(span).start;
            let word = view.words.get(index)?;
            (word.name.is_some() && word.content && word.span == span).then(|| word.key.clone())
        };
        words(context.tables, &view.report.text, stretches, &alias)
    };
    let mut best = compare(
        one.readings.together.get_or_init(|| read(one, left)),
        two.readings.together.get_or_init(|| read(two, right)),
    );
    if left.len() <= 1 && right.len() <= 1 {
        return best;
    }
    let each = |view: &View<'_>, stretches: &[Span]| -> Vec<Vec<Quoted>> {
        (context.first(view, stretches).into_iter())
            .map(|stretch| read(view, std::slice::from_ref(stretch)))
            .collect()
    };
    let left = one.readings.each.get_or_init(|| each(one, left));
    let right = two.readings.each.get_or_init(|| each(two, right));
    for a in left {
        for b in right {
            let found = compare(a, b);
            let better = match (&best, &found) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(held), Some(found)) => {
                    found.shared > held.shared
                        || (found.shared == held.shared && found.grade < held.grade)
                }
            };
            if better {
                best = found;
            }
        }
    }
    best
}

/// The grade of two statements that both quote the utterance.
pub(super) fn grade(pair: &Pair<'_>) -> Option<Wording> {
    let compared = pair.quoted?.clone();
    Some(Wording {
        left: pair.left.statement.id,
        right: pair.right.statement.id,
        grade: compared.grade,
        left_only: compared.left_only,
        right_only: compared.right_only,
    })
}
