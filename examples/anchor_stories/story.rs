//! The annotation of a sample story: which sentence of which report states which fact.
//!
//! Comes in: a folder of `data/stories` with `annotation.tsv`, `facts.tsv`, `planted.tsv` (forms:
//! `data/stories/README.md`) and the reports. Goes out: the sentences with their places in the text that the tool
//! reads from each report, and `alignment.json`. It compares nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use storydiff::lexicon::Lexicon;
use storydiff::model::{Report, Span};
use storydiff::read::{Input, ReadConfig, read};

/// Something that several reports state.
pub struct Fact {
    /// True when it is something that somebody is reported to have said.
    pub quote: bool,
    /// The kind of divergence between sentences that give it other values; empty when it has no values.
    pub kind: String,
    /// The fact in a few words.
    pub what: String,
}

/// A sentence's mention of a fact.
pub struct Told {
    /// The fact's name in `facts.tsv`.
    pub fact: String,
    /// The value that this sentence gives, where it gives one: sentences with unlike values differ.
    pub value: Option<String>,
    /// False for a borderline case, which scoring leaves out.
    pub sure: bool,
}

/// One sentence (or headline, or deck) of one report.
pub struct Unit {
    /// `outlet:n`, counted from 0 in the order of the report.
    pub id: String,
    /// The outlet's short name.
    pub outlet: String,
    /// The report's file, with `#n` for the n-th record of a file that holds several.
    pub file: String,
    /// What it states; empty when no other report states any of it.
    pub told: Vec<Told>,
    /// True when there is nothing in it that could be compared.
    pub silent: bool,
    /// Its words.
    pub sentence: String,
}

/// A divergence that the writer of the story put in.
pub struct Planted {
    /// Its kind.
    pub kind: String,
    /// The fact's name in `facts.tsv`.
    pub fact: String,
    /// The outlets of one side, and the words that carry its value.
    pub left: (Vec<String>, String),
    /// The outlets of the other side, and the words that carry its value.
    pub right: (Vec<String>, String),
}

/// A story's folder, read.
pub struct Story {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// By name.
    pub facts: BTreeMap<String, Fact>,
    /// By outlet, then in the order of the report.
    pub units: Vec<Unit>,
    /// In the order of `planted.tsv`.
    pub planted: Vec<Planted>,
}

/// The story folders of this repository, sorted.
pub fn folders() -> Vec<PathBuf> {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/stories");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(stories)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("annotation.tsv").is_file())
        .collect();
    folders.sort();
    folders
}

/// The rows of a file without its comment lines.
fn rows(folder: &Path, name: &str, columns: usize) -> Result<Vec<Vec<String>>, String> {
    let path = folder.join(name);
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if cells.len() != columns {
            let place = format!("{}:{}", path.display(), number + 1);
            return Err(format!("{place}: {} columns, not {columns}", cells.len()));
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// Reads `dead=14`, `dead`, `dead?` (borderline).
fn told(word: &str) -> Told {
    let sure = !word.ends_with('?');
    let word = word.trim_end_matches('?');
    match word.split_once('=') {
        Some((fact, value)) => Told {
            fact: fact.to_owned(),
            value: Some(value.to_owned()),
            sure,
        },
        None => Told {
            fact: word.to_owned(),
            value: None,
            sure,
        },
    }
}

impl Story {
    /// Reads the three tables of a folder.
    pub fn load(folder: &Path) -> Result<Story, String> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut facts = BTreeMap::new();
        for cells in rows(folder, "facts.tsv", 4)? {
            let fact = Fact {
                quote: cells[1] == "quote",
                kind: cells[2].trim_matches('-').to_owned(),
                what: cells[3].clone(),
            };
            facts.insert(cells[0].clone(), fact);
        }
        let mut units = Vec::new();
        for cells in rows(folder, "annotation.tsv", 5)? {
            let words = cells[3].split_whitespace();
            let told: Vec<Told> = words
                .filter(|&w| w != "-" && w != "silent")
                .map(told)
                .collect();
            if let Some(unknown) = told.iter().find(|told| !facts.contains_key(&told.fact)) {
                return Err(format!("{name}: {} is not in facts.tsv", unknown.fact));
            }
            units.push(Unit {
                id: format!("{}:{}", cells[0], cells[2]),
                outlet: cells[0].clone(),
                file: cells[1].clone(),
                told,
                silent: cells[3] == "silent",
                sentence: cells[4].clone(),
            });
        }
        let side = |outlets: &str, words: &str| {
            (
                outlets.split(',').map(str::to_owned).collect(),
                words.to_owned(),
            )
        };
        let planted = rows(folder, "planted.tsv", 6)?
            .into_iter()
            .map(|cells| Planted {
                kind: cells[0].clone(),
                fact: cells[1].clone(),
                left: side(&cells[2], &cells[3]),
                right: side(&cells[4], &cells[5]),
            })
            .collect();
        Ok(Story {
            name: name.into_owned(),
            folder: folder.to_owned(),
            facts,
            units,
            planted,
        })
    }

    /// The names of the report files, sorted, each once.
    pub fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = self
            .units
            .iter()
            .map(|unit| unit.file.split('#').next().unwrap_or_default().to_owned())
            .collect();
        files.sort();
        files.dedup();
        files
    }

    /// The reports as the tool reads them; their paths are file names, as in `annotation.tsv`.
    pub fn reports(&self, lexicon: &Lexicon) -> Result<Vec<Report>, String> {
        let mut reports = Vec::new();
        for file in self.files() {
            let path = self.folder.join(&file);
            let bytes = std::fs::read(&path).map_err(|error| format!("{file}: {error}"))?;
            let input = Input {
                path: &file,
                bytes: &bytes,
                label: None,
                format: None,
            };
            let (read, _) =
                read(input, lexicon, &ReadConfig::default()).map_err(|error| error.to_string())?;
            reports.extend(read);
        }
        Ok(reports)
    }

    /// Where each unit stands in the text of its report, in the order of `units`.
    pub fn anchor(&self, reports: &[Report]) -> Result<Vec<Span>, String> {
        let mut after: BTreeMap<&str, usize> = BTreeMap::new();
        let mut spans = Vec::new();
        for unit in &self.units {
            let report = reports
                .iter()
                .find(|report| report.path == unit.file)
                .ok_or_else(|| format!("{}: no report {}", self.name, unit.file))?;
            let from = after.entry(&unit.outlet).or_insert(0);
            let span = find(&report.text, &unit.sentence, *from)
                .or_else(|| find(&report.text, &unit.sentence, 0))
                .ok_or_else(|| {
                    format!(
                        "{} {}: not in the text: {}",
                        self.name, unit.id, unit.sentence
                    )
                })?;
            *from = span.end;
            spans.push(span);
        }
        Ok(spans)
    }

    /// The pairs of units of different outlets that state a common fact, as they stand in `alignment.json`.
    fn links(&self) -> Vec<String> {
        let mut links = Vec::new();
        for (index, left) in self.units.iter().enumerate() {
            for right in self.units.iter().skip(index + 1) {
                if left.outlet != right.outlet {
                    links.extend(self.link(left, right));
                }
            }
        }
        links
    }

    fn link(&self, left: &Unit, right: &Unit) -> Option<String> {
        let (mut kinds, mut notes, mut sure, mut quote) = (Vec::new(), Vec::new(), false, false);
        for one in &left.told {
            for other in right.told.iter().filter(|other| other.fact == one.fact) {
                let fact = self.facts.get(&one.fact)?;
                if one.value.is_some() && other.value.is_some() && one.value != other.value {
                    kinds.push(fact.kind.as_str());
                }
                notes.push(fact.what.as_str());
                sure |= one.sure && other.sure;
                quote |= fact.quote;
            }
        }
        if notes.is_empty() {
            return None;
        }
        kinds.sort_unstable();
        kinds.dedup();
        let names = |unit: &Unit| {
            let mut names: Vec<String> = unit.told.iter().map(|told| told.fact.clone()).collect();
            names.sort();
            names
        };
        let link = serde_json::json!({
            "a": left.id,
            "b": right.id,
            "via": if quote { "quote" } else { "claim" },
            "relation": if kinds.is_empty() { "same" } else { "differs" },
            "kinds": kinds,
            "extent": if names(left) == names(right) { "full" } else { "part" },
            "sure": sure,
            "note": notes.join("; "),
        });
        Some(link.to_string())
    }

    /// The text of `alignment.json`: one unit and one link a line.
    pub fn alignment(&self, reports: &[Report]) -> Result<String, String> {
        let spans = self.anchor(reports)?;
        let mut units = Vec::new();
        for (unit, span) in self.units.iter().zip(spans) {
            let text = reports
                .iter()
                .find(|report| report.path == unit.file)
                .map_or("", |report| report.text.as_str());
            let code_points = |to: usize| text.get(..to).map_or(0, |head| head.chars().count());
            let place = serde_json::json!({
                "file": unit.file, "start": code_points(span.start), "end": code_points(span.end),
            });
            units.push(format!("{}: {place}", serde_json::json!(unit.id)));
        }
        // A file with several records stands once, under its first outlet, so that the list of files has no doubles.
        let mut files = self.files();
        let mut outlets = Vec::new();
        for unit in &self.units {
            let file = unit.file.split('#').next().unwrap_or_default();
            if let Some(at) = files.iter().position(|name| name == file) {
                let entry = serde_json::json!({ "file": files.remove(at) });
                outlets.push(format!("{}: {entry}", serde_json::json!(unit.outlet)));
            }
        }
        let silent: Vec<&str> = self
            .units
            .iter()
            .filter(|unit| unit.silent)
            .map(|unit| unit.id.as_str())
            .collect();
        let mut out = String::from("{\n");
        let _ = writeln!(out, "\"story\": {},", serde_json::json!(self.name));
        let _ = writeln!(out, "\"reports\": {{\n {}\n}},", outlets.join(",\n "));
        let _ = writeln!(out, "\"units\": {{\n {}\n}},", units.join(",\n "));
        let _ = writeln!(out, "\"links\": [\n {}\n],", self.links().join(",\n "));
        let _ = writeln!(out, "\"silent\": {}\n}}", serde_json::json!(silent));
        Ok(out)
    }
}

/// Finds a sentence by its letters and digits: markup, quotation marks and line ends between them do not count.
/// The span runs to the ends of the words and marks at both sides.
fn find(text: &str, sentence: &str, from: usize) -> Option<Span> {
    let letters = |text: &str, from: usize| -> Vec<(usize, char)> {
        text.char_indices()
            .filter(|(at, c)| *at >= from && c.is_alphanumeric())
            .collect()
    };
    let wanted: Vec<char> = letters(sentence, 0).into_iter().map(|(_, c)| c).collect();
    let had = letters(text, from);
    let at = had
        .windows(wanted.len().max(1))
        .position(|window| window.iter().map(|(_, c)| c).eq(wanted.iter()))?;
    let first = had.get(at)?.0;
    let (last, c) = had.get(at + wanted.len() - 1)?;
    let mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let lead: usize = text[..first]
        .chars()
        .rev()
        .take_while(|&c| mark(c))
        .map(char::len_utf8)
        .sum();
    let end = last + c.len_utf8();
    let tail: usize = text[end..]
        .chars()
        .take_while(|&c| mark(c))
        .map(char::len_utf8)
        .sum();
    Some(Span::new(first - lead, end + tail))
}
