//! One step, the older version at the left, the newer at the right.

use super::{Minor, Side, folded, is_drawn, runs, text_of, title, unified};
use crate::model::{ChangeKind, Report, Step};
use crate::render::pen::Pen;
use crate::render::safe::{Divider, GridColumn, Run, Safe, Style, grid, wrap};
use crate::render::terminal::LEAST_COLUMN;

/// Draws the changes in two columns, or one under the other where a column would be too narrow to read.
pub(super) fn changes(reports: &[Report], step: &Step, minor: Minor, pen: Pen, out: &mut Safe) {
    // Two columns, each with a space on both sides, and the divider between them.
    let column = pen.screen.width.saturating_sub(5) / 2;
    if column < LEAST_COLUMN {
        unified::changes(reports, step, minor, pen, out);
        return;
    }
    let mut rows: Vec<Vec<Vec<Safe>>> = Vec::new();
    for change in step.changes.iter().filter(|change| is_drawn(change, minor)) {
        let cell = |side: Side| -> Vec<Safe> {
            let (passages, words) = match side {
                Side::Old => (&change.old, &change.new),
                Side::New => (&change.new, &change.old),
            };
            let mut lines = Vec::new();
            if side == Side::Old {
                lines.extend(wrap(
                    &[pen.run(Safe::text(&title(change)), Style::Kind)],
                    column,
                ));
            } else {
                // The title stands at the left; the texts begin on the same line.
                let title = wrap(&[pen.run(Safe::text(&title(change)), Style::Kind)], column);
                lines.extend(title.iter().map(|_| Safe::default()));
            }
            if passages.is_empty() {
                let absent = if words.is_empty() {
                    ""
                } else {
                    "(not in this version)"
                };
                lines.extend(wrap(&[pen.run(Safe::own(absent), Style::Faint)], column));
            } else if change.kind == ChangeKind::Moved {
                lines.extend(wrap(
                    &[Run::plain(Safe::text(&text_of(reports, passages)))],
                    column,
                ));
            } else {
                lines.extend(wrap(&runs(reports, change, side, pen), column));
            }
            lines.push(Safe::default());
            lines
        };
        rows.push(vec![cell(Side::Old), cell(Side::New)]);
    }
    if !rows.is_empty() {
        out.line(&Safe::default());
        let columns = [GridColumn {
            width: column,
            right: false,
        }; 2];
        out.push(&grid(&rows, &columns, Divider::Line));
    }
    folded(step, minor, pen, out);
}
