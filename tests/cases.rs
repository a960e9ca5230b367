//! Runs every case file under `tests/cases/<stage>/` through the stage that its folder names.
//!
//! A case file is Markdown: prose, then `## name` sections. A section holds the input (what that is, the stage's
//! runner says) and one block fenced as `expect`. A name that begins with `wanted:` marks a known gap: its block
//! says what is wanted, and the test fails as soon as it is met, so that the mark is taken off.
//! `UPDATE_EXPECT=1 cargo test` writes what came out into the blocks of all other sections.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "cases/versions.rs"]
mod versions;

#[path = "cases/align.rs"]
mod align;
#[path = "cases/claim.rs"]
mod claim;
#[path = "cases/compare.rs"]
mod compare;
#[path = "cases/facts.rs"]
mod facts;
#[path = "cases/names.rs"]
mod names;
#[path = "cases/quotation.rs"]
mod quotation;
#[path = "cases/read.rs"]
mod read;
#[path = "cases/text.rs"]
mod text;

/// One `##` section.
struct Case {
    /// The words after `## `.
    name: String,
    /// Everything before the expect block, trimmed.
    input: String,
    /// The inside of the expect block.
    expect: String,
}

/// Runs all case files of one stage.
fn check(stage: &str, run: impl Fn(&Case) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(stage);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "no case file under {}", folder.display());
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut report = String::new();
    let mut count = 0;
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let mut renewed = source.clone();
        let cases = parse(&source);
        assert!(!cases.is_empty(), "no case in {}", file.display());
        for case in cases {
            count += 1;
            let got = run(&case);
            let (got, expect) = (got.trim_end(), case.expect.trim_end());
            let place = format!("{}: {}", file.display(), case.name);
            if case.name.starts_with("wanted:") {
                if got == expect {
                    let _ = writeln!(report, "{place}\n  met now: take the mark `wanted:` off\n");
                }
            } else if got != expect {
                if update {
                    let old = format!("## {}\n", case.name);
                    let at = renewed.find(&old).unwrap();
                    let fence =
                        at + renewed[at..].find("```expect\n").unwrap() + "```expect\n".len();
                    let end = fence + renewed[fence..].find("```").unwrap();
                    renewed.replace_range(fence..end, &format!("{got}\n"));
                } else {
                    let _ = writeln!(report, "{place}\n--- expected\n{expect}\n--- got\n{got}\n");
                }
            }
        }
        if renewed != source {
            std::fs::write(&file, renewed).unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(count > 0);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

fn parse(source: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for section in format!("\n{source}").split("\n## ").skip(1) {
        let (name, rest) = section.split_once('\n').unwrap_or((section, ""));
        let (input, rest) = rest
            .split_once("```expect\n")
            .unwrap_or_else(|| panic!("no expect block in `{name}`"));
        let (expect, _) = rest
            .split_once("```")
            .unwrap_or_else(|| panic!("no end of the expect block in `{name}`"));
        cases.push(Case {
            name: name.to_owned(),
            input: input.trim().to_owned(),
            expect: expect.to_owned(),
        });
    }
    cases
}
