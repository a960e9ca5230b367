//! An invented speech and four reports of it: every grade of fidelity, as one table that a person can read.
//!
//! `UPDATE_EXPECT=1 cargo test` writes `tests/check/expected.txt` anew; read the difference.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;

use storydiff::lexicon::Lexicon;
use storydiff::model::{Fidelity, Report, Span};
use storydiff::read::{Input, ReadConfig, read};

fn report(name: &str, lexicon: &Lexicon) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/check")
        .join(name);
    let bytes = std::fs::read(path).unwrap();
    let input = Input {
        path: name,
        bytes: &bytes,
        label: None,
        format: None,
    };
    read(input, lexicon, &ReadConfig::default())
        .unwrap()
        .0
        .remove(0)
}

fn joined(spans: &[Span], text: &str) -> String {
    spans
        .iter()
        .map(|span| {
            span.cut(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn every_grade_is_right() {
    let lexicon = Lexicon::embedded();
    let source = report("transcript.txt", &lexicon);
    let mut reports: Vec<Report> = [
        "a-herald.txt",
        "b-courier.txt",
        "c-observer.txt",
        "d-evening.txt",
    ]
    .iter()
    .map(|name| report(name, &lexicon))
    .collect();
    storydiff::number_reports(&mut reports);
    let checked = storydiff::check_quotations(&reports, &source, &lexicon);
    let mut table = String::new();
    for entry in &checked {
        let report = &reports[entry.report.index()];
        table += &format!(
            "{} {} ({})\n  quoted:   {}\n",
            report.label,
            entry.fidelity.name(),
            entry.speaker.as_deref().unwrap_or("nobody named"),
            joined(&[entry.stretch], &report.text),
        );
        for (name, spans, text) in [
            ("source:  ", &entry.places, &source.text),
            ("altered: ", &entry.altered, &report.text),
            ("left out:", &entry.left_out, &source.text),
        ] {
            if !spans.is_empty() {
                table += &format!("  {name} {}\n", joined(spans, text));
            }
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/expected.txt");
    expect_test::expect_file![file].assert_eq(&table);
    for grade in Fidelity::ALL {
        let count = checked
            .iter()
            .filter(|entry| entry.fidelity == grade)
            .count();
        assert!(count >= 3, "{} stands {count} times only", grade.name());
    }
}

#[test]
fn json_holds_to_its_schema_and_its_spans_cut_the_words() {
    let lexicon = Lexicon::embedded();
    let source = report("transcript.txt", &lexicon);
    let mut reports = vec![report("a-herald.txt", &lexicon)];
    storydiff::number_reports(&mut reports);
    let checked = storydiff::check_quotations(&reports, &source, &lexicon);
    let text = storydiff::render::fidelity::json(&reports, &source, &checked);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schema/check-1.json");
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let faults: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let letters: Vec<char> = value["reports"][0]["text"]
        .as_str()
        .unwrap()
        .chars()
        .collect();
    for quotation in value["quotations"].as_array().unwrap() {
        let [start, end] = ["start", "end"]
            .map(|name| usize::try_from(quotation["span"][name].as_u64().unwrap()).unwrap());
        let cut: String = letters[start..end].iter().collect();
        assert_eq!(cut, quotation["text"].as_str().unwrap());
    }
}
