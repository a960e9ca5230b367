//! The comparison as JSON Lines: one record a line, each with its `type`, for tools that read streams.
//!
//! Order: the run, warnings, reports, statements, groups. The records are those of the JSON output
//! (`data/schema/comparison-1.json`) with `type` added; a reader that needs one sort only skips the others.

use serde::Serialize;

use super::groups::{self, WireCounts, WireGroup};
use super::report::{self, WireReport};
use super::statement::{self, WireStatement};
use super::{TOOL, WireSettings, WireTool, WireWarning, offsets, settings, text, warnings};
use crate::model::Comparison;
use crate::render::sheet::View;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum WireLine<'a> {
    Run(WireRun<'a>),
    Warning(WireWarning<'a>),
    Report(WireReport<'a>),
    Statement(WireStatement<'a>),
    Group(WireGroup<'a>),
}

#[derive(Serialize)]
struct WireRun<'a> {
    schema: &'static str,
    tool: WireTool,
    settings: WireSettings<'a>,
    counts: WireCounts,
}

/// The comparison, `storydiff/lines/1`.
#[must_use]
pub fn comparison_lines(comparison: &Comparison, view: &View) -> String {
    let offsets = offsets(&comparison.reports);
    let mut out = text::line(&WireLine::Run(WireRun {
        schema: "storydiff/lines/1",
        tool: TOOL,
        settings: settings(comparison, view),
        counts: groups::counts(comparison),
    }));
    for warning in warnings(&comparison.notes) {
        out.push_str(&text::line(&WireLine::Warning(warning)));
    }
    for (one, offsets) in comparison.reports.iter().zip(&offsets) {
        let one = report::report(one, offsets, report::Blocks::Dropped);
        out.push_str(&text::line(&WireLine::Report(one)));
    }
    let by_report = comparison.statements.iter().zip(&comparison.reports);
    for ((statements, report), offsets) in by_report.zip(&offsets) {
        for one in statements {
            let one = statement::statement(one, report, offsets);
            out.push_str(&text::line(&WireLine::Statement(one)));
        }
    }
    for row in comparison
        .rows
        .iter()
        .filter(|row| view.shows(row, comparison))
    {
        out.push_str(&text::line(&WireLine::Group(groups::group(row, &offsets))));
    }
    out
}
