//! The command line: the only place with files, clock, terminal and exit status.

use std::io::{Read, Write};
use std::process::ExitCode;

use crate::lexicon::Lexicon;
use crate::model::{Note, Report};
use crate::read::{Input, ReadConfig};
use crate::text::Document;

/// Runs the command. First version: `compare|quotes --format json FILE...`.
#[must_use]
pub fn run() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let lexicon = Lexicon::embedded();
    let (mut reports, mut notes): (Vec<Report>, Vec<Note>) = (Vec::new(), Vec::new());
    let mut code = 0;
    let paths = words
        .iter()
        .filter(|word| !matches!(word.as_str(), "compare" | "quotes" | "--format" | "json"));
    for path in paths {
        let mut bytes = Vec::new();
        let outcome = std::fs::File::open(path)
            .and_then(|mut file| file.read_to_end(&mut bytes))
            .map_err(|error| error.to_string())
            .and_then(|_| {
                let input = Input {
                    path,
                    bytes: &bytes,
                    label: None,
                    format: None,
                };
                crate::read::read(input, &lexicon, &ReadConfig::default())
                    .map_err(|error| error.to_string())
            });
        match outcome {
            Ok((read, warned)) => {
                reports.extend(read);
                notes.extend(warned);
            }
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "storydiff: {path}: {error}");
                code = 2;
            }
        }
    }
    crate::number_reports(&mut reports);
    let text = if words.first().is_some_and(|word| word == "quotes") {
        let found: Vec<_> = reports
            .iter()
            .map(|report| {
                crate::extract::extract(
                    report,
                    &Document::new(report, &lexicon),
                    &crate::extract::Words::new(&lexicon),
                )
                .quotations
            })
            .collect();
        crate::render::json::quotations(&reports, &found, &notes)
    } else {
        let compared = crate::compare_reports(reports, notes, &lexicon, &crate::Config::default());
        crate::render::json::comparison(&compared)
    };
    if std::io::stdout().write_all(text.as_bytes()).is_err() {
        code = 2;
    }
    ExitCode::from(code)
}
