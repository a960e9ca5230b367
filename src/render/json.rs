//! The JSON outputs and their schema numbers. Spans count Unicode code points.
//!
//! In: the comparison, or reports that are not compared. Out: one line of JSON that holds to `data/schema/`. The wire
//! structs are this folder's own; a change that takes a field away or changes its meaning takes a new number.

mod groups;
mod lines;
mod report;
mod statement;
mod text;
mod views;
mod views_wire;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Alone;
use super::offsets::Offsets;
use super::sheet::View;
use crate::model::{Comparison, Note, Quotation, Report, Span};
pub use lines::comparison_lines;

use groups::{WireCounts, WireGroup, WireLink};
use report::WireReport;
use statement::{WireQuotation, WireStatement};
pub(super) use text::line;
use views_wire::WireViews;

/// What made the output.
#[derive(Serialize)]
pub(super) struct WireTool {
    name: &'static str,
    version: &'static str,
}

pub(super) const TOOL: WireTool = WireTool {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};

/// What the result depends on beside the reports, and what of it is shown.
#[derive(Serialize)]
struct WireSettings<'a> {
    #[serde(flatten)]
    values: BTreeMap<&'static str, &'a str>,
    only: Vec<&'static str>,
    #[serde(rename = "type")]
    kinds: Vec<&'static str>,
}

#[derive(Serialize)]
struct WireComparison<'a> {
    schema: &'static str,
    tool: WireTool,
    settings: WireSettings<'a>,
    counts: WireCounts,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    groups: Vec<WireGroup<'a>>,
    near_misses: Vec<WireLink<'a>>,
    statements: Vec<WireStatement<'a>>,
    views: WireViews<'a>,
}

#[derive(Serialize)]
struct WireInspection<'a> {
    schema: &'static str,
    tool: WireTool,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    statements: Vec<WireStatement<'a>>,
}

#[derive(Serialize)]
struct WireQuotations<'a> {
    schema: &'static str,
    tool: WireTool,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    statements: Vec<WireWholeQuotation<'a>>,
}

/// A quotation of `quotes`: whole, as the report has it, not cut into statements.
#[derive(Serialize)]
struct WireWholeQuotation<'a> {
    id: String,
    report: String,
    kind: &'static str,
    text: &'a str,
    span: WireSpan,
    quotation: WireQuotation<'a>,
}

/// A line of `quotes --format jsonl`, which stands by itself.
#[derive(Serialize)]
struct WireQuotationLine<'a> {
    schema: &'static str,
    label: &'a str,
    outlet: Option<&'a str>,
    path: &'a str,
    #[serde(flatten)]
    quotation: WireWholeQuotation<'a>,
}

#[derive(Serialize)]
struct WireWarning<'a> {
    kind: &'static str,
    reports: Vec<String>,
    message: &'a str,
}

#[derive(Serialize, Clone, Copy)]
struct WireSpan {
    start: usize,
    end: usize,
}

impl WireSpan {
    fn new(span: Span, offsets: &Offsets<'_>) -> Self {
        let (start, end) = offsets.span(span);
        Self { start, end }
    }

    fn list(spans: &[Span], offsets: &Offsets<'_>) -> Vec<Self> {
        spans.iter().map(|span| Self::new(*span, offsets)).collect()
    }
}

/// The comparison, `storydiff/comparison/1`.
#[must_use]
pub fn comparison(comparison: &Comparison, view: &View) -> String {
    let offsets = offsets(&comparison.reports);
    text::line(&WireComparison {
        schema: "storydiff/comparison/1",
        tool: TOOL,
        settings: settings(comparison, view),
        counts: groups::counts(comparison),
        warnings: warnings(&comparison.notes),
        reports: reports(&comparison.reports, &offsets, report::Blocks::Dropped),
        groups: comparison
            .rows
            .iter()
            .filter(|row| view.shows(row, comparison))
            .map(|row| groups::group(row, &offsets))
            .collect(),
        near_misses: comparison.rejected.iter().map(groups::link).collect(),
        statements: comparison
            .statements
            .iter()
            .zip(&comparison.reports)
            .zip(&offsets)
            .flat_map(|((statements, report), offsets)| {
                statements
                    .iter()
                    .map(move |one| statement::statement(one, report, offsets))
            })
            .collect(),
        views: views::views(comparison, &offsets),
    })
}

fn settings<'a>(comparison: &'a Comparison, view: &View) -> WireSettings<'a> {
    WireSettings {
        values: comparison
            .settings
            .iter()
            .map(|setting| (setting.name, setting.value.as_str()))
            .collect(),
        only: view.statuses.iter().map(|status| status.name()).collect(),
        kinds: view.kinds.iter().map(|kind| kind.name()).collect(),
    }
}

/// How the reports were read, `storydiff/inspect/1`.
#[must_use]
pub fn inspection(alone: &Alone<'_>) -> String {
    let offsets = offsets(alone.reports);
    text::line(&WireInspection {
        schema: "storydiff/inspect/1",
        tool: TOOL,
        warnings: warnings(alone.notes),
        reports: reports(alone.reports, &offsets, report::Blocks::All),
        statements: alone
            .statements
            .iter()
            .zip(alone.reports)
            .zip(&offsets)
            .flat_map(|((statements, report), offsets)| {
                statements
                    .iter()
                    .map(move |one| statement::statement(one, report, offsets))
            })
            .collect(),
    })
}

/// The quotations of each report alone, whole, `storydiff/quotes/1`.
#[must_use]
pub fn quotations(alone: &Alone<'_>) -> String {
    let offsets = offsets(alone.reports);
    text::line(&WireQuotations {
        schema: "storydiff/quotes/1",
        tool: TOOL,
        warnings: warnings(alone.notes),
        reports: reports(alone.reports, &offsets, report::Blocks::Dropped),
        statements: alone
            .quotations
            .iter()
            .zip(alone.reports)
            .zip(&offsets)
            .flat_map(|((quotations, report), offsets)| whole(quotations, report, offsets))
            .collect(),
    })
}

/// The same quotations, each on a line of its own that needs no other, `storydiff/quotation/1`.
#[must_use]
pub fn quotation_lines(alone: &Alone<'_>) -> String {
    let offsets = offsets(alone.reports);
    let mut out = String::new();
    for ((quotations, report), offsets) in alone.quotations.iter().zip(alone.reports).zip(&offsets)
    {
        for quotation in whole(quotations, report, offsets) {
            out.push_str(&text::line(&WireQuotationLine {
                schema: "storydiff/quotation/1",
                label: &report.label,
                outlet: report
                    .metadata
                    .outlet
                    .as_ref()
                    .map(|outlet| outlet.value.as_str()),
                path: &report.path,
                quotation,
            }));
        }
    }
    out
}

fn whole<'a>(
    quotations: &'a [Quotation],
    report: &'a Report,
    offsets: &Offsets<'_>,
) -> Vec<WireWholeQuotation<'a>> {
    quotations
        .iter()
        .enumerate()
        .map(|(number, quotation)| {
            let span = quotation
                .content
                .iter()
                .copied()
                .reduce(Span::cover)
                .unwrap_or_default();
            WireWholeQuotation {
                id: format!("{}q{}", report.id, number + 1),
                report: report.id.to_string(),
                kind: "quotation",
                text: span.cut(&report.text),
                span: WireSpan::new(span, offsets),
                quotation: statement::quotation(quotation, offsets),
            }
        })
        .collect()
}

fn offsets(reports: &[Report]) -> Vec<Offsets<'_>> {
    reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect()
}

fn reports<'a>(
    reports: &'a [Report],
    offsets: &[Offsets<'_>],
    blocks: report::Blocks,
) -> Vec<WireReport<'a>> {
    reports
        .iter()
        .zip(offsets)
        .map(|(one, offsets)| report::report(one, offsets, blocks))
        .collect()
}

fn warnings(notes: &[Note]) -> Vec<WireWarning<'_>> {
    notes
        .iter()
        .map(|note| WireWarning {
            kind: note.kind.name(),
            reports: note.reports.iter().map(ToString::to_string).collect(),
            message: &note.message,
        })
        .collect()
}
