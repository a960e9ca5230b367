//! Rows with a typed difference: the kind, the values side by side, the words marked.

use crate::model::{Comparison, Divergence, ReportId, Row, StatementId, Status};
use crate::render::sheet;

use super::{
    Block, Choice, Line, Piece, Rows, Table, TableRow, group_id, marks_of, report_head, statement,
    text,
};

pub(super) fn blocks<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Block<'a>> {
    let rows: Vec<usize> = (choice.rows_of(comparison, Status::Divergent))
        .map(|(index, _)| index)
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(text("No typed difference was found."))];
    }
    vec![
        Block::Paragraph(text(
            "A difference is a compared value: words of the same statement that cannot both be right, or that put \
             the same utterance or thing in other words. The words that differ are marked.",
        )),
        Block::Table(Table {
            class: "statements",
            caption: "Statements on which the reports differ".to_owned(),
            head: report_head(comparison, &["Difference"]),
            rows: Rows::of(rows, |index| {
                let cells = |row| with_reports(comparison, row, head(comparison, index, row));
                TableRow {
                    id: Some(group_id(index)),
                    row: Some(index),
                    cells: comparison.rows.get(index).map(cells).unwrap_or_default(),
                }
            }),
        }),
    ]
}

fn head(comparison: &Comparison, index: usize, row: &Row) -> Line {
    let mut line = vec![Piece::Group(index)];
    for divergence in &row.divergences {
        line.push(Piece::Break);
        line.extend(values(comparison, divergence));
    }
    line
}

/// "number: 30 people / 41 people", with the outlets where it takes more than the order of the columns to tell.
pub(in crate::render) fn values(comparison: &Comparison, divergence: &Divergence) -> Line {
    let name = divergence.kind.name();
    let kind = if divergence.is_hint() {
        format!("{name} (hint)")
    } else {
        name.to_owned()
    };
    let mut line = vec![Piece::Strong(kind), Piece::Text(": ".to_owned())];
    for value in sheet::values(divergence, comparison) {
        if !value.before.is_empty() {
            line.push(Piece::Text(value.before.to_owned()));
        }
        // No marks around it: a value may be the words of a report or what they come to.
        line.push(Piece::Text(value.text.to_owned()));
        line.push(Piece::Faint(format!(" ({})", value.labels.join(", "))));
    }
    line
}

/// The heading cell and one cell for each report.
pub(super) fn with_reports(comparison: &Comparison, row: &Row, head: Line) -> Vec<Line> {
    let mut cells = vec![head];
    for report in 0..comparison.reports.len() {
        let mut cell = statements(comparison, row, row.members_of(ReportId::new(report)));
        if cell.is_empty() {
            match row.other_row_of(ReportId::new(report)) {
                Some(other) => {
                    cell.push(Piece::Faint("in row ".to_owned()));
                    cell.push(Piece::Group(other));
                }
                None => cell.push(Piece::Faint("not found".to_owned())),
            }
        }
        cells.push(cell);
    }
    cells
}

/// Statements under each other. Two of one report with the same words (a headline that is said twice) stand once.
pub(super) fn statements(
    comparison: &Comparison,
    row: &Row,
    members: impl Iterator<Item = StatementId>,
) -> Line {
    let mut line = Line::new();
    let mut seen: Vec<&str> = Vec::new();
    for member in members {
        let words = comparison.text_of(member);
        if seen.contains(&words) {
            continue;
        }
        seen.push(words);
        if !line.is_empty() {
            line.push(Piece::Break);
        }
        line.push(statement(comparison, member, &marks_of(row, member)));
    }
    line
}
