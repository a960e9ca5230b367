//! Annotated stories: a folder with reports and `alignment.json` (units, links, silent units).
//!
//! The format: `reports` {outlet: {file}}, `units` {"outlet:n": {file, start, end}} in code points, end exclusive;
//! `links` [{a, b, relation, kinds, sure, relation_sure}]; `silent` [unit].

// Each program that shares this file uses a part of it.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde::Deserialize;
use storydiff::lexicon::Lexicon;
use storydiff::model::{Report, Span};
use storydiff::read::{Input, ReadConfig, read};

#[derive(Deserialize)]
struct File {
    story: String,
    reports: BTreeMap<String, Source>,
    units: BTreeMap<String, Unit>,
    links: Vec<GoldLink>,
    #[serde(default)]
    silent: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Source {
    file: String,
}

#[derive(Deserialize)]
struct Unit {
    file: String,
    start: usize,
    end: usize,
}

/// A link as annotated.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldLink {
    a: String,
    b: String,
    /// `same` or `differs`.
    pub relation: String,
    /// The kinds of difference.
    #[serde(default)]
    pub kinds: BTreeSet<String>,
    #[serde(default = "yes")]
    sure: bool,
    /// The annotators were sure of the relation.
    #[serde(default = "yes")]
    pub relation_sure: bool,
}

fn yes() -> bool {
    true
}

/// Two units, the smaller name first.
pub type Pair = (String, String);

/// The pair in order.
pub fn pair(one: &str, two: &str) -> Pair {
    if one <= two {
        (one.to_owned(), two.to_owned())
    } else {
        (two.to_owned(), one.to_owned())
    }
}

/// The outlet of a unit.
pub fn outlet(unit: &str) -> &str {
    unit.split(':').next().unwrap_or(unit)
}

/// An annotated story.
pub struct Gold {
    /// Its name.
    pub story: String,
    /// Its reports, numbered, in the order of their files.
    pub reports: Vec<Report>,
    /// For each report its units with their byte spans, in text order.
    pub units: Vec<Vec<(Span, String)>>,
    /// Links that the annotators were sure of.
    pub sure: BTreeMap<Pair, GoldLink>,
    /// Links that they were not sure of: they count neither way.
    pub unsure: BTreeSet<Pair>,
    /// Units with nothing to compare.
    pub silent: BTreeSet<String>,
}

impl Gold {
    /// Reads a story folder.
    pub fn read(folder: &Path, lexicon: &Lexicon) -> Result<Gold, Box<dyn Error>> {
        let file: File =
            serde_json::from_str(&std::fs::read_to_string(folder.join("alignment.json"))?)?;
        let mut reports = Vec::new();
        let mut units = Vec::new();
        for source in file.reports.values() {
            let bytes = std::fs::read(folder.join(&source.file))?;
            let input = Input {
                path: &source.file,
                bytes: &bytes,
                label: None,
                format: None,
            };
            let (mut found, _) = read(input, lexicon, &ReadConfig::default())?;
            let report = found.swap_remove(0);
            let offsets: Vec<usize> = report
                .text
                .char_indices()
                .map(|(at, _)| at)
                .chain([report.text.len()])
                .collect();
            let byte = |at: usize| offsets.get(at).copied().unwrap_or(report.text.len());
            let mut own: Vec<(Span, String)> = file
                .units
                .iter()
                .filter(|(_, unit)| unit.file == source.file)
                .map(|(name, unit)| (Span::new(byte(unit.start), byte(unit.end)), name.clone()))
                .collect();
            own.sort();
            units.push(own);
            reports.push(report);
        }
        storydiff::number_reports(&mut reports);
        let key = |link: &GoldLink| pair(&link.a, &link.b);
        Ok(Gold {
            story: file.story,
            reports,
            units,
            unsure: file
                .links
                .iter()
                .filter(|link| !link.sure)
                .map(key)
                .collect(),
            sure: file
                .links
                .iter()
                .filter(|link| link.sure)
                .map(|link| (key(link), link.clone()))
                .collect(),
            silent: file.silent,
        })
    }

    /// The units that a span of a report stands for: those with an overlap of at least half of the shorter.
    pub fn units_of(&self, report: usize, span: Span) -> impl Iterator<Item = &str> {
        self.units
            .get(report)
            .into_iter()
            .flatten()
            .filter_map(move |(unit, name)| {
                let overlap = unit.intersection(span)?.len();
                (2 * overlap >= unit.len().min(span.len())).then_some(name.as_str())
            })
    }
}

/// Precision, recall and their harmonic mean.
pub fn prf(right: usize, wrong: usize, missed: usize) -> (f64, f64, f64) {
    let share = |part: usize, whole: usize| {
        if whole == 0 {
            0.0
        } else {
            part as f64 / whole as f64
        }
    };
    let (precision, recall) = (share(right, right + wrong), share(right, right + missed));
    let sum = precision + recall;
    let f1 = if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    };
    (precision, recall, f1)
}
