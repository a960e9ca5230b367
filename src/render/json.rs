//! The JSON output: wire structs and their schema numbers. Spans count Unicode code points.

use serde::Serialize;

use super::offsets::Offsets;
use crate::model::{Comparison, Kind, Link, Note, Quotation, Report, Speaker, Statement};

#[derive(Serialize)]
struct WireComparison<'a> {
    schema: &'static str,
    reports: Vec<WireReport<'a>>,
    statements: Vec<WireStatement<'a>>,
    groups: Vec<WireGroup<'a>>,
    warnings: Vec<WireWarning<'a>>,
    counts: WireCounts,
}

#[derive(Serialize)]
struct WireReport<'a> {
    id: String,
    label: &'a str,
    outlet: Option<&'a str>,
    path: &'a str,
    text: &'a str,
    headline: Option<&'a str>,
    published: Option<WirePublished>,
    language: Option<&'a str>,
    words: usize,
    dropped: Vec<WireDropped>,
}

#[derive(Serialize)]
struct WirePublished {
    date: String,
    basis: &'static str,
    trusted: bool,
}

#[derive(Serialize)]
struct WireDropped {
    span: WireSpan,
    role: &'static str,
}

#[derive(Serialize, Clone, Copy)]
struct WireSpan {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct WireStatement<'a> {
    id: String,
    report: String,
    kind: &'static str,
    text: &'a str,
    span: WireSpan,
    quotation: Option<WireQuotation<'a>>,
}

#[derive(Serialize)]
struct WireQuotation<'a> {
    form: &'static str,
    content: Vec<WireSpan>,
    cue: Option<WireSpan>,
    speaker: Option<WireSpeaker<'a>>,
}

#[derive(Serialize)]
struct WireSpeaker<'a> {
    mention: Option<WireSpan>,
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct WireGroup<'a> {
    id: String,
    status: &'static str,
    members: Vec<String>,
    divergences: Vec<WireDivergence<'a>>,
    links: Vec<WireLink<'a>>,
}

#[derive(Serialize)]
struct WireDivergence<'a> {
    kind: &'static str,
    statements: Vec<String>,
    rule: &'static str,
    values: Vec<&'a str>,
    explanation: &'a str,
}

#[derive(Serialize)]
struct WireLink<'a> {
    statements: [String; 2],
    score: f64,
    reasons: Vec<WireReason<'a>>,
}

#[derive(Serialize)]
struct WireReason<'a> {
    feature: &'static str,
    value: f64,
    contribution: f64,
    detail: &'a str,
}

#[derive(Serialize)]
struct WireWarning<'a> {
    kind: &'static str,
    reports: Vec<String>,
    message: &'a str,
}

#[derive(Serialize)]
struct WireCounts {
    reports: usize,
    statements_in: usize,
    statements_out: usize,
}

/// The comparison, `storydiff/comparison/1`.
#[must_use]
pub fn comparison(comparison: &Comparison) -> String {
    let offsets: Vec<Offsets<'_>> = comparison
        .reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect();
    let statements: Vec<WireStatement<'_>> = comparison
        .statements
        .iter()
        .flatten()
        .filter_map(|statement| {
            let report = comparison.report(statement.id.report)?;
            Some(wire_statement(
                statement,
                report,
                offsets.get(statement.id.report.0)?,
            ))
        })
        .collect();
    let seen: std::collections::BTreeSet<_> = comparison
        .rows
        .iter()
        .flat_map(|row| row.members.iter().copied())
        .collect();
    let wire = WireComparison {
        schema: "storydiff/comparison/1",
        reports: comparison
            .reports
            .iter()
            .zip(&offsets)
            .map(|(report, offsets)| wire_report(report, offsets))
            .collect(),
        counts: WireCounts {
            reports: comparison.reports.len(),
            statements_in: statements.len(),
            statements_out: seen.len(),
        },
        statements,
        groups: comparison
            .rows
            .iter()
            .map(|row| WireGroup {
                id: format!("g{}", row.number + 1),
                status: row.status.name(),
                members: row.members.iter().map(ToString::to_string).collect(),
                divergences: row
                    .divergences
                    .iter()
                    .filter(|divergence| !divergence.is_hint())
                    .map(|divergence| WireDivergence {
                        kind: divergence.kind.name(),
                        statements: divergence
                            .sides
                            .iter()
                            .map(|side| side.statement.to_string())
                            .collect(),
                        rule: divergence.rule,
                        values: divergence
                            .sides
                            .iter()
                            .map(|side| side.value.as_str())
                            .collect(),
                        explanation: &divergence.explanation,
                    })
                    .collect(),
                links: row.links.iter().map(wire_link).collect(),
            })
            .collect(),
        warnings: comparison.notes.iter().map(wire_warning).collect(),
    };
    to_text(&wire)
}

#[derive(Serialize)]
struct WireQuotations<'a> {
    schema: &'static str,
    reports: Vec<WireReport<'a>>,
    statements: Vec<WireStatement<'a>>,
    warnings: Vec<WireWarning<'a>>,
}

/// The quotations of each report alone, whole, `storydiff/quotes/1`.
#[must_use]
pub fn quotations(reports: &[Report], quotations: &[Vec<Quotation>], notes: &[Note]) -> String {
    let offsets: Vec<Offsets<'_>> = reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect();
    let statements = reports
        .iter()
        .zip(quotations)
        .zip(&offsets)
        .flat_map(|((report, quotations), offsets)| {
            quotations
                .iter()
                .enumerate()
                .map(move |(number, quotation)| {
                    let span = quotation
                        .content
                        .iter()
                        .copied()
                        .reduce(crate::model::Span::cover)
                        .unwrap_or_default();
                    WireStatement {
                        id: format!("{}q{}", report.id, number + 1),
                        report: report.id.to_string(),
                        kind: "quotation",
                        text: span.cut(&report.text),
                        span: wire_span(span, offsets),
                        quotation: Some(wire_quotation(quotation, offsets)),
                    }
                })
        })
        .collect();
    to_text(&WireQuotations {
        schema: "storydiff/quotes/1",
        reports: reports
            .iter()
            .zip(&offsets)
            .map(|(report, offsets)| wire_report(report, offsets))
            .collect(),
        statements,
        warnings: notes.iter().map(wire_warning).collect(),
    })
}

fn to_text(wire: &impl Serialize) -> String {
    // Wire structs hold only strings, numbers and lists: serialising them cannot fail.
    serde_json::to_string(wire)
        .map(|text| text + "\n")
        .unwrap_or_default()
}

fn wire_span(span: crate::model::Span, offsets: &Offsets<'_>) -> WireSpan {
    let (start, end) = offsets.span(span);
    WireSpan { start, end }
}

fn wire_report<'a>(report: &'a Report, offsets: &Offsets<'_>) -> WireReport<'a> {
    WireReport {
        id: report.id.to_string(),
        label: &report.label,
        outlet: report
            .metadata
            .outlet
            .as_ref()
            .map(|outlet| outlet.value.as_str()),
        path: &report.path,
        text: &report.text,
        headline: report
            .metadata
            .headline
            .as_ref()
            .map(|headline| headline.value.as_str()),
        published: report
            .metadata
            .published
            .as_ref()
            .map(|published| WirePublished {
                date: published.date.to_string(),
                basis: published.basis.name(),
                trusted: published.trusted,
            }),
        language: report
            .metadata
            .language
            .as_ref()
            .map(|language| language.value.as_str()),
        words: report.words(),
        dropped: report
            .blocks
            .iter()
            .filter(|block| !block.role.makes_statements())
            .map(|block| WireDropped {
                span: wire_span(block.span, offsets),
                role: block.role.name(),
            })
            .collect(),
    }
}

fn wire_statement<'a>(
    statement: &'a Statement,
    report: &'a Report,
    offsets: &Offsets<'_>,
) -> WireStatement<'a> {
    WireStatement {
        id: statement.id.to_string(),
        report: statement.id.report.to_string(),
        kind: match statement.kind {
            Kind::Quotation => "quotation",
            Kind::Claim => "claim",
        },
        text: statement.span.cut(&report.text),
        span: wire_span(statement.span, offsets),
        quotation: statement
            .quotation
            .as_ref()
            .map(|quotation| wire_quotation(quotation, offsets)),
    }
}

fn wire_quotation<'a>(quotation: &'a Quotation, offsets: &Offsets<'_>) -> WireQuotation<'a> {
    WireQuotation {
        form: quotation.form.name(),
        content: quotation
            .content
            .iter()
            .map(|span| wire_span(*span, offsets))
            .collect(),
        cue: quotation.cue.map(|span| wire_span(span, offsets)),
        speaker: quotation
            .speaker
            .as_ref()
            .map(|speaker| wire_speaker(speaker, offsets)),
    }
}

fn wire_speaker<'a>(speaker: &'a Speaker, offsets: &Offsets<'_>) -> WireSpeaker<'a> {
    WireSpeaker {
        mention: speaker.mention.map(|span| wire_span(span, offsets)),
        name: speaker.name.as_deref(),
    }
}

fn wire_link(link: &Link) -> WireLink<'_> {
    WireLink {
        statements: [link.left.to_string(), link.right.to_string()],
        score: link.score,
        reasons: link
            .reasons
            .iter()
            .map(|reason| WireReason {
                feature: reason.feature,
                value: reason.value,
                contribution: reason.contribution,
                detail: &reason.detail,
            })
            .collect(),
    }
}

fn wire_warning(note: &Note) -> WireWarning<'_> {
    WireWarning {
        kind: note.kind.name(),
        reports: note.reports.iter().map(ToString::to_string).collect(),
        message: &note.message,
    }
}
