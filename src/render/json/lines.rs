//! The comparison as JSON Lines: one record a line, each with its `type`, for tools that read streams.
//!
//! Order: the run, warnings, reports, statements, groups, the views in one record. The records are those of the JSON output
//! with `type` added (`data/schema/lines-1.json`); a reader that needs one sort only skips the others.

use std::io::{self, Write};

use serde::Serialize;

use super::groups::{self, WireCounts, WireGroup};
use super::report::{self, WireReport};
use super::statement::{self, WireStatement};
use super::views::WireViews;
use super::{
    TOOL, WireSettings, WireTool, WireWarning, held, offsets, settings, views, warnings, write_line,
};
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
    Views(Box<WireViews<'a>>),
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
    held(|out| write_comparison_lines(out, comparison, view))
}

/// Writes what [`comparison_lines`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_comparison_lines(
    out: &mut dyn Write,
    comparison: &Comparison,
    view: &View,
) -> io::Result<()> {
    let offsets = offsets(&comparison.reports);
    let run = WireLine::Run(WireRun {
        schema: "storydiff/lines/1",
        tool: TOOL,
        settings: settings(comparison, view),
        counts: groups::counts(comparison),
    });
    write_line(out, &run)?;
    for warning in warnings(&comparison.notes) {
        write_line(out, &WireLine::Warning(warning))?;
    }
    for (one, offsets) in comparison.reports.iter().zip(&offsets) {
        let one = report::report(one, offsets, report::Blocks::Dropped);
        write_line(out, &WireLine::Report(one))?;
    }
    for one in statement::statements(&comparison.statements, &comparison.reports, &offsets) {
        write_line(out, &WireLine::Statement(one))?;
    }
    for row in comparison
        .rows
        .iter()
        .filter(|row| view.shows(row, comparison))
    {
        write_line(
            out,
            &WireLine::Group(groups::group(row, &comparison.features, &offsets)),
        )?;
    }
    let views = Box::new(views::views(comparison, &offsets));
    write_line(out, &WireLine::Views(views))
}
