//! The reports in full: each statement behind the rows that it stands in, what was set aside shown as such.

use std::collections::BTreeMap;

use crate::model::{Comparison, Report, Span, StatementId, Status};
use crate::render::outline::{group_id, marks_of};
use crate::render::pen::Pen;
use crate::render::safe::{Keep, Run, Safe, Style};

/// Every report under its label.
pub(super) fn texts(comparison: &Comparison, pen: Pen, out: &mut Safe) {
    let mut rows_of: BTreeMap<StatementId, Vec<usize>> = BTreeMap::new();
    for (index, row) in comparison.rows.iter().enumerate() {
        for member in &row.members {
            rows_of.entry(*member).or_default().push(index);
        }
    }
    for (report, statements) in comparison.reports.iter().zip(&comparison.statements) {
        let mut title = Safe::own("TEXT OF ");
        title.push_text(&report.label);
        pen.title(&title, out);
        for block in &report.blocks {
            if !block.role.makes_statements() {
                let name = Safe::text(&format!("({})", block.role.name()));
                let words = pen.run(Safe::text(block.span.cut(&report.text)), Style::Faint);
                pen.hanging(1, &name, 3, &[words], out);
                continue;
            }
            for one in block.statements(statements) {
                let rows = rows_of.get(&one.id).map_or(&[][..], Vec::as_slice);
                let name = Safe::text(&names(comparison, rows));
                let words = words(comparison, report, one.id, one.span, rows, pen);
                let href = pen.link(report, one.span);
                pen.hanging_linked(1, &name, 10, &words, href.as_ref(), out);
            }
        }
    }
}

/// "≠ g4 = g7 1 g9": the rows with the sign of their status.
fn names(comparison: &Comparison, rows: &[usize]) -> String {
    let names: Vec<String> = rows
        .iter()
        .map(|&row| {
            let sign = match comparison.rows.get(row).map(|row| row.status) {
                Some(Status::Divergent) => "≠",
                Some(Status::Shared) => "=",
                _ => "1",
            };
            format!("{sign} {}", group_id(row))
        })
        .collect();
    names.join(" ")
}

fn words(
    comparison: &Comparison,
    report: &Report,
    id: StatementId,
    span: Span,
    rows: &[usize],
    pen: Pen,
) -> Vec<Run> {
    let mut marks: Vec<Span> = rows
        .iter()
        .filter_map(|row| comparison.rows.get(*row))
        .flat_map(|row| marks_of(row, id))
        .collect();
    marks.sort();
    let mut runs = Vec::new();
    let mut at = span.start;
    for mark in marks {
        let Some(inside) = mark.intersection(Span::new(at, span.end)) else {
            continue;
        };
        let before = Span::new(at, inside.start).cut(&report.text);
        runs.push(Run::plain(Safe::piece(before)));
        let mut marked = Safe::own("«");
        marked.push(&Safe::piece(inside.cut(&report.text)));
        marked.push_own("»");
        runs.push(Run {
            text: marked,
            style: pen.style(Style::Mark),
            keep: Keep::Mark,
        });
        at = inside.end;
    }
    runs.push(Run::plain(Safe::piece(
        Span::new(at, span.end).cut(&report.text),
    )));
    runs
}
