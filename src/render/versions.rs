//! Versions of one report → text: unified and side by side for a terminal, Markdown, a page, JSON.
//!
//! In: the versions and the steps between them ([`crate::model::Step`]). Out: one part a step. Words that were dropped
//! stand as `[-…-]`, words that came as `{+…+}`, as in `git diff --word-diff`; colour only adds to that.

pub mod json;
pub mod markdown;
pub mod page;
mod side;
mod unified;

use super::Screen;
use super::pen::Pen;
use super::safe::{Run, Safe, Style};
use crate::model::{Change, ChangeKind, Passage, Report, Step, Words};

/// How versions are laid out on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One under the other, like `diff -u`.
    Unified,
    /// Two columns; one under the other where a column would be too narrow to read.
    SideBySide,
    /// Counts only.
    Stat,
}

/// What of the steps is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// How they are laid out.
    pub layout: Layout,
    /// What is done with minor edits.
    pub minor: Minor,
}

/// Minor edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minor {
    /// One line with their number.
    Folded,
    /// Each like another change.
    Listed,
}

/// Draws the steps for a terminal. Nothing for no steps.
#[must_use]
pub fn terminal(reports: &[Report], steps: &[Step], shown: Shown, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut out = Safe::default();
    if steps.len() > 1 {
        timeline(reports, steps, pen, &mut out);
    }
    for step in steps {
        head(reports, step, pen, &mut out);
        match shown.layout {
            Layout::Unified => unified::changes(reports, step, shown.minor, pen, &mut out),
            Layout::SideBySide => side::changes(reports, step, shown.minor, pen, &mut out),
            Layout::Stat => {}
        }
    }
    out
}

/// One line: whether the versions differ, as `diff -q` and `diff -s` say it. Nothing for the same versions unless asked.
#[must_use]
pub fn brief(reports: &[Report], is_same: bool, says_same: bool, screen: Screen) -> Safe {
    let mut out = Safe::default();
    if is_same && !says_same {
        return out;
    }
    let paths: Vec<&str> = reports.iter().map(|report| report.path.as_str()).collect();
    let verb = if is_same { "are the same" } else { "differ" };
    Pen { screen }.words(
        0,
        &format!("Files {} {verb}", paths.join(" and ")),
        &mut out,
    );
    out
}

/// A version that has no other to be held against: it was added, or taken away.
#[must_use]
pub fn lone(report: &Report, side: Side, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut out = Safe::default();
    let (old, new, what) = match side {
        Side::Old => (report.path.as_str(), "/dev/null", "taken away"),
        Side::New => ("/dev/null", report.path.as_str(), "added"),
    };
    for (sign, path) in [("--- ", old), ("+++ ", new)] {
        let mut line = Safe::own(sign);
        line.push_text(path);
        pen.paragraph(0, &[pen.run(line, Style::Heading)], &mut out);
    }
    let headline = report.metadata.headline.as_ref();
    let headline = headline.map_or_else(String::new, |found| format!(": {}", found.value));
    pen.words(
        0,
        &format!("{what}, {} words{headline}", report.words()),
        &mut out,
    );
    out
}

/// One line a version, for more than two.
fn timeline(reports: &[Report], steps: &[Step], pen: Pen, out: &mut Safe) {
    pen.title(&Safe::own("VERSIONS"), out);
    for (index, report) in reports.iter().enumerate() {
        let what = match index.checked_sub(1).and_then(|before| steps.get(before)) {
            None => "first".to_owned(),
            Some(step) => summary(step),
        };
        let mut name = Safe::text(&report.label);
        name.push_own(" ");
        pen.hanging(
            2,
            &name,
            2,
            &[Run::plain(Safe::text(&format!("{}: {what}", date(report))))],
            out,
        );
    }
}

fn date(report: &Report) -> String {
    report
        .metadata
        .published
        .as_ref()
        .map_or_else(|| "undated".to_owned(), |found| found.date.to_string())
}

/// The two names and the counts.
fn head(reports: &[Report], step: &Step, pen: Pen, out: &mut Safe) {
    if !out.is_empty() {
        out.line(&Safe::default());
    }
    for (sign, id) in [("--- ", step.from), ("+++ ", step.to)] {
        if let Some(report) = reports.get(id.index()) {
            let mut line = Safe::own(sign);
            line.push_text(&report.path);
            pen.paragraph(0, &[pen.run(line, Style::Heading)], out);
        }
    }
    pen.words(0, &summary(step), out);
}

/// "1 changed, 2 added, 14 unchanged": every kind that occurs.
pub(super) fn summary(step: &Step) -> String {
    let parts: Vec<String> = ChangeKind::ALL
        .into_iter()
        .map(|kind| (step.count(kind), kind.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if parts.is_empty() {
        "nothing to compare".to_owned()
    } else {
        parts.join(", ")
    }
}

/// "changed: headline, number (30 people → 41 people)".
pub(super) fn title(change: &Change) -> String {
    let mut title = change.kind.name().to_owned();
    let aspects: Vec<String> = change
        .aspects
        .iter()
        .map(|aspect| {
            let values = change.values.iter().find_map(|value| {
                let (name, values) = value.split_once(": ")?;
                (name == aspect.name()).then_some(values)
            });
            values.map_or_else(
                || aspect.name().to_owned(),
                |values| format!("{} ({values})", aspect.name()),
            )
        })
        .collect();
    if !aspects.is_empty() {
        title += &format!(": {}", aspects.join(", "));
    }
    title
}

/// The words of some passages of one version.
pub(super) fn text_of(reports: &[Report], passages: &[Passage]) -> String {
    let cuts: Vec<&str> = passages
        .iter()
        .filter_map(|passage| Some(passage.span.cut(&reports.get(passage.report.index())?.text)))
        .collect();
    cuts.join(" ")
}

/// One side of a changed passage: the stretches of its text, each with whether it is only on this side.
///
/// What stands between words (marks, white space) goes with the words before it.
pub(super) fn stretches(reports: &[Report], change: &Change, side: Side) -> Vec<(String, bool)> {
    let passages = match side {
        Side::Old => &change.old,
        Side::New => &change.new,
    };
    let marked: Vec<crate::model::Span> = change
        .words
        .iter()
        .filter_map(|run| match (run, side) {
            (Words::Dropped(span), Side::Old) | (Words::Inserted(span), Side::New) => Some(*span),
            _ => None,
        })
        .collect();
    let mut out: Vec<(String, bool)> = Vec::new();
    for passage in passages {
        let Some(report) = reports.get(passage.report.index()) else {
            continue;
        };
        if !out.is_empty() {
            out.push((" ".to_owned(), false));
        }
        let mut at = passage.span.start;
        for found in marked
            .iter()
            .filter_map(|span| span.intersection(passage.span))
        {
            out.push((
                crate::model::Span::new(at, found.start)
                    .cut(&report.text)
                    .to_owned(),
                false,
            ));
            out.push((found.cut(&report.text).to_owned(), true));
            at = found.end;
        }
        out.push((
            crate::model::Span::new(at, passage.span.end)
                .cut(&report.text)
                .to_owned(),
            false,
        ));
    }
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// A side of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The older version.
    Old,
    /// The newer version.
    New,
}

impl Side {
    /// The signs around words that only this side has.
    pub(super) fn signs(self) -> (&'static str, &'static str) {
        match self {
            Side::Old => ("[-", "-]"),
            Side::New => ("{+", "+}"),
        }
    }
}

/// The runs of one side for a terminal.
fn runs(reports: &[Report], change: &Change, side: Side, pen: Pen) -> Vec<Run> {
    let (open, close) = side.signs();
    stretches(reports, change, side)
        .into_iter()
        .map(|(text, only_here)| {
            if only_here {
                let mut words = Safe::own(open);
                words.push(&Safe::piece(&text));
                words.push_own(close);
                pen.run(words, Style::Mark)
            } else {
                Run::plain(Safe::piece(&text))
            }
        })
        .collect()
}

/// True for a change that is drawn by itself.
fn is_drawn(change: &Change, minor: Minor) -> bool {
    match change.kind {
        ChangeKind::Unchanged => false,
        ChangeKind::Minor => minor == Minor::Listed,
        _ => true,
    }
}

/// The line that stands for the minor edits that are folded.
fn folded(step: &Step, minor: Minor, pen: Pen, out: &mut Safe) {
    let count = step.count(ChangeKind::Minor);
    if count > 0 && minor == Minor::Folded {
        let edits = if count == 1 { "edit" } else { "edits" };
        out.line(&Safe::default());
        pen.words(
            0,
            &format!("≈ {count} minor {edits} (punctuation, spelling, typography, time stamp); --minor lists them"),
            out,
        );
    }
}
