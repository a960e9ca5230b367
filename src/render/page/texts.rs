//! The reports in full: statements marked by status and linked to their rows, what was set aside shown as such.

use std::collections::BTreeMap;

use super::super::clean::clean;
use super::super::markup::Markup;
use super::super::outline::{Topic, marks_of};
use super::piece::{Anchors, facets, group, sign};
use crate::model::{Block, Comparison, Report, Role, Span, Statement, StatementId, Status};

/// The rows of every statement.
type RowsOf = BTreeMap<StatementId, Vec<usize>>;

/// The section.
pub(in crate::render) fn texts(html: &mut Markup<'_>, comparison: &Comparison, anchors: &Anchors) {
    let mut rows_of = RowsOf::new();
    for (index, row) in comparison.rows.iter().enumerate() {
        for member in &row.members {
            rows_of.entry(*member).or_default().push(index);
        }
    }
    let id = Topic::Texts.name();
    html.open("section", &[("id", id), ("aria-labelledby", "texts-title")]);
    html.line();
    html.leaf("h2", &[("id", "texts-title")], Topic::Texts.title());
    html.line();
    html.open("p", &[]);
    html.text(
        "Double underline: divergent; single: shared; dotted: unique. Words that differ are marked.",
    );
    // Paper leaves the boxes out.
    html.leaf(
        "span",
        &[("class", "screen")],
        " Text in a box was set aside.",
    );
    html.close();
    html.line();
    html.open("div", &[("class", "texts")]);
    html.line();
    for (report, statements) in comparison.reports.iter().zip(&comparison.statements) {
        html.open("article", &[("data-report", &report.id.to_string())]);
        html.line();
        html.open("h3", &[]);
        html.leaf("bdi", &[], &clean(&report.label));
        html.close_line();
        let mut rest = statements.as_slice();
        for block in &report.blocks {
            // Statements are in text order: those of this block come next.
            let count = rest.partition_point(|statement| statement.span.start < block.span.end);
            let (own, after) = rest.split_at(count.min(rest.len()));
            rest = after;
            draw(html, comparison, report, block, own, &rows_of, anchors);
        }
        html.close_line();
    }
    html.close();
    html.close_line();
}

fn draw(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    report: &Report,
    block: &Block,
    statements: &[Statement],
    rows_of: &RowsOf,
    anchors: &Anchors,
) {
    let class = match block.role {
        Role::Headline => "headline",
        Role::Deck => "deck",
        Role::Body => "body",
        _ => "aside",
    };
    html.open("p", &[("class", class)]);
    if !block.role.makes_statements() {
        html.leaf("span", &[("class", "role")], block.role.name());
        html.text(" ");
        html.leaf("bdi", &[], &clean(block.span.cut(&report.text)));
        html.close_line();
        return;
    }
    let mut at = block.span.start;
    for statement in statements {
        let span = Span::new(statement.span.start.max(at), statement.span.end);
        if span.is_empty() {
            // It lies wholly within the one before: only its anchor is left to draw.
            html.leaf("span", &[("id", &statement.id.to_string())], "");
            continue;
        }
        html.text(&clean(Span::new(at, span.start).cut(&report.text)));
        let rows = rows_of.get(&statement.id).map_or(&[][..], Vec::as_slice);
        draw_statement(html, comparison, report, statement.id, span, rows, anchors);
        at = span.end;
    }
    html.text(&clean(Span::new(at, block.span.end).cut(&report.text)));
    html.close_line();
}

fn draw_statement(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    report: &Report,
    id: StatementId,
    span: Span,
    rows: &[usize],
    anchors: &Anchors,
) {
    let status = rows
        .iter()
        .filter_map(|row| comparison.rows.get(*row))
        .map(|row| row.status)
        .min()
        .unwrap_or(Status::Unique);
    let name = id.to_string();
    let groups: Vec<String> = rows
        .iter()
        .map(|row| super::super::outline::group_id(*row))
        .collect();
    let groups = groups.join(" ");
    let class = format!("statement {}", status.name());
    let of_row = rows.first().map(|row| facets(comparison, *row, anchors));
    let mut attributes = vec![
        ("id", name.as_str()),
        ("class", &class),
        ("data-group", &groups),
    ];
    if let Some(facets) = &of_row {
        attributes.extend(
            facets
                .attributes()
                .into_iter()
                .filter(|(name, _)| *name != "data-row"),
        );
    }
    html.open("span", &attributes);
    let mut marks: Vec<Span> = rows
        .iter()
        .filter_map(|row| comparison.rows.get(*row))
        .flat_map(|row| marks_of(row, id))
        .collect();
    marks.sort();
    let mut at = span.start;
    for mark in marks {
        let Some(inside) = mark.intersection(Span::new(at, span.end)) else {
            continue;
        };
        html.text(&clean(Span::new(at, inside.start).cut(&report.text)));
        html.leaf("mark", &[], &clean(inside.cut(&report.text)));
        at = inside.end;
    }
    html.text(&clean(Span::new(at, span.end).cut(&report.text)));
    html.open("sup", &[]);
    for row in rows {
        html.text(" ");
        let status = comparison
            .rows
            .get(*row)
            .map_or(Status::Unique, |row| row.status);
        group(html, comparison, *row, anchors, sign(status));
    }
    html.close();
    html.close();
}
