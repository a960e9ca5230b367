//! Two statements → the part that they share: which word of the one answers which word of the other, and how firmly
//! two facts hang on words that answer each other.
//!
//! Rules compare a fact only where it is attached to the shared part: two long sentences differ in much that their
//! shared statement is not about. Cost: words × the few places of the other where a word may be answered.

use std::ops::Range;

use super::context::{View, Word};

/// How many content words away a governing word may stand.
const REACH: usize = 6;
/// What crossing a comma or the beginning of a clause costs, in words.
const CLAUSE_COST: usize = 2;

/// The words of two statements that answer each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
    weights: Vec<f64>,
}

/// Two facts hang on the same words.
#[derive(Clone, Debug, Default)]
pub(super) struct Attachment {
    /// Sum over shared words near both facts of weight, less with distance.
    pub strength: f64,
    /// How many such words.
    pub words: usize,
    /// The nearest one: the sum of its two distances, `usize::MAX` when there is none.
    pub nearest: usize,
}

/// Pairs of words this near to a pair speak for it.
const NEIGHBOURHOOD: usize = 4;
/// Words that may answer a word, those at the same place of the two statements first: no sentence of news has a word of
/// content as often.
const ANSWERS: usize = 8;

/// Where the content words of a statement stand, by the digests of stem or key.
#[derive(Clone, Debug)]
pub(super) struct Places(Vec<(u64, usize)>);

impl Places {
    fn new(view: &View<'_>, digest: impl Fn(&Word) -> u64) -> Places {
        let words = view.words.iter().enumerate();
        let mut places: Vec<(u64, usize)> = words
            .filter(|(_, word)| word.content)
            .map(|(at, word)| (digest(word), at))
            .collect();
        places.sort_unstable();
        Places(places)
    }

    /// The places of a digest that are nearest to a place, at most [`ANSWERS`] on either side, ascending.
    fn near(&self, digest: u64, place: usize) -> impl Iterator<Item = usize> + '_ {
        let middle = self.0.partition_point(|held| *held < (digest, place));
        let around = middle.saturating_sub(ANSWERS)..(middle + ANSWERS).min(self.0.len());
        let held = self.0.get(around).unwrap_or(&[]).iter();
        held.filter(move |(other, _)| *other == digest)
            .map(|(_, at)| *at)
    }
}

/// The pairs of content words with the same key or stem, ascending.
fn candidates(left: &View<'_>, right: &View<'_>) -> Vec<(usize, usize)> {
    let (stems, keys) = right.places.get_or_init(|| {
        let stems = Places::new(right, Word::stem_digest);
        (stems, Places::new(right, Word::key_digest))
    });
    let mut found = Vec::new();
    let mut answers: Vec<usize> = Vec::new();
    for (i, a) in left.words.iter().enumerate() {
        if !a.content {
            continue;
        }
        let near = stems.near(a.stem_digest(), i);
        answers.extend(near.chain(keys.near(a.key_digest(), i)));
        answers.sort_unstable();
        answers.dedup();
        answers.retain(|j| right.words.get(*j).is_some_and(|b| a.answers(b)));
        if answers.len() > ANSWERS {
            answers.sort_by_key(|j| (i.abs_diff(*j), *j));
            answers.truncate(ANSWERS);
            answers.sort_unstable();
        }
        found.extend(answers.drain(..).map(|j| (i, j)));
    }
    found
}

impl Shared {
    /// Pairs the content words of two statements by key, each with at most one, neighbours of pairs first.
    pub(super) fn new(left: &View<'_>, right: &View<'_>) -> Shared {
        let candidates = candidates(left, right);
        let mut ranked: Vec<(usize, usize, usize)> = candidates
            .iter()
            .enumerate()
            .map(|(at, &(i, j))| {
                let (before, after) = candidates.split_at(at);
                let row = |&&(x, _): &&(usize, usize)| x.abs_diff(i) <= NEIGHBOURHOOD;
                let column = |&&(_, y): &&(usize, usize)| y.abs_diff(j) <= NEIGHBOURHOOD;
                let earlier = before.iter().rev().take_while(row).filter(column).count();
                let later = after.iter().skip(1).take_while(row).filter(column).count();
                (earlier + later, i, j)
            })
            .collect();
        ranked.sort_by(|a, b| {
            (std::cmp::Reverse(a.0), a.1.abs_diff(a.2), a.1, a.2).cmp(&(
                std::cmp::Reverse(b.0),
                b.1.abs_diff(b.2),
                b.1,
                b.2,
            ))
        });
        let mut shared = Shared {
            left: vec![None; left.words.len()],
            right: vec![None; right.words.len()],
            weights: left.words.iter().map(|word| word.weight).collect(),
        };
        for (_, i, j) in ranked {
            if let (Some(a @ None), Some(b @ None)) =
                (shared.left.get_mut(i), shared.right.get_mut(j))
            {
                *a = Some(j);
                *b = Some(i);
            }
        }
        shared
    }

    /// The word on the right that answers a word on the left.
    pub(super) fn to_right(&self, left: usize) -> Option<usize> {
        self.left.get(left).copied().flatten()
    }

    /// The word on the left that answers a word on the right.
    pub(super) fn to_left(&self, right: usize) -> Option<usize> {
        self.right.get(right).copied().flatten()
    }

    /// Pairs of words in the order of the left statement.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.left
            .iter()
            .enumerate()
            .filter_map(|(i, j)| Some((i, (*j)?)))
    }

    /// How firmly two stretches hang on shared words; words inside the stretches do not count.
    #[allow(clippy::cast_precision_loss)] // distances below ten
    pub(super) fn attachment(
        &self,
        left: &View<'_>,
        a: &Range<usize>,
        right: &View<'_>,
        b: &Range<usize>,
    ) -> Attachment {
        let mut attachment = Attachment {
            nearest: usize::MAX,
            ..Attachment::default()
        };
        for (i, j) in self.pairs() {
            if a.contains(&i) || b.contains(&j) {
                continue;
            }
            let (Some(x), Some(y)) = (distance(left, a, i), distance(right, b, j)) else {
                continue;
            };
            let weight = self.weights.get(i).copied().unwrap_or(0.0);
            attachment.strength += weight / (1.0 + 0.15 * (x + y) as f64);
            attachment.words += 1;
            attachment.nearest = attachment.nearest.min(x + y);
        }
        attachment
    }
}

/// Content words between a stretch and a word, clause borders included; `None` beyond reach.
pub(super) fn distance(view: &View<'_>, stretch: &Range<usize>, word: usize) -> Option<usize> {
    let (between, edge) = if word < stretch.start {
        (word + 1..stretch.start, stretch.start)
    } else {
        (stretch.end..word, stretch.end.checked_sub(1)?)
    };
    let content = view
        .words
        .get(between)?
        .iter()
        .filter(|word| word.content)
        .count();
    let borders = view
        .words
        .get(word)?
        .clause
        .abs_diff(view.words.get(edge)?.clause);
    let distance = content + CLAUSE_COST * borders;
    (distance <= REACH).then_some(distance)
}
