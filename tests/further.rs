//! Six further invented stories, written to be hard and annotated before any output was seen: how much of what was planted
//! is found. `tests/further/found.txt` holds the counts, so that a change shows what it wins and loses there;
//! `UPDATE_EXPECT=1 cargo test --test further` writes it anew.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use storydiff::lexicon::Lexicon;
use storydiff::model::{Comparison, StatementId};
use storydiff::{Config, Language};

#[path = "../examples/gold/mod.rs"]
mod gold;
use gold::Gold;

/// Planted, with both sides in one row, found.
type Counts = [usize; 3];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/further")
}

/// The units of each value of a line of `planted.tsv`: kind, fact, then `value: unit unit ...` for each value.
fn planted(folder: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let text = std::fs::read_to_string(folder.join("planted.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut cells = line.split('\t');
            let kind = cells.next().unwrap().to_owned();
            let values = cells.skip(1).map(|cell| {
                let (_, units) = cell.split_once(": ").unwrap();
                units.split(' ').map(str::to_owned).collect()
            });
            (kind, values.collect())
        })
        .collect()
}

/// The value (its place in the line) that a statement tells.
fn value_of(
    gold: &Gold,
    values: &[Vec<String>],
    comparison: &Comparison,
    id: StatementId,
) -> Option<usize> {
    let span = comparison.statement(id)?.span;
    let units: Vec<&str> = gold.units_of(id.report.index(), span).collect();
    values
        .iter()
        .position(|told| told.iter().any(|unit| units.contains(&unit.as_str())))
}

fn two(values: impl Iterator<Item = Option<usize>>) -> bool {
    let mut values: Vec<usize> = values.flatten().collect();
    values.sort_unstable();
    values.dedup();
    values.len() > 1
}

#[test]
fn what_was_planted_is_found_as_often_as_before() {
    let lexicon = Lexicon::embedded();
    let language = Language::new(&lexicon);
    let mut folders: Vec<PathBuf> = (std::fs::read_dir(folder()).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert_eq!(folders.len(), 24);
    let mut text = String::from("# kind: planted, both sides in one row, found\n");
    let mut all: BTreeMap<String, Counts> = BTreeMap::new();
    for folder in folders {
        let gold = Gold::read(&folder, &lexicon).unwrap();
        let comparison = language.compare(gold.reports.clone(), Vec::new(), &Config::default());
        let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
        for (kind, values) in planted(&folder) {
            let value = |id: StatementId| value_of(&gold, &values, &comparison, id);
            let in_row = comparison
                .rows
                .iter()
                .any(|row| two(row.members.iter().map(|id| value(*id))));
            let shown = comparison.rows.iter().flat_map(|row| &row.divergences);
            let found = shown
                .filter(|one| !one.is_hint() && one.kind.name() == kind)
                .any(|one| two(one.sides.iter().map(|side| value(side.statement))));
            for counts in [
                kinds.entry(kind.clone()).or_default(),
                all.entry(kind).or_default(),
            ] {
                counts[0] += 1;
                counts[1] += usize::from(in_row);
                counts[2] += usize::from(found);
            }
        }
        add(&mut text, &gold.story, &kinds);
    }
    add(&mut text, "all", &all);
    let path = folder().join("found.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

fn add(text: &mut String, name: &str, kinds: &BTreeMap<String, Counts>) {
    let sum = |place: usize| kinds.values().map(|counts| counts[place]).sum::<usize>();
    text.push_str(&format!("\n{name}: {}, {}, {}\n", sum(0), sum(1), sum(2)));
    for (kind, [planted, in_row, found]) in kinds {
        text.push_str(&format!("  {kind}: {planted}, {in_row}, {found}\n"));
    }
}
