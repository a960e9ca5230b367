//! Holds the sample stories of `data/stories` together: every sentence of the annotation stands in its report, every
//! planted divergence is found with its kind and its words, and no other row is divergent.
//!
//! What does not hold yet stands in `tests/stories/gaps.txt`, one gap a line. A gap that is not in the list fails the
//! test, and so does a line of the list that holds now. `UPDATE_EXPECT=1 cargo test --test stories` writes the list
//! and every `alignment.json` anew; read the difference before you commit it.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use storydiff::lexicon::Lexicon;
use storydiff::model::{Comparison, Divergence, DivergenceKind, NoteKind, Side, Status};
use storydiff::{Config, compare_reports, number_reports};

#[path = "../examples/anchor_stories/story.rs"]
mod story;
use story::{Planted, Story};

fn stories() -> Vec<Story> {
    let stories: Vec<Story> = story::folders()
        .iter()
        .map(|folder| Story::load(folder).unwrap())
        .collect();
    assert!(!stories.is_empty());
    stories
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

#[test]
fn alignment_files_are_fresh() {
    let lexicon = Lexicon::embedded();
    let mut stale = Vec::new();
    for story in stories() {
        let path = story.folder.join("alignment.json");
        let fresh = story
            .reports(&lexicon)
            .and_then(|reports| story.alignment(&reports));
        match fresh {
            Err(error) => stale.push(error),
            Ok(fresh) if std::fs::read_to_string(&path).unwrap_or_default() != fresh => {
                if updating() {
                    std::fs::write(&path, fresh).unwrap();
                } else {
                    stale.push(format!("{}: offsets moved", story.name));
                }
            }
            Ok(_) => {}
        }
    }
    assert!(
        stale.is_empty(),
        "run `cargo run --example anchor_stories`:\n{}",
        stale.join("\n")
    );
}

#[test]
fn planted_divergences_are_annotated() {
    let mut per_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for story in stories() {
        for planted in &story.planted {
            let place = format!("{}: {} {}", story.name, planted.kind, planted.fact);
            let kind = DivergenceKind::ALL
                .iter()
                .find(|kind| kind.name() == planted.kind);
            *per_kind
                .entry(kind.unwrap_or_else(|| panic!("{place}: kind")).name())
                .or_default() += 1;
            assert_eq!(story.facts[&planted.fact].kind, planted.kind, "{place}");
            let mut values = Vec::new();
            for (outlets, words) in [&planted.left, &planted.right] {
                for outlet in outlets {
                    let told = story
                        .units
                        .iter()
                        .filter(|unit| unit.outlet == *outlet && holds(&unit.sentence, words));
                    let value = told
                        .flat_map(|unit| &unit.told)
                        .find(|told| told.fact == planted.fact && told.value.is_some());
                    let value =
                        value.unwrap_or_else(|| panic!("{place}: {outlet} has no {words:?}"));
                    values.push(value.value.clone().unwrap());
                }
            }
            assert!(values.first() != values.last(), "{place}: one value");
        }
        // A fact with unlike values that is not listed would be an unplanted divergence.
        for (name, fact) in &story.facts {
            let told = story.units.iter().flat_map(|unit| &unit.told);
            let values: BTreeSet<_> = told
                .filter(|told| told.fact == *name)
                .filter_map(|told| told.value.as_ref())
                .collect();
            let listed = story.planted.iter().any(|planted| planted.fact == *name);
            assert_eq!(
                values.len() > 1,
                listed,
                "{}: {name} ({})",
                story.name,
                fact.what
            );
        }
    }
    for kind in DivergenceKind::ALL {
        let planted = per_kind.get(kind.name()).copied().unwrap_or_default();
        assert!(planted >= 2, "{} is planted {planted} times", kind.name());
    }
}

#[test]
fn comparison_finds_what_was_planted_and_nothing_else() {
    let lexicon = Lexicon::embedded();
    let mut gaps = Vec::new();
    for story in stories() {
        let outlets: BTreeMap<&str, &str> = story
            .units
            .iter()
            .map(|unit| (unit.file.as_str(), unit.outlet.as_str()))
            .collect();
        let mut reports = story.reports(&lexicon).unwrap();
        number_reports(&mut reports);
        let compared = compare_reports(reports, Vec::new(), &lexicon, &Config::default());
        let mut found = BTreeSet::new();
        let shown = compared
            .rows
            .iter()
            .filter(|row| row.status == Status::Divergent)
            .flat_map(|row| &row.divergences)
            .filter(|divergence| !divergence.is_hint());
        for divergence in shown {
            // one divergence may hold two planted ones: what two outlets say in crore and in billions
            let meant: Vec<usize> = (0..)
                .zip(&story.planted)
                .filter(|(_, planted)| {
                    planted.kind == divergence.kind.name()
                        && is_meant(&compared, divergence, planted, &outlets)
                })
                .map(|(number, _)| number)
                .collect();
            if meant.is_empty() {
                let sides: Vec<String> = divergence
                    .sides
                    .iter()
                    .map(|side| side.value.clone())
                    .collect();
                gaps.push(format!(
                    "{}: not planted: {}: {}",
                    story.name,
                    divergence.kind.name(),
                    sides.join(" | ")
                ));
            }
            found.extend(meant);
        }
        for (number, planted) in story.planted.iter().enumerate() {
            if !found.contains(&number) {
                let (left, right) = (&planted.left.1, &planted.right.1);
                gaps.push(format!(
                    "{}: not found: {}: {left} | {right}",
                    story.name, planted.kind
                ));
            }
        }
        gaps.extend(event_gaps(&story, &compared));
    }
    gaps.sort();
    gaps.dedup();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/gaps.txt");
    let head = "# What the sample stories want and the comparison does not do yet (see tests/stories.rs).\n";
    if updating() {
        std::fs::write(
            &path,
            format!("{head}{}\n", gaps.join("\n")).replace("\n\n", "\n"),
        )
        .unwrap();
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap();
    let known: BTreeSet<&str> = known
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let now: BTreeSet<&str> = gaps.iter().map(String::as_str).collect();
    let new: Vec<&&str> = now.difference(&known).collect();
    let met: Vec<&&str> = known.difference(&now).collect();
    assert!(
        new.is_empty() && met.is_empty(),
        "{} known gaps stand\nnew gaps: {new:#?}\nmet now, take them off the list: {met:#?}",
        known.intersection(&now).count()
    );
}

/// A report of another event (named in `other-event.txt`) is flagged, and no other is.
fn event_gaps(story: &Story, compared: &Comparison) -> Vec<String> {
    let other = std::fs::read_to_string(story.folder.join("other-event.txt")).unwrap_or_default();
    let wanted: BTreeSet<&str> = other
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let flagged: BTreeSet<&str> = compared
        .notes
        .iter()
        .filter(|note| {
            matches!(
                note.kind,
                NoteKind::DifferentEvent | NoteKind::DifferentDate
            )
        })
        .flat_map(|note| &note.reports)
        .filter_map(|&id| Some(compared.report(id)?.path.as_str()))
        .collect();
    let missed = wanted
        .difference(&flagged)
        .map(|file| format!("not flagged as another event: {file}"));
    let wrong = flagged
        .difference(&wanted)
        .map(|file| format!("flagged as another event: {file}"));
    missed
        .chain(wrong)
        .map(|gap| format!("{}: {gap}", story.name))
        .collect()
}

/// True when two sides of the divergence are the two sides of the planted one.
fn is_meant(
    compared: &Comparison,
    divergence: &Divergence,
    planted: &Planted,
    outlets: &BTreeMap<&str, &str>,
) -> bool {
    let has = |(wanted, words): &(Vec<String>, String)| {
        divergence.sides.iter().any(|side| {
            let report = compared.report(side.statement.report).unwrap();
            let outlet = outlets
                .get(report.path.as_str())
                .copied()
                .unwrap_or_default();
            wanted.iter().any(|name| name == outlet) && carries(compared, side, words)
        })
    };
    has(&planted.left) && has(&planted.right)
}

/// True when the side's statement has the words, and the marked spans (where there are any) touch them.
fn carries(compared: &Comparison, side: &Side, words: &str) -> bool {
    let report = compared.report(side.statement.report).unwrap();
    let statement = compared
        .statement(side.statement)
        .unwrap()
        .span
        .cut(&report.text);
    // what a clause tells may stand in the next one
    let mut marked = side.spans.iter().map(|span| span.cut(&report.text));
    let beside = marked.any(|marked| holds(marked, words));
    if !holds(statement, words) && !beside {
        return false;
    }
    side.spans.is_empty()
        || side.spans.iter().any(|span| {
            let marked = span.cut(&report.text);
            holds(words, marked) || holds(marked, words) || common_word(words, marked)
        })
}

fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(text: &str, words: &str) -> bool {
    plain(text).contains(&plain(words))
}

fn common_word(left: &str, right: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let text = plain(text);
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    !words(left).is_disjoint(&words(right))
}

#[test]
fn who_says_it_in_another_row_stands_there() {
    let lexicon = Lexicon::embedded();
    let mut referred = 0;
    for story in stories() {
        for turned in [false, true] {
            let mut reports = story.reports(&lexicon).unwrap();
            if turned {
                reports.reverse();
            }
            number_reports(&mut reports);
            let comparison = compare_reports(reports, Vec::new(), &lexicon, &Config::default());
            for row in &comparison.rows {
                for elsewhere in &row.elsewhere {
                    referred += 1;
                    let place = format!("{} g{} {elsewhere:?}", story.name, row.number + 1);
                    assert_eq!(row.members_of(elsewhere.report).count(), 0, "{place}");
                    let other = &comparison.rows[elsewhere.row];
                    assert!(other.members_of(elsewhere.report).count() > 0, "{place}");
                    let common = |member| other.members.contains(member);
                    assert!(row.members.iter().any(common), "{place}");
                }
            }
        }
    }
    assert!(referred > 0);
}
