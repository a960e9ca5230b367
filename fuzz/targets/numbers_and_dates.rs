//! The readers of figures and dates, by way of a sentence that holds the input, and of a declared date.

#![no_main]

mod common;

use std::sync::OnceLock;

use storydiff::extract;
use storydiff::text::Document;

/// The tables, made once: making them takes a hundred times as long as reading a sentence.
fn words() -> &'static extract::Words<'static> {
    static WORDS: OnceLock<extract::Words<'static>> = OnceLock::new();
    WORDS.get_or_init(|| extract::Words::new(common::lexicon()))
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut reports = common::read(
        format!("Crane falls\n\nThe crane weighed {text} people as it fell on {text}.").as_bytes(),
        Some(storydiff::read::InputFormat::Text),
    );
    let quoted: String = text
        .chars()
        .filter(|letter| !letter.is_control() && !matches!(letter, '"' | '\\'))
        .collect();
    let record = format!("{{\"title\":\"Crane\",\"date\":\"{quoted}\",\"text\":\"The crane fell on Monday.\"}}");
    reports.extend(common::read(record.as_bytes(), Some(storydiff::read::InputFormat::Json)));
    storydiff::number_reports(&mut reports);
    for report in &reports {
        let document = Document::new(report, common::lexicon());
        for statement in extract::extract(report, &document, words()).statements {
            let text = report.text.as_str();
            for figure in statement.facts.figures {
                assert!(text.get(figure.span.start..figure.span.end).is_some());
            }
            for time in statement.facts.times {
                assert!(text.get(time.span.start..time.span.end).is_some());
            }
        }
    }
});
