//! Quotations held against a primary document → a table for a terminal, JSON `storydiff/check/1`.
//!
//! In: the reports, the source, the graded stretches ([`crate::model::Checked`]). Out: a count by report and grade, then
//! every stretch under its report with the words of the source. Words that the source does not have stand in `{+…+}`,
//! words of the source that were left out in `[-…-]`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Screen;
use super::json::{TOOL, WireTool};
use super::offsets::{Lines, Offsets};
use super::pen::Pen;
use super::safe::{Divider, GridColumn, Run, Safe, Style, grid};
use crate::model::{Checked, Fidelity, Report, ReportId, Span};

/// Draws the table.
#[must_use]
pub fn table(reports: &[Report], source: &Report, checked: &[Checked], screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut out = Safe::default();
    let mut head = Safe::own("Quotations held against ");
    head.push_text(&source.path);
    pen.title(&head, &mut out);
    counts(reports, checked, pen, &mut out);
    let lined = Lined::new(source);
    let mut by_report: BTreeMap<ReportId, Vec<&Checked>> = BTreeMap::new();
    for entry in checked {
        by_report.entry(entry.report).or_default().push(entry);
    }
    for report in reports {
        let own = by_report.remove(&report.id).unwrap_or_default();
        let text = Lined::new(report);
        let mut title = Safe::text(&report.label);
        title.push_own(" ");
        title.push_text(&format!("({})", own.len()));
        pen.title(&title, &mut out);
        if own.is_empty() {
            pen.words(2, "no words in quotation marks", &mut out);
        }
        for entry in own {
            one(&text, &lined, entry, pen, &mut out);
        }
    }
    out
}

/// Reports by grades.
fn counts(reports: &[Report], checked: &[Checked], pen: Pen, out: &mut Safe) {
    let mut numbers: BTreeMap<(ReportId, Fidelity), usize> = BTreeMap::new();
    for entry in checked {
        *numbers.entry((entry.report, entry.fidelity)).or_default() += 1;
    }
    let count =
        |report: &Report, grade: Fidelity| numbers.get(&(report.id, grade)).copied().unwrap_or(0);
    let names: Vec<usize> = Fidelity::ALL
        .iter()
        .map(|grade| grade.name().len())
        .collect();
    let taken: usize = names.iter().map(|width| width + 2).sum();
    let room = pen.screen.width.saturating_sub(taken + 2);
    let label = reports
        .iter()
        .map(|report| Safe::text(&report.label).width())
        .max()
        .unwrap_or(0);
    if label > room {
        // Too narrow for a grid: one line a report.
        for report in reports {
            let parts: Vec<String> = Fidelity::ALL
                .into_iter()
                .map(|grade| (count(report, grade), grade.name()))
                .filter(|(count, _)| *count > 0)
                .map(|(count, name)| format!("{count} {name}"))
                .collect();
            pen.words(2, &format!("{}: {}", report.label, parts.join(", ")), out);
        }
        return;
    }
    let mut columns = vec![GridColumn {
        width: label,
        right: false,
    }];
    columns.extend(names.iter().map(|width| GridColumn {
        width: *width,
        right: true,
    }));
    let mut rows = vec![vec![vec![Safe::default()]]];
    if let Some(first) = rows.first_mut() {
        first.extend(
            Fidelity::ALL
                .iter()
                .map(|grade| vec![Safe::own(grade.name())]),
        );
    }
    for report in reports {
        let mut row = vec![vec![Safe::text(&report.label)]];
        row.extend(Fidelity::ALL.map(|grade| vec![Safe::text(&count(report, grade).to_string())]));
        rows.push(row);
    }
    out.push(&grid(&rows, &columns, Divider::Space));
}

/// A text and where its lines begin.
struct Lined<'a> {
    report: &'a Report,
    lines: Lines,
}

impl<'a> Lined<'a> {
    fn new(report: &'a Report) -> Lined<'a> {
        let lines = Lines::new(&report.text);
        Lined { report, lines }
    }
}

fn one(text: &Lined<'_>, source: &Lined<'_>, entry: &Checked, pen: Pen, out: &mut Safe) {
    let report = text.report;
    out.line(&Safe::default());
    let mut grade = vec![pen.run(Safe::own(entry.fidelity.name()), Style::Kind)];
    let speaker = entry.speaker.as_deref().unwrap_or("nobody named");
    let mut who = Safe::own(" · ");
    who.push_text(speaker);
    who.push_own(" · ");
    who.push_text(&format!("line {}", text.lines.of(entry.stretch.start)));
    grade.push(Run::plain(who));
    pen.paragraph(2, &grade, out);
    let quoted = marked(
        &report.text,
        entry.stretch,
        &entry.altered,
        ("{+", "+}"),
        pen,
    );
    let href = pen.link(report, entry.stretch);
    pen.hanging_linked(4, &Safe::own("quoted"), 12, &quoted, href.as_ref(), out);
    if let Some(whole) = passage(entry) {
        let told = match whole {
            Whole::One(span) => marked(
                &source.report.text,
                span,
                &entry.left_out,
                ("[-", "-]"),
                pen,
            ),
            Whole::Several(places) => {
                let mut runs = Vec::new();
                for (index, place) in places.iter().enumerate() {
                    if index > 0 {
                        runs.push(pen.run(Safe::own(" […] "), Style::Faint));
                    }
                    runs.extend(marked(&source.report.text, *place, &[], ("", ""), pen));
                }
                runs
            }
        };
        let line = entry
            .places
            .first()
            .map_or(1, |place| source.lines.of(place.start));
        let mut runs = told;
        runs.push(pen.run(Safe::piece(&format!(" (line {line})")), Style::Faint));
        pen.hanging(4, &Safe::own("source"), 12, &runs, out);
    }
}

/// Where the words stand in the source.
enum Whole<'a> {
    /// One passage.
    One(Span),
    /// Places apart.
    Several(&'a [Span]),
}

fn passage(entry: &Checked) -> Option<Whole<'_>> {
    let cover = entry.places.iter().copied().reduce(Span::cover)?;
    if entry.fidelity == Fidelity::Spliced || entry.places.len() > entry.left_out.len() + 1 {
        return Some(Whole::Several(&entry.places));
    }
    Some(Whole::One(cover))
}

fn marked(
    text: &str,
    whole: Span,
    marks: &[Span],
    signs: (&'static str, &'static str),
    pen: Pen,
) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = whole.start;
    for mark in marks.iter().filter_map(|mark| mark.intersection(whole)) {
        runs.push(Run::plain(Safe::piece(Span::new(at, mark.start).cut(text))));
        let mut words = Safe::own(signs.0);
        words.push(&Safe::piece(mark.cut(text)));
        words.push_own(signs.1);
        runs.push(pen.run(words, Style::Mark));
        at = mark.end;
    }
    runs.push(Run::plain(Safe::piece(Span::new(at, whole.end).cut(text))));
    runs
}

#[derive(Serialize)]
struct WireCheck<'a> {
    schema: &'static str,
    tool: WireTool,
    source: WireText<'a>,
    reports: Vec<WireText<'a>>,
    quotations: Vec<WireChecked<'a>>,
}

#[derive(Serialize)]
struct WireText<'a> {
    id: Option<String>,
    label: &'a str,
    path: &'a str,
    sha256: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct WireChecked<'a> {
    report: String,
    speaker: Option<&'a str>,
    fidelity: &'static str,
    text: &'a str,
    span: WireSpan,
    places: Vec<WireSpan>,
    altered: Vec<WireSpan>,
    left_out: Vec<WireSpan>,
}

#[derive(Serialize)]
struct WireSpan {
    start: usize,
    end: usize,
}

/// Everything as JSON. Spans count code points: `span` and `altered` in the report, `places` and `left_out` in the source.
#[must_use]
pub fn json(reports: &[Report], source: &Report, checked: &[Checked]) -> String {
    let of_source = Offsets::new(&source.text);
    let of_reports: Vec<Offsets<'_>> = reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect();
    let spans = |offsets: &Offsets<'_>, list: &[Span]| -> Vec<WireSpan> {
        list.iter().map(|span| wire_span(offsets, *span)).collect()
    };
    let quotations = checked
        .iter()
        .filter_map(|entry| {
            let report = reports.get(entry.report.index())?;
            let offsets = of_reports.get(entry.report.index())?;
            Some(WireChecked {
                report: report.id.to_string(),
                speaker: entry.speaker.as_deref(),
                fidelity: entry.fidelity.name(),
                text: entry.stretch.cut(&report.text),
                span: wire_span(offsets, entry.stretch),
                places: spans(&of_source, &entry.places),
                altered: spans(offsets, &entry.altered),
                left_out: spans(&of_source, &entry.left_out),
            })
        })
        .collect();
    let wire = WireCheck {
        schema: "storydiff/check/1",
        tool: TOOL,
        source: wire_text(source, None),
        reports: reports
            .iter()
            .map(|report| wire_text(report, Some(report.id.to_string())))
            .collect(),
        quotations,
    };
    super::json::line(&wire)
}

fn wire_text(report: &Report, id: Option<String>) -> WireText<'_> {
    WireText {
        id,
        label: &report.label,
        path: &report.path,
        sha256: &report.sha256,
        text: &report.text,
    }
}

fn wire_span(offsets: &Offsets<'_>, span: Span) -> WireSpan {
    let (start, end) = offsets.span(span);
    WireSpan { start, end }
}
