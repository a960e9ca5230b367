//! Rows of several reports: side by side, or below each other where the columns would be too narrow.

use super::paper::Paper;
use super::{LEAST_COLUMN, Room, entry, widest};
use std::collections::BTreeSet;

use crate::model::{Row, StatementId, Status};
use crate::render::pen::Pen;
use crate::render::safe::{Divider, GridColumn, Run, Safe, Style, grid, wrap};
use crate::render::sheet::{Column, Entry, Sheet, SheetRow};

/// Where the reports of a row stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Side by side, in columns of these widths.
    Columns(Vec<GridColumn>),
    /// Below each other, the labels in a column of this width at the left.
    Stacked(usize),
}

/// Below this width labels stand on a line of their own: beside the text they would take a third of it.
const LABELS_ABOVE: usize = 60;
/// Every statement of a cell keeps so many lines.
const LEAST_LINES: usize = 2;
/// A label at the left takes no more than this.
const WIDEST_LABEL: usize = 18;

impl Layout {
    pub(super) fn new(sheet: &Sheet<'_>, width: usize) -> Self {
        let count = sheet.columns.len().max(1);
        // One space on each side of a cell and a line between two cells.
        let room = width.saturating_sub(3 * count - 1);
        let each = room / count;
        if each >= LEAST_COLUMN && each >= widest(sheet) {
            let spare = room - each * count;
            let column = |index| GridColumn {
                width: each + usize::from(index < spare),
                right: false,
            };
            return Layout::Columns((0..count).map(column).collect());
        }
        if width < LABELS_ABOVE {
            return Layout::Stacked(0);
        }
        let label = sheet
            .columns
            .iter()
            .map(|column| Safe::text(&column.report.label).width())
            .max()
            .unwrap_or(0);
        Layout::Stacked(label.clamp(4, WIDEST_LABEL))
    }
}

/// All rows of one status. `shown` gathers the statements that have stood in a row.
#[allow(clippy::too_many_arguments)] // one caller; a struct of these would have no other sense
pub(super) fn section(
    sheet: &Sheet<'_>,
    status: Status,
    title: &'static str,
    layout: &Layout,
    room: Room,
    shown: &mut BTreeSet<StatementId>,
    pen: Pen,
    out: &mut Paper<'_>,
) {
    let rows: Vec<&Row> = (sheet.rows.iter().copied())
        .filter(|row| row.status == status)
        .collect();
    if rows.is_empty() {
        return;
    }
    let mut heading = Safe::own(title);
    heading.push_own(" ");
    heading.push_text(&format!("({})", rows.len()));
    pen.title(&heading, &mut out.text);
    let note = match status {
        Status::Shared => Some("told by several, and nothing was found to differ"),
        _ => None,
    };
    if let Some(note) = note {
        pen.paragraph(0, &[pen.run(Safe::own(note), Style::Faint)], &mut out.text);
    }
    if let Layout::Columns(widths) = layout {
        let heads = sheet
            .columns
            .iter()
            .zip(widths)
            .map(|(column, grid)| head(column, grid.width, pen))
            .collect();
        out.text.push(&grid(&[heads], widths, Divider::Line));
    }
    for row in rows {
        let row = &sheet.laid_out(row);
        let paper = &mut *out;
        let out = &mut paper.text;
        row_head(row, pen, out);
        match layout {
            Layout::Columns(widths) => side_by_side(sheet, row, widths, room, shown, pen, out),
            Layout::Stacked(label) => stacked(sheet, row, *label, room, shown, pen, out),
        }
        if paper.turn() {
            return;
        }
    }
}

fn head(column: &Column<'_>, width: usize, pen: Pen) -> Vec<Safe> {
    let mut runs = vec![pen.run(Safe::text(&column.report.label), Style::Heading)];
    if let Some(date) = column.date() {
        runs.push(Run::plain(Safe::own("  ")));
        runs.push(pen.run(Safe::text(&date), Style::Faint));
    }
    wrap(&runs, width)
}

/// The rule with the row's name, then each difference with its values, and behind them what may be one.
fn row_head(row: &SheetRow<'_>, pen: Pen, out: &mut Safe) {
    pen.rule(&[Run::plain(Safe::text(&row.id))], out);
    let differences = row.differences.iter().map(|one| ("≠ ", Style::Kind, one));
    let hints = row.hints.iter().map(|one| ("? ", Style::Faint, one));
    for (sign, style, difference) in differences.chain(hints) {
        let mut runs = vec![
            pen.run(Safe::own(sign), style),
            pen.run(Safe::text(difference.kind.name()), style),
            Run::plain(Safe::own(": ")),
        ];
        for value in &difference.values {
            runs.push(Run::plain(Safe::own(value.before)));
            runs.push(Run::plain(Safe::text(value.text)));
            runs.push(pen.run(
                Safe::piece(&format!(" ({})", value.labels.join(", "))),
                Style::Faint,
            ));
        }
        pen.paragraph(1, &runs, out);
    }
}

fn side_by_side(
    sheet: &Sheet<'_>,
    row: &SheetRow<'_>,
    widths: &[GridColumn],
    room: Room,
    shown: &mut BTreeSet<StatementId>,
    pen: Pen,
    out: &mut Safe,
) {
    let cells = row
        .cells
        .iter()
        .zip(&row.elsewhere)
        .zip(&sheet.columns)
        .zip(widths)
        .map(|(((entries, elsewhere), column), grid)| {
            if entries.is_empty() {
                let run = match elsewhere {
                    Some(other) => in_row(column, other, pen),
                    None => not_found_in(&[column], pen),
                };
                wrap(&[run], grid.width)
            } else {
                cell(entries, grid.width, room, shown, pen)
            }
        })
        .collect();
    out.push(&grid(&[cells], widths, Divider::Line));
}

/// The statements of one report, in text order; where there are several, each begins with a dot. The same words
/// twice (a headline that the page repeats) stand once, and what stood in an earlier row and has no mark here is
/// shown by its beginning.
fn cell(
    entries: &[Entry<'_>],
    width: usize,
    room: Room,
    shown: &mut BTreeSet<StatementId>,
    pen: Pen,
) -> Vec<Safe> {
    let mut different: Vec<(&Entry<'_>, usize)> = Vec::new();
    for one in entries {
        match different
            .iter_mut()
            .find(|(known, _)| known.pieces == one.pieces && known.role == one.role)
        {
            Some((_, times)) => *times += 1,
            None => different.push((one, 1)),
        }
    }
    let lines = match different.len() {
        0 | 1 => room.cell,
        2 => room.cell.div_ceil(2).max(LEAST_LINES),
        _ => room.cell.div_ceil(3).max(LEAST_LINES),
    };
    different
        .iter()
        .flat_map(|(one, times)| {
            let repeated = !shown.insert(one.id) && !one.pieces.iter().any(|piece| piece.marked);
            let lead = match (different.len(), times) {
                (1, 1) => None,
                (_, 1) => Some(Safe::own("· ")),
                (_, times) => Some(Safe::piece(&format!("· (×{times}) "))),
            };
            let lines = if repeated && room != Room::ALL {
                LEAST_LINES
            } else {
                lines
            };
            entry(pen, lead, one, width, lines)
        })
        .collect()
}

#[allow(clippy::too_many_arguments)] // as above
fn stacked(
    sheet: &Sheet<'_>,
    row: &SheetRow<'_>,
    label: usize,
    room: Room,
    shown: &mut BTreeSet<StatementId>,
    pen: Pen,
    out: &mut Safe,
) {
    let (mut absent, mut referred) = (Vec::new(), Vec::new());
    let cells = row.cells.iter().zip(&row.elsewhere);
    for ((entries, elsewhere), column) in cells.zip(&sheet.columns) {
        if entries.is_empty() {
            match elsewhere {
                Some(other) => referred.push(in_row(column, other, pen)),
                None => absent.push(column),
            }
            continue;
        }
        let name = Safe::text(&column.report.label);
        if label == 0 {
            let width = pen.screen.width.saturating_sub(3);
            pen.paragraph(1, &[pen.run(name, Style::Heading)], out);
            for line in cell(entries, width, room, shown, pen) {
                out.line(&line_with(3, &line));
            }
            continue;
        }
        let width = pen.screen.width.saturating_sub(label + 4);
        let name = wrap(&[pen.run(name, Style::Heading)], label);
        let widths = [
            GridColumn {
                width: label,
                right: false,
            },
            GridColumn {
                width,
                right: false,
            },
        ];
        out.push(&grid(
            &[vec![name, cell(entries, width, room, shown, pen)]],
            &widths,
            Divider::Space,
        ));
    }
    if !absent.is_empty() {
        referred.push(not_found_in(&absent, pen));
    }
    for run in referred {
        pen.paragraph(1, &[run], out);
    }
}

fn line_with(indent: usize, text: &Safe) -> Safe {
    let mut line = Safe::own(" ").repeated(indent);
    line.push(text);
    line
}

/// "Kestrel News: see g2": the outlet says it in another row only.
fn in_row(column: &Column<'_>, other: &str, pen: Pen) -> Run {
    let mut text = Safe::text(&column.report.label);
    text.push_own(": see ");
    text.push_text(other);
    pen.run(text, Style::Faint)
}

fn not_found_in(columns: &[&Column<'_>], pen: Pen) -> Run {
    let mut text = Safe::own("not found in ");
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            text.push_own(", ");
        }
        text.push_text(&column.report.label);
    }
    pen.run(text, Style::Faint)
}
