//! The forms that people hand out, of any comparison: their goldens, and independent readers that read them back.
//! One way for the comparison made by hand (`tests/handout.rs`) and for the sample story (`tests/sample.rs`).

// Each test takes what it needs.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use expect_test::expect_file;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use storydiff::model::Comparison;
use storydiff::render::sheet::View;
use storydiff::render::worksheet::{self, Part};
use storydiff::render::{Choice, Topic, delimited, json, markdown, page, tei};

fn all() -> Choice {
    Choice::default()
}

/// One form: the ending of its golden and how it is drawn.
type Form = (&'static str, fn(&Comparison) -> String);

const FORMS: [Form; 9] = [
    (".md", |comparison| markdown::markdown(comparison, &all())),
    (".html", |comparison| bones(&page::page(comparison, &all()))),
    // Spreadsheets want both letters at a line's end (RFC 4180); the golden is read without the first.
    (".csv", |comparison| {
        let csv = delimited::csv(comparison, &all());
        assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
        csv.replace("\r\n", "\n")
    }),
    (".tsv", |comparison| delimited::tsv(comparison, &all())),
    (".xml", |comparison| tei::apparatus(comparison, &all())),
    (".jsonl", |comparison| lines(comparison)),
    ("-worksheet.md", |comparison| {
        worksheet::markdown(comparison, Part::Sheet)
    }),
    ("-worksheet-key.md", |comparison| {
        worksheet::markdown(comparison, Part::Key)
    }),
    ("-worksheet.html", |comparison| {
        bones(&worksheet::html(comparison, Part::Sheet))
    }),
];

/// Holds every form to its golden `tests/{name}{ending}`.
pub fn goldens(comparison: &Comparison, name: &str) {
    for (ending, draw) in FORMS {
        expect_file![format!("../{name}{ending}")].assert_eq(&draw(comparison));
    }
}

fn lines(comparison: &Comparison) -> String {
    let text = json::comparison_lines(comparison, &View::default());
    text.lines()
        .map(|line| {
            let mut value: Value = serde_json::from_str(line).unwrap();
            without_scores(&mut value);
            format!("{value}\n")
        })
        .collect()
}

/// Scores change with every fit of the weights: they stay out of the golden, and so do pairs that were left apart.
pub fn without_scores(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in ["score", "reasons", "confidence", "near_misses"] {
                if fields.get(name).is_some_and(|value| !value.is_string()) {
                    fields.remove(name);
                }
            }
            fields.values_mut().for_each(without_scores);
        }
        Value::Array(list) => list.iter_mut().for_each(without_scores),
        _ => {}
    }
}

/// A page without style and script and their hashes, which have no business in a golden.
pub fn bones(page: &str) -> String {
    let mut out = page.to_owned();
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        if let (Some(from), Some(to)) = (out.find(open), out.find(close)) {
            out.replace_range(from + open.len()..to, "…");
        }
    }
    while let Some(from) = out.find("sha256-") {
        let to = from + out[from..].find("&#39;").unwrap();
        out.replace_range(from..to, "sha256 …");
    }
    out
}

/// Holds a JSON document to a schema of `data/schema`.
pub fn held_to(schema: &str, document: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/schema")
        .join(schema);
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document: Value = serde_json::from_str(document).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&document)
        .map(|fault| format!("{}: {fault:.500}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Runs a Python program over a text; `None`, loudly, when there is no Python.
fn python(program: &str, input: &str) -> Option<Value> {
    let child = Command::new("python3")
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        // Not eprintln: what a test that passes prints is kept from the reader.
        let _ = writeln!(
            std::io::stderr(),
            "!!!! SKIPPED: no python3 here; the forms were NOT read back by an independent reader"
        );
        return None;
    };
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the reader refuses it");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Lets independent readers read every form back.
pub fn read_back(comparison: &Comparison) {
    read_sheets(comparison);
    read_apparatus(comparison);
    read_pages(comparison);
    read_markdown(comparison);
    read_json(comparison);
}

/// What a reader of CSV or XML gets of a text that holds what steers a terminal.
fn members(comparison: &Comparison) -> Vec<&str> {
    comparison
        .rows
        .iter()
        .flat_map(|row| &row.members)
        .map(|member| comparison.text_of(*member))
        .collect()
}

fn read_sheets(comparison: &Comparison) {
    let texts = members(comparison);
    for (delimiter, sheet) in [
        ("','", delimited::csv(comparison, &all())),
        ("'\\t'", delimited::tsv(comparison, &all())),
    ] {
        let program = include_str!("read_sheet.py").replace("DELIMITER", delimiter);
        let Some(found) = python(&program, &sheet) else {
            return;
        };
        let found: Vec<String> = serde_json::from_value(found).unwrap();
        let unguarded: Vec<&str> = found
            .iter()
            .map(|cell| cell.strip_prefix('\'').unwrap_or(cell))
            .collect();
        // What steers a terminal is shown.
        let bare: Vec<String> = texts
            .iter()
            .map(|text| text.strip_prefix('\'').unwrap_or(text))
            .map(|text| text.replace('\u{7}', "\\u{7}"))
            .collect();
        assert_eq!(unguarded, bare);
    }
}

fn read_apparatus(comparison: &Comparison) {
    let xml = tei::apparatus(comparison, &all());
    let Some(found) = python(include_str!("read_tei.py"), &xml) else {
        return;
    };
    assert_eq!(found["witnesses"], comparison.reports.len());
    assert_eq!(found["apps"], comparison.rows.len());
    let readings: Vec<String> = serde_json::from_value(found["readings"].clone()).unwrap();
    let texts: Vec<String> = members(comparison)
        .iter()
        .map(|text| text.replace('\u{7}', "\u{fffd}"))
        .collect();
    assert_eq!(readings, texts);
}

/// The elements that a page may have.
const TAGS: &str = "a article b bdi body br button caption dialog div footer form h1 h2 h3 head header html input \
    label li main mark meta nav option output p q rect script section select span style sup svg table tbody td th \
    thead title tr ul";

fn read_pages(comparison: &Comparison) {
    for page in [
        page::page(comparison, &all()),
        worksheet::html(comparison, Part::Sheet),
        worksheet::html(comparison, Part::Key),
    ] {
        let Some(found) = python(include_str!("read_html.py"), &page) else {
            return;
        };
        let tags: Vec<String> = serde_json::from_value(found["tags"].clone()).unwrap();
        for tag in tags {
            assert!(TAGS.split(' ').any(|name| name == tag), "{tag}");
        }
        // Every statement has its anchor in the texts, or the page has no texts.
        let wanted: usize = comparison.statements.iter().map(Vec::len).sum();
        let anchors = found["statements"].as_u64().unwrap();
        assert!(anchors == 0 || anchors == wanted as u64, "{anchors}");
    }
}

fn read_markdown(comparison: &Comparison) {
    for text in [
        markdown::markdown(comparison, &all()),
        worksheet::markdown(comparison, Part::Sheet),
        worksheet::markdown(comparison, Part::Key),
    ] {
        let (mut cells, mut width) = (0, 0);
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Html(found) | Event::InlineHtml(found) => panic!("live HTML: {found}"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                    panic!("a link, an image or code")
                }
                Event::Start(Tag::Table(columns)) => width = columns.len(),
                Event::Start(Tag::TableRow) => cells = 0,
                Event::Start(Tag::TableCell) => cells += 1,
                Event::End(TagEnd::TableRow) => assert_eq!(cells, width),
                _ => {}
            }
        }
        // A row with too many cells is cut by readers without a word: count the bars too.
        let mut bars = None;
        for line in text.lines() {
            if !line.starts_with('|') {
                bars = None;
                continue;
            }
            let found = line.replace("\\|", "").matches('|').count();
            assert_eq!(*bars.get_or_insert(found), found, "{line}");
        }
    }
}

fn read_json(comparison: &Comparison) {
    let view = View::default();
    held_to("comparison-1.json", &json::comparison(comparison, &view));
    let text = json::comparison_lines(comparison, &view);
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for line in text.lines() {
        held_to("lines-1.json", line);
        let value: Value = serde_json::from_str(line).unwrap();
        let kind = value["type"].as_str().unwrap().to_owned();
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!((kinds["run"], kinds["views"]), (1, 1));
    assert_eq!(kinds["report"], comparison.reports.len());
    assert_eq!(kinds["group"], comparison.rows.len());
}

/// Each view alone: its section and the method, in every form that holds sections, and nothing else.
pub fn views_alone(comparison: &Comparison) {
    for topic in Topic::ALL {
        let choice = Choice {
            topics: vec![topic],
            ..all()
        };
        let text = markdown::markdown(comparison, &choice);
        let titles: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        let expected = if topic == Topic::Texts {
            vec!["Method"] // in full the reports stand in the page and on the terminal
        } else {
            vec![topic.title(), "Method"]
        };
        assert_eq!(titles, expected);
        let page = page::page(comparison, &choice);
        let sections: BTreeSet<&str> = page
            .split("<section id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(sections, BTreeSet::from([topic.name(), "method"]));
    }
}
