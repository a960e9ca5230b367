//! Views that point at places: where statements stand, the dates and the figures that reports give.

use jiff::civil::{Date, Time};

use super::{Example, Precision, StatementId, Unit};

/// The part of a report in which a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Headline or deck.
    Headline,
    /// The first paragraph of the running text.
    Lede,
    /// First to fourth quarter of the running text after the lede, by words: 1..=4.
    Quarter(u8),
}

impl Part {
    /// The name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Headline => "headline",
            Part::Lede => "lede",
            Part::Quarter(1) => "1st quarter",
            Part::Quarter(2) => "2nd quarter",
            Part::Quarter(3) => "3rd quarter",
            Part::Quarter(_) => "4th quarter",
        }
    }
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The statement.
    pub statement: StatementId,
    /// Index of its row (the first, where it stands in several).
    pub row: u32,
    /// The part.
    pub part: Part,
    /// Thousandths of the report's words that stand before it.
    pub start: u16,
    /// Thousandths of the report's words up to its end.
    pub end: u16,
}

/// A date with the places that give it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// First and last day; `None` when no trusted date of publication resolves the words.
    pub days: Option<(Date, Date)>,
    /// The grain, where the days are known.
    pub precision: Option<Precision>,
    /// Time of day, where given.
    pub time: Option<Time>,
    /// What is shown for it: the day, the stretch, or the words as they stand.
    pub shown: String,
    /// The places, ascending.
    pub mentions: Vec<Example>,
}

/// Figures that count the same.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberView {
    /// What they count ("people", "cable"); `None` when the text does not say.
    pub counted: Option<String>,
    /// The unit.
    pub unit: Unit,
    /// The places, ascending; the words of the span are the value.
    pub mentions: Vec<Example>,
}
