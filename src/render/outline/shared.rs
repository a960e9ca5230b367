//! Shared statements with the independence of their wording; unique statements; what one report lacks.

use crate::model::{Comparison, Independence, Likeness, ReportId, Row, Status};

use super::divergent::{statements, values, with_reports};
use super::{
    Block, Choice, Line, Piece, Rows, Table, TableRow, counted, group_id, report_head, text,
};

pub(super) fn shared<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Block<'a>> {
    let rows: Vec<usize> = (choice.rows_of(comparison, Status::Shared))
        .map(|(index, _)| index)
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(text("No shared statement was found."))];
    }
    let rows = Rows::of(rows, |index| {
        comparison
            .rows
            .get(index)
            .map_or_else(TableRow::default, |row| {
                let mut head = vec![Piece::Group(index)];
                // They stand in row order.
                let all = &comparison.views.independence;
                let place = all.binary_search_by_key(&index, |independence| independence.row);
                if let Some(found) = place.ok().and_then(|place| all.get(place)) {
                    head.push(Piece::Break);
                    head.extend(wording(comparison, found));
                }
                for divergence in &row.divergences {
                    head.push(Piece::Break);
                    head.extend(values(comparison, divergence));
                }
                TableRow {
                    id: Some(group_id(index)),
                    row: Some(index),
                    cells: with_reports(comparison, row, head),
                }
            })
    });
    let mut blocks = Vec::new();
    if let Some(line) = origins(comparison) {
        blocks.push(Block::Paragraph(line));
    }
    blocks.push(Block::Table(Table {
        class: "statements",
        caption: "Statements that two or more reports make".to_owned(),
        head: report_head(comparison, &["Wording"]),
        rows,
    }));
    blocks
}

/// "verbatim: 3 outlets, 1 origin (credit: The Wire)".
fn wording(comparison: &Comparison, found: &Independence) -> Line {
    let outlets: usize = found.origins.iter().map(Vec::len).sum();
    let mut line = vec![Piece::Strong(found.likeness.name().to_owned())];
    if found.likeness == Likeness::Verbatim {
        line.push(Piece::Text(format!(
            ": {}, {}",
            counted(outlets, "outlet", "outlets"),
            counted(found.origins.len(), "origin", "origins")
        )));
        let same: Vec<String> = found
            .origins
            .iter()
            .filter(|origin| origin.len() > 1)
            .map(|origin| names(comparison, origin))
            .collect();
        if found.origins.len() > 1 {
            line.push(Piece::Faint(format!(" ({} alike)", same.join("; "))));
        }
        if let Some(agency) = &found.agency {
            line.push(Piece::Text(format!(", credit: {agency}")));
        }
    }
    line
}

fn names(comparison: &Comparison, reports: &[ReportId]) -> String {
    let labels: Vec<&str> = reports
        .iter()
        .filter_map(|id| comparison.report(*id))
        .map(|report| report.label.as_str())
        .collect();
    labels.join(", ")
}

/// How many rows are worded how.
fn origins(comparison: &Comparison) -> Option<Line> {
    let of = |likeness: Likeness| {
        comparison
            .views
            .independence
            .iter()
            .filter(|found| found.likeness == likeness)
            .count()
    };
    if comparison.views.independence.is_empty() {
        return None;
    }
    Some(text(format!(
        "Wording of statements outside quotation marks, shared and divergent: {} verbatim, {} close, {} in own words.",
        of(Likeness::Verbatim),
        of(Likeness::Close),
        of(Likeness::Own)
    )))
}

pub(super) fn unique<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for report in &comparison.reports {
        let rows: Vec<usize> = choice
            .rows_of(comparison, Status::Unique)
            .filter(|(_, row)| row.members.iter().any(|id| id.report == report.id))
            .map(|(index, _)| index)
            .collect();
        let rows = Rows::of(rows, |index| {
            let words = |row: &Row| statements(comparison, row, row.members.iter().copied());
            TableRow {
                id: Some(group_id(index)),
                row: Some(index),
                cells: vec![
                    vec![Piece::Group(index)],
                    comparison.rows.get(index).map(words).unwrap_or_default(),
                ],
            }
        });
        if !rows.is_empty() {
            let count = counted(rows.len(), "statement", "statements");
            blocks.push(Block::Table(Table {
                class: "unique",
                caption: format!("Only in {}: {count}", report.label),
                head: vec!["Row".to_owned(), "Statement".to_owned()],
                rows,
            }));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(text("No unique statement was found.")));
    }
    let missing = missing_one(comparison);
    if !missing.is_empty() {
        blocks.push(Block::Heading(text("Not found in one outlet only")));
        blocks.push(Block::List(missing));
    }
    blocks
}

fn missing_one(comparison: &Comparison) -> Vec<Line> {
    comparison
        .reports
        .iter()
        .filter_map(|report| {
            let rows = comparison
                .views
                .missing_one
                .iter()
                .filter(|missing| missing.report == report.id);
            let mut line = vec![
                Piece::Text("Not found in ".to_owned()),
                Piece::Strong(report.label.clone()),
                Piece::Text(", found in all others: ".to_owned()),
            ];
            let before = line.len();
            for missing in rows {
                if line.len() > before {
                    line.push(Piece::Text(", ".to_owned()));
                }
                line.push(Piece::Group(missing.row));
            }
            (line.len() > before).then_some(line)
        })
        .collect()
}
