//! The time line of the dates that the reports give, and the table of numbers by what they count.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::model::{
    Example, NumberView, Precision, Span, Statement, TimeExpression, TimeValue, TimelineEntry, Unit,
};
use crate::text::Story;

/// One date under all its words. The key orders the time line; unresolved words come last.
type DateKey = (
    bool,
    Option<(Date, Date)>,
    Option<Precision>,
    Option<Time>,
    String,
);

/// Earliest first, then those that no date of publication resolves. Durations are no dates.
pub(super) fn timeline(story: &Story<'_>) -> Vec<TimelineEntry> {
    let mut entries: BTreeMap<DateKey, Vec<Example>> = BTreeMap::new();
    for statement in story.statements.iter().flatten() {
        for time in &statement.facts.times {
            let Some(key) = date_key(time) else { continue };
            entries
                .entry(key)
                .or_default()
                .push(example(statement, time.span));
        }
    }
    entries
        .into_iter()
        .map(|((_, days, precision, time, key), mut mentions)| {
            mentions.sort();
            mentions.dedup();
            TimelineEntry {
                days,
                precision,
                time,
                shown: match (days, mentions.first()) {
                    (Some(days), _) => shown(days, precision, time),
                    // The words of the first report that has them.
                    (None, Some(first)) if time.is_none() => words(story, first),
                    (None, _) => key,
                },
                mentions,
            }
        })
        .collect()
}

fn words(story: &Story<'_>, example: &Example) -> String {
    let text = story.reports.get(example.statement.report.index());
    text.map_or("", |report| example.span.cut(&report.text))
        .to_owned()
}

fn date_key(time: &TimeExpression) -> Option<DateKey> {
    match &time.value {
        TimeValue::Date {
            from,
            to,
            precision,
            time,
        } => Some((
            false,
            Some((*from, *to)),
            Some(*precision),
            *time,
            String::new(),
        )),
        TimeValue::Unresolved { key } => Some((true, None, None, None, key.clone())),
        TimeValue::TimeOfDay(time) => Some((
            true,
            None,
            None,
            Some(*time),
            time.strftime("%H:%M").to_string(),
        )),
        TimeValue::Duration { .. } => None,
    }
}

fn shown((from, to): (Date, Date), precision: Option<Precision>, time: Option<Time>) -> String {
    let day = |date: Date| date.strftime("%a %-d %b %Y").to_string();
    let stretch = match precision {
        Some(Precision::Year) if from.year() == to.year() => from.strftime("%Y").to_string(),
        Some(Precision::Month) if from.month() == to.month() && from.year() == to.year() => {
            from.strftime("%B %Y").to_string()
        }
        _ if from == to => day(from),
        _ => format!("{} to {}", day(from), day(to)),
    };
    match time {
        Some(time) => format!("{stretch}, {}", time.strftime("%H:%M")),
        None => stretch,
    }
}

/// Figures of most reports first, then by what they count.
pub(super) fn numbers(story: &Story<'_>) -> Vec<NumberView> {
    let mut views: BTreeMap<(Unit, Option<String>), Vec<Example>> = BTreeMap::new();
    for statement in story.statements.iter().flatten() {
        for figure in &statement.facts.figures {
            views
                .entry((figure.unit.clone(), figure.counted.clone()))
                .or_default()
                .push(example(statement, figure.span));
        }
    }
    let mut views: Vec<NumberView> = views
        .into_iter()
        .map(|((unit, counted), mut mentions)| {
            mentions.sort();
            mentions.dedup();
            NumberView {
                counted,
                unit,
                mentions,
            }
        })
        .collect();
    views.sort_by_key(|view| {
        let mut reports: Vec<_> = view
            .mentions
            .iter()
            .map(|mention| mention.statement.report)
            .collect();
        reports.sort();
        reports.dedup();
        // What nothing is said to count cannot be compared: last.
        (view.counted.is_none(), std::cmp::Reverse(reports.len()))
    });
    views
}

fn example(statement: &Statement, span: Span) -> Example {
    Example {
        statement: statement.id,
        span,
    }
}
