//! Invariants of comparing: copies do not differ, the order of the reports does not matter.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use storydiff::compare::{Outcome, Prepared, Tables, compare};
use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Group, NoteKind, Report, ReportId, Statement};
use storydiff::read::{Input, ReadConfig, read};
use storydiff::text::{Document, Story};

const TEXT: &str = "Ferry sinks off Orvo, killing 41

ORVO, March 4, 2024 - At least 41 people were killed when a ferry capsized on Lake Orvo on Monday, officials said.

\"The boat was far too full,\" harbour master Ana Ruiz said. The police denied that the crew was drunk.

The militants on the island may have shot at the ferry, two survivors said. The government will hold an inquiry.

Some 30 people were hurt. The ship did not send a distress signal before it sank, Ruiz said.
";

const OTHER: &str = "30 dead as ferry sinks off Orvo

ORVO, March 4, 2024 - Thirty people were killed when a ferry capsized on Lake Orvo on Sunday, officials said.

\"The boat was much too full,\" harbour master Ana Ruiz said. The crew was drunk, survivors said.

The terrorists on the island shot at the ferry, two survivors said.

The ship sent a distress signal before it sank, Ruiz said.
";

fn reports(texts: &[&str], lexicon: &Lexicon) -> Vec<Report> {
    texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let input = Input {
                path: "made.txt",
                bytes: text.as_bytes(),
                label: None,
                format: None,
            };
            let mut report = read(input, lexicon, &ReadConfig::default())
                .unwrap()
                .0
                .remove(0);
            report.id = ReportId::new(number);
            report
        })
        .collect()
}

/// Puts the n-th statements of all reports into one group, and all statements of headline and lede into another.
fn outcome(texts: &[&str], lexicon: &Lexicon) -> (Outcome, Vec<Vec<Statement>>) {
    let words = Words::new(lexicon);
    let reports = reports(texts, lexicon);
    let documents: Vec<Document> = reports
        .iter()
        .map(|report| Document::new(report, lexicon))
        .collect();
    let statements: Vec<Vec<Statement>> = reports
        .iter()
        .zip(&documents)
        .map(|(report, document)| extract(report, document, &words).statements)
        .collect();
    let longest = statements.iter().map(Vec::len).max().unwrap();
    let groups = (0..longest)
        .map(|number| Group {
            members: statements
                .iter()
                .filter_map(|list| Some(list.get(number)?.id))
                .collect(),
            links: Vec::new(),
        })
        .collect();

    let story = Story {
        reports: &reports,
        documents: &documents,
        statements: &statements,
    };
    (
        compare(Prepared::new(&story, &Tables::new(lexicon)), groups),
        statements,
    )
}

#[test]
fn copies_do_not_differ() {
    let lexicon = Lexicon::embedded();
    let (outcome, _) = outcome(&[TEXT, TEXT, TEXT], &lexicon);
    for row in &outcome.rows {
        assert!(row.divergences.is_empty(), "{:?}", row.divergences);
    }
    assert_eq!(outcome.notes.len(), 1);
    assert_eq!(outcome.notes[0].kind, NoteKind::SameText);
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let lexicon = Lexicon::embedded();
    let shown = |texts: &[&str]| {
        let (outcome, statements) = outcome(texts, &lexicon);
        let mut lines = Vec::new();
        for row in &outcome.rows {
            let mut members: Vec<String> = row
                .members
                .iter()
                .map(|id| {
                    let statement = &statements[id.report.index()][id.number()];
                    statement.span.cut(texts[id.report.index()]).to_owned()
                })
                .collect();
            members.sort();
            let mut divergences: Vec<String> = row
                .divergences
                .iter()
                .map(|divergence| {
                    let mut values: Vec<&str> = divergence
                        .sides
                        .iter()
                        .map(|side| side.value.as_str())
                        .collect();
                    values.sort_unstable();
                    format!(
                        "{} {values:?} {:.3}",
                        divergence.rule, divergence.confidence
                    )
                })
                .collect();
            divergences.sort();
            lines.push((row.status, members, divergences));
        }
        lines
    };
    let one = shown(&[TEXT, OTHER]);
    assert!(
        one.iter()
            .any(|(_, _, divergences)| !divergences.is_empty())
    );
    assert_eq!(one, shown(&[OTHER, TEXT]));
}

#[test]
fn a_later_report_of_another_day_is_named_once() {
    let lexicon = Lexicon::embedded();
    let later = OTHER
        .replace("March 4, 2024 - Thirty", "April 20, 2024 - Thirty")
        .replace("Lake Orvo on Sunday", "Lake Orvo on April 19, 2024");
    let (outcome, _) = outcome(&[TEXT, OTHER, &later], &lexicon);
    let dates: Vec<_> = outcome
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::DifferentDate)
        .collect();
    assert!(dates.len() <= 1, "{dates:?}");
}

#[test]
fn a_report_of_another_event_is_named() {
    let lexicon = Lexicon::embedded();
    let other = "Rovers win the cup after a late goal

Striker Mia Berg scored in the last minute as Rovers beat Athletic 2-1 in front of 40,000 fans in the national stadium.

The coach praised her defenders and promised a party for the whole town.
";
    let (outcome, _) = outcome(&[TEXT, OTHER, other], &lexicon);
    let events: Vec<_> = outcome
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::DifferentEvent)
        .collect();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0].reports, [ReportId::new(2)]);
}
