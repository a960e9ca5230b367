//! Cells of ready lines → a grid with comfy-table.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentLineStyle, Row, Table, TableStyle, Width,
};

use super::Safe;

/// What stands between columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divider {
    /// A vertical line: columns of running text.
    Line,
    /// Space alone: figures.
    Space,
}

/// One column of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridColumn {
    /// Columns on the terminal for its content, one space on each side not counted.
    pub width: usize,
    /// Figures stand at the right.
    pub right: bool,
}

/// Draws rows of cells side by side. A cell is a list of lines that are not wider than their column.
#[must_use]
pub fn grid(rows: &[Vec<Vec<Safe>>], columns: &[GridColumn], divider: Divider) -> Safe {
    let lines = match divider {
        Divider::Line => ContentLineStyle::none().junction('│'),
        Divider::Space => ContentLineStyle::none(),
    };
    let mut table = Table::new();
    table.load_style(TableStyle::new().content_lines(lines));
    for row in rows {
        table.add_row(Row::from(row.iter().map(|cell| {
            cell.iter().map(Safe::as_str).collect::<Vec<_>>().join("\n")
        })));
    }
    for (column, wanted) in table.column_iter_mut().zip(columns) {
        let width = u16::try_from(wanted.width.saturating_add(2)).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if wanted.right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut out = Safe::default();
    for line in table.lines() {
        // comfy-table adds spaces and the divider only: what was safe stays safe.
        out.line(&Safe(line));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_side_by_side_and_end_without_spaces() {
        let cell = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| Safe::text(line))
                .collect::<Vec<_>>()
        };
        let columns = [
            GridColumn {
                width: 5,
                right: false,
            },
            GridColumn {
                width: 4,
                right: true,
            },
        ];
        let rows = [
            vec![cell(&["one", "two"]), cell(&["30"])],
            vec![cell(&["日本"]), cell(&[])],
        ];
        assert_eq!(
            grid(&rows, &columns, Divider::Line).as_str(),
            " one   │   30\n two   │\n 日本  │\n"
        );
    }
}
