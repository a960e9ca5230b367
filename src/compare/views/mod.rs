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
use crate::model::{Coverage, Covered, Form, MissingOne, ReportId, Row, Status, Views};
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
            rows.iter().flat_map(|row| coverage(story, row)),
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

/// What every report does with a row. A difference counts before quotation marks: it is the rarer news.
fn coverage<'a>(story: &'a Story<'_>, row: &'a Row) -> impl Iterator<Item = Coverage> + 'a {
    (0..story.reports.len()).map(move |report| {
        let report = ReportId::new(report);
        let mut members = row.members_of(report).peekable();
        if members.peek().is_none() {
            return match row.other_row_of(report) {
                Some(_) => Coverage::Elsewhere,
                None => Coverage::NotFound,
            };
        }
        let differs = row
            .divergences
            .iter()
            .filter(|divergence| !divergence.is_hint())
            .flat_map(|divergence| &divergence.sides)
            .any(|side| side.statement.report == report);
        let quotes = members.all(|member| {
            story
                .statement(member)
                .and_then(|statement| statement.quotation.as_ref())
                .is_some_and(|quotation| quotation.form != Form::Indirect)
        });
        match (differs, quotes) {
            (true, _) => Coverage::Differs,
            (false, true) => Coverage::Quotes,
            (false, false) => Coverage::Says,
        }
    })
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
            let mut missing = (0..count)
                .map(ReportId::new)
                .filter(|report| row.members_of(*report).next().is_none());
            match (missing.next(), missing.next()) {
                (Some(report), None) if row.other_row_of(report).is_none() => {
                    Some(MissingOne { row: index, report })
                }
                _ => None,
            }
        })
        .collect()
}
