//! [`Comparison`] → one self-contained HTML page.
//!
//! Loads nothing: style and script stand in the page, and its policy allows no others (each by its hash). Without
//! script it is a document with sections, tables and anchors; the script adds filters, search and a view of one group
//! side by side. Every text of a report passes `Markup`.

mod document;
mod piece;
mod texts;

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::markup::Markup;
use super::outline::{Block, Choice, counted, sections};
use crate::model::{Comparison, DivergenceKind, Status};

pub(super) use document::{Document, Frame, draw, head};

/// The page with the chosen views.
#[must_use]
pub fn page(comparison: &Comparison, choice: &Choice) -> String {
    super::json::held(|out| write_page(out, comparison, choice))
}

/// Writes what [`page`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_page(out: &mut dyn Write, comparison: &Comparison, choice: &Choice) -> io::Result<()> {
    let sections = sections(comparison, choice);
    let labels: Vec<&str> = comparison
        .reports
        .iter()
        .map(|report| report.label.as_str())
        .collect();
    let document = Document {
        title: format!("Comparison of {}", labels.join(", ")),
        script: true,
    };
    let rows: BTreeSet<usize> = sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.shown()),
            _ => None,
        })
        .flatten()
        .collect();
    draw(out, &document, comparison, choice, &sections, |html| {
        filters(html, comparison, rows.len());
    })
}

/// The filters. Hidden until the script shows them: without it they would do nothing.
fn filters(html: &mut Markup<'_>, comparison: &Comparison, rows: usize) {
    html.open(
        "form",
        &[("id", "filter"), ("hidden", ""), ("aria-label", "Filter")],
    );
    html.line();
    let status: Vec<(String, String)> = Status::ALL
        .iter()
        .map(|status| (status.name().to_owned(), status.name().to_owned()))
        .collect();
    select(html, "status", "Status", &status);
    let kinds: Vec<(String, String)> = DivergenceKind::ALL
        .iter()
        .filter(|kind| {
            comparison
                .rows
                .iter()
                .flat_map(|row| &row.divergences)
                .any(|found| found.kind == **kind && !found.is_hint())
        })
        .map(|kind| (kind.name().to_owned(), kind.name().to_owned()))
        .collect();
    select(html, "kind", "Kind", &kinds);
    let outlets: Vec<(String, String)> = comparison
        .reports
        .iter()
        .map(|report| (report.id.to_string(), report.label.clone()))
        .collect();
    select(html, "outlet", "Outlet", &outlets);
    let speakers: Vec<(String, String)> = comparison
        .views
        .speakers
        .iter()
        .enumerate()
        .filter(|(_, speaker)| !speaker.name.is_empty())
        .map(|(index, speaker)| (index.to_string(), speaker.name.clone()))
        .collect();
    select(html, "speaker", "Speaker", &speakers);
    html.open("label", &[]);
    html.text("Search ");
    html.void(
        "input",
        &[
            ("type", "search"),
            ("name", "search"),
            ("autocomplete", "off"),
        ],
    );
    html.close_line();
    html.leaf("button", &[("type", "reset")], "Show all");
    let all = counted(rows, "row", "rows");
    html.leaf("output", &[("id", "found"), ("aria-live", "polite")], &all);
    html.leaf(
        "p",
        &[("class", "keys")],
        "Keys: / search, j and k next and previous row, Enter the row side by side, Esc back.",
    );
    html.close_line();
}

fn select(
    html: &mut Markup<'_>,
    name: &'static str,
    label: &'static str,
    values: &[(String, String)],
) {
    if values.is_empty() {
        return;
    }
    html.open("label", &[]);
    html.text(label);
    html.text(" ");
    html.open("select", &[("name", name)]);
    html.leaf("option", &[("value", "")], "all");
    for (value, shown) in values {
        html.leaf("option", &[("value", value)], &super::clean::clean(shown));
    }
    html.close();
    html.close_line();
}
