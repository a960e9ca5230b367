//! How good are the rules of difference, given the right links?
//!
//! `cargo run --release --example score_rules -- [--list] STORY_DIR...` (the format: see `gold`). Every annotated link is
//! made a group of its own, so that alignment plays no part; each rule's kind is counted against the annotated kinds.

// A program for the desk: it may stop at the first surprise.
#![allow(clippy::cast_precision_loss)]

mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use gold::{Gold, prf};
use storydiff::compare::{Prepared, Tables, compare};
use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Group, StatementId};
use storydiff::text::{Document, Story};

/// Right, wrong, missed.
type Counts = [usize; 3];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let list = arguments.iter().any(|word| word == "--list");
    let lexicon = Lexicon::embedded();
    let words = Words::new(&lexicon);
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    let mut differs: Counts = [0; 3];
    for folder in arguments.iter().filter(|word| !word.starts_with("--")) {
        let gold = Gold::read(Path::new(folder), &lexicon)?;
        let documents: Vec<Document> = gold
            .reports
            .iter()
            .map(|report| Document::new(report, &lexicon))
            .collect();
        let statements: Vec<_> = gold
            .reports
            .iter()
            .zip(&documents)
            .map(|(report, document)| extract(report, document, &words).statements)
            .collect();
        let story = Story {
            reports: &gold.reports,
            documents: &documents,
            statements: &statements,
        };
        let of = |unit: &str| -> Vec<StatementId> {
            let all = statements.iter().enumerate();
            all.flat_map(|(report, list)| list.iter().map(move |statement| (report, statement)))
                .filter(|(report, statement)| {
                    gold.units_of(*report, statement.span)
                        .any(|found| found == unit)
                })
                .map(|(_, statement)| statement.id)
                .collect()
        };
        for (pair, link) in gold.sure.iter().filter(|(_, link)| link.relation_sure) {
            let mut members = of(&pair.0);
            members.extend(of(&pair.1));
            members.sort();
            let groups = vec![Group {
                members: members.into(),
                links: Vec::new(),
            }];
            let tables = Tables::new(&lexicon);
            let outcome = compare(Prepared::new(&story, &tables), groups);
            let shown: Vec<_> = outcome
                .rows
                .iter()
                .flat_map(|row| &row.divergences)
                .filter(|divergence| !divergence.is_hint())
                .collect();
            let found: BTreeSet<String> = shown
                .iter()
                .map(|divergence| divergence.kind.name().to_owned())
                .collect();
            let slot = match (found.is_empty(), link.relation == "differs") {
                (false, true) => Some(0),
                (false, false) => Some(1),
                (true, true) => Some(2),
                (true, false) => None,
            };
            if let Some(slot) = slot {
                differs[slot] += 1;
            }
            for kind in found.union(&link.kinds) {
                let slot = match (found.contains(kind), link.kinds.contains(kind)) {
                    (true, true) => 0,
                    (true, false) => 1,
                    _ => 2,
                };
                kinds.entry(kind.clone()).or_default()[slot] += 1;
            }
            if list && found != link.kinds {
                println!(
                    "{} {} {} annotated {:?}",
                    gold.story, pair.0, pair.1, link.kinds
                );
                for divergence in &shown {
                    println!(
                        "    {} {:.2} {}",
                        divergence.rule, divergence.confidence, divergence.explanation
                    );
                }
                for unit in [&pair.0, &pair.1] {
                    let text: Vec<&str> = of(unit).iter().map(|id| story.text_of(*id)).collect();
                    println!(
                        "    {}",
                        text.join(" / ")
                            .split_whitespace()
                            .collect::<Vec<_>>()
                            .join(" ")
                    );
                }
            }
        }
    }
    let line = |name: &str, [tp, fp, missed]: Counts| {
        let (precision, recall, f1) = prf(tp, fp, missed);
        println!(
            "{name:10} right {tp:3} wrong {fp:3} missed {missed:3} | P {precision:.3} R {recall:.3} F1 {f1:.3}"
        );
    };
    line("differs", differs);
    let mut all: Counts = [0; 3];
    for (name, counts) in &kinds {
        line(name, *counts);
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    line("kinds", all);
    Ok(())
}
