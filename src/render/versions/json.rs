//! Versions → JSON, `storydiff/versions/1`. Spans count Unicode code points of the version's `text`.

use serde::Serialize;

use crate::model::{Change, Passage, Report, Span, Step, Words};
use crate::render::json::{TOOL, WireTool, line};
use crate::render::offsets::Offsets;

#[derive(Serialize)]
struct WireVersions<'a> {
    schema: &'static str,
    tool: WireTool,
    reports: Vec<WireReport<'a>>,
    steps: Vec<WireStep<'a>>,
}

#[derive(Serialize)]
struct WireReport<'a> {
    id: String,
    label: &'a str,
    path: &'a str,
    sha256: &'a str,
    published: Option<String>,
    words: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct WireStep<'a> {
    from: String,
    to: String,
    counts: std::collections::BTreeMap<&'static str, usize>,
    changes: Vec<WireChange<'a>>,
}

#[derive(Serialize)]
struct WireChange<'a> {
    kind: &'static str,
    aspects: Vec<&'static str>,
    values: &'a [String],
    old: Vec<WirePassage>,
    new: Vec<WirePassage>,
    words: Vec<WireWords>,
}

#[derive(Serialize)]
struct WirePassage {
    role: &'static str,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct WireWords {
    what: &'static str,
    start: usize,
    end: usize,
}

/// The steps as one document.
#[must_use]
pub fn versions(reports: &[Report], steps: &[Step]) -> String {
    let offsets: Vec<Offsets<'_>> = reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect();
    let wire = WireVersions {
        schema: "storydiff/versions/1",
        tool: TOOL,
        reports: reports
            .iter()
            .map(|report| WireReport {
                id: report.id.to_string(),
                label: &report.label,
                path: &report.path,
                sha256: &report.sha256,
                published: report
                    .metadata
                    .published
                    .as_ref()
                    .map(|found| found.date.to_string()),
                words: report.words(),
                text: &report.text,
            })
            .collect(),
        steps: steps
            .iter()
            .map(|step| WireStep {
                from: step.from.to_string(),
                to: step.to.to_string(),
                counts: crate::model::ChangeKind::ALL
                    .map(|kind| (kind.name(), step.count(kind)))
                    .into(),
                changes: step
                    .changes
                    .iter()
                    .map(|change| wire_change(change, step, reports, &offsets))
                    .collect(),
            })
            .collect(),
    };
    line(&wire)
}

fn wire_change<'a>(
    change: &'a Change,
    step: &Step,
    reports: &[Report],
    offsets: &[Offsets<'_>],
) -> WireChange<'a> {
    let counted = |report: crate::model::ReportId, span: Span| {
        offsets
            .get(report.index())
            .map_or((0, 0), |offsets| offsets.span(span))
    };
    let passages = |list: &[Passage]| -> Vec<WirePassage> {
        list.iter()
            .map(|passage| {
                let (start, end) = counted(passage.report, passage.span);
                let text = reports
                    .get(passage.report.index())
                    .map_or("", |report| passage.span.cut(&report.text));
                WirePassage {
                    role: passage.role.name(),
                    start,
                    end,
                    text: text.to_owned(),
                }
            })
            .collect()
    };
    WireChange {
        kind: change.kind.name(),
        aspects: change.aspects.iter().map(|aspect| aspect.name()).collect(),
        values: &change.values,
        old: passages(&change.old),
        new: passages(&change.new),
        words: change
            .words
            .iter()
            .map(|run| {
                let (what, report, span) = match run {
                    Words::Kept(span) => ("kept", step.to, *span),
                    Words::Dropped(span) => ("dropped", step.from, *span),
                    Words::Inserted(span) => ("inserted", step.to, *span),
                };
                let (start, end) = counted(report, span);
                WireWords { what, start, end }
            })
            .collect(),
    }
}
