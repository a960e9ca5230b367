//! Figures that are told once: two sentences that give the same exact figure, which neither report gives anywhere else,
//! tell one thing.
//!
//! "With 39.6C measured at Stainsby Cross" and "The temperature reached 39.6C" share no word, and how hot it was is what
//! both tell. In: the statements with their figures. Out: the two that carry the figure. Round figures, small counts, ages
//! and ordinals stand anywhere; other people or things that are counted are another count. Cost: the figures of each
//! report.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::candidates::Near;
use super::reasons::Own;
use super::sheet::Sheet;
use super::toll::Plights;
use crate::model::{Bound, Figure, Reasons, StatementId, Unit};
use crate::text::Story;

/// What such a pair is worth at least. On 38 stories 27 such pairs were left apart by the features: 25 said the same, and
/// the two that did not both counted eleven. Of those that the features join 91 of 93 say the same.
pub(super) const PROBABILITY: f64 = 0.75;
/// Counts below a dozen are of anything.
const LEAST_COUNT: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
/// A figure that more reports give is told in words that bring its sentences together anyway.
const TELLERS: usize = 16;
/// Digits that are not zeros at the end: "40" and "2,000" are round.
const DIGITS: usize = 2;

/// A figure and the statement that gives it.
#[derive(Clone, Copy)]
struct Told<'a> {
    figure: &'a Figure,
    statement: StatementId,
}

/// The figures that a report gives in one sentence only, by report and sentence.
pub(super) struct Once<'a> {
    told: BTreeMap<(usize, usize), Vec<Told<'a>>>,
    words: &'a Plights,
}

impl<'a> Once<'a> {
    pub(super) fn new(story: &Story<'a>, words: &'a Plights) -> Once<'a> {
        let mut told: BTreeMap<(usize, usize), Vec<Told<'a>>> = BTreeMap::new();
        for (report, statements) in story.statements.iter().enumerate() {
            let mut sentences: BTreeMap<Key<'a>, Vec<(usize, Told<'a>)>> = BTreeMap::new();
            for statement in statements.iter() {
                for figure in &statement.facts.figures {
                    let Some(key) = key(figure) else { continue };
                    let one = Told {
                        figure,
                        statement: statement.id,
                    };
                    sentences
                        .entry(key)
                        .or_default()
                        .push((statement.sentence, one));
                }
            }
            for places in sentences.into_values() {
                if let [(sentence, one)] = places.as_slice()
                    && is_telling(one.figure)
                {
                    told.entry((report, *sentence)).or_default().push(*one);
                }
            }
        }
        Once { told, words }
    }

    /// The pairs of sentences of the sheet that give one figure and that words do not bring together, ascending.
    pub(super) fn pairs(&self, sheet: &Sheet, near: &Near) -> Vec<(usize, usize)> {
        let mut by_figure: BTreeMap<Key<'a>, Vec<usize>> = BTreeMap::new();
        for (number, profile) in sheet.sentences.iter().enumerate() {
            for one in self.of((profile.report, profile.index)) {
                if let Some(key) = key(one.figure) {
                    by_figure.entry(key).or_default().push(number);
                }
            }
        }
        let mut found: Vec<(usize, usize)> = Vec::new();
        for numbers in by_figure
            .values()
            .filter(|numbers| numbers.len() <= TELLERS)
        {
            for (at, left) in numbers.iter().enumerate() {
                let rest = numbers.get(at + 1..).unwrap_or(&[]).iter();
                found.extend(rest.map(|right| (*left, *right)));
            }
        }
        found.retain(|(left, right)| near.of(*left, *right) <= 0.0);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn of(&self, sentence: (usize, usize)) -> &[Told<'a>] {
        self.told.get(&sentence).map_or(&[], Vec::as_slice)
    }

    /// The first two statements of two sentences (report and index each) that give one figure, with its value.
    pub(super) fn same(
        &self,
        here: (usize, usize),
        there: (usize, usize),
    ) -> Option<(StatementId, StatementId, Decimal)> {
        self.of(here).iter().find_map(|one| {
            let mut others = self.of(there).iter();
            let two = others.find(|two| {
                key(one.figure) == key(two.figure) && self.may_count_one(one.figure, two.figure)
            })?;
            Some((one.statement, two.statement, one.figure.low))
        })
    }

    /// False for counts of two nouns that are not the same ("14 officers", "14 journalists").
    fn may_count_one(&self, one: &Figure, two: &Figure) -> bool {
        let noun = |counted: &Option<String>| {
            let noun = self.words.noun_of(counted.as_deref()?)?;
            Some(noun.to_owned())
        };
        match (noun(&one.counted), noun(&two.counted)) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        }
    }
}

/// Unit and value, by which two figures are one.
type Key<'a> = (&'a str, &'a str, Decimal);

fn key(figure: &Figure) -> Option<Key<'_>> {
    let (sort, unit) = match &figure.unit {
        Unit::Count => ("count", ""),
        Unit::Money(code) => ("money", code.as_str()),
        Unit::Percent => ("percent", ""),
        Unit::PercentagePoint => ("point", ""),
        Unit::Measure(base) => ("measure", base.as_str()),
        _ => return None,
    };
    Some((sort, unit, figure.low))
}

/// True for an exact value that is not round, and no small count.
fn is_telling(figure: &Figure) -> bool {
    let exact =
        figure.high == Some(figure.low) && !matches!(figure.bound, Bound::Vague | Bound::Range);
    let digits = figure.low.normalize().mantissa().unsigned_abs().to_string();
    let digits = digits.trim_end_matches('0').len();
    exact && digits >= DIGITS && (figure.unit != Unit::Count || figure.low >= LEAST_COUNT)
}

/// The reason of such a pair.
pub(super) fn reason(value: Decimal) -> Reasons {
    let value = value.normalize();
    let words = format!("both give {value}, and each report gives that in one sentence only");
    Own::SameFigure.reason(1.0, &words)
}
