//! A link of two sentences → the statements of each that carry it.
//!
//! The score looks at whole sentences; where a sentence holds several statements, the link goes to the two that share
//! most, so that it says which part is meant.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::common;
use super::sheet::Sheet;
use crate::model::{Span, Statement, StatementId};
use crate::text::Story;

/// Two further statements of a linked pair of sentences are linked too when what they share is at least this share
/// of what the best two share. Chosen on the annotated stories: a sentence may tell two things that the other tells.
const SECOND_SHARE: f64 = 0.8;

/// The same of the best two beside those that count the same thing: most of what else the sentences share.
const FIRST_SHARE: f64 = 0.5;

/// Statements of a sentence that may carry a link, the first of them: no sentence of some 180 stories and pages has more
/// than four, and two sentences of as many as may be are held against each other in all pairs.
const MOST: usize = 12;

/// Figures of a statement that are asked what they count, the first of them: a table in one line has hundreds.
const FIGURES: usize = 24;

/// The statements of a report by sentence.
pub(super) struct BySentence {
    ids: Vec<StatementId>,
    /// By sentence: the first in `ids`, and the end.
    starts: Vec<u32>,
}

impl BySentence {
    /// The statements stand in the order of their sentences.
    pub(super) fn new(statements: &[Statement], sentences: usize) -> BySentence {
        let mut starts = Vec::with_capacity(sentences + 1);
        let mut at = 0;
        for sentence in 0..=sentences {
            let own = statements.get(at..).unwrap_or(&[]).iter();
            at += own.take_while(|own| own.sentence < sentence).count();
            // A report has fewer statements than bytes, and none is as long as this.
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        BySentence {
            ids: statements.iter().map(|statement| statement.id).collect(),
            starts,
        }
    }

    /// Those of a sentence.
    pub(super) fn of(&self, sentence: usize) -> &[StatementId] {
        match (self.starts.get(sentence), self.starts.get(sentence + 1)) {
            (Some(start), Some(end)) => self.ids.get(*start as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}

/// What a clause that hangs on another one ("before it struck", "which runs the service") counts as a carrier, where the
/// sentence has others: what is told stands in the main clause. By reading, 25 of 75 rows with a wrong member had such
/// a clause.
const HANGS: f64 = 0.7;

/// What a name counts beside a plain word: who is told of, not what.
const NAME: f64 = 0.7;

/// Sentences whose parts are kept for the next pair: those of fifty outlets, and no more than a page holds in a large
/// story.
const KEPT: usize = 2_000;

/// A statement of a sentence with what it holds.
struct Part {
    id: StatementId,
    /// How well it stands for the sentence.
    worth: f64,
    /// Ascending, no repeats.
    terms: Vec<u32>,
    /// Sum of their weights.
    mass: f64,
}

/// The parts of sentences, made once: a sentence is one end of many pairs.
pub(super) struct Parts<'a> {
    story: &'a Story<'a>,
    sheet: &'a Sheet,
    subordinators: &'a FxHashSet<String>,
    /// By sentence, at most [`KEPT`].
    known: FxHashMap<usize, Rc<[Part]>>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(
        story: &'a Story<'a>,
        sheet: &'a Sheet,
        subordinators: &'a FxHashSet<String>,
    ) -> Parts<'a> {
        Parts {
            story,
            sheet,
            subordinators,
            known: FxHashMap::default(),
        }
    }

    /// The parts of a sentence, which has these statements.
    fn of(&mut self, number: usize, ids: &[StatementId]) -> Rc<[Part]> {
        if let Some(known) = self.known.get(&number) {
            return known.clone();
        }
        let parts: Rc<[Part]> = (ids.iter().take(MOST))
            .filter_map(|id| self.part(number, *id, ids.len() > 1))
            .collect();
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(number, parts.clone());
        parts
    }

    fn part(&self, number: usize, id: StatementId, several: bool) -> Option<Part> {
        let hangs = || {
            let first = self.story.text_of(id).split_whitespace().next();
            let first = first.unwrap_or("").to_lowercase();
            self.subordinators.contains(first.as_str())
        };
        let statement = self.story.statement(id);
        let span = statement.map_or(Span::default(), |statement| statement.span);
        let mut terms: Vec<u32> = (self.sheet.sentences.get(number)?.places.iter())
            .filter(|(_, place)| span.contains(place.span()))
            .map(|(term, _)| *term)
            .collect();
        terms.sort_unstable();
        terms.dedup();
        Some(Part {
            id,
            worth: if several && hangs() { HANGS } else { 1.0 },
            mass: self.sheet.mass(&terms),
            terms,
        })
    }
}

/// The pairs of statements that carry a link, best first; at least one where both sides have statements.
pub(super) fn carriers(
    parts: &mut Parts<'_>,
    (one, left): (usize, &[StatementId]),
    (two, right): (usize, &[StatementId]),
) -> Vec<(StatementId, StatementId)> {
    if let ([left], [right]) = (left, right) {
        return vec![(*left, *right)];
    }
    let (left, right) = (parts.of(one, left), parts.of(two, right));
    let (story, sheet) = (parts.story, parts.sheet);
    let mut ranked: Vec<(f64, StatementId, StatementId)> = Vec::new();
    let weight = |term: u32| {
        let plain = sheet.plain.get(term as usize).copied().unwrap_or(false);
        sheet.weight_of(term) * if plain { 1.0 } else { NAME }
    };
    for one in left.iter() {
        for two in right.iter() {
            let shared: f64 = common(&one.terms, &two.terms).map(weight).sum();
            let both = (one.mass * two.mass).sqrt();
            // Half of what is shared, half of how much of the two parts it is: a short part that is told whole goes
            // before a long one that shares a little more by its length.
            let rank = if both > 0.0 {
                one.worth * two.worth * shared * (shared / both).sqrt()
            } else {
                0.0
            };
            ranked.push((rank, one.id, two.id));
        }
    }
    ranked.sort_by(|one, two| {
        two.0
            .total_cmp(&one.0)
            .then((one.1, one.2).cmp(&(two.1, two.2)))
    });
    let best = ranked.first().map_or(0.0, |(rank, _, _)| *rank);
    let mut taken: Vec<(StatementId, StatementId)> = Vec::new();
    let free = |taken: &[(StatementId, StatementId)], one, two| {
        let mut taken = taken.iter();
        taken.all(|(left, right)| *left != one && *right != two)
    };
    // Two parts with figures of the same thing are one statement, however few their words are beside the rest; what is
    // left carries what else is shared.
    for &(rank, one, two) in &ranked {
        if rank > 0.0 && free(&taken, one, two) && count_the_same(story, one, two) {
            taken.push((one, two));
        }
    }
    let counted = taken.len();
    for (rank, one, two) in ranked {
        let least = if taken.len() == counted {
            FIRST_SHARE
        } else {
            SECOND_SHARE
        };
        let told = best > 0.0 && rank >= least * best;
        if taken.is_empty() || free(&taken, one, two) && told {
            taken.push((one, two));
        }
    }
    taken
}

/// True where both statements give a figure of the same counted thing: "fourteen people were hurt" is a part of its own of
/// what "leaving 17 people hurt" tells, however few its words are beside the rest of the sentence.
fn count_the_same(story: &Story<'_>, one: StatementId, two: StatementId) -> bool {
    let counted = |id: StatementId| {
        let figures = story
            .statement(id)
            .map(|statement| &statement.facts.figures);
        figures
            .into_iter()
            .flatten()
            .take(FIGURES)
            .filter_map(|figure| figure.counted.as_deref())
    };
    counted(one).any(|thing| counted(two).any(|other| thing == other))
}
