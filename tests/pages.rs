//! Real pages, with the article's text and the metadata that Mozilla's Readability expects of them.
//!
//! The pages are not part of the repository; without `../shared` the test says so and ends.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use storydiff::lexicon::Lexicon;
use storydiff::model::Role;
use storydiff::read::{Input, ReadConfig, read};

fn tokens(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            *counts.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
    counts
}

fn f1(found: &str, wanted: &str) -> f64 {
    let (found, wanted) = (tokens(found), tokens(wanted));
    let shared: usize = found
        .iter()
        .map(|(word, count)| count.min(wanted.get(word).unwrap_or(&0)))
        .sum();
    let all = found.values().sum::<usize>() + wanted.values().sum::<usize>();
    if all == 0 {
        1.0
    } else {
        2.0 * shared as f64 / all as f64
    }
}

/// The text of a piece of HTML, roughly: tags out, the commonest entities in.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or(piece, |(_, rest)| rest));
    }
    [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ]
    .iter()
    .fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

fn folded(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn articles_of_real_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/pages");
    if !folder.is_dir() {
        eprintln!(
            "SKIPPED: {} is not there, no page was read",
            folder.display()
        );
        return;
    }
    let lexicon = Lexicon::embedded();
    let mut pages: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("source.html").is_file())
        .collect();
    pages.sort();
    let (mut total, mut titles, mut dates, mut dated) = (0.0, 0, 0, 0);
    let mut lines = Vec::new();
    for page in &pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(page.join("source.html")).unwrap();
        let expected = fs::read_to_string(page.join("expected.html")).unwrap();
        let wanted: serde_json::Value =
            serde_json::from_slice(&fs::read(page.join("expected-metadata.json")).unwrap())
                .unwrap();
        let input = Input {
            path: "page.html",
            bytes: &bytes,
            label: None,
            format: None,
        };
        let start = Instant::now();
        let (reports, _) = read(input, &lexicon, &ReadConfig::default())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let took = start.elapsed();
        // A debug build is about twelve times slower than the one that users run.
        let limit = if cfg!(debug_assertions) { 12 } else { 1 };
        assert!(took < Duration::from_secs(limit), "{name} took {took:?}");
        let report = &reports[0];
        let text: String = report
            .blocks
            .iter()
            .filter(|block| {
                matches!(
                    block.role,
                    Role::Headline | Role::Deck | Role::Body | Role::Dateline
                )
            })
            .map(|block| block.span.cut(&report.text).to_owned() + "\n")
            .collect();
        let score = f1(&text, &text_of(&expected));
        total += score;
        let title = report
            .metadata
            .headline
            .as_ref()
            .map(|headline| headline.value.clone())
            .unwrap_or_default();
        let wanted_title = wanted["title"].as_str().unwrap_or_default();
        let title_right = folded(&title) == folded(wanted_title);
        titles += usize::from(title_right);
        let mut line = format!("{score:.3} {name} {took:?}");
        if !title_right {
            line += &format!(" title {title:?}, wanted {wanted_title:?}");
        }
        if let Some(published) = wanted["publishedTime"].as_str() {
            dated += 1;
            let found = report
                .metadata
                .published
                .as_ref()
                .map(|published| published.date.to_string())
                .unwrap_or_default();
            let right = published.contains(&found) && !found.is_empty();
            dates += usize::from(right);
            if !right {
                line += &format!(" date {found:?}, wanted {published:?}");
            }
        }
        lines.push(line);
    }
    lines.sort();
    let mean = total / pages.len() as f64;
    let summary = format!(
        "{}\nmean F1 {mean:.4}, titles {titles} of {}, dates {dates} of {dated}",
        lines.join("\n"),
        pages.len()
    );
    println!("{summary}");
    assert!(mean >= 0.93 && titles >= 32, "{summary}");
}
