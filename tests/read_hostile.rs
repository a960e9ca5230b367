//! Hostile input for the readers: any bytes, public material, and shapes whose cost could grow faster than they do.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use storydiff::lexicon::Lexicon;
use storydiff::model::{Note, NoteKind, Report};
use storydiff::read::{Input, InputFormat, ReadConfig, ReadError, Reader};

/// One for all cases: preparing the words takes longer than reading a short text.
fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new(&Lexicon::embedded()))
}

type Outcome = Result<(Vec<Report>, Vec<Note>), ReadError>;

fn read_bytes(bytes: &[u8], path: &str, format: Option<InputFormat>, reader: &Reader) -> Outcome {
    let input = Input {
        path,
        bytes,
        label: None,
        format,
    };
    let outcome = reader.read(input, &ReadConfig::default());
    if let Ok((reports, _)) = &outcome {
        assert!(!reports.is_empty());
        for report in reports {
            blocks_are_sound(report);
        }
    }
    outcome
}

/// In text order, disjoint, on character boundaries, without white space at their ends, none empty.
fn blocks_are_sound(report: &Report) {
    let mut end = 0;
    for block in &report.blocks {
        let (from, to) = (block.span.start, block.span.end);
        assert!(
            end <= from && from < to && to <= report.text.len(),
            "{block:?}"
        );
        let inside = report.text.get(from..to).unwrap();
        assert_eq!(inside, inside.trim(), "{block:?}");
        assert!(!block.reason.is_empty());
        end = to;
    }
    // Nothing but white space and the signs of quoted lines lies outside the blocks.
    let nothing = |text: &str| {
        text.chars()
            .all(|letter| letter.is_whitespace() || letter == '>')
    };
    let mut at = 0;
    for block in &report.blocks {
        assert!(nothing(&report.text[at..block.span.start]));
        at = block.span.end;
    }
    assert!(nothing(&report.text[at..]));
}

const FORMATS: [Option<InputFormat>; 5] = [
    None,
    Some(InputFormat::Text),
    Some(InputFormat::Markdown),
    Some(InputFormat::Html),
    Some(InputFormat::Json),
];

proptest! {
    #![proptest_config(common::tries(96))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0usize..5) {
        let _ = read_bytes(&bytes, "any", FORMATS[kind], reader());
    }

    #[test]
    fn any_text(text in "(\\PC|[\n\r\t <>&\"'{}\\[\\]:,()—#*|©@0-9]){0,300}", kind in 0usize..5) {
        let _ = read_bytes(text.as_bytes(), "any", FORMATS[kind], reader());
    }

    #[test]
    fn lines_of_pages(
        lines in proptest::collection::vec(prop_oneof![
            Just("Harrow mayor resigns over harbour plan"), Just("By Ann Lee"), Just("HARROW (AP) — "),
            Just("3 May 2021"), Just("The mayor of Harrow resigned on Monday after a dispute over the new harbour."),
            Just("Read more"), Just("Comments"), Just("Reply"), Just("• item"), Just("(Photo by Ann Lee/AP)"), Just(""),
            Just("a, b, c"), Just("https://example.org"), Just("© AP"), Just("Ann Lee is a reporter."), Just("<p>x</p>"),
        ], 0..30),
        kind in 0usize..5,
    ) {
        let _ = read_bytes(lines.join("\n").as_bytes(), "any", FORMATS[kind], reader());
    }
}

#[test]
fn public_json_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/json-parsing");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return;
    }
    let reader = Reader::new(&Lexicon::embedded());
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let start = Instant::now();
        let outcome = read_bytes(&fs::read(&path).unwrap(), &name, None, &reader);
        // None of them holds an article: every one is refused, with its name.
        assert!(outcome.is_err_and(|error| error.path == name), "{name}");
        assert!(start.elapsed() < Duration::from_secs(3), "{name}");
        count += 1;
    }
    assert!(count > 300);
}

#[test]
fn naughty_strings() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/naughty-strings.json");
    let Ok(source) = fs::read_to_string(&file) else {
        eprintln!("SKIPPED: {} is not there", file.display());
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&source).unwrap();
    let reader = Reader::new(&Lexicon::embedded());
    // Every string in every kind; in a debug build every fifth.
    let step = if cfg!(debug_assertions) { 5 } else { 1 };
    for naughty in strings.iter().step_by(step) {
        let body = "The mayor of Harrow resigned on Monday after a dispute over the new harbour of the town.";
        for (kind, format) in FORMATS.iter().enumerate().skip(1) {
            let text = if kind == 4 {
                serde_json::json!({"title": naughty, "outlet": naughty, "author": naughty, "date": naughty, "text": format!("{naughty}\n\n{body}")})
                    .to_string()
            } else {
                format!("{naughty}\n\n{body}\n\n{naughty}")
            };
            let _ = read_bytes(text.as_bytes(), naughty, *format, &reader);
        }
    }
}

/// The lesser time of two, for an input of that size.
fn cost(make: &dyn Fn(usize) -> Vec<u8>, size: usize, path: &str, reader: &Reader) -> Duration {
    let bytes = make(size);
    (0..2)
        .map(|_| {
            let start = Instant::now();
            let _ = read_bytes(&bytes, path, None, reader);
            start.elapsed()
        })
        .min()
        .unwrap()
}

#[test]
fn cost_grows_with_the_input() {
    let reader = Reader::new(&Lexicon::embedded());
    let empty = cost(&|_| b"A line".to_vec(), 1, "a.txt", &reader);
    let sentence = "The mayor of Harrow resigned on Monday after a dispute over the new harbour. ";
    type Shape<'a> = (&'a str, &'a str, usize, Box<dyn Fn(usize) -> Vec<u8> + 'a>);
    let page = |inside: String| {
        format!("<!DOCTYPE html><html><body><article><h1>T</h1>{inside}<p>{sentence}</p></article></body></html>").into_bytes()
    };
    let shapes: Vec<Shape<'_>> = vec![
        (
            "paragraphs",
            "a.txt",
            1000,
            Box::new(|n| format!("{sentence}\n\n").repeat(n).into_bytes()),
        ),
        (
            "one line",
            "a.txt",
            2000,
            Box::new(|n| sentence.repeat(n).into_bytes()),
        ),
        (
            "short lines",
            "a.txt",
            4000,
            Box::new(|n| "Mayor Resigns\n".repeat(n).into_bytes()),
        ),
        (
            "small lines",
            "a.txt",
            4000,
            Box::new(|n| "mayor resigns\n".repeat(n).into_bytes()),
        ),
        (
            "comment heads",
            "a.txt",
            2000,
            Box::new(|n| format!("{sentence}\n{}", "Comments\n".repeat(n)).into_bytes()),
        ),
        (
            "endless word",
            "a.txt",
            400_000,
            Box::new(|n| "a".repeat(n).into_bytes()),
        ),
        (
            "brackets",
            "a.txt",
            100_000,
            Box::new(|n| "(".repeat(n).into_bytes()),
        ),
        (
            "dashes",
            "a.txt",
            50_000,
            Box::new(|n| "A — ".repeat(n).into_bytes()),
        ),
        (
            "markdown brackets",
            "a.md",
            20_000,
            Box::new(|n| format!("# T\n\n{}", "[".repeat(n)).into_bytes()),
        ),
        (
            "markdown quotes",
            "a.md",
            2_000,
            Box::new(|n| format!("# T\n\n{}a", "> ".repeat(n)).into_bytes()),
        ),
        (
            "markdown stars",
            "a.md",
            20_000,
            Box::new(|n| format!("# T\n\n{}", "*a ".repeat(n)).into_bytes()),
        ),
        (
            "records",
            "a.json",
            1000,
            Box::new(|n| {
                format!(
                    "[{}1]",
                    "{\"title\":\"T\",\"text\":\"The mayor resigned on Monday.\"},".repeat(n)
                )
                .into_bytes()
            }),
        ),
        (
            "open arrays",
            "a.json",
            200_000,
            Box::new(|n| "[".repeat(n).into_bytes()),
        ),
        (
            "nested arrays",
            "a.json",
            100_000,
            Box::new(|n| format!("{{\"text\":{}1{}}}", "[".repeat(n), "]".repeat(n)).into_bytes()),
        ),
        (
            "fields",
            "a.json",
            10_000,
            Box::new(|n| {
                format!(
                    "{{{}\"text\":\"The mayor resigned.\"}}",
                    "\"a\":1,".repeat(n)
                )
                .into_bytes()
            }),
        ),
        (
            "divs",
            "a.html",
            20_000,
            Box::new(move |n| page("<div>".repeat(n))),
        ),
        (
            "lists",
            "a.html",
            20_000,
            Box::new(move |n| page("<ul><li>".repeat(n))),
        ),
        (
            "bold",
            "a.html",
            20_000,
            Box::new(move |n| page("<b>".repeat(n))),
        ),
        (
            "fonts over paragraphs",
            "a.html",
            2_000,
            Box::new(move |n| {
                page(format!(
                    "<div>{}</div>{}",
                    (0..60)
                        .map(|at| format!("<font size={at}>"))
                        .collect::<String>(),
                    "<p>x".repeat(n)
                ))
            }),
        ),
        (
            "attributes",
            "a.html",
            20_000,
            Box::new(move |n| {
                page(format!(
                    "<p {}>x</p>",
                    (0..n).map(|at| format!("a{at}=1 ")).collect::<String>()
                ))
            }),
        ),
        (
            "page paragraphs",
            "a.html",
            500,
            Box::new(move |n| page(format!("<p>{sentence}</p>").repeat(n))),
        ),
        (
            "breaks",
            "a.html",
            2_000,
            Box::new(move |n| page("x<br>".repeat(n))),
        ),
        (
            "end tags",
            "a.html",
            20_000,
            Box::new(move |n| page("</div>".repeat(n))),
        ),
        (
            "entities",
            "a.html",
            20_000,
            Box::new(move |n| page("&amp;".repeat(n))),
        ),
        (
            "open comments",
            "a.html",
            20_000,
            Box::new(move |n| page("<!--".repeat(n))),
        ),
        (
            "tables",
            "a.html",
            2_000,
            Box::new(move |n| page("<table><tr><td>".repeat(n))),
        ),
    ];
    let mut lines = Vec::new();
    // A debug build on a busy machine is slow; the growth shows at a smaller size too.
    let scale = if cfg!(debug_assertions) { 8 } else { 1 };
    for (name, path, size, make) in &shapes {
        let size = &(size / scale);
        let measure = || {
            let once = cost(make.as_ref(), *size, path, &reader).saturating_sub(empty);
            let twice = cost(make.as_ref(), size * 2, path, &reader).saturating_sub(empty);
            let growth = twice.as_secs_f64() / once.as_secs_f64().max(1e-9);
            (growth, once, twice)
        };
        // Measured again where it looks bad: the machine may have been busy with something else.
        let (growth, once, twice) = (0..3)
            .map(|_| measure())
            .find(|(growth, _, twice)| *growth <= 2.3 || *twice < Duration::from_millis(200))
            .unwrap_or_else(measure);
        println!("{growth:5.2} {name}: {once:?} {twice:?}");
        lines.push((name, growth, once, twice));
    }
    let shown: Vec<String> = lines
        .iter()
        .map(|(name, growth, once, twice)| format!("{growth:5.2} {name}: {once:?} {twice:?}"))
        .collect();
    // Wall time on a busy machine jumps; what is quadratic grows fourfold and takes long.
    let bad: Vec<&str> = lines
        .iter()
        .filter(|(_, growth, _, twice)| *growth > 3.2 && *twice > Duration::from_millis(200))
        .map(|(name, ..)| **name)
        .collect();
    assert!(bad.is_empty(), "{bad:?}\n{}", shown.join("\n"));
}

#[test]
fn very_many_signs_to_escape_are_read_and_said() {
    let sentence =
        "<p>The mayor of Harrow resigned on Monday after a dispute over the harbour.</p>";
    for sign in ["&amp;", "<", "&nbsp;"] {
        let signs = sign.repeat(100_000);
        let page = format!("<h1>Harrow mayor resigns</h1>{sentence}<p>{signs}</p>{sentence}");
        let (reports, notes) = read_bytes(page.as_bytes(), "a.html", None, reader()).unwrap();
        assert!(reports[0].text.contains("The mayor of Harrow resigned"));
        let degraded = notes.iter().any(|note| note.kind == NoteKind::Degraded);
        assert!(degraded, "{sign}");
    }
}

#[test]
fn a_page_too_deep_is_read_and_said() {
    let sentence =
        "<p>The mayor of Harrow resigned on Monday after a dispute over the harbour.</p>";
    let page = format!(
        "<html><body><h1>Harrow mayor resigns</h1>{}{sentence}",
        "<div>".repeat(100_000)
    );
    let start = Instant::now();
    let (reports, notes) = read_bytes(page.as_bytes(), "a.html", None, reader()).unwrap();
    // One second in the build that users run.
    assert!(start.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 }));
    assert!(reports[0].text.contains("The mayor of Harrow resigned"));
    assert!(notes.iter().any(|note| note.kind == NoteKind::Degraded));
}
