//! The readers of figures and dates, by way of a sentence that holds the input, and of a declared date.

#![no_main]

mod common;

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
    for extraction in storydiff::extract_reports(&reports, common::lexicon()) {
        for statement in extraction.statements {
            let report = reports.iter().find(|report| report.id == statement.id.report);
            let text = report.map_or("", |report| report.text.as_str());
            for figure in statement.facts.figures {
                assert!(text.get(figure.span.start..figure.span.end).is_some());
            }
            for time in statement.facts.times {
                assert!(text.get(time.span.start..time.span.end).is_some());
            }
        }
    }
});
