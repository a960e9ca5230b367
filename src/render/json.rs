//! The JSON outputs and their schema numbers. Spans count Unicode code points.
//!
//! In: the comparison, or reports that are not compared. Out: one line of JSON that holds to `data/schema/`, as a string
//! or, by the functions `write_…`, piece by piece into a writer of the caller. The wire structs are this folder's own; a
//! change that takes a field away or changes its meaning takes a new number.

mod groups;
mod lines;
mod report;
mod statement;
mod text;
mod views;
mod views_wire;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Alone;
use super::offsets::Offsets;
use super::sheet::View;
use crate::model::{Comparison, Note, Quotation, Report, Span};
pub use lines::{comparison_lines, write_comparison_lines};

use groups::WireCounts;
use report::WireReport;
use statement::WireQuotation;
use text::Each;
pub(super) use text::{held, line, write_line};
use views::WireViews;

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
struct WireComparison<'a, G: Serialize, N: Serialize, S: Serialize> {
    schema: &'static str,
    tool: WireTool,
    settings: WireSettings<'a>,
    counts: WireCounts,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    groups: G,
    near_misses: N,
    statements: S,
    views: WireViews<'a>,
}

#[derive(Serialize)]
struct WireInspection<'a, S: Serialize> {
    schema: &'static str,
    tool: WireTool,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    statements: S,
}

#[derive(Serialize)]
struct WireQuotations<'a, S: Serialize> {
    schema: &'static str,
    tool: WireTool,
    warnings: Vec<WireWarning<'a>>,
    reports: Vec<WireReport<'a>>,
    statements: S,
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
    held(|out| write_comparison(out, comparison, view))
}

/// Writes what [`comparison`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_comparison(
    out: &mut dyn Write,
    comparison: &Comparison,
    view: &View,
) -> io::Result<()> {
    let offsets = offsets(&comparison.reports);
    let wire = WireComparison {
        schema: "storydiff/comparison/1",
        tool: TOOL,
        settings: settings(comparison, view),
        counts: groups::counts(comparison),
        warnings: warnings(&comparison.notes),
        reports: reports(&comparison.reports, &offsets, report::Blocks::Dropped),
        groups: Each(|| {
            comparison
                .rows
                .iter()
                .filter(|row| view.shows(row, comparison))
                .map(|row| groups::group(row, &comparison.features, &offsets))
        }),
        near_misses: Each(|| {
            let link = |one| groups::link(one, &comparison.features);
            comparison.rejected.iter().map(link)
        }),
        statements: Each(|| {
            statement::statements(&comparison.statements, &comparison.reports, &offsets)
        }),
        views: views::views(comparison, &offsets),
    };
    write_line(out, &wire)
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
    held(|out| write_inspection(out, alone))
}

/// Writes what [`inspection`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_inspection(out: &mut dyn Write, alone: &Alone<'_>) -> io::Result<()> {
    let offsets = offsets(alone.reports);
    let wire = WireInspection {
        schema: "storydiff/inspect/1",
        tool: TOOL,
        warnings: warnings(alone.notes),
        reports: reports(alone.reports, &offsets, report::Blocks::All),
        statements: Each(|| statement::statements(alone.statements, alone.reports, &offsets)),
    };
    write_line(out, &wire)
}

/// The quotations of each report alone, whole, `storydiff/quotes/1`.
#[must_use]
pub fn quotations(alone: &Alone<'_>) -> String {
    held(|out| write_quotations(out, alone))
}

/// Writes what [`quotations`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_quotations(out: &mut dyn Write, alone: &Alone<'_>) -> io::Result<()> {
    let offsets = offsets(alone.reports);
    let wire = WireQuotations {
        schema: "storydiff/quotes/1",
        tool: TOOL,
        warnings: warnings(alone.notes),
        reports: reports(alone.reports, &offsets, report::Blocks::Dropped),
        statements: Each(|| {
            alone
                .quotations
                .iter()
                .zip(alone.reports)
                .zip(&offsets)
                .flat_map(|((quotations, report), offsets)| whole(quotations, report, offsets))
        }),
    };
    write_line(out, &wire)
}

/// The same quotations, each on a line of its own that needs no other, `storydiff/quotation/1`.
#[must_use]
pub fn quotation_lines(alone: &Alone<'_>) -> String {
    held(|out| write_quotation_lines(out, alone))
}

/// Writes what [`quotation_lines`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_quotation_lines(out: &mut dyn Write, alone: &Alone<'_>) -> io::Result<()> {
    let offsets = offsets(alone.reports);
    for ((quotations, report), offsets) in alone.quotations.iter().zip(alone.reports).zip(&offsets)
    {
        for quotation in whole(quotations, report, offsets) {
            let line = WireQuotationLine {
                schema: "storydiff/quotation/1",
                label: &report.label,
                outlet: report
                    .metadata
                    .outlet
                    .as_ref()
                    .map(|outlet| outlet.value.as_str()),
                path: &report.path,
                quotation,
            };
            write_line(out, &line)?;
        }
    }
    Ok(())
}

fn whole<'a>(
    quotations: &'a [Quotation],
    report: &'a Report,
    offsets: &Offsets<'_>,
) -> impl Iterator<Item = WireWholeQuotation<'a>> {
    quotations
        .iter()
        .enumerate()
        .map(move |(number, quotation)| {
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
