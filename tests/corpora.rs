//! Public material that nobody here wrote, driven through the tool in every form of output: naughty strings as text,
//! headline, outlet, author, date and file name; the CSV spectrum. The JSON parsing files are read in `read_hostile.rs`, the
//! pages in `pages.rs`. None of it is part of the repository; without `../shared` a test says so and ends.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use storydiff::model::Comparison;
use storydiff::render::{Choice, delimited};

fn corpora(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpora")
        .join(name);
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

const BODY: &str = "The crane fell into the harbour of Kelso Quay on Monday, police said.";

/// Every metadata field and the text of one report hold one string, those of the other report the next.
fn told(strings: &[String]) -> Comparison {
    let mut reports = Vec::new();
    for naughty in strings {
        let record = serde_json::json!({
            "title": naughty, "outlet": naughty, "author": naughty, "date": naughty, "url": naughty,
            "text": format!("{BODY}\n\n{naughty}\n\n“{naughty}” Jane Holm said.\n\nNobody was hurt {naughty}."),
        });
        reports.extend(common::read(naughty, record.to_string().as_bytes(), None));
        reports.extend(common::read(
            naughty,
            format!("{naughty}\n\n{BODY}\n\n{naughty}").as_bytes(),
            None,
        ));
    }
    storydiff::number_reports(&mut reports);
    common::compare_reports(reports)
}

#[test]
fn naughty_strings_in_every_place_and_form() {
    let Some(file) = corpora("naughty-strings.json") else {
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert!(strings.len() > 500);
    for pair in strings.chunks(2) {
        let compared = told(pair);
        assert!(compared.reports.len() >= pair.len(), "{pair:?}");
        common::holds_everything(&compared);
        common::draws_safely(&compared);
        if pair.iter().any(|naughty| !naughty.is_ascii()) {
            common::draws_alone(&compared.reports);
        }
    }
}

/// Text with its white space in one form, as a sheet may fold it, and without the mark that keeps a formula from running.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn our_sheets_read_back() {
    let Some(folder) = corpora("csv-spectrum/csvs") else {
        return;
    };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        // Their cells and the file as it is, as paragraphs of a report.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(source.as_bytes());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|record| {
                record
                    .unwrap()
                    .iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        let text = format!("{BODY}\n\n{}\n\n{source}", cells.join("\n\n"));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut reports = common::read(
            &name,
            text.as_bytes(),
            Some(storydiff::read::InputFormat::Text),
        );
        reports.extend(common::read("other.txt", BODY.as_bytes(), None));
        storydiff::number_reports(&mut reports);
        let compared = common::compare_reports(reports);
        common::holds_everything(&compared);
        common::draws_safely(&compared);
        for (written, delimiter) in [
            (delimited::csv(&compared, &Choice::default()), b','),
            (delimited::tsv(&compared, &Choice::default()), b'\t'),
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(delimiter)
                .from_reader(written.as_bytes());
            let cells: Vec<String> = reader
                .records()
                .flat_map(|record| record.unwrap().iter().map(plain).collect::<Vec<_>>())
                .collect();
            for statement in compared.statements.iter().flatten() {
                let wanted = plain(compared.text_of(statement.id));
                assert!(
                    cells.iter().any(|cell| cell.contains(&wanted)),
                    "{name}: {wanted}"
                );
            }
        }
        count += 1;
    }
    assert!(count >= 9);
}
