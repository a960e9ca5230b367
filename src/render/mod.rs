//! [`Comparison`](crate::model::Comparison) → text. Renderers compute nothing.

mod clean;
pub mod delimited;
pub mod explain;
mod facts;
pub mod fidelity;
pub mod inspect;
pub mod json;
pub mod markdown;
mod markup;
pub mod offsets;
mod outline;
pub mod page;
mod pen;
pub mod quotes;
pub mod safe;
pub mod sheet;
pub mod tei;
pub mod terminal;
pub mod versions;
pub mod worksheet;

pub use outline::{Choice, Topic};

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen<'a> {
    /// Columns; no line is wider.
    pub width: usize,
    /// Colours and bold type.
    pub colour: bool,
    /// Statements lead to their file and line.
    pub links: Option<&'a safe::Links>,
}

/// Reports that are not compared, with what each says. The three lists run in parallel.
#[derive(Clone, Copy, Debug)]
pub struct Alone<'a> {
    /// The reports.
    pub reports: &'a [crate::model::Report],
    /// The statements of each, in text order.
    pub statements: &'a [Vec<crate::model::Statement>],
    /// The whole quotations of each, in text order.
    pub quotations: &'a [Vec<crate::model::Quotation>],
    /// What was skipped, guessed or looks wrong.
    pub notes: &'a [crate::model::Note],
}
