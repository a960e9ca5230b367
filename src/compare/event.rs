//! Are these reports of one event? Their days, their names, their texts.
//!
//! In: the reports with their trusted dates and the times that their texts tell. Out: the day that each report is of,
//! and notes that name the reports and the reason. It never leaves a report out. Cost: pairs of reports × their terms.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::tables::Tables;
use crate::model::{Note, NoteKind, Precision, Report, ReportId, Role, TimeValue};
use crate::text::{Document, Story};

/// Reports of one event that appeared up to this many days apart are not remarked on: weeklies, late updates.
const APART: i64 = 3;
/// Share of the terms of headline and first sentences that must be found in some other report. Reports of one event in
/// the annotated stories stand above .3, reports of two events mostly below .1.
const LEAST_COMMON: f64 = 0.15;

/// The day that a report is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    /// It cannot be before this day.
    earliest: Option<Date>,
    /// It cannot be after this day; `None` when nothing trusted says so.
    latest: Option<Date>,
}

/// The days of all reports.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    days: Vec<Day>,
}

impl Days {
    /// True when the two reports are of days that lie apart.
    pub(super) fn differ(&self, left: ReportId, right: ReportId) -> bool {
        match (self.days.get(left.index()), self.days.get(right.index())) {
            (Some(left), Some(right)) => apart(left, right) || apart(right, left),
            _ => false,
        }
    }

    /// The day in words; `None` when nothing is known.
    pub(super) fn shown(&self, report: ReportId) -> Option<String> {
        let day = self.days.get(report.index())?;
        match (day.earliest, day.latest) {
            (Some(from), Some(to)) if from == to => Some(words(from)),
            (Some(from), _) => Some(format!("on or after {}", words(from))),
            (None, Some(to)) => Some(format!("on or before {}", words(to))),
            (None, None) => None,
        }
    }
}

fn words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn apart(early: &Day, late: &Day) -> bool {
    match (early.latest, late.earliest) {
        (Some(early), Some(late)) => days_between(early, late) > APART,
        _ => false,
    }
}

/// Days from one date to another, negative when it lies before.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day of each report.
pub(super) fn days(story: &Story<'_>, tables: &Tables) -> Days {
    let trusted: Vec<Date> = story
        .reports
        .iter()
        .filter_map(|report| published(report, true))
        .collect();
    let days = story
        .reports
        .iter()
        .map(|report| match published(report, true) {
            Some(date) => Day {
                earliest: Some(date),
                latest: Some(date),
            },
            None => Day {
                earliest: told(story, tables, report, &trusted),
                // a page's clock is not before the day that the page is of
                latest: published(report, false),
            },
        })
        .collect();
    Days { days }
}

fn published(report: &Report, trusted: bool) -> Option<Date> {
    let published = report.metadata.published.as_ref()?;
    (published.trusted == trusted).then_some(published.date)
}

/// The latest day that the text tells of as past.
///
/// A day without a year is put into the latest year that keeps it before the page's own date, else nearest to the
/// trusted dates of the other reports.
fn told(story: &Story<'_>, tables: &Tables, report: &Report, trusted: &[Date]) -> Option<Date> {
    let clock = published(report, false);
    let near = clock.or_else(|| trusted.iter().max().copied());
    let statements = story.statements.get(report.id.index())?;
    let mut latest: Option<Date> = None;
    for statement in statements {
        for time in &statement.facts.times {
            let found = match &time.value {
                TimeValue::Date {
                    to,
                    precision: Precision::Day,
                    ..
                } if !time.resolved => Some(*to),
                TimeValue::Unresolved { key } => {
                    near.and_then(|near| month_day(key, near, clock.is_some()))
                }
                _ => None,
            };
            let Some(date) = found else { continue };
            if ahead(report, tables, statement.span.start, time.span.start) {
                continue;
            }
            latest = latest.max(Some(date));
        }
    }
    latest
}

/// True when a word of the future stands between the start of a statement and a time.
fn ahead(report: &Report, tables: &Tables, from: usize, to: usize) -> bool {
    crate::model::Span::new(from, to)
        .cut(&report.text)
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .any(|word| tables.future.contains(&Tables::fold(word)))
}

/// "january 23" in the year that puts it nearest to a date, not after it when the date is a page's clock.
fn month_day(key: &str, near: Date, is_clock: bool) -> Option<Date> {
    // "january 23 monday": the weekday says no more
    let mut words = key.split(' ');
    let (month, day) = (words.next()?, words.next()?);
    let (month, day) = (month_number(month)?, day.parse::<i8>().ok()?);
    let year = near.year();
    let mut dates: Vec<Date> = [year - 1, year, year + 1]
        .iter()
        .filter_map(|&year| Date::new(year, month, day).ok())
        .filter(|date| !is_clock || *date <= near)
        .collect();
    dates.sort_by_key(|date| (days_between(*date, near).abs(), *date));
    dates.first().copied()
}

/// The number of a month by its English name, as keys of unresolved dates have it.
fn month_number(name: &str) -> Option<i8> {
    (1..=12).find(|&month| {
        Date::new(2000, month, 1)
            .is_ok_and(|date| date.strftime("%B").to_string().to_lowercase() == name)
    })
}

/// What looks wrong about the reports as a set.
pub(super) fn check(story: &Story<'_>, days: &Days, tables: &Tables) -> Vec<Note> {
    let mut notes = same_text(story);
    notes.extend(other_dates(story, days));
    notes.extend(other_events(story, tables));
    notes
}

/// Reports whose words are the same, one note for each text.
fn same_text(story: &Story<'_>) -> Vec<Note> {
    let mut texts: std::collections::BTreeMap<String, Vec<ReportId>> =
        std::collections::BTreeMap::new();
    for report in story.reports {
        let text: Vec<&str> = report
            .blocks
            .iter()
            .filter(|block| block.role == Role::Body)
            .flat_map(|block| block.span.cut(&report.text).split_whitespace())
            .collect();
        if !text.is_empty() {
            texts.entry(text.join(" ")).or_default().push(report.id);
        }
    }
    texts
        .into_values()
        .filter(|reports| reports.len() > 1)
        .map(|reports| Note {
            kind: NoteKind::SameText,
            message: format!("{} have the same text", labels(story, &reports)),
            reports,
        })
        .collect()
}

/// Reports that lie apart from most of the others in time, each with its nearest reason.
fn other_dates(story: &Story<'_>, days: &Days) -> Vec<Note> {
    let mut notes = Vec::new();
    let ids: Vec<ReportId> = story.reports.iter().map(|report| report.id).collect();
    let apart: Vec<Vec<ReportId>> = ids
        .iter()
        .map(|id| {
            ids.iter()
                .copied()
                .filter(|other| days.differ(*id, *other))
                .collect()
        })
        .collect();
    for (id, others) in ids.iter().zip(&apart) {
        let Some(own) = days.shown(*id) else { continue };
        let Some(first) = others.first() else {
            continue;
        };
        let later = days
            .days
            .get(id.index())
            .zip(days.days.get(first.index()))
            .is_some_and(|(day, other)| other.latest.is_some() && day.earliest > other.latest);
        // of two, the later one is the other date; of more, those that lie apart from at least half of the rest
        let count = ids.len().saturating_sub(1);
        let odd = if count == 1 {
            later
        } else {
            2 * others.len() >= count && (2 * others.len() > count || later)
        };
        if !odd {
            continue;
        }
        let theirs = days.shown(*first).unwrap_or_default();
        notes.push(Note {
            kind: NoteKind::DifferentDate,
            message: format!(
                "{} is of another date ({own}) than {} ({theirs})",
                labels(story, &[*id]),
                labels(story, others)
            ),
            reports: vec![*id],
        });
    }
    notes
}

/// Reports whose headline and first sentences hardly meet any other report.
fn other_events(story: &Story<'_>, tables: &Tables) -> Vec<Note> {
    if story.reports.len() < 2 {
        return Vec::new();
    }
    let terms: Vec<(BTreeSet<String>, BTreeSet<String>)> = story
        .reports
        .iter()
        .zip(story.documents)
        .map(|(report, document)| terms(report, document, tables))
        .collect();
    let common = |from: &BTreeSet<String>, to: &BTreeSet<String>| share(from, to);
    let mut notes = Vec::new();
    for (index, (top, all)) in terms.iter().enumerate() {
        // too short to tell
        if top.len() < 5 {
            continue;
        }
        // One that it meets is enough, and in a story of one event the first one is met: pairs would grow with the square.
        let mut others = (terms.iter().enumerate()).filter(|(other, _)| *other != index);
        let met = others.any(|(_, (other_top, other_all))| {
            common(top, other_all) >= LEAST_COMMON || common(other_top, all) >= LEAST_COMMON
        });
        if !met {
            notes.push(Note {
                kind: NoteKind::DifferentEvent,
                reports: vec![ReportId::new(index)],
                message: format!(
                    "{} seems to be about another event: hardly a word of its headline and first sentences is found in another report",
                    labels(story, &[ReportId::new(index)])
                ),
            });
        }
    }
    notes
}

/// Content stems of headline and first two sentences of the body, and of the whole report.
fn terms(
    report: &Report,
    document: &Document,
    tables: &Tables,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut top, mut all) = (BTreeSet::new(), BTreeSet::new());
    let mut body = 0;
    for sentence in &document.sentences {
        let first = match sentence.role {
            Role::Headline | Role::Deck => true,
            _ => {
                body += 1;
                body <= 2
            }
        };
        for token in document.tokens_of(sentence) {
            let folded = Tables::fold(token.span.cut(&report.text));
            if !folded.chars().any(char::is_alphabetic) || tables.is_stop(&folded) {
                continue;
            }
            let key = tables.key(&folded);
            if first {
                top.insert(key.clone());
            }
            all.insert(key);
        }
    }
    (top, all)
}

/// Share of the one set that is found in the other.
#[allow(clippy::cast_precision_loss)] // numbers of terms
fn share(from: &BTreeSet<String>, to: &BTreeSet<String>) -> f64 {
    if from.is_empty() {
        return 0.0;
    }
    from.intersection(to).count() as f64 / from.len() as f64
}

fn labels(story: &Story<'_>, reports: &[ReportId]) -> String {
    let names: Vec<&str> = reports
        .iter()
        .filter_map(|id| story.reports.get(id.index()))
        .map(|report| report.label.as_str())
        .collect();
    names.join(", ")
}
