//! The rules of the house (ARCHITECTURE.md, "Invariants"), as tests over the source itself.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The code of a file: everything before its unit tests.
fn code(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap()
        .to_owned()
}

/// Which rooms a room may use; what is not named here may not be imported.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &["model"]),
    ("lexicon", &["lexicon", "model"]),
    ("text", &["text", "model", "lexicon"]),
    ("read", &["read", "model", "lexicon", "text"]),
    ("extract", &["extract", "model", "lexicon", "text"]),
    ("align", &["align", "model", "lexicon", "text"]),
    (
        "compare",
        &["compare", "model", "lexicon", "text", "beside"],
    ),
    ("check", &["check", "model", "text"]),
    ("versions", &["versions", "model", "lexicon", "text"]),
    ("render", &["render", "model"]),
];

#[test]
fn stages_do_not_import_each_other() {
    let mut wrong = Vec::new();
    for (room, allowed) in MAY_USE {
        for file in files_under(&format!("src/{room}"), "rs") {
            for (number, line) in code(&file).lines().enumerate() {
                for used in line.split("crate::").skip(1) {
                    let name: String = used
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    let is_doc = line.trim_start().starts_with("//");
                    if !is_doc && !name.is_empty() && !allowed.contains(&name.as_str()) {
                        wrong.push(format!(
                            "{}:{}: {}",
                            file.display(),
                            number + 1,
                            line.trim()
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_does_input_and_output() {
    let mut wrong = Vec::new();
    for file in files_under("src", "rs") {
        if file.starts_with(root().join("src/cli")) || file.ends_with("src/main.rs") {
            continue;
        }
        for (number, line) in code(&file).lines().enumerate() {
            let line = line.trim();
            let touches = [
                "std::fs",
                "std::env",
                "std::net",
                "std::process",
                "SystemTime",
                "Instant::now",
                "println!",
                "stdout()",
                "stderr()",
            ];
            if !line.starts_with("//") && touches.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_lexicon_file_is_embedded_and_described() {
    let folder = root().join("data/lexicon/en");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    let listed = fs::read_to_string(root().join("src/lexicon/files.rs")).unwrap();
    for file in files_under("data/lexicon/en", "tsv") {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(
            listed.contains(&format!("\"{name}\"")),
            "{name} is not in src/lexicon/files.rs"
        );
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} has no row in data/lexicon/en/README.md"
        );
    }
}

#[test]
fn every_lexicon_file_holds_each_entry_once() {
    for file in files_under("data/lexicon/en", "tsv") {
        let mut seen = BTreeSet::new();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            assert!(
                seen.insert(line.to_owned()),
                "{}:{}: `{line}` stands twice",
                file.display(),
                number + 1
            );
        }
    }
}

#[test]
fn every_source_file_says_what_it_is_for() {
    for file in files_under("src", "rs")
        .into_iter()
        .chain(files_under("examples", "rs"))
    {
        let source = fs::read_to_string(&file).unwrap();
        assert!(
            source.starts_with("//! "),
            "{}: no `//!` at the top",
            file.display()
        );
    }
}
