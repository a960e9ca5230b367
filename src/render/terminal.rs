//! Comparison → the table for a terminal: summary, warnings, what diverges, what is shared, what only one report has.
//!
//! In: the comparison, a view, the screen. Out: safe text with no line wider than the screen. Reports stand side by
//! side while each column has [`LEAST_COLUMN`] columns, else below each other. Long statements are shortened around
//! their marked words unless all is asked for; nothing else is left out.

mod paper;
mod rows;
mod summary;
mod texts;
mod views;

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::pen::Pen;
use super::safe::{Keep, Run, Safe, Style, fit, widest_word};
use super::sheet::{Entry, Sheet, View, row_id, sheet};
use super::{Choice, Screen, Topic};
use crate::model::{Comparison, ReportId, Role, Status};
use paper::Paper;

/// Narrower columns of running text tire the reader: four or five English words.
pub const LEAST_COLUMN: usize = 28;
/// Lines of output for each report, at 100 columns, that people read to the end: three reports on two pages.
/// Longer output gives statements less room, step by step, down to the last of [`ROOMS`].
const LINES_PER_REPORT: usize = 40;
/// From ample to tight.
const ROOMS: [Room; 6] = [
    Room { cell: 7, list: 3 },
    Room { cell: 6, list: 2 },
    Room { cell: 5, list: 2 },
    Room { cell: 4, list: 2 },
    Room { cell: 3, list: 2 },
    Room { cell: 3, list: 1 },
];

/// Lines that a statement may take before it is shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Room {
    /// In a row of several reports.
    cell: usize,
    /// In the list of what only one report has.
    list: usize,
}

impl Room {
    /// No statement is shortened.
    const ALL: Room = Room {
        cell: usize::MAX,
        list: usize::MAX,
    };
}

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
    let mut paper = Paper::kept(usize::MAX);
    draw(comparison, view, length, screen, &mut paper);
    paper.text
}

/// Writes what [`comparison`](comparison()) gives.
///
/// # Errors
/// Those of the writer.
pub fn write_comparison(
    out: &mut dyn Write,
    comparison: &Comparison,
    view: &View,
    length: Length,
    screen: Screen,
) -> io::Result<()> {
    let mut paper = Paper::written_to(out);
    draw(comparison, view, length, screen, &mut paper);
    paper.done()
}

fn draw(comparison: &Comparison, view: &View, length: Length, screen: Screen, out: &mut Paper<'_>) {
    let sheet = sheet(comparison, view);
    let layout = rows::Layout::new(&sheet, screen.width);
    let mut room = Room::ALL;
    if length == Length::Short {
        let most = LINES_PER_REPORT * comparison.reports.len() * 100 / screen.width.clamp(1, 100);
        for tried in ROOMS {
            room = tried;
            let mut trial = Paper::kept(most);
            drawn(comparison, &sheet, (&layout, room), screen, &mut trial);
            if !trial.turn() {
                break;
            }
        }
    }
    drawn(comparison, &sheet, (&layout, room), screen, out);
}

/// Draws some views under their headings, in their order; nothing is shortened. The rows stand as in
/// [`comparison`](comparison()), the other views as lists and tables.
#[must_use]
pub fn views(comparison: &Comparison, choice: &Choice, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut paper = Paper::kept(usize::MAX);
    let sheet = sheet(comparison, &choice.rows);
    let layout = rows::Layout::new(&sheet, screen.width);
    let mut shown = BTreeSet::new();
    for topic in Topic::ALL
        .into_iter()
        .filter(|topic| choice.topics.contains(topic))
    {
        let status = match topic {
            Topic::Divergent => Some((Status::Divergent, "DIVERGES")),
            Topic::Shared => Some((Status::Shared, "SHARED")),
            _ => None,
        };
        let wanted = match topic {
            Topic::Unique => Some(Status::Unique),
            _ => status.map(|(status, _)| status),
        };
        // A view of rows that are not there says so.
        if wanted.is_some_and(|wanted| sheet.rows.iter().all(|row| row.status != wanted)) {
            views::section(comparison, choice, topic, pen, &mut paper.text);
            continue;
        }
        match (topic, status) {
            (_, Some((status, title))) => rows::section(
                &sheet,
                status,
                title,
                &layout,
                Room::ALL,
                &mut shown,
                pen,
                &mut paper,
            ),
            (Topic::Unique, _) => unique(&sheet, Room::ALL, pen, &mut paper),
            (Topic::Texts, _) => texts::texts(comparison, pen, &mut paper.text),
            _ => views::section(comparison, choice, topic, pen, &mut paper.text),
        }
    }
    summary::method(comparison, pen, &mut paper.text);
    paper.text
}

fn drawn(
    comparison: &Comparison,
    sheet: &Sheet<'_>,
    (layout, room): (&rows::Layout, Room),
    screen: Screen,
    out: &mut Paper<'_>,
) {
    let pen = Pen { screen };
    summary::summary(comparison, sheet, room, pen, &mut out.text);
    let mut shown = BTreeSet::new();
    for (status, title) in [(Status::Divergent, "DIVERGES"), (Status::Shared, "SHARED")] {
        rows::section(sheet, status, title, layout, room, &mut shown, pen, out);
        if out.turn() {
            return;
        }
    }
    unique(sheet, room, pen, out);
    summary::method(comparison, pen, &mut out.text);
}

/// What only one report has, as a list under each report.
fn unique(sheet: &Sheet<'_>, room: Room, pen: Pen, out: &mut Paper<'_>) {
    let rows = |report: usize| {
        sheet.rows.iter().copied().filter(move |row| {
            row.status == Status::Unique && row.members_of(ReportId::new(report)).next().is_some()
        })
    };
    let ids = sheet
        .rows
        .iter()
        .filter(|row| row.status == Status::Unique)
        .map(|row| row_id(row).len())
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
        pen.title(&title, &mut out.text);
        for row in rows(index) {
            let row = sheet.laid_out(row);
            let indent = ids + 2;
            let width = pen.screen.width.saturating_sub(indent);
            let lines: Vec<Safe> = row
                .cells
                .get(index)
                .into_iter()
                .flatten()
                .flat_map(|one| entry(pen, None, one, width, room.list))
                .collect();
            pen.beside(1, &Safe::text(&row.id), indent, &lines, &mut out.text);
            if out.turn() {
                return;
            }
        }
    }
}

/// A statement with its marks behind a lead, in lines of the width, shortened to a number of lines.
fn entry(pen: Pen, lead: Option<Safe>, entry: &Entry<'_>, width: usize, lines: usize) -> Vec<Safe> {
    let mut runs: Vec<Run> = lead.map(Run::plain).into_iter().collect();
    match entry.role {
        Role::Headline => runs.push(pen.run(Safe::own("Headline: "), Style::Faint)),
        Role::Deck => runs.push(pen.run(Safe::own("Deck: "), Style::Faint)),
        _ => {}
    }
    for run in &mut runs {
        run.keep = Keep::Lead;
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
                keep: Keep::Mark,
            });
        } else {
            runs.push(Run::plain(text));
        }
    }
    let mut lines = fit(&runs, width, lines);
    if let Some(first) = lines.first_mut() {
        *first = first.linked(pen.link(entry.report, entry.span).as_ref());
    }
    lines
}

/// The widest word of a sheet: no column falls under it.
pub(super) fn widest(sheet: &Sheet<'_>) -> usize {
    sheet
        .rows
        .iter()
        .filter(|row| row.status != Status::Unique)
        .flat_map(|row| sheet.laid_out(row).cells.into_iter().flatten())
        .flat_map(|entry| entry.pieces)
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
