//! The words that extraction needs, prepared once per run from the [`Lexicon`].
//!
//! In: a lexicon. Out: [`Words`], shared by all reports. It reads no report.

use super::claim::ClauseWords;
use super::common::Common;
use super::facts::certainty::Hedges;
use super::facts::number::NumberWords;
use super::facts::polarity::Negations;
use super::facts::time::TimeWords;
use super::names::NameWords;
use super::quotation::Attributor;
use super::speaker::SourceWords;
use super::verbs::Verbs;
use crate::lexicon::Lexicon;

/// Tables of the language, made once and passed down to every reader of facts.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The lexicon itself, for readers that keep no table of their own.
    pub lexicon: &'a Lexicon,
    pub(super) common: Common,
    pub(super) verbs: Verbs,
    pub(super) clauses: ClauseWords,
    pub(super) names: NameWords,
    pub(super) numbers: NumberWords,
    pub(super) negations: Negations,
    pub(super) hedges: Hedges,
    pub(super) times: TimeWords,
    pub(super) attributor: Attributor,
    pub(super) sources: SourceWords,
}

impl<'a> Words<'a> {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Words<'a> {
        let common = Common::new(lexicon);
        Words {
            lexicon,
            verbs: Verbs::new(lexicon),
            clauses: ClauseWords::new(lexicon),
            names: NameWords::new(lexicon),
            numbers: NumberWords::new(lexicon),
            negations: Negations::new(lexicon),
            hedges: Hedges::new(lexicon, &common),
            times: TimeWords::new(lexicon),
            attributor: Attributor::new(lexicon),
            sources: SourceWords::new(lexicon),
            common,
        }
    }
}
