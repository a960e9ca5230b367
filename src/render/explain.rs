//! All that stands behind one group or one statement: statements with their facts, links with their features,
//! divergences and hints with their rules, and what was nearly joined.

use std::fmt::Write as _;

use super::Screen;
use super::facts;
use super::pen::Pen;
use super::safe::{Run, Safe, Style};
use super::sheet::row_id;
use crate::model::{Comparison, Divergence, Link, ReportId, Row, StatementId, Wording};

/// Explains a group (`g3`) or a statement (`r1s4`: every group that it stands in).
///
/// # Errors
/// A message with the way out, when nothing has that name.
pub fn explain(comparison: &Comparison, id: &str, screen: Screen) -> Result<Safe, String> {
    let pen = Pen { screen };
    let mut out = Safe::default();
    let rows: Vec<&Row> = match named(id) {
        Some(Named::Group(number)) => comparison
            .rows
            .iter()
            .filter(|row| row.number == number)
            .collect(),
        Some(Named::Statement(statement)) => comparison
            .rows
            .iter()
            .filter(|row| row.members.contains(&statement))
            .collect(),
        None => {
            return Err(format!(
                "--explain {id}: not an id; groups are named g1, g2, ... and statements r1s1, r1s2, ..."
            ));
        }
    };
    if rows.is_empty() {
        return Err(format!(
            "--explain {id}: no such id; there are {} groups (g1 to g{}), statements are listed by `storydiff inspect`",
            comparison.rows.len(),
            comparison.rows.len()
        ));
    }
    for row in rows {
        group(comparison, row, pen, &mut out);
    }
    Ok(out)
}

enum Named {
    Group(usize),
    Statement(StatementId),
}

fn named(id: &str) -> Option<Named> {
    let number = |digits: &str| digits.parse::<usize>().ok()?.checked_sub(1);
    if let Some(digits) = id.strip_prefix('g') {
        return number(digits).map(Named::Group);
    }
    let (report, statement) = id.strip_prefix('r')?.split_once('s')?;
    Some(Named::Statement(StatementId::new(
        ReportId::new(number(report)?),
        number(statement)?,
    )))
}

fn group(comparison: &Comparison, row: &Row, pen: Pen, out: &mut Safe) {
    heading(&format!("{} {}", row_id(row), row.status.name()), pen, out);
    for member in &row.members {
        statement(comparison, *member, pen, out);
    }
    let absent: Vec<&str> = comparison
        .reports
        .iter()
        .filter(|report| {
            row.members_of(report.id).next().is_none() && row.other_row_of(report.id).is_none()
        })
        .map(|report| report.label.as_str())
        .collect();
    if !absent.is_empty() {
        pen.words(1, &format!("not found in {}", absent.join(", ")), out);
    }
    for elsewhere in &row.elsewhere {
        let report = comparison.report(elsewhere.report);
        let label = report.map_or("", |report| report.label.as_str());
        let line = format!("{label} says it in g{} only", elsewhere.row + 1);
        pen.words(1, &line, out);
    }
    for (title, hints) in [
        ("DIVERGENCES", false),
        ("HINTS (too unsure to make the group divergent)", true),
    ] {
        let found: Vec<&Divergence> = row
            .divergences
            .iter()
            .filter(|one| one.is_hint() == hints)
            .collect();
        if !found.is_empty() {
            heading(title, pen, out);
        }
        for one in found {
            divergence(comparison, one, pen, out);
        }
    }
    if !row.wordings.is_empty() {
        heading("THE WORDS INSIDE THE MARKS", pen, out);
    }
    for one in &row.wordings {
        wording(comparison, one, pen, out);
    }
    if !row.links.is_empty() {
        heading("JOINED BECAUSE", pen, out);
    }
    for one in &row.links {
        link(comparison, one, pen, out);
    }
    let near: Vec<&Link> = comparison
        .rejected
        .iter()
        .filter(|link| row.members.contains(&link.left) || row.members.contains(&link.right))
        .collect();
    if !near.is_empty() {
        heading("NEARLY JOINED (left apart)", pen, out);
    }
    for one in near {
        link(comparison, one, pen, out);
        for side in [one.left, one.right] {
            if !row.members.contains(&side) {
                let text = format!("{side}: {}", comparison.text_of(side));
                pen.words(5, &text, out);
            }
        }
    }
}

fn statement(comparison: &Comparison, id: StatementId, pen: Pen, out: &mut Safe) {
    let (Some(statement), Some(report)) = (comparison.statement(id), comparison.report(id.report))
    else {
        return;
    };
    let head = format!(
        "{id} {}: {} in the {}, bytes {} to {}",
        report.label,
        statement.kind.name(),
        statement.role.name(),
        statement.span.start,
        statement.span.end
    );
    pen.paragraph(1, &[pen.run(Safe::text(&head), Style::Heading)], out);
    let href = pen.link(report, statement.span);
    let words = [Run::plain(Safe::text(comparison.text_of(id)))];
    pen.hanging_linked(2, &Safe::default(), 3, &words, href.as_ref(), out);
    if let Some(found) = &statement.quotation {
        fact(
            "quotation",
            &facts::quotation(found, &report.text),
            pen,
            out,
        );
    }
    for (sort, found) in facts::described(&statement.facts, &report.text) {
        fact(sort, &found, pen, out);
    }
}

/// One sort of fact, hanging beside its name.
pub(super) fn fact(sort: &'static str, found: &str, pen: Pen, out: &mut Safe) {
    pen.hanging(
        3,
        &Safe::own(sort),
        14,
        &[Run::plain(Safe::text(found))],
        out,
    );
}

fn divergence(comparison: &Comparison, one: &Divergence, pen: Pen, out: &mut Safe) {
    let head = [
        pen.run(Safe::text(one.kind.name()), Style::Kind),
        Run::plain(Safe::piece(&format!(
            " by the rule {}, confidence {:.2}: {}",
            one.rule, one.confidence, one.explanation
        ))),
    ];
    pen.paragraph(1, &head, out);
    for side in &one.sides {
        let text = comparison
            .report(side.statement.report)
            .map_or("", |report| report.text.as_str());
        let mut line = format!("{}: {}", side.statement, side.value);
        for (index, span) in side.spans.iter().enumerate() {
            let lead = if index == 0 { "; in the words " } else { ", " };
            let _ = write!(line, "{lead}“{}”", span.cut(text));
        }
        pen.words(3, &line, out);
    }
}

fn wording(comparison: &Comparison, one: &Wording, pen: Pen, out: &mut Safe) {
    let line = format!("{} ~ {}: {}", one.left, one.right, one.grade.name());
    pen.words(1, &line, out);
    for (id, spans) in [(one.left, &one.left_only), (one.right, &one.right_only)] {
        let text = comparison
            .report(id.report)
            .map_or("", |report| report.text.as_str());
        if !spans.is_empty() {
            let words: Vec<String> = spans
                .iter()
                .map(|span| format!("“{}”", span.cut(text)))
                .collect();
            pen.words(5, &format!("only {id}: {}", words.join(", ")), out);
        }
    }
}

fn link(comparison: &Comparison, one: &Link, pen: Pen, out: &mut Safe) {
    pen.words(
        1,
        &format!("{} ~ {}: {:.2}", one.left, one.right, one.score),
        out,
    );
    for reason in one.reasons.iter(&comparison.features) {
        let mut line = format!(
            "{:+.2} {} = {:.2}",
            reason.contribution, reason.feature, reason.value
        );
        if !reason.detail.is_empty() {
            let _ = write!(line, " ({})", reason.detail);
        }
        pen.words(5, &line, out);
    }
}

fn heading(title: &str, pen: Pen, out: &mut Safe) {
    pen.title(&Safe::text(title), out);
}
