//! A stand-in for fuzzing on the stable toolchain: seeded changes to a small corpus, every result held to what must hold
//! for any input (`fuzz/` has the same targets for libFuzzer).
//!
//! Runs `STORYDIFF_MUTATION_SECONDS` (3 where it is not set) from seed `STORYDIFF_MUTATION_SEED` (1). A failure names
//! its round and leaves its inputs in the folder of temporary files; the round's seed makes it again.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use storydiff::read::InputFormat;

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }
}

/// Pieces that have meaning to some reader, scanner or renderer.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    "[sic]",
    "…",
    "...",
    "—",
    "-",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{1b}[31m",
    "\u{9b}",
    "\u{7f}",
    "\0",
    "\u{301}",
    "👩\u{200d}🚒",
    "Сomment",
    "שלום",
    "10^400",
    "1e999",
    "9,,9",
    "1/0",
    "$5bn",
    "0.0.0",
    "-0",
    "31 February",
    "2020-13-45",
    "25:61",
    "Monday",
    "on 4 March 2020",
    "last year",
    "twelve hundred million billion",
    "he said",
    "she told Reuters",
    "according to",
    "not",
    "never",
    "may have",
    "Mr.",
    "U.S.",
    "Ph.D.",
    "J.",
    "By Jane Holm",
    "=1+1",
    "@SUM(1)",
    "|",
    "`",
    "**",
    "# ",
    "> ",
    "* ",
    "[a](javascript:alert(1))",
    "![x](http://x)",
    "<script>alert(1)</script>",
    "<div>",
    "</p>",
    "<p>",
    "<!--",
    "&#x1b;",
    "&amp;",
    "<meta charset=utf-16>",
    "{",
    "}",
    "[[",
    "\\u0000",
    "\\ud800",
    "{\"text\":",
    "null",
    ",",
    ":",
    "https://example.org/?a=b&c",
    "www.",
    "@name",
    "#topic",
];

fn corpus() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![
        root.join("data/stories"),
        root.join("tests/cli/mini.in"),
        root.join("fuzz/corpus"),
    ];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let ending = path
                .extension()
                .and_then(|ending| ending.to_str())
                .unwrap_or("");
            if path.is_dir() {
                folders.push(path);
            } else if matches!(ending, "txt" | "md" | "html" | "json" | "jsonl")
                && !path.ends_with("alignment.json")
            {
                found.push((
                    path.file_name().unwrap().to_string_lossy().into_owned(),
                    fs::read(&path).unwrap(),
                ));
            }
        }
    }
    found.sort();
    assert!(found.len() > 10);
    found
}

/// A few changes: pieces put in, stretches taken out, doubled, moved or spoilt, two inputs joined.
fn changed(random: &mut Random, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    // Short stretches keep a round quick; most of what can go wrong is local.
    let from = random.below(bytes.len());
    let mut out: Vec<u8> = match random.below(3) {
        0 => bytes.to_vec(),
        _ => bytes.iter().skip(from).take(600).copied().collect(),
    };
    out.truncate(4000);
    for _ in 0..1 + random.below(8) {
        let at = random.below(out.len() + 1);
        let end = (at + random.below(60)).min(out.len());
        match random.below(8) {
            0..=2 => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes();
                let times = if random.below(6) == 0 {
                    1 + random.below(200)
                } else {
                    1
                };
                out.splice(at..at, piece.repeat(times));
            }
            3 => {
                out.drain(at..end);
            }
            4 => {
                let stretch = out[at..end].to_vec();
                out.splice(at..at, stretch);
            }
            5 => {
                let stretch: Vec<u8> = out.drain(at..end).collect();
                let to = random.below(out.len() + 1);
                out.splice(to..to, stretch);
            }
            6 => {
                if let Some(byte) = out.get_mut(at) {
                    *byte = random.next() as u8;
                }
            }
            _ => {
                let start = random.below(other.len());
                let stretch: Vec<u8> = other.iter().skip(start).take(200).copied().collect();
                out.splice(at..at, stretch);
            }
        }
    }
    out
}

const FORMATS: [Option<InputFormat>; 5] = [
    None,
    Some(InputFormat::Text),
    Some(InputFormat::Markdown),
    Some(InputFormat::Html),
    Some(InputFormat::Json),
];

fn round(seed: u64, corpus: &[(String, Vec<u8>)]) -> Vec<Vec<u8>> {
    let mut random = Random(seed | 1 << 40);
    for _ in 0..8 {
        random.next();
    }
    (0..2)
        .map(|_| {
            let (_, bytes) = &corpus[random.below(corpus.len())];
            let (_, other) = &corpus[random.below(corpus.len())];
            changed(&mut random, bytes, other)
        })
        .collect()
}

fn hold(seed: u64, inputs: &[Vec<u8>]) {
    let mut random = Random(seed.wrapping_mul(31) | 1 << 41);
    let format = FORMATS[random.below(12).min(4)];
    let mut reports = Vec::new();
    for (number, bytes) in inputs.iter().enumerate() {
        reports.extend(common::read(
            &format!("{number}.x"),
            bytes,
            if number == 0 { format } else { None },
        ));
    }
    reports.truncate(4);
    storydiff::number_reports(&mut reports);
    let compared = common::compare_reports(reports);
    common::holds_everything(&compared);
    common::draws_safely(&compared);
}

#[test]
fn seeded_changes_break_nothing() {
    let number = |name: &str, built_in: u64| {
        std::env::var(name).map_or(built_in, |value| value.parse().unwrap())
    };
    let patience = Duration::from_secs(number("STORYDIFF_MUTATION_SECONDS", 3));
    let mut seed = number("STORYDIFF_MUTATION_SEED", 1);
    let corpus = corpus();
    let start = Instant::now();
    let mut rounds = 0;
    let mut slowest = (Duration::ZERO, 0);
    while start.elapsed() < patience {
        let inputs = round(seed, &corpus);
        let begin = Instant::now();
        if let Err(cause) = catch_unwind(AssertUnwindSafe(|| hold(seed, &inputs))) {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutation-{seed}"));
            fs::create_dir_all(&folder).unwrap();
            for (number, bytes) in inputs.iter().enumerate() {
                fs::write(folder.join(format!("{number}.x")), bytes).unwrap();
            }
            eprintln!(
                "seed {seed} fails; its inputs stand in {}",
                folder.display()
            );
            std::panic::resume_unwind(cause);
        }
        slowest = slowest.max((begin.elapsed(), seed));
        seed += 1;
        rounds += 1;
    }
    println!(
        "{rounds} rounds; the slowest took {:?} (seed {})",
        slowest.0, slowest.1
    );
    assert!(rounds > 0);
}
