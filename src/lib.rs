//! Compare several reports of one event: shared, divergent and unique statements per source.
//!
//! One way through the house: bytes → [`read`] → report → [`text`] → document → [`extract`] → statements →
//! [`align`] → alignment → [`compare`] → comparison → [`render`] → text. Only this file knows the order.

// The library never panics on input; a test may stop at the first surprise.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod align;
mod beside;
pub mod check;
pub mod cli;
pub mod compare;
pub mod extract;
pub mod lexicon;
pub mod model;
mod order;
pub mod read;
pub mod render;
pub mod text;
pub mod versions;

use std::sync::OnceLock;

use align::AlignConfig;
use beside::beside;
use lexicon::Lexicon;
use model::{Checked, Comparison, Note, NoteKind, Report, ReportId, Setting, Step, Views};
use text::{Document, Story};

/// Bytes of text from which on a story is worked on by one thread, which takes half the memory: forty outlets tell an
/// event in less.
const LARGE: usize = 256 << 10;

/// Settings of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Config {
    /// Settings of the alignment.
    pub align: AlignConfig,
}

impl Config {
    /// Everything that the result depends on beside the reports, for the record of the run.
    #[must_use]
    pub fn settings(&self) -> Vec<Setting> {
        vec![Setting {
            name: "threshold",
            value: self.align.threshold.to_string(),
        }]
    }
}

/// Gives reports from several inputs their ids in order and makes their labels unique (`Echo`, `Echo 2`).
pub fn number_reports(reports: &mut [Report]) {
    let mut taken = std::collections::BTreeSet::new();
    // The number that a label had last: thousands of records may have one outlet.
    let mut last: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (index, report) in reports.iter_mut().enumerate() {
        report.id = ReportId::new(index);
        if taken.insert(report.label.clone()) {
            continue;
        }
        let wanted = report.label.clone();
        let nth = last.entry(wanted.clone()).or_insert(1);
        while !taken.insert(report.label.clone()) {
            *nth += 1;
            report.label = format!("{wanted} {nth}");
        }
    }
}

/// Bytes of the text of all reports.
fn length(reports: &[Report]) -> usize {
    reports.iter().map(|report| report.text.len()).sum()
}

/// The tables of a language as each stage wants them, made once, when they are first asked for, and used for any number
/// of comparisons.
pub struct Language<'a> {
    lexicon: &'a Lexicon,
    extract: OnceLock<extract::Words<'a>>,
    align: OnceLock<align::Words<'a>>,
    compare: OnceLock<compare::Tables>,
}

impl<'a> Language<'a> {
    /// The language of a lexicon; nothing is prepared yet.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Language<'a> {
        Language {
            lexicon,
            extract: OnceLock::new(),
            align: OnceLock::new(),
            compare: OnceLock::new(),
        }
    }

    /// The lexicon that the tables come from.
    #[must_use]
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Prepares what extracting needs. Call it beside reading the reports to save its time; [`Language::compare`] does
    /// not need it.
    pub fn prepare_first(&self) {
        self.extract();
    }

    /// Prepares what comes after extracting; see [`Language::prepare_first`].
    pub fn prepare_later(&self) {
        self.align();
        self.compare_tables();
    }

    fn extract(&self) -> &extract::Words<'a> {
        self.extract
            .get_or_init(|| extract::Words::new(self.lexicon))
    }

    fn align(&self) -> &align::Words<'a> {
        self.align.get_or_init(|| align::Words::new(self.lexicon))
    }

    fn compare_tables(&self) -> &compare::Tables {
        self.compare
            .get_or_init(|| compare::Tables::new(self.lexicon))
    }

    /// The document and the statements of each report, in their order. Two threads share the work, for a report knows
    /// nothing of another; where the system gives no thread, one does it all.
    fn extracted(&self, reports: &[Report]) -> Vec<(Document, extract::Extraction)> {
        let work = |reports: &[Report]| -> Vec<(Document, extract::Extraction)> {
            let one = |report: &Report| {
                let document = Document::new(report, self.lexicon);
                let mut extraction = extract::extract(report, &document, self.extract());
                // Only their statements are compared.
                extraction.quotations = Vec::new();
                (document, extraction)
            };
            reports.iter().map(one).collect()
        };
        // Halves of the text, not of the number of reports.
        let length = length(reports);
        let mut before = 0;
        let half = |report: &&Report| {
            before += report.text.len();
            2 * before <= length
        };
        let middle = reports.iter().take_while(half).count().max(1);
        let Some((first, second)) = reports.split_at_checked(middle) else {
            return work(reports);
        };
        // What is held while a report is read takes many times its text, and the allocator keeps it for each thread.
        if length > LARGE {
            return work(reports);
        }
        let (mut found, mut rest) = beside(|| work(first), || work(second));
        found.append(&mut rest);
        found
    }

    /// Compares reports as [`compare_reports`] does.
    #[must_use]
    pub fn compare(
        &self,
        mut reports: Vec<Report>,
        mut notes: Vec<Note>,
        config: &Config,
    ) -> Comparison {
        let places = order::canonical(&mut reports, &mut notes);
        read::share_weekdays(&mut reports);
        let extracted = self.extracted(&reports);
        let (mut documents, mut statements) = (Vec::new(), Vec::new());
        for (document, extraction) in extracted {
            notes.extend(extraction.notes);
            documents.push(document);
            statements.push(extraction.statements);
        }
        let story = Story {
            reports: &reports,
            documents: &documents,
            statements: &statements,
        };
        // What the rules look up does not wait for the rows.
        let prepare = || compare::Prepared::new(&story, self.compare_tables());
        let align = || align::align(&story, self.align(), &config.align);
        let (prepared, alignment) = if length(&reports) > LARGE {
            let alignment = align();
            (prepare(), alignment)
        } else {
            beside(prepare, align)
        };
        let outcome = compare::compare(prepared, alignment.groups);
        notes.extend(outcome.notes);
        if alignment.left_out > 0 {
            notes.push(Note {
                kind: NoteKind::Degraded,
                reports: Vec::new(),
                message: format!(
                    "too much is alike: {} weaker joins were left out, each statement stands with its strongest",
                    alignment.left_out
                ),
            });
        }
        if !alignment.by_text.is_empty() {
            let sentences: usize = (alignment.by_text.iter()).map(|(_, count)| count).sum();
            notes.push(Note {
                kind: NoteKind::Degraded,
                reports: (alignment.by_text.iter())
                    .map(|(report, _)| *report)
                    .collect(),
                message: format!(
                    "a very long story: the last {sentences} sentences of the long reports are joined with others only where the text is the same"
                ),
            });
        }
        if reports.len() > align::FEW {
            notes.push(Note {
                kind: NoteKind::Degraded,
                reports: Vec::new(),
                message: format!(
                    "{} reports: beyond {} each statement is held against the nearest of all reports together, and copies stand where the first telling of their text stands",
                    reports.len(),
                    align::FEW
                ),
            });
        }
        let mut comparison = Comparison {
            reports,
            statements,
            rows: outcome.rows,
            rejected: alignment.rejected,
            features: alignment.features,
            notes,
            views: Views::default(),
            settings: config.settings(),
            counts: model::Counts::default(),
        };
        order::restore(&mut comparison, &places);
        let story = Story {
            reports: &comparison.reports,
            documents: &order::restore_list(documents, &places),
            statements: &comparison.statements,
        };
        comparison.views = compare::views(&story, &comparison.rows, self.lexicon);
        let covered = comparison.views.coverage.rows().len();
        if covered < comparison.rows.len() {
            comparison.notes.push(Note {
                kind: NoteKind::Degraded,
                reports: Vec::new(),
                message: format!(
                    "very many reports: which of them has a statement and which has not is shown of the first {covered} of {} rows",
                    comparison.rows.len()
                ),
            });
        }
        comparison.counts = compare::counts(&comparison);
        comparison
    }
}

/// Compares reports that are numbered already ([`number_reports`]).
///
/// Every statement of every report stands in at least one row, a unique one in exactly one. The rows and their order
/// do not depend on the order of the reports; the columns follow it. Who compares many stories makes a [`Language`]
/// once and asks that.
#[must_use]
pub fn compare_reports(
    reports: Vec<Report>,
    notes: Vec<Note>,
    lexicon: &Lexicon,
    config: &Config,
) -> Comparison {
    Language::new(lexicon).compare(reports, notes, config)
}

/// What changed from each version of a report to the next; the reports are the versions, oldest first, numbered
/// already ([`number_reports`]).
///
/// Shape: one step fewer than versions; see [`Step`].
#[must_use]
pub fn diff_versions(reports: &[Report], lexicon: &Lexicon) -> Vec<Step> {
    let words = extract::Words::new(lexicon);
    let documents: Vec<Document> = reports
        .iter()
        .map(|report| Document::new(report, lexicon))
        .collect();
    let statements: Vec<_> = reports
        .iter()
        .zip(&documents)
        .map(|(report, document)| extract::extract(report, document, &words).statements)
        .collect();
    versions::diff(
        &Story {
            reports,
            documents: &documents,
            statements: &statements,
        },
        lexicon,
    )
}

/// Holds every stretch inside quotation marks of the reports against a primary document.
///
/// Shape: by report, then in text order. Indirect quotations have no words of their own to check and give no entry.
#[must_use]
pub fn check_quotations(reports: &[Report], source: &Report, lexicon: &Lexicon) -> Vec<Checked> {
    let words = extract::Words::new(lexicon);
    let index = check::Source::new(&source.text);
    reports
        .iter()
        .flat_map(|report| {
            let document = Document::new(report, lexicon);
            let quotations = extract::extract(report, &document, &words).quotations;
            check::check(report, &quotations, &index)
        })
        .collect()
}

/// What each report says by itself, in the order of the reports.
#[must_use]
pub fn extract_reports(reports: &[Report], lexicon: &Lexicon) -> Vec<extract::Extraction> {
    let words = extract::Words::new(lexicon);
    reports
        .iter()
        .map(|report| extract::extract(report, &Document::new(report, lexicon), &words))
        .collect()
}

/// The examples of README.md, run as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
