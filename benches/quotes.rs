//! How fast are quotations found? `cargo bench --bench quotes` prints the characters a second of each step, on one
//! thread, and how many times longer than `wc -w` the whole takes on the same bytes.
//!
//! The text is invented: sentences of `data/stories` and of `tests/cases/quotation`, put together into reports of common
//! length by a fixed seed. `wc -w` is the program where there is one, else a count of words in Rust.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::CharsCount;
use storydiff::extract::quotation::Attributor;
use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::Report;
use storydiff::read::{Input, ReadConfig, read};
use storydiff::text::Document;

/// Reports in the corpus, and paragraphs in each: about 7,000 characters, as a long agency report has.
const REPORTS: usize = 60;
const PARAGRAPHS: usize = 40;

static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::new);

struct Corpus {
    lexicon: Lexicon,
    texts: Vec<String>,
    reports: Vec<Report>,
    documents: Vec<Document>,
    chars: usize,
}

impl Corpus {
    fn new() -> Corpus {
        let lexicon = Lexicon::embedded();
        let sources = [
            include_str!("../data/stories/ferry/harbour-courier.txt"),
            include_str!("../data/stories/heat/hartsmoor-standard.txt"),
            include_str!("../data/stories/heat/wendle-argus.txt"),
            include_str!("../data/stories/ordinance/tamsett-ledger.txt"),
            include_str!("../data/stories/recount/lagoon-lantern.txt"),
            include_str!("../tests/cases/quotation/business.md"),
            include_str!("../tests/cases/quotation/courts.md"),
            include_str!("../tests/cases/quotation/disasters.md"),
            include_str!("../tests/cases/quotation/sport.md"),
        ];
        let paragraphs: Vec<&str> = sources
            .iter()
            .flat_map(|source| source.split("\n\n"))
            .flat_map(|block| block.lines())
            .filter(|line| line.len() > 60 && !line.contains('|'))
            .collect();
        let mut state = 7u64;
        let mut random = |below: usize| {
            // the generator of Knuth's MMIX; its upper bits
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let texts: Vec<String> = (0..REPORTS)
            .map(|number| {
                let mut text = format!("Report {number} of an invented day\n\n");
                for _ in 0..PARAGRAPHS {
                    text.push_str(paragraphs[random(paragraphs.len())]);
                    text.push_str("\n\n");
                }
                text
            })
            .collect();
        let reports: Vec<Report> = texts
            .iter()
            .flat_map(|text| report(text, &lexicon))
            .collect();
        let documents = reports
            .iter()
            .map(|report| Document::new(report, &lexicon))
            .collect();
        Corpus {
            chars: texts.iter().map(|text| text.chars().count()).sum(),
            lexicon,
            texts,
            reports,
            documents,
        }
    }
}

fn report(text: &str, lexicon: &Lexicon) -> Vec<Report> {
    let input = Input {
        path: "bench.txt",
        bytes: text.as_bytes(),
        label: None,
        format: None,
    };
    read(input, lexicon, &ReadConfig::default()).unwrap().0
}

/// Quotations with unresolved speakers, from documents that are cut already: what the other tools do, parser included.
#[divan::bench(min_time = 2)]
fn quotations(bencher: Bencher) {
    let corpus = &*CORPUS;
    let attributor = Attributor::new(&corpus.lexicon);
    bencher.counter(CharsCount::new(corpus.chars)).bench(|| {
        for (report, document) in corpus.reports.iter().zip(&corpus.documents) {
            divan::black_box(attributor.quotations(report, document));
        }
    });
}

/// Everything behind `storydiff quotes` but files and output: reading, sentences, names, quotations, speakers, claims.
#[divan::bench(min_time = 2)]
fn whole(bencher: Bencher) {
    let corpus = &*CORPUS;
    let words = Words::new(&corpus.lexicon);
    bencher
        .counter(CharsCount::new(corpus.chars))
        .bench(|| all(corpus, &words));
}

/// Making the attributor ready, weights included.
#[divan::bench]
fn start() -> Attributor {
    Attributor::new(&CORPUS.lexicon)
}

fn all(corpus: &Corpus, words: &Words<'_>) {
    for text in &corpus.texts {
        for report in report(text, &corpus.lexicon) {
            let document = Document::new(&report, &corpus.lexicon);
            divan::black_box(extract(&report, &document, words));
        }
    }
}

/// Seconds that `wc -w` takes for the bytes, start of the process left out.
fn wc(bytes: &[u8]) -> Option<Duration> {
    let run = |bytes: &[u8]| -> Option<Duration> {
        let mut best = None;
        for _ in 0..5 {
            let start = Instant::now();
            let mut child = Command::new("wc")
                .arg("-w")
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .ok()?;
            child.stdin.take()?.write_all(bytes).ok()?;
            child.wait().ok()?;
            best = Some(start.elapsed().min(best.unwrap_or(Duration::MAX)));
        }
        best
    };
    Some(run(bytes)?.saturating_sub(run(b"")?))
}

fn main() {
    divan::main();
    let corpus = &*CORPUS;
    let words = Words::new(&corpus.lexicon);
    let attributor = Attributor::new(&corpus.lexicon);
    let best = |work: &dyn Fn()| {
        (0..7)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed()
            })
            .min()
            .unwrap()
    };
    let quotations = best(&|| {
        for (report, document) in corpus.reports.iter().zip(&corpus.documents) {
            divan::black_box(attributor.quotations(report, document));
        }
    });
    let whole = best(&|| all(corpus, &words));
    let bytes = corpus.texts.concat().into_bytes();
    let counted = wc(&bytes).unwrap_or_else(|| {
        best(&|| {
            let text = String::from_utf8_lossy(&bytes);
            divan::black_box(text.split_whitespace().count());
        })
    });
    for (name, took) in [("quotations", quotations), ("whole", whole)] {
        println!(
            "{name}: {:.2} million characters a second, {:.0} times as long as wc -w on the same {} bytes",
            corpus.chars as f64 / took.as_secs_f64() / 1e6,
            took.as_secs_f64() / counted.as_secs_f64(),
            bytes.len(),
        );
    }
}
