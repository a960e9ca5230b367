//! Comparison → the table for a terminal: summary, warnings, what diverges, what is shared, what only one report has.
//!
//! In: the comparison, a view, the screen. Out: safe text with no line wider than the screen. Reports stand side by
//! side while each column has [`LEAST_COLUMN`] columns, else below each other. Long statements are shortened around
//! their marked words unless all is asked for; nothing else is left out.

mod rows;
mod summary;

use super::Screen;
use super::pen::Pen;
use super::safe::{Run, Safe, Style, fit, widest_word, wrap};
use super::sheet::{Entry, Sheet, View, sheet};
use crate::model::{Comparison, Role, Status};

/// Narrower columns of running text tire the reader: four or five English words.
pub const LEAST_COLUMN: usize = 28;
/// Lines of a cell before a statement in it is shortened: a sentence of 35 words in a column of 28.
const CELL_LINES: usize = 7;
/// Lines of a statement in the list of what only one report has.
const LIST_LINES: usize = 2;

/// How much of long statements is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Around the words that differ.
    #[default]
    Short,
    /// All.
    Full,
}

/// Draws the comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, view: &View, length: Length, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let sheet = sheet(comparison, view);
    let mut out = Safe::default();
    summary::summary(comparison, &sheet, length, pen, &mut out);
    let layout = rows::Layout::new(&sheet, screen.width);
    for (status, title) in [(Status::Divergent, "DIVERGES"), (Status::Shared, "SHARED")] {
        rows::section(&sheet, status, title, &layout, length, pen, &mut out);
    }
    unique(&sheet, length, pen, &mut out);
    out
}

/// What only one report has, as a list under each report.
fn unique(sheet: &Sheet<'_>, length: Length, pen: Pen, out: &mut Safe) {
    let rows = |report: usize| {
        sheet.rows.iter().filter(move |row| {
            row.status == Status::Unique
                && row.cells.get(report).is_some_and(|cell| !cell.is_empty())
        })
    };
    let ids = sheet
        .rows
        .iter()
        .filter(|row| row.status == Status::Unique)
        .map(|row| row.id.len())
        .max()
        .unwrap_or(0);
    for (index, column) in sheet.columns.iter().enumerate() {
        let count = rows(index).count();
        if count == 0 {
            continue;
        }
        let mut title = Safe::own("ONLY IN ");
        title.push_text(&column.report.label);
        title.push_own(" ");
        title.push_text(&format!("({count})"));
        pen.title(&title, out);
        for row in rows(index) {
            let indent = ids + 2;
            let width = pen.screen.width.saturating_sub(indent);
            let lines: Vec<Safe> = row
                .cells
                .get(index)
                .into_iter()
                .flatten()
                .flat_map(|one| entry(pen, length, None, one, width, LIST_LINES))
                .collect();
            pen.beside(1, &Safe::text(&row.id), indent, &lines, out);
        }
    }
}

/// A statement with its marks behind a lead, in lines of the width, shortened to a number of lines unless all is asked for.
fn entry(
    pen: Pen,
    length: Length,
    lead: Option<Safe>,
    entry: &Entry<'_>,
    width: usize,
    lines: usize,
) -> Vec<Safe> {
    let mut runs: Vec<Run> = lead.map(Run::plain).into_iter().collect();
    match entry.role {
        Role::Headline => runs.push(pen.run(Safe::own("Headline: "), Style::Faint)),
        Role::Deck => runs.push(pen.run(Safe::own("Deck: "), Style::Faint)),
        _ => {}
    }
    for piece in &entry.pieces {
        let text = Safe::piece(piece.text);
        if piece.marked {
            let mut marked = Safe::own("«");
            marked.push(&text);
            marked.push_own("»");
            runs.push(Run {
                text: marked,
                style: pen.style(Style::Mark),
                keep: true,
            });
        } else {
            runs.push(Run::plain(text));
        }
    }
    match length {
        Length::Short => fit(&runs, width, lines),
        Length::Full => wrap(&runs, width),
    }
}

/// The widest word of a sheet: no column falls under it.
pub(super) fn widest(sheet: &Sheet<'_>) -> usize {
    sheet
        .rows
        .iter()
        .filter(|row| row.status != Status::Unique)
        .flat_map(|row| row.cells.iter().flatten())
        .flat_map(|entry| &entry.pieces)
        .map(|piece| widest_word(&Safe::piece(piece.text)) + 2 * usize::from(piece.marked))
        .chain(
            sheet
                .columns
                .iter()
                .map(|column| widest_word(&Safe::text(&column.report.label))),
        )
        .max()
        .unwrap_or(0)
}
