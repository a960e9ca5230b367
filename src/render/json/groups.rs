//! Groups, links, divergences and counts on the wire.

use serde::Serialize;

use super::{Offsets, WireSpan};
use crate::model::{Comparison, Divergence, Feature, Link, Row, Span, StatementId};
use crate::render::sheet::row_id;

#[derive(Serialize)]
pub(super) struct WireGroup<'a> {
    id: String,
    status: &'static str,
    members: Vec<String>,
    divergences: Vec<WireDivergence<'a>>,
    hints: Vec<WireDivergence<'a>>,
    wordings: Vec<WireWording>,
    links: Vec<WireLink<'a>>,
    elsewhere: Vec<WireElsewhere>,
}

#[derive(Serialize)]
struct WireElsewhere {
    report: String,
    group: String,
}

#[derive(Serialize)]
struct WireDivergence<'a> {
    kind: &'static str,
    rule: &'static str,
    statements: Vec<String>,
    values: Vec<&'a str>,
    sides: Vec<WireSide<'a>>,
    explanation: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct WireSide<'a> {
    statement: String,
    value: &'a str,
    spans: Vec<WireSpan>,
}

/// The same utterance as two statements quote it.
#[derive(Serialize)]
struct WireWording {
    statements: [String; 2],
    grade: &'static str,
    left_only: Vec<WireSpan>,
    right_only: Vec<WireSpan>,
}

#[derive(Serialize)]
pub(super) struct WireLink<'a> {
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
pub(super) struct WireCounts {
    reports: usize,
    statements_in: usize,
    statements_out: usize,
    groups: WireStatusCounts,
    by_report: Vec<WireReportCounts>,
}

#[derive(Serialize)]
struct WireStatusCounts {
    divergent: usize,
    shared: usize,
    unique: usize,
}

#[derive(Serialize)]
struct WireReportCounts {
    report: String,
    statements: usize,
    quotations: usize,
    groups: WireStatusCounts,
    set_aside: usize,
}

pub(super) fn group<'a>(
    row: &'a Row,
    features: &'a [Feature],
    offsets: &[Offsets<'_>],
) -> WireGroup<'a> {
    let divergences = |hints: bool| {
        row.divergences
            .iter()
            .filter(|divergence| divergence.is_hint() == hints)
            .map(|one| divergence(one, offsets))
            .collect()
    };
    WireGroup {
        id: row_id(row),
        status: row.status.name(),
        members: row.members.iter().map(ToString::to_string).collect(),
        divergences: divergences(false),
        hints: divergences(true),
        wordings: row
            .wordings
            .iter()
            .map(|one| WireWording {
                statements: [one.left.to_string(), one.right.to_string()],
                grade: one.grade.name(),
                left_only: spans(&one.left_only, one.left, offsets),
                right_only: spans(&one.right_only, one.right, offsets),
            })
            .collect(),
        links: row.links.iter().map(|one| link(one, features)).collect(),
        elsewhere: row
            .elsewhere
            .iter()
            .map(|other| WireElsewhere {
                report: other.report.to_string(),
                group: format!("g{}", other.row + 1),
            })
            .collect(),
    }
}

fn divergence<'a>(divergence: &'a Divergence, offsets: &[Offsets<'_>]) -> WireDivergence<'a> {
    WireDivergence {
        kind: divergence.kind.name(),
        rule: divergence.rule,
        statements: divergence
            .sides
            .iter()
            .map(|side| side.statement.to_string())
            .collect(),
        values: divergence
            .sides
            .iter()
            .map(|side| side.value.as_str())
            .collect(),
        sides: divergence
            .sides
            .iter()
            .map(|side| WireSide {
                statement: side.statement.to_string(),
                value: &side.value,
                spans: spans(&side.spans, side.statement, offsets),
            })
            .collect(),
        explanation: &divergence.explanation,
        confidence: divergence.confidence,
    }
}

fn spans(spans: &[Span], statement: StatementId, offsets: &[Offsets<'_>]) -> Vec<WireSpan> {
    offsets
        .get(statement.report.index())
        .map(|offsets| WireSpan::list(spans, offsets))
        .unwrap_or_default()
}

pub(super) fn link<'a>(link: &'a Link, features: &'a [Feature]) -> WireLink<'a> {
    WireLink {
        statements: [link.left.to_string(), link.right.to_string()],
        score: link.score,
        reasons: link
            .reasons
            .iter(features)
            .map(|reason| WireReason {
                feature: reason.feature,
                value: reason.value,
                contribution: reason.contribution,
                detail: reason.detail,
            })
            .collect(),
    }
}

pub(super) fn counts(comparison: &Comparison) -> WireCounts {
    WireCounts {
        reports: comparison.reports.len(),
        statements_in: comparison.counts.statements_in,
        statements_out: comparison.counts.statements_out,
        groups: status_counts(comparison.counts.rows),
        by_report: comparison
            .views
            .overview
            .iter()
            .map(|report| WireReportCounts {
                report: report.report.to_string(),
                statements: report.statements,
                quotations: report.quotations,
                groups: status_counts(report.rows),
                set_aside: report.set_aside.iter().map(|aside| aside.blocks).sum(),
            })
            .collect(),
    }
}

/// In the order of [`Status::ALL`](crate::model::Status::ALL).
fn status_counts([divergent, shared, unique]: [usize; 3]) -> WireStatusCounts {
    WireStatusCounts {
        divergent,
        shared,
        unique,
    }
}
