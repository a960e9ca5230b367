//! Rows and statements → [`Views`]: what people look for, counted and ordered once for all formats.
//!
//! Runs after the rows are final and in the order of the command line. Decides nothing about rows: a view counts,
//! orders and points at places. Order within every view is by content, so it does not depend on the order of the
//! reports. Cost: linear in the texts, save the pairs of reports within one row.

mod dates;
mod independence;
mod labels;
mod overview;
mod position;
mod speakers;
mod uses;
mod words;
mod zones;

use crate::beside::beside;
use crate::lexicon::Lexicon;
use crate::model::{
    Coverage, Covered, Form, MissingOne, ReportId, Row, StatementId, Status, Views,
};
use crate::text::Story;

/// Computes all views.
#[must_use]
pub fn views(story: &Story<'_>, rows: &[Row], lexicon: &Lexicon) -> Views {
    let zones = zones::Zones::new(story);
    // Loaded words and hedges need no row and take as long as all else.
    let (words, mut views) = beside(
        || words::words(story, &zones, lexicon),
        || of_rows(story, rows, &zones),
    );
    (views.words, views.lists) = words;
    views
}

/// All views but those of words.
fn of_rows(story: &Story<'_>, rows: &[Row], zones: &zones::Zones<'_>) -> Views {
    Views {
        overview: overview::overview(story, rows),
        coverage: Covered::new(
            story.reports.len(),
            (rows.iter().take(covered(story))).flat_map(|row| coverage(story, row)),
        ),
        speakers: speakers::speakers(story, rows),
        independence: independence::independence(story, rows, zones),
        missing_one: missing_one(story, rows),
        labels: labels::labels(story, zones),
        positions: position::positions(story, rows),
        timeline: dates::timeline(story),
        numbers: dates::numbers(story),
        ..Views::default()
    }
}

/// Rows times reports of which it is said what the report does with the row: those of fifty outlets and of as many
/// rows as sentences are read (`align/budget.rs`). With thousands of reports they would grow with the square of the story.
const CELLS: usize = 500_000;

/// Of how many rows, in their order, that is said.
fn covered(story: &Story<'_>) -> usize {
    CELLS / story.reports.len().max(1)
}

/// What every report does with a row. A difference counts before quotation marks: it is the rarer news.
fn coverage(story: &Story<'_>, row: &Row) -> Vec<Coverage> {
    let mut all = vec![Coverage::NotFound; story.reports.len()];
    let mut set = |report: ReportId, coverage| {
        if let Some(cell) = all.get_mut(report.index()) {
            *cell = coverage;
        }
    };
    for other in &row.elsewhere {
        set(other.report, Coverage::Elsewhere);
    }
    let quotes = |member: &StatementId| {
        let statement = story.statement(*member);
        statement
            .and_then(|statement| statement.quotation.as_ref())
            .is_some_and(|quotation| quotation.form != Form::Indirect)
    };
    for members in row.members.chunk_by(|one, two| one.report == two.report) {
        let coverage = if members.iter().all(quotes) {
            Coverage::Quotes
        } else {
            Coverage::Says
        };
        members
            .iter()
            .for_each(|member| set(member.report, coverage));
    }
    let shown = (row.divergences.iter()).filter(|divergence| !divergence.is_hint());
    for side in shown.flat_map(|divergence| &divergence.sides) {
        set(side.statement.report, Coverage::Differs);
    }
    all
}

/// Rows that all reports but one hold, which is not found in any row beside them. With two reports that would be every unique row.
fn missing_one(story: &Story<'_>, rows: &[Row]) -> Vec<MissingOne> {
    let count = story.reports.len();
    if count < 3 {
        return Vec::new();
    }
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.status != Status::Unique)
        .filter_map(|(index, row)| {
            let told = row.reports();
            if told.len() + 1 != count {
                return None;
            }
            let missing = (0..count).map(ReportId::new);
            let report = missing
                .zip(told.iter().map(Some).chain([None]))
                .find(|(report, told)| *told != Some(report))?
                .0;
            let missing = row.other_row_of(report).is_none();
            missing.then_some(MissingOne { row: index, report })
        })
        .collect()
}
