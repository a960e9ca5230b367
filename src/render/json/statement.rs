//! Statements, quotations and typed facts on the wire.

use serde::Serialize;

use super::{Offsets, WireSpan};
use crate::model::{Facts, Figure, Quotation, Report, Statement, TimeExpression, TimeValue, Unit};

#[derive(Serialize)]
pub(super) struct WireStatement<'a> {
    id: String,
    report: String,
    kind: &'static str,
    role: &'static str,
    text: &'a str,
    span: WireSpan,
    quotation: Option<WireQuotation<'a>>,
    facts: WireFacts<'a>,
}

#[derive(Serialize)]
pub(super) struct WireQuotation<'a> {
    form: &'static str,
    act: &'static str,
    content: Vec<WireSpan>,
    quoted: Vec<WireSpan>,
    cue: Option<WireSpan>,
    speaker: Option<WireSpeaker<'a>>,
    confidence: f32,
}

#[derive(Serialize)]
struct WireSpeaker<'a> {
    mention: Option<WireSpan>,
    name: Option<&'a str>,
    title: Option<&'a str>,
    kind: &'static str,
}

#[derive(Serialize)]
struct WireFacts<'a> {
    figures: Vec<WireFigure<'a>>,
    times: Vec<WireTime<'a>>,
    names: Vec<WireName<'a>>,
    negations: Vec<WireMarker>,
    hedges: Vec<WireHedge>,
}

/// Values are decimal strings: a figure is never a float.
#[derive(Serialize)]
struct WireFigure<'a> {
    span: WireSpan,
    low: String,
    high: Option<String>,
    bound: &'static str,
    rounding: String,
    unit: WireUnit<'a>,
    counted: Option<&'a str>,
    counted_span: Option<WireSpan>,
}

#[derive(Serialize)]
pub(super) struct WireUnit<'a> {
    kind: &'static str,
    code: Option<&'a str>,
}

impl<'a> WireUnit<'a> {
    pub(super) fn new(unit: &'a Unit) -> Self {
        Self {
            kind: unit.name(),
            code: match unit {
                Unit::Money(code) | Unit::Measure(code) => Some(code),
                _ => None,
            },
        }
    }
}

#[derive(Serialize)]
struct WireTime<'a> {
    span: WireSpan,
    resolved: bool,
    #[serde(flatten)]
    value: WireTimeValue<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum WireTimeValue<'a> {
    Date {
        from: String,
        to: String,
        precision: &'static str,
        time: Option<String>,
    },
    Unresolved {
        key: &'a str,
    },
    TimeOfDay {
        time: String,
    },
    Duration {
        days: String,
        unit: &'a str,
    },
}

#[derive(Serialize)]
struct WireName<'a> {
    span: WireSpan,
    kind: &'static str,
    full: &'a str,
    key: &'a str,
}

#[derive(Serialize)]
struct WireMarker {
    cue: WireSpan,
    scope: WireSpan,
}

#[derive(Serialize)]
struct WireHedge {
    cue: WireSpan,
    scope: WireSpan,
    certainty: &'static str,
}

/// All statements, those of each report after those of the one before.
pub(super) fn statements<'a>(
    statements: &'a [Vec<Statement>],
    reports: &'a [Report],
    offsets: &[Offsets<'_>],
) -> impl Iterator<Item = WireStatement<'a>> {
    let by_report = statements.iter().zip(reports).zip(offsets);
    by_report.flat_map(|((statements, report), offsets)| {
        statements
            .iter()
            .map(move |one| statement(one, report, offsets))
    })
}

pub(super) fn statement<'a>(
    statement: &'a Statement,
    report: &'a Report,
    offsets: &Offsets<'_>,
) -> WireStatement<'a> {
    WireStatement {
        id: statement.id.to_string(),
        report: statement.id.report.to_string(),
        kind: statement.kind.name(),
        role: statement.role.name(),
        text: statement.span.cut(&report.text),
        span: WireSpan::new(statement.span, offsets),
        quotation: statement
            .quotation
            .as_ref()
            .map(|one| quotation(one, offsets)),
        facts: facts(&statement.facts, offsets),
    }
}

pub(super) fn quotation<'a>(quotation: &'a Quotation, offsets: &Offsets<'_>) -> WireQuotation<'a> {
    WireQuotation {
        form: quotation.form.name(),
        act: quotation.act.name(),
        content: WireSpan::list(&quotation.content, offsets),
        quoted: WireSpan::list(&quotation.quoted, offsets),
        cue: quotation.cue.map(|span| WireSpan::new(span, offsets)),
        speaker: quotation.speaker.as_ref().map(|speaker| WireSpeaker {
            mention: speaker.mention.map(|span| WireSpan::new(span, offsets)),
            name: speaker.name.as_deref(),
            title: speaker.title.as_deref(),
            kind: speaker.kind.name(),
        }),
        confidence: quotation.confidence,
    }
}

fn facts<'a>(facts: &'a Facts, offsets: &Offsets<'_>) -> WireFacts<'a> {
    WireFacts {
        figures: facts
            .figures
            .iter()
            .map(|one| figure(one, offsets))
            .collect(),
        times: facts.times.iter().map(|one| time(one, offsets)).collect(),
        names: facts
            .names
            .iter()
            .map(|name| WireName {
                span: WireSpan::new(name.span, offsets),
                kind: name.kind.name(),
                full: &name.full,
                key: &name.key,
            })
            .collect(),
        negations: facts
            .negations
            .iter()
            .map(|marker| WireMarker {
                cue: WireSpan::new(marker.cue, offsets),
                scope: WireSpan::new(marker.scope, offsets),
            })
            .collect(),
        hedges: facts
            .hedges
            .iter()
            .map(|hedge| WireHedge {
                cue: WireSpan::new(hedge.cue, offsets),
                scope: WireSpan::new(hedge.scope, offsets),
                certainty: hedge.certainty.name(),
            })
            .collect(),
    }
}

fn figure<'a>(figure: &'a Figure, offsets: &Offsets<'_>) -> WireFigure<'a> {
    WireFigure {
        span: WireSpan::new(figure.span, offsets),
        low: figure.low.to_string(),
        high: figure.high.map(|high| high.to_string()),
        bound: figure.bound.name(),
        rounding: figure.rounding.to_string(),
        unit: WireUnit::new(&figure.unit),
        counted: figure.counted.as_deref(),
        counted_span: figure.counted_span.map(|span| WireSpan::new(span, offsets)),
    }
}

fn time<'a>(time: &'a TimeExpression, offsets: &Offsets<'_>) -> WireTime<'a> {
    WireTime {
        span: WireSpan::new(time.span, offsets),
        resolved: time.resolved,
        value: match &time.value {
            TimeValue::Date {
                from,
                to,
                precision,
                time,
            } => WireTimeValue::Date {
                from: from.to_string(),
                to: to.to_string(),
                precision: precision.name(),
                time: time.map(|time| time.to_string()),
            },
            TimeValue::Unresolved { key } => WireTimeValue::Unresolved { key },
            TimeValue::TimeOfDay(time) => WireTimeValue::TimeOfDay {
                time: time.to_string(),
            },
            TimeValue::Duration { days, unit } => WireTimeValue::Duration {
                days: days.to_string(),
                unit,
            },
        },
    }
}
