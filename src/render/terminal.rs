//! Comparison → the table for a terminal: summary, warnings, what diverges, what is shared, what only one report has.
//!
//! In: the comparison, a view, the screen. Out: safe text with no line wider than the screen. Reports stand side by
//! side while each column has [`LEAST_COLUMN`] columns, else below each other. Long statements are shortened around
//! their marked words unless all is asked for; nothing else is left out.

mod rows;
mod summary;

use super::Screen;
use super::safe::{Run, Safe, Style, shorten, widest_word, wrap};
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

/// What the parts of the table share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) screen: Screen,
    pub(super) length: Length,
}

/// Draws the comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, view: &View, length: Length, screen: Screen) -> Safe {
    let pen = Pen { screen, length };
    let sheet = sheet(comparison, view);
    let mut out = Safe::default();
    summary::summary(comparison, &sheet, pen, &mut out);
    let layout = rows::Layout::new(&sheet, screen.width);
    for (status, title) in [(Status::Divergent, "DIVERGES"), (Status::Shared, "SHARED")] {
        rows::section(&sheet, status, title, &layout, pen, &mut out);
    }
    unique(&sheet, pen, &mut out);
    out
}

/// What only one report has, as a list under each report.
fn unique(sheet: &Sheet<'_>, pen: Pen, out: &mut Safe) {
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
            let mut text: Vec<Run> = Vec::new();
            for entry in row.cells.get(index).into_iter().flatten() {
                if !text.is_empty() {
                    text.push(Run::plain(Safe::own(" ")));
                }
                let width = pen.screen.width.saturating_sub(ids + 3);
                text.extend(pen.entry(entry, width * LIST_LINES));
            }
            pen.hanging(&Safe::text(&row.id), ids + 1, &text, out);
        }
    }
}

impl Pen {
    /// The style, when the screen shows any.
    pub(super) fn style(self, style: Style) -> Option<Style> {
        self.screen.colour.then_some(style)
    }

    /// Words of one style.
    pub(super) fn run(self, text: Safe, style: Style) -> Run {
        Run {
            text,
            style: self.style(style),
            keep: false,
        }
    }

    /// A blank line and a heading drawn out to the width.
    pub(super) fn title(self, title: &Safe, out: &mut Safe) {
        out.line(&Safe::default());
        let lines = wrap(
            &[self.run(title.clone(), Style::Heading)],
            self.screen.width,
        );
        for line in lines {
            out.line(&line);
        }
    }

    /// A line drawn to the width with words near its start.
    pub(super) fn rule(self, words: &[Run], out: &mut Safe) {
        let width: usize = words.iter().map(|run| run.text.width()).sum();
        let mut line = Safe::own("─").painted(self.style(Style::Faint));
        line.push_own(" ");
        for run in words {
            line.push(&run.text.painted(run.style));
        }
        if width + 4 <= self.screen.width {
            line.push_own(" ");
            line.push(
                &Safe::own("─")
                    .repeated(self.screen.width - width - 3)
                    .painted(self.style(Style::Faint)),
            );
        }
        out.line(&line);
    }

    /// A name, and text that hangs beside it at `indent`.
    pub(super) fn hanging(self, name: &Safe, indent: usize, text: &[Run], out: &mut Safe) {
        let indent = indent.max(name.width() + 1) + 1;
        let lines = wrap(text, self.screen.width.saturating_sub(indent));
        for (index, text) in lines.iter().enumerate() {
            let mut line = Safe::own(" ");
            if index == 0 {
                line.push(&name.painted(self.style(Style::Faint)));
                line.push(&Safe::own(" ").repeated(indent - 1 - name.width()));
            } else {
                line.push(&Safe::own(" ").repeated(indent - 1));
            }
            line.push(text);
            out.line(&line);
        }
    }

    /// A statement with its marks, shortened to the budget.
    pub(super) fn entry(self, entry: &Entry<'_>, budget: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        match entry.role {
            Role::Headline => runs.push(self.run(Safe::own("Headline: "), Style::Faint)),
            Role::Deck => runs.push(self.run(Safe::own("Deck: "), Style::Faint)),
            _ => {}
        }
        let mut words = Vec::new();
        for piece in &entry.pieces {
            let text = Safe::piece(piece.text);
            if piece.marked {
                let mut marked = Safe::own("«");
                marked.push(&text);
                marked.push_own("»");
                words.push(Run {
                    text: marked,
                    style: self.style(Style::Mark),
                    keep: true,
                });
            } else {
                words.push(Run::plain(text));
            }
        }
        runs.extend(match self.length {
            Length::Short => shorten(&words, budget),
            Length::Full => words,
        });
        runs
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
