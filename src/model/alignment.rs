//! Which statements say the same.

use smallvec::SmallVec;

use super::{Feature, Reasons, ReportId, StatementId};

/// Two statements of different reports with the probability that they say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The smaller id.
    pub left: StatementId,
    /// The greater id.
    pub right: StatementId,
    /// 0..=1; see the calibration table in ARCHITECTURE.md.
    pub score: f64,
    /// Greatest share first; see [`Alignment::features`].
    pub reasons: Reasons,
}

/// The statements of a group or a row: most hold one.
pub type Members = SmallVec<[StatementId; 2]>;

/// Statements that say the same, at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// In ascending order, no repeats. Every two of different reports are linked.
    pub members: Members,
    /// The links between members, by (left, right): all in a small group, the strongest of each member in a large one.
    pub links: Vec<Link>,
}

/// The result of aligning: every statement stands in at least one group; one without a link stands in one alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Groups; a group never equals or lies within another.
    pub groups: Vec<Group>,
    /// Pairs that were scored and stand in no group together, the nearest for each statement, for `--explain`: below the
    /// threshold, or beyond what one statement keeps, or told by stronger groups; the first reason says which.
    pub rejected: Vec<Link>,
    /// Links that stand in no group because their ends have too many others: more than any story of news has.
    pub left_out: usize,
    /// Sentences of a very long story, the last of the reports named, that were joined only where their text is the same:
    /// more than any story of news has.
    pub by_text: Vec<(ReportId, usize)>,
    /// What the reasons of links speak of.
    pub features: Vec<Feature>,
}
