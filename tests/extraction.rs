//! What must hold of extraction for any text: no panic, spans inside the text, the pieces of a sentence disjoint and
//! together all its letters and digits, facts inside their statement.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use storydiff::extract::{Words, extract, names};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Basis, Block, Metadata, Published, Report, ReportId, Role, Span};
use storydiff::text::Document;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
static WORDS: LazyLock<Words<'static>> = LazyLock::new(|| Words::new(&LEXICON));

fn report(text: &str) -> Report {
    let span = Span::new(0, text.len()).trimmed(text);
    Report {
        id: ReportId::new(0),
        label: "r".to_owned(),
        path: "r.txt".to_owned(),
        text: text.to_owned(),
        metadata: Metadata {
            published: Some(Published {
                date: "2020-03-12".parse().unwrap(),
                basis: Basis::Metadata,
                trusted: true,
            }),
            ..Metadata::default()
        },
        blocks: vec![Block {
            span,
            role: Role::Body,
            reason: String::new(),
            set_off: false,
        }],
        input_format: "text",
        encoding: "UTF-8",
        sha256: String::new(),
    }
}

fn holds(text: &str) {
    let words: &Words<'_> = &WORDS;
    let report = report(text);
    let document = Document::new(&report, &LEXICON);
    let fits = |span: Span| report.text.get(span.start..span.end).is_some();
    let found = names(&report, &document, words);
    for pair in found.mentions().windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "mentions overlap");
    }
    for mention in found.mentions() {
        assert!(fits(mention.span) && found.entity(mention).is_some());
    }
    let statements = extract(&report, &document, words).statements;
    let mut kept = vec![false; text.len()];
    let mut end = 0;
    for (number, statement) in statements.iter().enumerate() {
        assert_eq!(statement.id.number(), number);
        assert!(fits(statement.span) && !statement.span.is_empty());
        assert!(statement.span.start >= end, "statements overlap");
        end = statement.span.end;
        kept[statement.span.start..statement.span.end].fill(true);
        let sentence = &document.sentences[statement.sentence];
        assert!(sentence.span.contains(statement.span));
        let facts = &statement.facts;
        let spans = facts
            .figures
            .iter()
            .map(|figure| figure.span)
            .chain(facts.times.iter().map(|time| time.span))
            .chain(facts.names.iter().map(|name| name.span))
            .chain(facts.negations.iter().map(|marker| marker.cue))
            .chain(facts.hedges.iter().map(|hedge| hedge.cue));
        for span in spans {
            assert!(fits(span) && statement.span.contains(span));
        }
        for scope in facts.negations.iter().map(|marker| marker.scope) {
            assert!(fits(scope));
        }
        for figure in &facts.figures {
            assert!(figure.counted_span.is_none_or(fits));
        }
    }
    for sentence in &document.sentences {
        for (offset, letter) in sentence.span.cut(text).char_indices() {
            let at = sentence.span.start + offset;
            assert!(
                !letter.is_alphanumeric() || kept[at],
                "lost `{letter}` at {at} of {text:?}"
            );
        }
    }
}

fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "mayor",
        "Calder",
        "Ines",
        "Mr.",
        "said",
        "and",
        "but",
        "after",
        "who",
        "was",
        "killed",
        "24",
        "people",
        "$5bn",
        "1.5",
        "million",
        "between",
        "20",
        "-",
        "30",
        "per",
        "cent",
        "on",
        "Monday",
        "Jan.",
        "23",
        ",",
        "2017",
        ".",
        ";",
        "“",
        "”",
        "\"",
        "not",
        "denied",
        "may",
        "two",
        "hundred",
        "thousands",
        "of",
        "U.S.",
        "NATO",
        "(",
        ")",
        "—",
        "’s",
        "which",
        "killing",
        "it",
        "ago",
        "days",
        "9",
        ":",
        "p.m.",
        "an",
        "estimated",
        "at",
        "least",
        "Al",
        "bin",
        "von",
        "\n",
        "\u{a0}",
        "é",
        "٣",
        "½",
        "third",
        "20th",
        "dozen",
    ]);
    prop::collection::vec((words, prop::bool::ANY), 0..60).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| word.to_owned() + if space { " " } else { "" })
            .collect()
    })
}

proptest! {
    #![proptest_config(common::tries(64))]

    #[test]
    fn any_prose(text in prose()) {
        holds(&text);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        holds(&text);
    }
}

#[test]
fn odd_texts() {
    for text in [
        "",
        " ",
        "1",
        ".",
        "’s",
        "and and and and and and and and and",
        "10 to 9999999999999999999999999999 million",
        "99999999999999999999999999999 trillion trillion people were killed",
        "$ $ $ 5 5 5 - - - 6",
        "Jan. 99, 99999 was 99999999999 years ago",
        "31 February 2020 and 2020-13-45 at 25:99 p.m.",
        "minus 10^400 people and 1e400 dollars",
    ] {
        holds(text);
    }
}

#[test]
fn long_text_stays_linear() {
    let sentence = "Mayor Ines Calder said on Monday that 24 people were killed and 60 were hurt after the dam broke. ";
    let time = |count: usize| {
        let text = sentence.repeat(count);
        let report = report(&text);
        let document = Document::new(&report, &LEXICON);
        let words: &Words<'_> = &WORDS;
        let begin = std::time::Instant::now();
        let statements = extract(&report, &document, words).statements.len();
        assert!(statements >= count);
        begin.elapsed().as_secs_f64()
    };
    let (short, long) = (time(400), time(3200));
    // Eight times the text; twenty leaves room for a busy machine.
    assert!(
        long < short * 20.0 + 0.05,
        "{short:.3} s for 400, {long:.3} s for 3200"
    );
}
