//! How well does the comparison agree with annotated stories?
//!
//! `cargo run --release --example score -- [--list] STORY_DIR...` (the format: see `gold`). For each story and over
//! all: links (pairs of units that stand in one group), status of each unit, which linked pairs differ and how, and the
//! units that no statement stands for (must be none).

// A program for the desk: it may stop at the first surprise.
#![allow(clippy::cast_precision_loss)]

mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use gold::{Gold, Pair, outlet, pair, prf};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Comparison, Status};
use storydiff::{Config, compare_reports};

/// Right, wrong, missed.
#[derive(Clone, Copy, Default)]
struct Counts(usize, usize, usize);

impl Counts {
    fn add(&mut self, other: Counts) {
        self.0 += other.0;
        self.1 += other.1;
        self.2 += other.2;
    }

    fn prf(self) -> (f64, f64, f64) {
        prf(self.0, self.1, self.2)
    }
}

/// What one story, or all together, come to.
#[derive(Default)]
struct Tally {
    links: Counts,
    differs: Counts,
    kinds: Counts,
    /// Units by annotated and found status; `None`: no statement stands for it.
    confusion: BTreeMap<(Status, Option<Status>), usize>,
    lost: usize,
    /// Lines for `--list`.
    list: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.links.add(other.links);
        self.differs.add(other.differs);
        self.kinds.add(other.kinds);
        for (cell, count) in &other.confusion {
            *self.confusion.entry(*cell).or_default() += count;
        }
        self.lost += other.lost;
    }

    fn line(&self, name: &str) -> String {
        let (precision, recall, f1) = self.links.prf();
        let all: usize = self.confusion.values().sum();
        let right: usize = Status::ALL
            .iter()
            .map(|status| self.cell(*status, *status))
            .sum();
        let mut f1s = Vec::new();
        for status in Status::ALL {
            let gold: usize = self
                .confusion
                .iter()
                .filter(|((gold, _), _)| *gold == status)
                .map(|(_, n)| n)
                .sum();
            let found: usize = self
                .confusion
                .iter()
                .filter(|((_, found), _)| *found == Some(status))
                .map(|(_, n)| n)
                .sum();
            let hit = self.cell(status, status);
            if gold > 0 {
                f1s.push(prf(hit, found - hit, gold - hit).2);
            }
        }
        format!(
            "{name:14} links P {precision:.3} R {recall:.3} F1 {f1:.3} | status macro-F1 {:.3} acc {:.3} | differs F1 {:.3} kinds F1 {:.3} | lost {}",
            f1s.iter().sum::<f64>() / f1s.len().max(1) as f64,
            right as f64 / all.max(1) as f64,
            self.differs.prf().2,
            self.kinds.prf().2,
            self.lost,
        )
    }

    fn cell(&self, gold: Status, found: Status) -> usize {
        self.confusion
            .get(&(gold, Some(found)))
            .copied()
            .unwrap_or(0)
    }
}

fn score(gold: &Gold, comparison: &Comparison) -> Tally {
    let units: Vec<Vec<BTreeSet<&str>>> = comparison
        .statements
        .iter()
        .enumerate()
        .map(|(report, list)| {
            list.iter()
                .map(|statement| gold.units_of(report, statement.span).collect())
                .collect()
        })
        .collect();
    let none = BTreeSet::new();
    let of = |id: storydiff::model::StatementId| {
        units
            .get(id.report.index())
            .and_then(|list| list.get(id.number()))
            .unwrap_or(&none)
    };
    let mut found: BTreeSet<Pair> = BTreeSet::new();
    let mut kinds: BTreeMap<Pair, BTreeSet<&str>> = BTreeMap::new();
    let mut status: BTreeMap<&str, Status> = BTreeMap::new();
    for row in &comparison.rows {
        for member in &row.members {
            for unit in of(*member) {
                let best = status.entry(unit).or_insert(row.status);
                *best = (*best).min(row.status);
            }
        }
        found.extend(cross(
            &row.members.iter().map(|id| of(*id)).collect::<Vec<_>>(),
        ));
        for divergence in row
            .divergences
            .iter()
            .filter(|divergence| !divergence.is_hint())
        {
            let sides: Vec<_> = divergence
                .sides
                .iter()
                .map(|side| of(side.statement))
                .collect();
            for key in cross(&sides) {
                kinds.entry(key).or_default().insert(divergence.kind.name());
            }
        }
    }
    let mut tally = Tally::default();
    found.retain(|key| {
        !gold.unsure.contains(key) && !gold.silent.contains(&key.0) && !gold.silent.contains(&key.1)
    });
    for key in &found {
        if gold.sure.contains_key(key) {
            tally.links.0 += 1;
        } else {
            tally.links.1 += 1;
            tally.list.push(format!("wrong  {} {}", key.0, key.1));
        }
    }
    for (key, link) in &gold.sure {
        if !found.contains(key) {
            tally.links.2 += 1;
            tally.list.push(format!("missed {} {}", key.0, key.1));
            continue;
        }
        if !link.relation_sure {
            continue;
        }
        let got: BTreeSet<&str> = kinds.get(key).cloned().unwrap_or_default();
        let want: BTreeSet<&str> = link.kinds.iter().map(String::as_str).collect();
        match (!got.is_empty(), link.relation == "differs") {
            (true, true) => tally.differs.0 += 1,
            (true, false) => tally.differs.1 += 1,
            (false, true) => tally.differs.2 += 1,
            (false, false) => {}
        }
        tally.kinds.add(Counts(
            got.intersection(&want).count(),
            got.difference(&want).count(),
            want.difference(&got).count(),
        ));
        if got != want {
            tally.list.push(format!(
                "kinds  {} {} annotated {want:?} found {got:?}",
                key.0, key.1
            ));
        }
    }
    for unit in gold.units.iter().flatten().map(|(_, unit)| unit.as_str()) {
        let Some(want) = annotated(gold, unit) else {
            continue;
        };
        let got = status.get(unit).copied();
        *tally.confusion.entry((want, got)).or_default() += 1;
        if got.is_none() {
            tally.lost += 1;
            tally.list.push(format!("lost   {unit}"));
        }
    }
    tally
}

/// The annotated status of a unit; `None` when it is silent or hangs on what the annotators were not sure of.
fn annotated(gold: &Gold, unit: &str) -> Option<Status> {
    let holds = |key: &Pair| key.0 == unit || key.1 == unit;
    let links: Vec<_> = gold
        .sure
        .iter()
        .filter(|(key, _)| holds(key))
        .map(|(_, link)| link)
        .collect();
    let differs = links
        .iter()
        .any(|link| link.relation == "differs" && link.relation_sure);
    if gold.silent.contains(unit)
        || (links.is_empty() && gold.unsure.iter().any(holds))
        || (!differs && links.iter().any(|link| !link.relation_sure))
    {
        return None;
    }
    Some(match (differs, links.is_empty()) {
        (true, _) => Status::Divergent,
        (false, false) => Status::Shared,
        (false, true) => Status::Unique,
    })
}

/// The pairs of units of different outlets that the statements of a row stand for.
fn cross(members: &[&BTreeSet<&str>]) -> Vec<Pair> {
    let mut found = Vec::new();
    for (at, one) in members.iter().enumerate() {
        for two in members.iter().skip(at + 1) {
            for left in *one {
                for right in *two {
                    if outlet(left) != outlet(right) {
                        found.push(pair(left, right));
                    }
                }
            }
        }
    }
    found
}

fn main() -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::embedded();
    let mut total = Tally::default();
    let mut list = false;
    for argument in std::env::args().skip(1) {
        if argument == "--list" {
            list = true;
            continue;
        }
        let gold = Gold::read(Path::new(&argument), &lexicon)?;
        let comparison = compare_reports(
            gold.reports.clone(),
            Vec::new(),
            &lexicon,
            &Config::default(),
        );
        let tally = score(&gold, &comparison);
        println!("{}", tally.line(&gold.story));
        if list {
            for line in &tally.list {
                println!("    {line}");
            }
        }
        total.add(&tally);
    }
    println!("{}", total.line("ALL"));
    Ok(())
}
