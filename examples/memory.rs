//! How much memory each stage takes: resident and peak after it, in bytes for each byte of text.
//!
//! ```text
//! cargo run --profile quick --example memory -- REPORT REPORT...
//! ```

use std::fs;
use std::process::ExitCode;

use storydiff::compare::{Prepared, Tables};
use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::{Document, Story};

/// Kibibytes that are resident now and that were at most; zeros where the system does not say.
fn resident() -> (usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
            .unwrap_or(0)
    };
    (line("VmRSS:"), line("VmHWM:"))
}

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    let words = storydiff::extract::Words::new(&lexicon);
    let align = storydiff::align::Words::new(&lexicon);
    let tables = Tables::new(&lexicon);
    let (base, _) = resident();
    println!("tables: {base} KiB");
    let mut reports = Vec::new();
    for path in &paths {
        let Ok(bytes) = fs::read(path) else {
            eprintln!("{path}: not readable");
            return ExitCode::from(2);
        };
        let input = Input {
            path,
            bytes: &bytes,
            label: None,
            format: None,
        };
        if let Ok((read, _)) = reader.read(input, &ReadConfig::default()) {
            reports.extend(read);
        }
    }
    storydiff::number_reports(&mut reports);
    let text: usize = reports.iter().map(|report| report.text.len()).sum();
    let say = |stage: &str| {
        let (now, most) = resident();
        let share = |kib: usize| (kib.saturating_sub(base) << 10) / text.max(1);
        println!(
            "{stage:10} {now:>8} KiB now ({:>4} a byte), {most:>8} KiB at most ({:>4} a byte)",
            share(now),
            share(most)
        );
    };
    say("read");
    let documents: Vec<Document> = reports
        .iter()
        .map(|report| Document::new(report, &lexicon))
        .collect();
    say("document");
    let statements: Vec<_> = reports
        .iter()
        .zip(&documents)
        .map(|(report, document)| storydiff::extract::extract(report, document, &words).statements)
        .collect();
    say("extract");
    let story = Story {
        reports: &reports,
        documents: &documents,
        statements: &statements,
    };
    let alignment =
        storydiff::align::align(&story, &align, &storydiff::align::AlignConfig::default());
    say("align");
    let outcome = storydiff::compare::compare(Prepared::new(&story, &tables), alignment.groups);
    say("compare");
    println!(
        "{} statements, {} rows, {} links, {} near misses",
        statements.iter().map(Vec::len).sum::<usize>(),
        outcome.rows.len(),
        outcome
            .rows
            .iter()
            .map(|row| row.links.len())
            .sum::<usize>(),
        alignment.rejected.len()
    );
    ExitCode::SUCCESS
}
