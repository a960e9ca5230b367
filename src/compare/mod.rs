//! [`Group`]s → rows with status and typed divergences, and the check that the reports are of one event.
//!
//! In: the statements with their facts and the groups that alignment made. Out: [`Row`]s in the order of the table
//! and [`Note`]s. It never joins or parts groups, and it never derives a difference from low similarity: a difference
//! is always two typed values that a rule (`rules`) compared. Cost: the pairs of members of each group.

mod context;
mod denial;
mod event;
mod gather;
mod lookalike;
mod marked;
mod pairing;
mod parts;
mod phrases;
mod rows;
mod rules;
mod shared;
mod tables;
mod wording;

mod counts;
mod views;

pub use counts::counts;
pub use views::views;

use crate::model::{Group, Note, Row};
use crate::text::Story;

use context::Context;

pub use rules::rule_names;
pub use tables::Tables;
pub use wording::{Compared, Wordings};

/// Rows and warnings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// In the order of the table.
    pub rows: Vec<Row>,
    /// Same event? Same date? Same text?
    pub notes: Vec<Note>,
}

/// What the rules look up in a story, whatever its alignment; it can be made beside that.
pub struct Prepared<'a> {
    context: Context<'a>,
    notes: Vec<Note>,
}

impl<'a> Prepared<'a> {
    /// Takes the story apart.
    #[must_use]
    pub fn new(story: &'a Story<'a>, tables: &'a Tables) -> Prepared<'a> {
        let days = event::days(story, tables);
        let notes = event::check(story, &days, tables);
        let context = Context::new(story, tables, days);
        Prepared { context, notes }
    }
}

/// Gives every group its status and its typed differences, and orders the rows.
#[must_use]
pub fn compare(prepared: Prepared<'_>, groups: Vec<Group>) -> Outcome {
    let Prepared { context, mut notes } = prepared;
    let rows = rows::rows(&context, groups);
    notes.extend(lookalike::notes(context.story, &rows));
    notes.extend(context.note());
    Outcome { rows, notes }
}
