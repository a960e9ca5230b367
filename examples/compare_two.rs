//! What do two reports share, and where do they part?
//!
//! ```console
//! $ cargo run --example compare_two -- data/stories/ferry/harbour-courier.txt data/stories/ferry/northmere-post.html
//! ```
//!
//! Prints each row that both reports stand in: the words of the first, the words of the second, and what differs.

use std::error::Error;

use storydiff::lexicon::Lexicon;
use storydiff::model::{ReportId, Status};
use storydiff::read::{Input, ReadConfig, read};
use storydiff::{Config, compare_reports, number_reports};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.len() != 2 {
        return Err("give two reports".into());
    }
    let lexicon = Lexicon::embedded();
    let (mut reports, mut notes) = (Vec::new(), Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path)?;
        let input = Input {
            path,
            bytes: &bytes,
            label: None,
            format: None,
        };
        let (read, warned) = read(input, &lexicon, &ReadConfig::default())?;
        reports.extend(read);
        notes.extend(warned);
    }
    number_reports(&mut reports);
    let comparison = compare_reports(reports, notes, &lexicon, &Config::default());

    for row in &comparison.rows {
        if row.status == Status::Unique {
            continue;
        }
        for report in &comparison.reports {
            for member in row.members_of(report.id) {
                if let Some(statement) = comparison.statement(member) {
                    println!("{}: {}", report.label, statement.span.cut(&report.text));
                }
            }
        }
        for divergence in row.divergences.iter().filter(|found| !found.is_hint()) {
            println!("  {}: {}", divergence.kind.name(), divergence.explanation);
        }
        println!();
    }
    let alone = |report| {
        let rows = comparison
            .rows
            .iter()
            .filter(|row| row.status == Status::Unique);
        rows.filter(|row| row.members_of(report).next().is_some())
            .count()
    };
    for (index, report) in comparison.reports.iter().enumerate() {
        println!("only in {}: {}", report.label, alone(ReportId::new(index)));
    }
    Ok(())
}
