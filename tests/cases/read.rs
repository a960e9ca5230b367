//! Input: a file of any kind, inside a fence whose info string may name a path (```` ```text path=a.md ````).
//! Output: `key: value` lines of the metadata that was found, then `role | text` for every block, then the notes.

use std::fmt::Write as _;

use storydiff::lexicon::Lexicon;
use storydiff::model::Report;
use storydiff::read::{Input, ReadConfig, Reader};

#[test]
fn cases() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    super::check("read", |case| {
        let (path, text) = input(&case.input);
        let input = Input {
            path: &path,
            bytes: text.as_bytes(),
            label: None,
            format: None,
        };
        match reader.read(input, &ReadConfig::default()) {
            Err(error) => format!("refused: {error}"),
            Ok((reports, notes)) => {
                let mut out = String::new();
                for report in &reports {
                    show(report, reports.len() > 1, &mut out);
                }
                for note in notes {
                    let _ = writeln!(out, "note {}: {}", note.kind.name(), note.message);
                }
                out
            }
        }
    });
}

/// The fenced part of a section, with prose around it left out, and the path that the fence names.
fn input(section: &str) -> (String, String) {
    let Some((_, rest)) = section.split_once("~~~") else {
        return ("case.txt".to_owned(), section.to_owned());
    };
    let (info, rest) = rest.split_once('\n').unwrap();
    let (text, _) = rest.rsplit_once("\n~~~").unwrap();
    let path = info.trim();
    let path = if path.is_empty() { "case.txt" } else { path };
    (path.to_owned(), text.to_owned())
}

fn show(report: &Report, several: bool, out: &mut String) {
    if several {
        let _ = writeln!(out, "== {}", report.path);
    }
    let metadata = &report.metadata;
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "{key}: {value}");
        }
    };
    line("label", report.label.clone());
    if let Some(outlet) = &metadata.outlet {
        line(
            "outlet",
            format!("{} ({})", outlet.value, outlet.basis.name()),
        );
    }
    if let Some(headline) = &metadata.headline {
        line(
            "title",
            format!("{} ({})", headline.value, headline.basis.name()),
        );
    }
    line("authors", metadata.authors.join("; "));
    if let Some(published) = &metadata.published {
        let trust = if published.trusted {
            ""
        } else {
            ", distrusted"
        };
        line(
            "published",
            format!("{} ({}{trust})", published.date, published.basis.name()),
        );
    }
    line(
        "modified",
        metadata
            .modified
            .map(|date| date.to_string())
            .unwrap_or_default(),
    );
    line("agency", metadata.agency.clone().unwrap_or_default());
    line("url", metadata.url.clone().unwrap_or_default());
    for block in &report.blocks {
        let text = block.span.cut(&report.text).replace('\n', " / ");
        let _ = writeln!(out, "{} | {text}", block.role.name());
    }
}
