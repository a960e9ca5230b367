//! How faithful a quotation is to a primary document.

use super::{ReportId, Span};

/// How the words inside the marks stand to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fidelity {
    /// The same words, the same punctuation; typographic marks and white space aside.
    Verbatim,
    /// The same words; case or punctuation differ.
    Punctuation,
    /// The words of one passage in order, some left out.
    Shortened,
    /// Words from places far apart, or in another order, as one quotation.
    Spliced,
    /// Words that the source does not have there.
    Altered,
    /// The source has no such passage.
    NotFound,
}

impl Fidelity {
    /// All, from the closest.
    pub const ALL: [Fidelity; 6] = [
        Fidelity::Verbatim,
        Fidelity::Punctuation,
        Fidelity::Shortened,
        Fidelity::Spliced,
        Fidelity::Altered,
        Fidelity::NotFound,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Fidelity::Verbatim => "verbatim",
            Fidelity::Punctuation => "punctuation",
            Fidelity::Shortened => "shortened",
            Fidelity::Spliced => "spliced",
            Fidelity::Altered => "altered",
            Fidelity::NotFound => "not found",
        }
    }
}

/// One stretch inside quotation marks held against the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The report that quotes.
    pub report: ReportId,
    /// The stretch inside the marks, in the report's text.
    pub stretch: Span,
    /// Who is said to have said it; `None` when the report names nobody.
    pub speaker: Option<String>,
    /// How faithful it is.
    pub fidelity: Fidelity,
    /// The passages of the source that it was found in, in the order of the quotation; spans of the source's text.
    /// Empty when not found.
    pub places: Vec<Span>,
    /// Words of the quotation that the source does not have there, in text order; spans of the report's text.
    pub altered: Vec<Span>,
    /// Words of the source that stand between the places and are left out or replaced; spans of the source's text.
    pub left_out: Vec<Span>,
}
