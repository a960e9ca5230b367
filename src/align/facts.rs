//! The typed facts of a sentence → what two sentences have in common of them.
//!
//! In: the statements with their facts. Out: two features of a pair, both weak. Names weigh as words already, and less
//! than others ([`lowered`](super::lowered)). Dates, speakers, the name that a sentence begins with and the best pair of
//! clauses were measured beside them and gain nothing more.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sheet::{Held, Profile};
use crate::text::Story;

/// What one sentence holds. Names and counted things are numbers given over the story.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The names: ascending, no repeats.
    names: Box<[u32]>,
    /// Its figures with what they count.
    figures: Box<[(Decimal, Option<u32>)]>,
    /// Something in it is negated.
    negated: bool,
}

impl Facts {
    /// How many names and how many values of figures both hold.
    pub(super) fn common(&self, other: &Facts) -> (usize, usize) {
        let names = super::candidates::common(&self.names, &other.names).count();
        let mut values: Vec<Decimal> = (self.figures.iter())
            .map(|(value, _)| *value)
            .filter(|value| other.figures.iter().any(|(also, _)| also == value))
            .collect();
        values.sort_unstable();
        values.dedup();
        (names, values.len())
    }
}

/// Reads the facts of every sentence that is read, report after report; `starts` has the first sentence of each report,
/// and the end.
pub(super) fn read(story: &Story<'_>, starts: &[usize], sentences: &mut [Profile]) {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut number_of = |key| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(key).or_insert(next)
    };
    for (statements, start) in story.statements.iter().zip(starts) {
        // The statements of a sentence stand side by side.
        for own in statements.chunk_by(|one, two| one.sentence == two.sentence) {
            let place = own.first().map(|first| start + first.sentence);
            let profile = place.and_then(|place| sentences.get_mut(place));
            let Some(Held { facts, .. }) = profile.and_then(Profile::held_mut) else {
                continue;
            };
            let (mut names, mut figures) = (Vec::new(), Vec::new());
            for statement in own {
                facts.negated |= !statement.facts.negations.is_empty();
                for name in &statement.facts.names {
                    names.push(number_of(&name.key));
                }
                for figure in &statement.facts.figures {
                    let counted = figure.counted.as_deref().map(&mut number_of);
                    figures.push((figure.low, counted));
                }
            }
            names.sort_unstable();
            names.dedup();
            facts.names = names.into();
            facts.figures = figures.into();
        }
    }
}

/// Figures on both sides that share neither value nor counted thing; negation on one side only.
pub(super) fn features(one: &Facts, two: &Facts) -> [f64; 2] {
    let meet = one.figures.iter().any(|(value, counted)| {
        let of_this = |(other, of): &(Decimal, Option<u32>)| {
            value == other || (counted.is_some() && counted == of)
        };
        two.figures.iter().any(of_this)
    });
    let other_figures = !one.figures.is_empty() && !two.figures.is_empty() && !meet;
    [
        f64::from(u8::from(other_figures)),
        f64::from(u8::from(one.negated != two.negated)),
    ]
}
