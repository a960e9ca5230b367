//! The view of labels on a story as somebody pasted it: right to the unit, quoted uses apart.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::process::Command;

fn run(folder: &Path, arguments: &[&str]) -> String {
    let files = [
        "000_ea7d2c649c10d6a0.txt",
        "002_2e92fd02789c1dc8.txt",
        "004_54e54c8b971071c0.txt",
    ];
    let output = Command::new(env!("CARGO_BIN_EXE_storydiff"))
        .args(["compare", "-q", "--no-config"])
        .args(arguments)
        .args(files.map(|file| folder.join(file)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Uses of a word as a whole word.
fn uses(text: &str, word: &str) -> usize {
    text.match_indices(word)
        .filter(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..*at].chars().next_back())
                && !letter(text[at + word.len()..].chars().next())
        })
        .count()
}

/// The text of each report that makes statements, from the JSON Lines.
fn statement_making(lines: &str) -> Vec<String> {
    lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["type"] == "report")
        .map(|report| {
            let dropped: Vec<(u64, u64)> = report["dropped"]
                .as_array()
                .unwrap()
                .iter()
                .map(|block| {
                    let span = &block["span"];
                    (
                        span["start"].as_u64().unwrap(),
                        span["end"].as_u64().unwrap(),
                    )
                })
                .collect();
            (0..)
                .zip(report["text"].as_str().unwrap().chars())
                .map(|(at, letter)| {
                    let is_dropped = dropped
                        .iter()
                        .any(|(start, end)| (*start..*end).contains(&at));
                    if is_dropped { ' ' } else { letter }
                })
                .collect()
        })
        .collect()
}

/// `0 \+1 quoted` → (0, 1).
fn counts(cell: &str) -> (usize, usize) {
    let (own, quoted) = cell.split_once("\\+").unwrap_or((cell, "0"));
    let quoted = quoted.split(' ').next().unwrap();
    let own = own.trim();
    let own = if own == "–" { "0" } else { own };
    (own.parse().unwrap(), quoted.parse().unwrap())
}

#[test]
fn names_of_one_group_are_counted_to_the_unit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/stories/spicer-2017");
    if !folder.exists() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return;
    }
    let texts = statement_making(&run(&folder, &["--format", "jsonl"]));
    let table = run(&folder, &["--format", "markdown", "--view", "labels"]);
    // Quoted uses counted by hand in the three reports.
    for (word, quoted) in [
        ("Daesh", [1, 2, 0]),
        ("ISIL", [0, 0, 0]),
        ("ISIS", [1, 1, 1]),
    ] {
        let row = table
            .lines()
            .find(|line| {
                let name = line.split('|').nth(1).unwrap_or("").trim();
                name.trim_start_matches("also ").trim_matches('*') == word
            })
            .unwrap_or_else(|| panic!("no row for {word} in\n{table}"));
        let cells: Vec<(usize, usize)> = row
            .split('|')
            .skip(2)
            .take(3)
            .map(|cell| counts(cell.trim()))
            .collect();
        let wanted: Vec<(usize, usize)> = texts
            .iter()
            .zip(quoted)
            .map(|(text, quoted)| (uses(text, word) - quoted, quoted))
            .collect();
        assert_eq!(cells, wanted, "{word}");
    }
}
