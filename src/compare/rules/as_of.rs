//! Tolls grow: the time that a report's figure is of, where it tells one or the reports appeared on different days.

use super::super::context::{Context, View};
use super::Pair;
use crate::model::{Span, TimeValue};

/// What stands behind each side's figure; `None` where nothing tells the two apart.
pub(super) fn as_of(pair: &Pair<'_>, left: Span, right: Span) -> [Option<String>; 2] {
    let told = [
        told(pair.context, pair.left, left),
        told(pair.context, pair.right, right),
    ];
    let days = [pair.left, pair.right].map(|view| {
        let published = view.report.metadata.published.as_ref()?;
        let date = published.date.strftime("%-d %B %Y").to_string();
        published.trusted.then_some(date)
    });
    let [Some(one), Some(two)] = &days else {
        return told;
    };
    if one == two {
        return told;
    }
    let [one, two] = [one.clone(), two.clone()];
    let [first, second] = told;
    [first.or(Some(one)), second.or(Some(two))]
}

/// The time in the statement that says until when is counted: "by Sunday evening", "as of noon".
fn told(context: &Context<'_>, view: &View<'_>, figure: Span) -> Option<String> {
    let clause = |span: Span| {
        let word = view.words_in(span).start;
        view.words.get(word).map(|word| word.segment)
    };
    let times = view.statement.facts.times.iter().filter(|time| {
        let is_length = matches!(time.value, TimeValue::Duration { .. });
        !is_length && !time.span.overlaps(figure)
    });
    let counted = times.filter(|time| {
        let before = view.words_in(time.span).start.checked_sub(1);
        let word = before.and_then(|index| view.words.get(index));
        word.is_some_and(|word| context.tables.as_of.contains(&word.folded))
    });
    let near = clause(figure);
    counted
        .min_by_key(|time| near.zip(clause(time.span)).map(|(a, b)| a.abs_diff(b)))
        .map(|time| {
            view.text(time.span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
}
