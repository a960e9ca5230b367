//! Which figures do the reports give for the same thing?
//!
//! ```console
//! $ cargo run --example figures -- data/stories/foundry/*.html data/stories/foundry/*.jsonl data/stories/foundry/*.md
//! ```
//!
//! Prints each row in which two or more reports give a figure: the figure of each, as its own words have it, and `!=`
//! where the comparison found that they cannot both be right.

use std::collections::BTreeMap;
use std::error::Error;

use storydiff::lexicon::Lexicon;
use storydiff::model::DivergenceKind;
use storydiff::read::{Input, ReadConfig, read};
use storydiff::{Config, compare_reports, number_reports};

fn main() -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::embedded();
    let mut reports = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let input = Input {
            path: &path,
            bytes: &bytes,
            label: None,
            format: None,
        };
        reports.extend(read(input, &lexicon, &ReadConfig::default())?.0);
    }
    number_reports(&mut reports);
    let comparison = compare_reports(reports, Vec::new(), &lexicon, &Config::default());

    for row in &comparison.rows {
        let mut figures: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for &member in &row.members {
            let (Some(statement), Some(report)) = (
                comparison.statement(member),
                comparison.report(member.report),
            ) else {
                continue;
            };
            for figure in &statement.facts.figures {
                let words = figure.span.cut(&report.text);
                figures.entry(&report.label).or_default().push(words);
            }
        }
        if figures.len() < 2 {
            continue;
        }
        let differs = row
            .divergences
            .iter()
            .any(|found| found.kind == DivergenceKind::Number && !found.is_hint());
        println!("row {} {}", row.number + 1, if differs { "!=" } else { "" });
        for (label, words) in figures {
            println!("  {label}: {}", words.join(", "));
        }
    }
    Ok(())
}
