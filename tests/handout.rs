//! The formats that people hand out, over one comparison made by hand, and read back by independent readers.
//! `UPDATE_EXPECT=1 cargo test` writes the goldens.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use expect_test::{ExpectFile, expect_file};
use storydiff::lexicon::Lexicon;
use storydiff::model::Comparison;
use storydiff::render::sheet::View;
use storydiff::render::{Choice, delimited, json, markdown, page, tei, worksheet};
use storydiff::text::{Document, Story};

#[path = "render/sample.rs"]
mod sample;

/// The sample with its views computed.
fn comparison() -> Comparison {
    let mut comparison = sample::comparison();
    with_views(&mut comparison);
    comparison
}

fn with_views(comparison: &mut Comparison) {
    let lexicon = Lexicon::embedded();
    let documents: Vec<Document> = comparison
        .reports
        .iter()
        .map(|report| Document::new(report, &lexicon))
        .collect();
    let story = Story {
        reports: &comparison.reports,
        documents: &documents,
        statements: &comparison.statements,
    };
    comparison.views = storydiff::compare::views(&story, &comparison.rows, &lexicon);
}

/// The sample with every text that it shows replaced by something that some format could take for its own.
fn hostile() -> Comparison {
    let mut comparison = sample::comparison();
    let attack = "=1+1</td><script>alert(1)</script>\u{1b}[31m|`*_[x](javascript:y)![i](http://z.example/)&amp;]]>\u{202e}\"'";
    for report in &mut comparison.reports {
        report.label = format!("{attack}{}", report.id);
        report.path = attack.to_owned();
        // Same length, so that the spans stay: every 12th letter of the text becomes one that matters somewhere.
        let signs = [
            '<', '>', '&', '"', '|', '*', '=', '`', '\'', '\t', '\u{7}', '[',
        ];
        let text: String = report
            .text
            .char_indices()
            .map(
                |(place, letter)| match (place % 12, letter.is_ascii_lowercase()) {
                    (0, true) => signs[place / 12 % signs.len()],
                    _ => letter,
                },
            )
            .collect();
        assert_eq!(text.len(), report.text.len());
        report.text = text;
    }
    for row in &mut comparison.rows {
        for divergence in &mut row.divergences {
            divergence.explanation = attack.to_owned();
            for side in &mut divergence.sides {
                side.value = attack.to_owned();
            }
        }
    }
    for note in &mut comparison.notes {
        note.message = attack.to_owned();
    }
    with_views(&mut comparison);
    comparison
}

/// The page without style and script, which have no business in a golden.
fn bones(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((start, name)) = ["<style>", "<script>"]
        .iter()
        .filter_map(|name| rest.find(name).map(|at| (at + name.len(), name)))
        .min()
    {
        let end = start + rest[start..].find(&name.replace('<', "</")).unwrap();
        out.push_str(&rest[..start]);
        out.push('…');
        rest = &rest[end..];
    }
    out.push_str(rest);
    let mut lines = String::new();
    for line in out.lines() {
        if line.contains("Content-Security-Policy") {
            // The hashes change with every word of the style.
            for part in line.split("&#39;") {
                lines.push_str(if part.starts_with("sha256-") {
                    "sha256"
                } else {
                    part
                });
                lines.push('\'');
            }
            lines.pop();
        } else {
            lines.push_str(line);
        }
        lines.push('\n');
    }
    lines
}

fn golden(text: &str, expect: &ExpectFile) {
    expect.assert_eq(text);
}

#[test]
fn markdown_golden() {
    let text = markdown::markdown(&comparison(), &Choice::default());
    golden(&text, &expect_file!["render/story.md"]);
}

#[test]
fn page_golden() {
    let text = page::page(&comparison(), &Choice::default());
    golden(&bones(&text), &expect_file!["render/story.html"]);
}

#[test]
fn csv_and_tsv_golden() {
    let comparison = comparison();
    golden(
        &delimited::csv(&comparison, &Choice::default()).replace("\r\n", "\n"),
        &expect_file!["render/story.csv"],
    );
    golden(
        &delimited::tsv(&comparison, &Choice::default()),
        &expect_file!["render/story.tsv"],
    );
}

#[test]
fn json_lines_golden() {
    let text = json::comparison_lines(&comparison(), &View::default());
    golden(&text, &expect_file!["render/story.jsonl"]);
}

#[test]
fn apparatus_golden() {
    let text = tei::apparatus(&comparison(), &Choice::default());
    golden(&text, &expect_file!["render/story.xml"]);
}

#[test]
fn worksheet_goldens() {
    let comparison = comparison();
    golden(
        &worksheet::markdown(&comparison, worksheet::Part::Sheet),
        &expect_file!["render/worksheet.md"],
    );
    golden(
        &worksheet::markdown(&comparison, worksheet::Part::Key),
        &expect_file!["render/worksheet-key.md"],
    );
    golden(
        &bones(&worksheet::html(&comparison, worksheet::Part::Sheet)),
        &expect_file!["render/worksheet.html"],
    );
}

#[test]
fn the_sheet_gives_no_answer_away() {
    let comparison = comparison();
    let sheet = worksheet::markdown(&comparison, worksheet::Part::Sheet);
    for side in comparison
        .rows
        .iter()
        .flat_map(|row| &row.divergences)
        .flat_map(|divergence| &divergence.sides)
    {
        assert!(!sheet.contains(&side.value), "{}", side.value);
    }
}

#[test]
fn every_format_names_version_inputs_and_settings() {
    let comparison = comparison();
    let choice = Choice::default();
    let all = [
        markdown::markdown(&comparison, &choice),
        page::page(&comparison, &choice),
        delimited::csv(&comparison, &choice),
        delimited::tsv(&comparison, &choice),
        json::comparison_lines(&comparison, &View::default()),
        tei::apparatus(&comparison, &choice),
        worksheet::html(&comparison, worksheet::Part::Sheet),
        worksheet::markdown(&comparison, worksheet::Part::Key),
    ];
    for text in all {
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text:.300}");
        assert!(text.contains("threshold"), "{text:.300}");
        for report in &comparison.reports {
            assert!(text.contains(&report.sha256), "{text:.300}");
        }
    }
}

/// Runs a Python program over a text; `None`, loudly, when there is no Python.
fn python(program: &str, input: &str) -> Option<String> {
    let child = Command::new("python3")
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: no python3, so no independent reader");
        return None;
    };
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

const READ_SHEET: &str = include_str!("render/read_sheet.py");

#[test]
fn python_reads_the_sheets_back() {
    for comparison in [comparison(), hostile()] {
        let choice = Choice::default();
        let texts: Vec<&str> = comparison
            .rows
            .iter()
            .flat_map(|row| &row.members)
            .map(|member| comparison.text_of(*member))
            .collect();
        for (delimiter, sheet) in [
            ("','", delimited::csv(&comparison, &choice)),
            ("'\\t'", delimited::tsv(&comparison, &choice)),
        ] {
            let program = READ_SHEET.replace("DELIMITER", delimiter);
            let Some(found) = python(&program, &sheet) else {
                return;
            };
            let found: Vec<String> = serde_json::from_str(&found).unwrap();
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
}

const READ_TEI: &str = include_str!("render/read_tei.py");

#[test]
fn an_xml_reader_reads_the_apparatus_back() {
    for comparison in [comparison(), hostile()] {
        let xml = tei::apparatus(&comparison, &Choice::default());
        let Some(found) = python(READ_TEI, &xml) else {
            return;
        };
        let found: Vec<usize> = serde_json::from_str(&found).unwrap();
        assert_eq!(found, [comparison.reports.len(), comparison.rows.len()]);
    }
}

#[test]
fn every_json_line_stands_by_itself() {
    for comparison in [comparison(), hostile()] {
        let text = json::comparison_lines(&comparison, &View::default());
        let kinds: std::collections::BTreeMap<String, usize> =
            text.lines().fold(Default::default(), |mut kinds, line| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                let kind = value["type"].as_str().unwrap().to_owned();
                *kinds.entry(kind).or_default() += 1;
                kinds
            });
        assert_eq!(kinds["run"], 1);
        assert_eq!(kinds["report"], comparison.reports.len());
        assert_eq!(kinds["group"], comparison.rows.len());
    }
}

#[test]
fn markdown_holds_no_markup_of_a_report() {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    for comparison in [comparison(), hostile()] {
        for text in [
            markdown::markdown(&comparison, &Choice::default()),
            worksheet::markdown(&comparison, worksheet::Part::Key),
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
}

#[test]
fn the_page_holds_no_markup_of_a_report() {
    for page in [
        page::page(&hostile(), &Choice::default()),
        worksheet::html(&hostile(), worksheet::Part::Key),
    ] {
        let bones = bones(&page);
        assert!(!bones.contains("<script>alert"));
        assert!(!bones.contains('\u{1b}') && !bones.contains('\u{202e}'));
        for loading in ["http:", "https:", "url(", "@import"] {
            let own = page.replace("http://z.example/", "");
            assert!(!own.contains(loading), "{loading}");
        }
    }
}

const READ_HTML: &str = include_str!("render/read_html.py");

#[test]
fn an_html_reader_reads_the_page_back() {
    for comparison in [comparison(), hostile()] {
        for page in [
            page::page(&comparison, &Choice::default()),
            worksheet::html(&comparison, worksheet::Part::Sheet),
            worksheet::html(&comparison, worksheet::Part::Key),
        ] {
            let Some(seen) = python(READ_HTML, &page) else {
                return;
            };
            let seen: Vec<String> = serde_json::from_str(&seen).unwrap();
            let own = "a article b bdi body br button caption dialog div footer form h1 h2 h3 head header html input \
                       label li main mark meta nav option output p q rect script section select span style sup svg \
                       table tbody td th thead title tr ul";
            for tag in seen {
                assert!(own.split(' ').any(|name| name == tag), "{tag}");
            }
        }
    }
}
