//! What must hold for any input: nothing lost, spans exact, order of no matter, a copy all shared.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use storydiff::Config;
use storydiff::lexicon::Lexicon;
use storydiff::model::{Comparison, Report, Status};
use storydiff::read::{Input, ReadConfig, read};

fn reports_of(texts: &[String], lexicon: &Lexicon) -> Vec<Report> {
    let mut reports = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let path = format!("report{index}.txt");
        let input = Input {
            path: &path,
            bytes: text.as_bytes(),
            label: None,
            format: None,
        };
        if let Ok((read, _)) = read(input, lexicon, &ReadConfig::default()) {
            reports.extend(read);
        }
    }
    storydiff::number_reports(&mut reports);
    reports
}

fn compare(texts: &[String]) -> Comparison {
    let lexicon = Lexicon::embedded();
    let reports = reports_of(texts, &lexicon);
    storydiff::compare_reports(reports, Vec::new(), &lexicon, &Config::default())
}

/// Status, the words of each report by its label, kinds of divergence.
type Told = (Status, BTreeSet<(String, String)>, BTreeSet<String>);

/// Rows by what they say, without names of reports or statements.
fn told(comparison: &Comparison) -> BTreeSet<Told> {
    comparison
        .rows
        .iter()
        .map(|row| {
            let members = row
                .members
                .iter()
                .map(|member| {
                    let label = comparison.report(member.report).unwrap().label.clone();
                    (label, comparison.text_of(*member).to_owned())
                })
                .collect();
            let kinds = row
                .divergences
                .iter()
                .map(|found| found.kind.name().to_owned())
                .collect();
            (row.status, members, kinds)
        })
        .collect()
}

fn holds_everything(comparison: &Comparison) {
    let mut rows_of: BTreeMap<_, Vec<Status>> = BTreeMap::new();
    for row in &comparison.rows {
        assert!(!row.members.is_empty());
        let reports: BTreeSet<_> = row.members.iter().map(|member| member.report).collect();
        assert_eq!(
            row.status == Status::Unique,
            reports.len() == 1,
            "a row of one report is unique, and no other"
        );
        for member in &row.members {
            rows_of.entry(*member).or_default().push(row.status);
        }
    }
    for (report, statements) in comparison.reports.iter().zip(&comparison.statements) {
        for (number, statement) in statements.iter().enumerate() {
            assert_eq!(
                (statement.id.report, statement.id.number),
                (report.id, number)
            );
            let cut = report.text.get(statement.span.start..statement.span.end);
            assert!(
                cut.is_some_and(|cut| !cut.is_empty() && cut.trim() == cut),
                "{:?}",
                statement.span
            );
            let rows = rows_of
                .get(&statement.id)
                .unwrap_or_else(|| panic!("{} is lost", statement.id));
            if rows.contains(&Status::Unique) {
                assert_eq!(
                    rows.len(),
                    1,
                    "{} is unique and stands in {} rows",
                    statement.id,
                    rows.len()
                );
            }
        }
        // Every letter of headline, deck and body stands in some statement.
        for block in report
            .blocks
            .iter()
            .filter(|block| block.role.makes_statements())
        {
            for (offset, letter) in block.span.cut(&report.text).char_indices() {
                let at = block.span.start + offset;
                let held = statements
                    .iter()
                    .any(|found| found.span.start <= at && at < found.span.end);
                assert!(
                    held || !letter.is_alphanumeric(),
                    "`{letter}` at byte {at} stands in no statement"
                );
            }
        }
    }
}

/// Text that looks like news to a reader of bytes: names, figures, marks, odd white space.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{2,9}",
        2 => "[A-Z][a-z]{2,8}",
        1 => "[1-9][0-9]{0,4}",
        1 => Just("said".to_owned()),
        1 => Just("not".to_owned()),
        1 => Just("“we will”".to_owned()),
        1 => Just("\"he".to_owned()),
        1 => Just("U.S.".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => Just("''x''".to_owned()),
    ];
    let sentence =
        prop::collection::vec(word, 4..18).prop_map(|words| format!("The {}.", words.join(" ")));
    prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "))
}

fn report() -> impl Strategy<Value = String> {
    prop::collection::vec(paragraph(), 1..5).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(texts in prop::collection::vec(report(), 2..4)) {
        holds_everything(&compare(&texts));
    }

    #[test]
    fn any_text_is_held(texts in prop::collection::vec("\\PC{0,200}", 2..4)) {
        holds_everything(&compare(&texts));
    }

    #[test]
    fn the_order_of_the_reports_changes_no_group(texts in prop::collection::vec(report(), 2..4)) {
        let lexicon = Lexicon::embedded();
        let reports = reports_of(&texts, &lexicon);
        let mut reversed = reports.clone();
        reversed.reverse();
        for (index, report) in reversed.iter_mut().enumerate() {
            report.id = storydiff::model::ReportId(index);
        }
        let config = Config::default();
        let forward = storydiff::compare_reports(reports, Vec::new(), &lexicon, &config);
        let backward = storydiff::compare_reports(reversed, Vec::new(), &lexicon, &config);
        prop_assert_eq!(told(&forward), told(&backward));
    }

    #[test]
    fn a_copy_is_all_shared(text in report()) {
        let compared = compare(&[text.clone(), text]);
        for row in &compared.rows {
            prop_assert_eq!(row.status, Status::Shared, "{:?}", row.members.iter().map(|m| compared.text_of(*m)).collect::<Vec<_>>());
        }
    }
}
