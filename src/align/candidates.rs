//! Which pairs of sentences are worth a score: an inverted index over weighted terms, never all pairs.
//!
//! In: the sheet. Out: for each sentence its nearest sentences of other reports with the share of weight in common.
//! Cost: for each sentence at most [`POSTINGS`] looks into the index and [`NEAREST`] exact comparisons (fewer in a story of
//! more than 2,000 sentences), so linear in
//! the number of sentences.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::crowd::is_crowd;
use super::features::paraphrased;
use super::foremost::{Opened, foremost};
use super::identical::Same;
use super::rivals::Rivals;
use super::sheet::{Profile, Sheet};

/// Exact comparisons for each sentence: twice the outlets of a very large story, so that no telling of a statement
/// by fifty outlets is cut off.
const NEAREST: usize = 96;
/// Exact comparisons for a whole story, shared out evenly: [`NEAREST`] for each of 2,000 sentences, which is what fifty
/// outlets tell of an event.
const COMPARISONS: usize = 200_000;
/// Exact comparisons for each sentence at least, however large the story.
const LEAST_NEAREST: usize = 6;
/// Exact comparisons for each sentence at most where more than [`crowd::FEW`](super::crowd::FEW) reports tell the story,
/// with all of them together: half of what a sentence is held against where ten short reports are alike, so that the
/// work does not grow more than the reports from there on. Copies do not count, they follow (`crowd`): at fifty reports
/// of the annotated stories and their shortened copies 96 gives no more of F1 (.713) than 32 (.715).
const NEAREST_OF_MANY: usize = 28;
/// The same of [`POSTINGS`].
const POSTINGS_OF_MANY: usize = 800;
/// Sentences that are looked up for each sentence, rarest terms first. Common terms of a large story come last and
/// are skipped when the number is used up.
const POSTINGS: usize = 6_000;
/// Terms below this share of their sentence's weight open no new candidate.
const LEAST_SHARE: f64 = 0.01;

/// What sentences are looked up by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A term, by its number.
    Term(u32),
    /// A class of paraphrase, by its number.
    Class(u32),
}

/// What two sentences without a word in common tell in other words of the same classes at least. Pairs below this would be
/// a third of all; on twenty stories 48 of their 7,700 say the same, too few to be told from the rest.
const LEAST_PARAPHRASED: f64 = 0.1;

/// For each sentence its near sentences of other reports, in one list after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    /// By sentence: where its list begins, and the end.
    starts: Vec<usize>,
    /// The others, ascending in each list.
    others: Vec<u32>,
    /// Beside `others`: the weight that both tell, in the same words or in others of a class, over the geometric mean of
    /// their weights.
    shares: Vec<f64>,
    /// Beside `others`: the places in the list, the greatest share first; empty where no third report is looked for.
    by_share: Vec<u32>,
    rivals: Rivals,
    /// By sentence: the sum of its shares, those with copies as often as there are.
    degrees: Vec<f64>,
    /// The list of the sentence that was asked for last, laid out by sentence: pairs come by their first end.
    spread: RefCell<Spread>,
}

/// The list of one sentence laid out by sentence.
#[derive(Clone, Debug, Default)]
struct Spread {
    of: Option<usize>,
    /// By sentence; 0 for what is not in the list.
    shares: Vec<f64>,
}

impl Near {
    /// Looks for the near sentences of all sentences.
    pub(super) fn new(sheet: &Sheet, same: &Same) -> Near {
        let mut postings: Vec<Vec<usize>> = vec![Vec::new(); sheet.weights.len()];
        // By class of paraphrase: a pair may have no word in common.
        let mut tellers: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        let mut copies = same.copies().map(|(copy, _)| copy).peekable();
        let mut follows = vec![false; sheet.sentences.len()];
        for (number, (profile, follows)) in sheet.sentences.iter().zip(&mut follows).enumerate() {
            *follows = copies.next_if_eq(&number).is_some();
            if *follows {
                continue;
            }
            for term in &profile.terms {
                if let Some(list) = postings.get_mut(*term as usize) {
                    list.push(number);
                }
            }
            for telling in &profile.told {
                tellers.entry(telling.class).or_default().push(number);
            }
        }
        let nearest = COMPARISONS / sheet.sentences.len().max(1);
        let (most, postings_of_one) = if is_crowd(sheet) {
            (NEAREST_OF_MANY, POSTINGS_OF_MANY)
        } else {
            (NEAREST, POSTINGS)
        };
        let nearest = nearest.clamp(LEAST_NEAREST, most);
        // Smaller first; both sides find most pairs, so lists that grow by both would take twice the memory.
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut sums: Vec<f64> = vec![0.0; sheet.sentences.len()];
        let mut touched: Vec<usize> = Vec::new();
        let mut by_word: Vec<bool> = vec![false; sheet.sentences.len()];
        let aligned = |(number, _): &(usize, &Profile)| follows.get(*number) != Some(&true);
        for (number, profile) in sheet.sentences.iter().enumerate().filter(aligned) {
            let mut terms: Vec<(Key, f64)> = Vec::new();
            for term in &profile.terms {
                terms.push((Key::Term(*term), sheet.weight_of(*term)));
                for (other, grade) in sheet.alike.get(*term as usize).into_iter().flatten() {
                    terms.push((Key::Term(*other), grade * sheet.weight_of(*term)));
                }
            }
            for telling in &profile.told {
                let weight = telling.grade.worth() * telling.weight;
                terms.push((Key::Class(telling.class), weight));
            }
            terms.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
            let mut looked = 0;
            for (key, weight) in terms {
                let list = match key {
                    Key::Term(term) => postings.get(term as usize),
                    Key::Class(class) => tellers.get(&class),
                };
                let list = list.map_or(&[][..], Vec::as_slice);
                if looked + list.len() > postings_of_one || weight < LEAST_SHARE * profile.weight {
                    continue;
                }
                looked += list.len();
                for other in list {
                    let apart = sheet
                        .sentences
                        .get(*other)
                        .is_some_and(|far| far.report != profile.report);
                    if let (true, Some(sum)) = (apart, sums.get_mut(*other)) {
                        if *sum <= 0.0 {
                            touched.push(*other);
                        }
                        *sum += weight;
                        if let (Key::Term(_), Some(by_word)) = (key, by_word.get_mut(*other)) {
                            *by_word = true;
                        }
                    }
                }
            }
            let open: Vec<Opened> = touched
                .drain(..)
                .map(|other| {
                    let by_word = by_word.get_mut(other).is_some_and(std::mem::take);
                    let sum = sums.get_mut(other).map_or(0.0, std::mem::take);
                    let far = sheet.sentences.get(other).map_or(0.0, |far| far.weight);
                    let share = sum / (profile.weight * far).sqrt().max(f64::MIN_POSITIVE);
                    (other, share, by_word)
                })
                .collect();
            let near = |other| shared_share(sheet, number, other) >= LEAST_PARAPHRASED;
            let best = foremost(open, nearest, near);
            // A story has fewer sentences than bytes, and no input is as long as this.
            let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            found.extend(best.into_iter().map(|other| {
                let (other, number) = (small(other), small(number));
                (other.min(number), other.max(number))
            }));
        }
        found.sort_unstable();
        found.dedup();
        // How many tell the text of a sentence, its copies with it.
        let mut times = vec![1.0_f64; sheet.sentences.len()];
        for (_, first) in same.copies() {
            if let Some(times) = times.get_mut(first) {
                *times += 1.0;
            }
        }
        Near::lists(sheet, &found, &times)
    }

    fn lists(sheet: &Sheet, found: &[(u32, u32)], times: &[f64]) -> Near {
        let mut starts = vec![0; sheet.sentences.len() + 1];
        for (left, right) in found {
            for end in [left, right] {
                if let Some(count) = starts.get_mut(*end as usize + 1) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut near = Near {
            others: vec![0; sum],
            shares: vec![0.0; sum],
            ..Near::default()
        };
        let mut next = starts.clone();
        // The smaller first, then the greater, each ascending: every list comes out ascending.
        for (left, right) in found {
            let share = shared_share(sheet, *left as usize, *right as usize);
            for (own, other) in [(right, left), (left, right)] {
                let Some(at) = next.get_mut(*own as usize) else {
                    continue;
                };
                if let (Some(far), Some(held)) =
                    (near.others.get_mut(*at), near.shares.get_mut(*at))
                {
                    (*far, *held) = (*other, share);
                }
                *at += 1;
            }
        }
        let report = |number: usize| sheet.sentences.get(number).map_or(0, |one| one.report);
        near.rivals = Rivals::new(&starts, &near.others, &near.shares, report);
        near.starts = starts;
        near.degrees = (0..sheet.sentences.len())
            .map(|number| {
                let own = times.get(number).map_or(0.0, |times| times - 1.0);
                let of = |(other, share)| share * times.get(other).copied().unwrap_or(1.0);
                near.list(number)
                    .map(of)
                    .fold(own, |sum, share| sum + share)
            })
            .collect();
        if sheet.outlets() > 2 {
            near.by_share = (0..sheet.sentences.len())
                .flat_map(|number| near.ranked(number))
                .collect();
        }
        near
    }

    /// The places in the list of a sentence, the greatest share first.
    fn ranked(&self, number: usize) -> Vec<u32> {
        let shares = self.shares.get(self.range(number)).unwrap_or(&[]);
        let mut places: Vec<(u32, f64)> = (0..).zip(shares.iter().copied()).collect();
        places.sort_unstable_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        places.into_iter().map(|(place, _)| place).collect()
    }

    fn range(&self, number: usize) -> std::ops::Range<usize> {
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        }
    }

    /// The near sentences of a sentence with their shares, ascending.
    fn list(&self, number: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.range(number);
        let others = self.others.get(range.clone()).unwrap_or(&[]);
        let shares = self.shares.get(range).unwrap_or(&[]);
        let far = others.iter().map(|other| *other as usize);
        far.zip(shares.iter().copied())
    }

    /// The best sentence of a third outlet that is near both: the smaller of the two shares. 0 in a story of two reports.
    pub(super) fn third(&self, left: usize, right: usize) -> f64 {
        if self.by_share.is_empty() {
            return 0.0;
        }
        let mut spread = self.spread.borrow_mut();
        if spread.of != Some(left) {
            self.lay_out(&mut spread, left);
        }
        let mut best = 0.0_f64;
        // What is near both is of a third report, for nothing is near a sentence of its own.
        for (number, share) in self.nearest(right) {
            if share <= best {
                break;
            }
            best = best.max(share.min(spread.shares.get(number).copied().unwrap_or(0.0)));
        }
        best
    }

    fn lay_out(&self, spread: &mut Spread, number: usize) {
        spread
            .shares
            .resize(self.starts.len().saturating_sub(1), 0.0);
        let before = spread.of.replace(number);
        for (other, _) in before.into_iter().flat_map(|before| self.list(before)) {
            if let Some(share) = spread.shares.get_mut(other) {
                *share = 0.0;
            }
        }
        for (other, own) in self.list(number) {
            if let Some(share) = spread.shares.get_mut(other) {
                *share = own;
            }
        }
    }

    /// The near sentences of a sentence with their shares, the greatest share first; none in a story of two reports.
    fn nearest(&self, number: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.range(number);
        let places = self.by_share.get(range.clone()).unwrap_or(&[]);
        let others = self.others.get(range.clone()).unwrap_or(&[]);
        let shares = self.shares.get(range).unwrap_or(&[]);
        places.iter().filter_map(|place| {
            let place = *place as usize;
            Some((*others.get(place)? as usize, *shares.get(place)?))
        })
    }

    /// Sum of the shares of a sentence with all near ones.
    pub(super) fn degree(&self, number: usize) -> f64 {
        self.degrees.get(number).copied().unwrap_or(0.0)
    }

    /// The greatest share of the one sentence with another of the other's report, or of the other with another of the
    /// one's: what the two are to each other, somebody else may be as well. 0 where nobody is.
    pub(super) fn rival(&self, sheet: &Sheet, left: usize, right: usize) -> f64 {
        let best = |own: usize, other: usize| {
            let report = sheet.sentences.get(other).map_or(0, |far| far.report);
            let rival = self.rivals.nearest(own, other, report, &self.others);
            let share = rival.and_then(|place| self.shares.get(place));
            share.copied().unwrap_or(0.0)
        };
        best(left, right).max(best(right, left))
    }

    /// Shared weight of two sentences over the geometric mean of their weights; 0 when they are not near.
    pub(super) fn of(&self, left: usize, right: usize) -> f64 {
        let range = self.range(left);
        let others = self.others.get(range.clone()).unwrap_or(&[]);
        let Ok(at) = others.binary_search_by_key(&right, |other| *other as usize) else {
            return 0.0;
        };
        self.shares.get(range.start + at).copied().unwrap_or(0.0)
    }

    /// The pairs to score, each once, ascending.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let sentences = 0..self.starts.len().saturating_sub(1);
        sentences.flat_map(|left| {
            self.list(left)
                .map(move |(right, _)| (left, right))
                .filter(|(left, right)| left < right)
        })
    }
}

fn shared_share(sheet: &Sheet, left: usize, right: usize) -> f64 {
    let (Some(left), Some(right)) = (sheet.sentences.get(left), sheet.sentences.get(right)) else {
        return 0.0;
    };
    let both = (left.own_weight * right.own_weight).sqrt();
    if both <= 0.0 {
        return 0.0;
    }
    let shared: f64 = left
        .shared_with(right)
        .map(|(here, there)| (here * there).sqrt())
        .sum();
    let (for_left, for_right) = paraphrased(left, right);
    (shared + (for_left * for_right).sqrt()) / both
}

/// The entries that two ascending lists share, ascending.
pub(super) fn common<'a>(left: &'a [u32], right: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (mut at, mut to) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (here, there) = (left.get(at)?, right.get(to)?);
            match here.cmp(there) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => to += 1,
                std::cmp::Ordering::Equal => {
                    at += 1;
                    to += 1;
                    return Some(*here);
                }
            }
        }
    })
}
