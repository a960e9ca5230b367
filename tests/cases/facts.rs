//! Input: one sentence a line, each a paragraph of a report published on Thursday 12 March 2020. Output: for each
//! sentence its facts, one a line, those that the case file's first word names (`number`, `time`, `polarity`,
//! `certainty`).

use std::fmt::Write as _;

use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Basis, Facts, Published, Report, Span, TimeValue, Unit};
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::Document;

fn number(facts: &Facts, text: &str, out: &mut String) {
    for figure in &facts.figures {
        let high = figure
            .high
            .map_or("…".to_owned(), |high| high.normalize().to_string());
        let unit = match &figure.unit {
            Unit::Money(code) => code.clone(),
            Unit::Measure(base) => base.clone(),
            unit => format!("{unit:?}").to_lowercase(),
        };
        let _ = writeln!(
            out,
            "{} → {}..{} ±{} {:?} {unit} {}",
            figure.span.cut(text),
            figure.low.normalize(),
            high,
            figure.rounding.normalize(),
            figure.bound,
            figure.counted.as_deref().unwrap_or("-")
        );
    }
}

fn time(facts: &Facts, text: &str, out: &mut String) {
    for time in &facts.times {
        let value = match &time.value {
            TimeValue::Date {
                from,
                to,
                precision,
                time,
            } => {
                let clock = time.map_or(String::new(), |time| format!(" {time}"));
                if from == to {
                    format!("{from} {precision:?}{clock}")
                } else {
                    format!("{from}..{to} {precision:?}{clock}")
                }
            }
            TimeValue::Unresolved { key } => format!("? {key}"),
            TimeValue::TimeOfDay(time) => time.to_string(),
            TimeValue::Duration { days, unit } => format!("{} days ({unit})", days.normalize()),
        };
        let resolved = if time.resolved { " (resolved)" } else { "" };
        let _ = writeln!(out, "{} → {value}{resolved}", time.span.cut(text));
    }
}

fn marked(cue: Span, scope: Span, text: &str) -> String {
    format!("{} → {}", cue.cut(text), scope.cut(text))
}

#[test]
fn facts_of_sentences() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    let words = Words::new(&lexicon);
    super::check("facts", |case| {
        let mut out = String::new();
        let (what, input) = case.input.split_once('\n').unwrap_or((&case.input, ""));
        for line in input.lines().filter(|line| !line.trim().is_empty()) {
            let text = format!("A headline\n\n{line}\n");
            let input = Input {
                path: "case.txt",
                bytes: text.as_bytes(),
                label: None,
                format: None,
            };
            let (mut reports, _) = reader.read(input, &ReadConfig::default()).unwrap();
            let report: &mut Report = &mut reports[0];
            report.metadata.published = Some(Published {
                date: "2020-03-12".parse().unwrap(),
                basis: Basis::Metadata,
                trusted: !what.contains("undated"),
            });
            let document = Document::new(report, &lexicon);
            let _ = writeln!(out, "{line}");
            let mut found = String::new();
            for statement in extract(report, &document, &words).statements.iter().skip(1) {
                let (facts, text) = (&statement.facts, report.text.as_str());
                match what.split(' ').next().unwrap_or("") {
                    "number" => number(facts, text, &mut found),
                    "time" => time(facts, text, &mut found),
                    "polarity" => {
                        for marker in &facts.negations {
                            found += &(marked(marker.cue, marker.scope, text) + "\n");
                        }
                    }
                    "certainty" => {
                        for hedge in &facts.hedges {
                            let name = hedge.certainty.name();
                            found += &format!("{name}: {}\n", marked(hedge.cue, hedge.scope, text));
                        }
                    }
                    other => found += &format!("no such facts: {other}\n"),
                }
            }
            for fact in found.lines() {
                let _ = writeln!(out, "  {fact}");
            }
        }
        out
    });
}
