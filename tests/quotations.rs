//! What must hold for the quotations of any text: spans valid, in order, cut from the report; every letter of it in some
//! statement; no mark in any place makes the scanner lose the rest of a report.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use storydiff::extract::{Extraction, Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Block, Metadata, Report, ReportId, Role, Span};
use storydiff::text::{Document, regions};

/// Bits that quotations are made of, and all that breaks them.
const BITS: &[&str] = &[
    "“",
    "”",
    "\"",
    "''",
    "``",
    "«",
    "»",
    "„",
    "‘",
    "’",
    "'",
    "—",
    "―",
    ":",
    ", ",
    ". ",
    "? ",
    "\n\n",
    "said ",
    "according to ",
    "told reporters ",
    "Ada Nwosu ",
    "she ",
    "the council ",
    "The bridge was closed",
    "We had no water",
    "BOATENG: ",
    "(@fenlandrail)",
    "6'2\" ",
    "[sic] ",
    "… ",
    "日本 ",
    "e\u{301}",
    "\u{a0}",
    "who ",
    "that ",
    "on Monday",
];

fn report(text: &str) -> Report {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(text);
        start += paragraph.len() + 2;
        if !span.is_empty() {
            blocks.push(Block {
                span,
                role: Role::Body,
                reason: String::new(),
                set_off: false,
            });
        }
    }
    Report {
        id: ReportId::new(0),
        label: "case".to_owned(),
        path: "case.txt".to_owned(),
        text: text.to_owned(),
        metadata: Metadata::default(),
        blocks,
        input_format: "text",
        encoding: "UTF-8",
        sha256: String::new(),
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
static WORDS: LazyLock<Words<'static>> = LazyLock::new(|| Words::new(&LEXICON));

fn extraction(report: &Report) -> Extraction {
    extract(report, &Document::new(report, &LEXICON), &WORDS)
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BITS), 1..60).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(common::tries(96))]

    #[test]
    fn spans_are_valid_and_in_order(text in text()) {
        let report = report(&text);
        let found = extraction(&report);
        let mut last = 0;
        for quotation in &found.quotations {
            prop_assert!(!quotation.content.is_empty());
            prop_assert!((0.0..=1.0).contains(&quotation.confidence));
            let mut end = 0;
            for span in &quotation.content {
                prop_assert!(text.get(span.start..span.end).is_some_and(|cut| !cut.is_empty()));
                prop_assert!(span.start >= end, "{:?}", quotation.content);
                end = span.end;
            }
            for span in quotation.quoted.iter().chain(&quotation.cue) {
                prop_assert!(text.get(span.start..span.end).is_some_and(|cut| !cut.is_empty()));
            }
            if let Some(mention) = quotation.speaker.as_ref().and_then(|speaker| speaker.mention) {
                prop_assert!(text.get(mention.start..mention.end).is_some_and(|cut| !cut.is_empty()));
            }
            let first = quotation.content.first().unwrap().start;
            prop_assert!(first >= last);
            last = first;
        }
    }

    #[test]
    fn every_letter_stands_in_a_statement(text in text()) {
        let report = report(&text);
        let found = extraction(&report);
        for block in &report.blocks {
            for (at, letter) in block.span.cut(&text).char_indices() {
                let at = block.span.start + at;
                let held = found.statements.iter().any(|statement| statement.span.start <= at && at < statement.span.end);
                prop_assert!(held || !letter.is_alphanumeric(), "{letter:?} at {at} in {text:?}");
            }
        }
    }

    #[test]
    fn regions_lie_in_their_paragraph_in_order(text in text(), carried in any::<bool>()) {
        let block = Span::new(0, text.len());
        let mut end = 0;
        for region in regions(&text, block, carried) {
            prop_assert!(text.get(region.outer.start..region.outer.end).is_some());
            prop_assert!(text.get(region.inner.start..region.inner.end).is_some());
            prop_assert!(region.outer.start >= end && region.outer.end <= text.len());
            prop_assert!(region.outer.start <= region.inner.start && region.inner.end <= region.outer.end);
            end = region.outer.end;
        }
    }

    /// A paragraph of broken marks costs itself: what comes after a clean paragraph is found as if it stood alone.
    #[test]
    fn the_rest_of_a_report_is_found(broken in text()) {
        let clean = "The bridge was closed on Monday.\n\n“We had no water for a week,” said Ada Nwosu, a teacher.";
        let text = format!("{}\n\n{clean}", broken.trim_end());
        let report = report(&text);
        let found = extraction(&report);
        let quoted = "We had no water for a week";
        let at = text.rfind(quoted).unwrap();
        prop_assert!(
            found.quotations.iter().any(|quotation| quotation
                .quoted
                .iter()
                .any(|span| span.start <= at && at + quoted.len() <= span.end)),
            "{text:?}"
        );
    }
}

/// The quotations of a file that nobody has zoned by hand: form, text, mention.
fn read_quotations(path: &str, text: &str) -> Vec<String> {
    let input = storydiff::read::Input {
        path,
        bytes: text.as_bytes(),
        label: None,
        format: None,
    };
    let config = storydiff::read::ReadConfig::default();
    let (reports, _) = storydiff::read::read(input, &LEXICON, &config).unwrap();
    let [report] = reports.as_slice() else {
        panic!("{path} is one report");
    };
    let quotations = extraction(report).quotations;
    let one = |quotation: &storydiff::model::Quotation| {
        let content: Vec<&str> = (quotation.content.iter())
            .map(|span| span.cut(&report.text))
            .collect();
        let speaker = quotation.speaker.as_ref();
        let mention = speaker.and_then(|speaker| speaker.mention);
        let mention = mention.map_or("-", |span| span.cut(&report.text));
        format!(
            "{} | {} | {mention}",
            quotation.form.name(),
            content.join(" … ")
        )
    };
    quotations.iter().map(one).collect()
}

#[test]
fn a_block_quotation_is_found_in_every_kind_of_input() {
    let before = "The pier at Wexmouth stays shut until the spring after a survey found rot in eleven piles.";
    let opening = "Declan Roche, who speaks for the fishermen, wrote to members:";
    let [first, second] = ["We knew of it in May.", "Nobody came to look."];
    let after = "The fishermen meet on Friday in the hall on Quay Street to talk about where they can land.";
    let wanted =
        format!("direct | {first} … {second} | Declan Roche, who speaks for the fishermen");
    let html = format!(
        "<html><body><article><h1>Pier stays shut</h1><p>{before}</p><p>{opening}</p>\
         <blockquote><p>{first}</p><p>{second}</p></blockquote><p>{after}</p></article></body></html>"
    );
    let quoted = format!(
        "# Pier stays shut\n\n{before}\n\n{opening}\n\n> {first}\n>\n> {second}\n\n{after}\n"
    );
    let indented = format!(
        "Pier stays shut\n\n{before}\n\n{opening}\n\n    {first}\n\n    {second}\n\n{after}\n"
    );
    for (path, text) in [
        ("pier.html", html),
        ("pier.md", quoted.clone()),
        ("pier.txt", quoted.trim_start_matches("# ").to_owned()),
        ("pier.txt", indented),
    ] {
        let found = read_quotations(path, &text);
        assert!(found.contains(&wanted), "{path}: {found:#?}\n{text}");
    }
    // a page that sets all of its text off
    let all = format!(
        "<html><body><h1>Pier stays shut</h1><blockquote><p>{before}</p><p>{first}</p><p>{after}</p></blockquote></body></html>"
    );
    let found = read_quotations("pier.html", &all);
    assert!(
        found.iter().all(|one| !one.starts_with("direct")),
        "{found:#?}"
    );
}
