//! What tests over whole comparisons share: the tables of the language, made once, and what must hold for any input.

#![allow(dead_code, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Comparison, Kind, Report, Status};
use storydiff::read::{Input, InputFormat, ReadConfig, Reader};
use storydiff::render::sheet::View;
use storydiff::render::terminal::{self, Length};
use storydiff::render::{
    Alone, Choice, Screen, delimited, inspect, json, markdown, page, quotes, tei, worksheet,
};
use storydiff::{Config, Language};

/// How many inputs a property is tried on, and from which seed: a fixed one, so that a commit passes or fails for everybody
/// alike. `PROPTEST_RNG_SEED=7 PROPTEST_CASES=2000` looks further; what it finds becomes a test of its own.
pub fn tries(cases: u32) -> ProptestConfig {
    let set = |name: &str| std::env::var_os(name).is_some();
    let mut config = ProptestConfig::default();
    if !set("PROPTEST_CASES") {
        config.cases = cases;
    }
    if !set("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(20_261_122);
    }
    config.failure_persistence = None;
    config
}

pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::embedded)
}

pub fn language() -> &'static Language<'static> {
    static LANGUAGE: OnceLock<Language<'static>> = OnceLock::new();
    LANGUAGE.get_or_init(|| Language::new(lexicon()))
}

pub fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new(lexicon()))
}

/// The reports of one input; none where it is refused.
pub fn read(path: &str, bytes: &[u8], format: Option<InputFormat>) -> Vec<Report> {
    let input = Input {
        path,
        bytes,
        label: None,
        format,
    };
    reader()
        .read(input, &ReadConfig::default())
        .map(|(reports, _)| reports)
        .unwrap_or_default()
}

/// The reports of texts, numbered.
pub fn reports_of(texts: &[String]) -> Vec<Report> {
    let mut reports: Vec<Report> = texts
        .iter()
        .enumerate()
        .flat_map(|(index, text)| read(&format!("report{index}.txt"), text.as_bytes(), None))
        .collect();
    storydiff::number_reports(&mut reports);
    reports
}

pub fn compare_reports(reports: Vec<Report>) -> Comparison {
    language().compare(reports, Vec::new(), &Config::default())
}

pub fn compare(texts: &[String]) -> Comparison {
    compare_reports(reports_of(texts))
}

/// Status, the words of each report by its label, kinds of divergence.
pub type Told = (Status, BTreeSet<(String, String)>, BTreeSet<String>);

/// Rows by what they say, without names of reports or statements.
pub fn told(comparison: &Comparison) -> BTreeSet<Told> {
    comparison
        .rows
        .iter()
        .map(|row| {
            let members = row
                .members
                .iter()
                .map(|member| {
                    let label = comparison.report(member.report).unwrap().label.clone();
                    (label, comparison.text_of(*member).to_owned())
                })
                .collect();
            let kinds = row
                .divergences
                .iter()
                .map(|found| found.kind.name().to_owned())
                .collect();
            (row.status, members, kinds)
        })
        .collect()
}

/// Every statement stands in a row, every letter in a statement, every span cuts what it should.
pub fn holds_everything(comparison: &Comparison) {
    assert_eq!(
        comparison.counts.statements_in,
        comparison.counts.statements_out
    );
    let mut rows_of: BTreeMap<_, Vec<Status>> = BTreeMap::new();
    for row in &comparison.rows {
        assert!(!row.members.is_empty());
        let reports: BTreeSet<_> = row.members.iter().map(|member| member.report).collect();
        assert_eq!(
            row.status == Status::Unique,
            reports.len() == 1,
            "a row of one report is unique, and no other"
        );
        for member in &row.members {
            rows_of.entry(*member).or_default().push(row.status);
        }
    }
    for (report, statements) in comparison.reports.iter().zip(&comparison.statements) {
        let mut held = vec![false; report.text.len()];
        for (number, statement) in statements.iter().enumerate() {
            assert_eq!(
                (statement.id.report, statement.id.number()),
                (report.id, number)
            );
            let (start, end) = (statement.span.start, statement.span.end);
            let cut = report.text.get(start..end);
            assert!(
                cut.is_some_and(|cut| !cut.is_empty() && cut.trim() == cut),
                "{:?}",
                statement.span
            );
            held[start..end].fill(true);
            let rows = rows_of
                .get(&statement.id)
                .unwrap_or_else(|| panic!("{} is lost", statement.id));
            if rows.contains(&Status::Unique) {
                assert_eq!(rows.len(), 1, "{} is unique and more", statement.id);
            }
            spans_are_valid(report, statement);
        }
        // Every letter of headline, deck and body stands in some statement.
        for block in &report.blocks {
            if !block.role.makes_statements() {
                continue;
            }
            for (offset, letter) in block.span.cut(&report.text).char_indices() {
                let at = block.span.start + offset;
                assert!(
                    held[at] || !letter.is_alphanumeric(),
                    "`{letter}` at byte {at} stands in no statement"
                );
            }
        }
    }
}

/// Every span of a statement's facts and quotation cuts the text.
fn spans_are_valid(report: &Report, statement: &storydiff::model::Statement) {
    let facts = &statement.facts;
    let mut spans: Vec<storydiff::model::Span> = Vec::new();
    spans.extend(facts.figures.iter().map(|figure| figure.span));
    spans.extend(
        facts
            .figures
            .iter()
            .filter_map(|figure| figure.counted_span),
    );
    spans.extend(facts.times.iter().map(|time| time.span));
    spans.extend(facts.names.iter().map(|name| name.span));
    spans.extend(
        facts
            .negations
            .iter()
            .flat_map(|marker| [marker.cue, marker.scope]),
    );
    spans.extend(
        facts
            .hedges
            .iter()
            .flat_map(|hedge| [hedge.cue, hedge.scope]),
    );
    if let Some(quotation) = &statement.quotation {
        spans.extend(&quotation.content);
        spans.extend(&quotation.quoted);
        spans.extend(quotation.cue);
        spans.extend(
            quotation
                .speaker
                .as_ref()
                .and_then(|speaker| speaker.mention),
        );
        assert!(!quotation.content.is_empty());
        assert_eq!(statement.kind, Kind::Quotation);
    }
    for span in spans {
        assert!(
            report.text.get(span.start..span.end).is_some(),
            "{span:?} of {}",
            statement.id
        );
    }
}

/// Characters that steer a terminal or hide text, save line ends.
pub fn steers(letter: char) -> bool {
    matches!(letter, '\0'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Draws a comparison in every form and looks for what must not come through.
pub fn draws_safely(comparison: &Comparison) {
    let screen = Screen {
        width: 90,
        colour: false,
        links: None,
    };
    let (view, choice) = (View::default(), Choice::default());
    let table = terminal::comparison(comparison, &view, Length::Full, screen);
    shows_no_control("table", table.as_str());
    let written = json::comparison(comparison, &view);
    shows_no_control("json", &written);
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    for (report, wire) in comparison
        .reports
        .iter()
        .zip(read["reports"].as_array().unwrap())
    {
        assert_eq!(
            wire["text"].as_str(),
            Some(report.text.as_str()),
            "JSON reads back"
        );
    }
    for line in json::comparison_lines(comparison, &view).lines() {
        let _: serde_json::Value = serde_json::from_str(line).unwrap();
    }
    is_dead(&page::page(comparison, &choice));
    is_dead(&worksheet::html(comparison, worksheet::Part::Sheet));
    for (text, tab) in [
        (delimited::csv(comparison, &choice), b','),
        (delimited::tsv(comparison, &choice), b'\t'),
    ] {
        is_tame(&text, tab);
    }
    let text = unescaped(&markdown::markdown(comparison, &choice));
    for live in [
        "<script",
        "<img",
        "<iframe",
        "<svg",
        "](javascript:",
        "](data:",
        "![",
    ] {
        assert!(!text.to_lowercase().contains(live), "Markdown holds {live}");
    }
    let text = tei::apparatus(comparison, &choice);
    assert!(text.ends_with("</TEI>\n"), "TEI ends");
}

/// Draws each report alone.
pub fn draws_alone(reports: &[Report]) {
    let extracted = storydiff::extract_reports(reports, lexicon());
    let statements: Vec<_> = extracted.iter().map(|one| one.statements.clone()).collect();
    let quotations: Vec<_> = extracted.iter().map(|one| one.quotations.clone()).collect();
    let alone = Alone {
        reports,
        statements: &statements,
        quotations: &quotations,
        notes: &[],
    };
    let screen = Screen {
        width: 90,
        colour: false,
        links: None,
    };
    shows_no_control("inspect", inspect::table(&alone, screen).as_str());
    shows_no_control("quotes", quotes::table(&alone, screen).as_str());
    let _: serde_json::Value = serde_json::from_str(&json::inspection(&alone)).unwrap();
    let _: serde_json::Value = serde_json::from_str(&json::quotations(&alone)).unwrap();
}

/// Markdown without what a backslash makes plain.
fn unescaped(text: &str) -> String {
    let mut letters = text.chars();
    let mut out = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else {
            out.push(letter);
        }
    }
    out
}

fn shows_no_control(form: &str, text: &str) {
    if let Some(letter) = text.chars().find(|letter| steers(*letter)) {
        panic!("{form} holds {}", letter.escape_unicode());
    }
}

/// Nothing in a page runs, loads or leads elsewhere than to http and https.
fn is_dead(text: &str) {
    let lower = text.to_lowercase();
    assert!(lower.contains("content-security-policy"));
    for live in [
        "<script>alert",
        "<script src",
        "<img",
        "<iframe",
        "<svg onload",
        "<object",
        "<embed",
        "href=\"javascript:",
        "href=\"data:",
        "href=\"vbscript:",
        "http-equiv=\"refresh",
    ] {
        assert!(!lower.contains(live), "the page holds `{live}`");
    }
    // Outside quoted values no attribute runs code.
    for tag in lower.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap_or("");
        let names: Vec<&str> = inside.split('"').step_by(2).collect();
        assert!(
            !names.concat().contains(" onerror=") && !names.concat().contains(" onclick="),
            "{inside}"
        );
    }
}

/// Rows of equal width, no cell that a spreadsheet runs.
fn is_tame(text: &str, delimiter: u8) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            let first = cell
                .trim_start_matches(|letter: char| letter.is_whitespace())
                .chars()
                .next();
            let runs = matches!(
                first,
                Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
            );
            assert!(
                !runs || cell.parse::<f64>().is_ok(),
                "a spreadsheet runs {cell:?}"
            );
        }
    }
}
