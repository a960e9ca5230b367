//! Figures that are told once: two sentences that give the same exact figure, which neither report gives anywhere else,
//! tell one thing.
//!
//! "With 39.6C measured at Stainsby Cross" and "The temperature reached 39.6C" share no word, and how hot it was is what
//! both tell. In: the statements with their figures. Out: the two that carry the figure. Round figures, small counts, ages
//! and ordinals stand anywhere; other people or things that are counted are another count. Cost: the figures of each
//! report.

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
    sentence: usize,
}

impl Told<'_> {
    fn place(&self) -> (usize, usize) {
        (self.statement.report.index(), self.sentence)
    }
}

/// The figures that a report gives in one sentence only.
pub(super) struct Once<'a> {
    /// By report and sentence, in one list: a long report gives tens of thousands.
    told: Vec<Told<'a>>,
    words: &'a Plights,
}

impl<'a> Once<'a> {
    pub(super) fn new(story: &Story<'a>, words: &'a Plights) -> Once<'a> {
        let mut told: Vec<Told<'a>> = Vec::new();
        for statements in story.statements {
            let mut given: Vec<Told<'a>> = Vec::new();
            for statement in statements {
                let figures = statement.facts.figures.iter();
                let keyed = figures.filter(|figure| key(figure).is_some());
                given.extend(keyed.map(|figure| Told {
                    figure,
                    statement: statement.id,
                    sentence: statement.sentence,
                }));
            }
            given.sort_by(|one, two| key(one.figure).cmp(&key(two.figure)));
            let alike = given.chunk_by(|one, two| key(one.figure) == key(two.figure));
            told.extend(alike.filter_map(|alike| match alike {
                [one] if is_telling(one.figure) => Some(*one),
                _ => None,
            }));
        }
        told.shrink_to_fit();
        told.sort_by_key(Told::place);
        Once { told, words }
    }

    /// The pairs of sentences of the sheet that give one figure and that words do not bring together, ascending.
    pub(super) fn pairs(&self, sheet: &Sheet, near: &Near) -> Vec<(usize, usize)> {
        let mut told: Vec<(&Figure, usize)> = Vec::new();
        for (number, profile) in sheet.sentences.iter().enumerate() {
            let own = self.of((profile.report, profile.index)).iter();
            told.extend(own.map(|one| (one.figure, number)));
        }
        told.sort_by(|one, two| key(one.0).cmp(&key(two.0)));
        let alike = told.chunk_by(|one, two| key(one.0) == key(two.0));
        let mut found: Vec<(usize, usize)> = Vec::new();
        for alike in alike.filter(|alike| alike.len() <= TELLERS) {
            for (at, (_, left)) in alike.iter().enumerate() {
                let rest = alike.get(at + 1..).unwrap_or(&[]).iter();
                found.extend(rest.map(|(_, right)| (*left, *right)));
            }
        }
        found.retain(|(left, right)| near.of(*left, *right) <= 0.0);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn of(&self, sentence: (usize, usize)) -> &[Told<'a>] {
        let from = self.told.partition_point(|one| one.place() < sentence);
        let rest = self.told.get(from..).unwrap_or(&[]);
        let own = rest.partition_point(|one| one.place() <= sentence);
        rest.get(..own).unwrap_or(&[])
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
