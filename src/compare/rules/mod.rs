//! The registry of rules: what makes two statements of one row differ.
//!
//! A rule sees two statements of different reports that alignment joined, with the part that they share, and gives
//! the typed differences that it finds there. It never sees a similarity score. One file a rule; the doc comment of
//! the rule's type is its manual page.

mod apart;
mod as_of;
mod certainty;
mod date;
mod hedge;
mod label;
mod negation;
mod number;
mod other_day;
mod place;
mod polarity;
mod quantity;
mod speaker;
mod who;
mod wording;

use super::context::{Context, View, Word};
use super::shared::Shared;
use super::wording::Compared;
use crate::model::{DivergenceKind, Span};

/// Two statements of different reports that say the same.
pub(super) struct Pair<'a> {
    /// The story.
    pub context: &'a Context<'a>,
    /// The statement with the smaller id.
    pub left: &'a View<'a>,
    /// The other one.
    pub right: &'a View<'a>,
    /// Which words answer which.
    pub shared: &'a Shared,
    /// How the words inside marks compare, where both have some.
    pub quoted: Option<&'a Compared>,
}

impl<'a> Pair<'a> {
    /// The one statement and the other, the left one first where it is asked of.
    fn sides(&self, of_left: bool) -> (&'a View<'a>, &'a View<'a>) {
        if of_left {
            (self.left, self.right)
        } else {
            (self.right, self.left)
        }
    }

    /// The word of the other statement that answers a word of the one.
    fn answer(&self, of_left: bool, index: usize) -> Option<usize> {
        if of_left {
            self.shared.to_right(index)
        } else {
            self.shared.to_left(index)
        }
    }

    /// The same; where none has its stem or class, the nearest one that says the same in news and answers no other:
    /// "smashed" for "broken".
    fn retold(&self, of_left: bool, index: usize) -> Option<usize> {
        let direct = self.answer(of_left, index);
        if direct.is_some() {
            return direct;
        }
        let (own, other) = self.sides(of_left);
        let word = own.words.get(index)?;
        let free = |at: usize| self.answer(!of_left, at).is_none();
        let plain = |word: &Word| word.content && word.name.is_none();
        let tables = self.context.tables;
        let says = |there: &&(usize, &Word)| {
            plain(there.1) && free(there.0) && tables.retells(&word.stem, &there.1.stem)
        };
        let words: Vec<(usize, &Word)> = other.words.iter().enumerate().collect();
        let said = words.iter().filter(says).map(|(at, _)| *at);
        plain(word).then(|| said.min_by_key(|at| (at.abs_diff(index), *at)))?
    }
}

/// One side's value with the words that carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The words, in text order.
    pub spans: Vec<Span>,
    /// The value as it is shown.
    pub value: String,
}

impl Evidence {
    /// A value carried by one stretch.
    pub(super) fn new(span: Span, value: impl Into<String>) -> Evidence {
        Evidence {
            spans: vec![span],
            value: value.into(),
        }
    }
}

/// A difference between two statements.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    /// What is compared ("people killed"): findings of a group about the same thing are gathered. May be empty.
    pub about: String,
    /// The left statement's value.
    pub left: Evidence,
    /// The right statement's value.
    pub right: Evidence,
    /// 0..=1; below [`crate::model::Divergence::SHOWN`] a hint.
    pub confidence: f64,
}

/// A rule.
pub(super) trait Rule: Sync {
    /// The kind of difference that it finds.
    fn kind(&self) -> DivergenceKind;
    /// Its name in the output, kebab-case.
    fn name(&self) -> &'static str;
    /// The differences between two statements, each once.
    fn check(&self, pair: &Pair<'_>) -> Vec<Finding>;
    /// What the difference is, in a few words before the values ("figures for people killed").
    fn headline(&self, about: &str) -> String;
}

/// All rules, in the order of [`DivergenceKind`].
pub(super) const RULES: &[&dyn Rule] = &[
    &number::Number,
    &date::DateOfEvent,
    &other_day::OtherDay,
    &place::Place,
    &speaker::SpeakerOfQuotation,
    &wording::Wording,
    &polarity::Polarity,
    &certainty::Readiness,
    &certainty::Certainty,
    &label::Label,
    &label::NounPhrase,
];

/// Name and kind of every rule: those that see two statements in the order of [`DivergenceKind`], then the one that
/// sees a row.
#[must_use]
pub fn rule_names() -> Vec<(&'static str, DivergenceKind)> {
    RULES
        .iter()
        .map(|rule| (rule.name(), rule.kind()))
        .chain([(super::denial::NAME, DivergenceKind::Polarity)])
        .collect()
}
