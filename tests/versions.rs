//! Each form of `versions` over three invented versions. `UPDATE_EXPECT=1 cargo test` writes the goldens.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use expect_test::{ExpectFile, expect_file};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Report, Step};
use storydiff::read::{Input, ReadConfig, read};
use storydiff::render::Screen;
use storydiff::render::versions::{self, Layout, Minor, Shown};

const SCREEN: Screen<'static> = Screen {
    width: 100,
    colour: false,
    links: None,
};

fn held_to(schema: &str, document: &serde_json::Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/schema")
        .join(schema);
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn steps(names: &[&str]) -> (Vec<Report>, Vec<Step>) {
    let lexicon = Lexicon::embedded();
    let mut reports = Vec::new();
    for name in names {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/versions")
            .join(name);
        let bytes = std::fs::read(path).unwrap();
        let input = Input {
            path: name,
            bytes: &bytes,
            label: None,
            format: None,
        };
        reports.extend(read(input, &lexicon, &ReadConfig::default()).unwrap().0);
    }
    storydiff::number_reports(&mut reports);
    let steps = storydiff::diff_versions(&reports, &lexicon);
    (reports, steps)
}

fn terminal(layout: Layout, minor: Minor, expect: &ExpectFile) {
    let (reports, steps) = steps(&["old.txt", "new.txt", "newest.txt"]);
    let text = versions::terminal(&reports, &steps, Shown { layout, minor }, SCREEN);
    expect.assert_eq(text.as_str());
}

#[test]
fn unified() {
    terminal(
        Layout::Unified,
        Minor::Folded,
        &expect_file!["versions/unified.expected"],
    );
}

#[test]
fn side_by_side_with_minor_edits() {
    terminal(
        Layout::SideBySide,
        Minor::Listed,
        &expect_file!["versions/side.expected"],
    );
}

#[test]
fn counts() {
    terminal(
        Layout::Stat,
        Minor::Folded,
        &expect_file!["versions/stat.expected"],
    );
}

#[test]
fn markdown() {
    let (reports, steps) = steps(&["old.txt", "new.txt", "newest.txt"]);
    expect_file!["versions/expected.md"].assert_eq(&versions::markdown::versions(
        &reports,
        &steps,
        Minor::Folded,
    ));
}

#[test]
fn json() {
    let (reports, steps) = steps(&["old.txt", "new.txt"]);
    let text = versions::json::versions(&reports, &steps);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    held_to("versions-1.json", &value);
    // Every span cuts the text that stands beside it.
    let texts: Vec<Vec<char>> = value["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| report["text"].as_str().unwrap().chars().collect())
        .collect();
    for change in value["steps"][0]["changes"].as_array().unwrap() {
        for (side, text) in ["old", "new"].iter().zip(&texts) {
            for passage in change[side].as_array().unwrap() {
                let [start, end] = ["start", "end"]
                    .map(|name| usize::try_from(passage[name].as_u64().unwrap()).unwrap());
                let cut: String = text.iter().skip(start).take(end - start).collect();
                assert_eq!(cut, passage["text"].as_str().unwrap());
            }
        }
    }
    expect_file!["versions/expected.json"]
        .assert_eq(&(serde_json::to_string_pretty(&value).unwrap() + "\n"));
}

/// The page without its style, and with the hash of the style left out.
fn page(minor: Minor) -> String {
    let (reports, steps) = steps(&["old.txt", "new.txt", "newest.txt"]);
    let page = versions::page::versions(&reports, &steps, minor);
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (before, hash) = head.split_once("sha256-").unwrap();
    let (_, after) = hash.split_once("&#39;").unwrap();
    format!("{before}sha256-…&#39;{after}<style></style>{rest}")
}

#[test]
fn page_is_self_contained_and_readable() {
    let page = page(Minor::Folded);
    for loading in ["http://", "https://", "src=", "<script", "@import", "url("] {
        assert!(!page.contains(loading), "{loading}");
    }
    expect_file!["versions/expected.html"].assert_eq(&page);
}

#[test]
fn nothing_of_a_report_becomes_markup() {
    let lexicon = Lexicon::embedded();
    let mut reports = Vec::new();
    for (path, text) in [
        (
            "<b>",
            "Fire <script>alert(1)</script> in town\n\nThe fire & the “town” were <i>seen</i> on Monday, he said.\n",
        ),
        (
            "\"x\u{1b}",
            "Fire <script>alert(2)</script> in town\n\nThe fire & the “town” were <u>seen</u> on Tuesday, he said.\n",
        ),
    ] {
        let input = Input {
            path,
            bytes: text.as_bytes(),
            label: None,
            format: None,
        };
        reports.extend(read(input, &lexicon, &ReadConfig::default()).unwrap().0);
    }
    storydiff::number_reports(&mut reports);
    let steps = storydiff::diff_versions(&reports, &lexicon);
    let page = versions::page::versions(&reports, &steps, Minor::Listed);
    for sign in ["<script", "<i>", "<u>", "\u{1b}"] {
        assert!(!page.contains(sign), "{sign}");
    }
}
