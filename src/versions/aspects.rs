//! Two matched passages → what it is that changed, from the typed facts of both sides.

use std::collections::BTreeMap;

use super::passage::{Unit, role_aspects};
use crate::model::{Aspect, Change, NameKind, Span, Statement, TimeValue, Words};
use crate::text::Story;

/// One typed value with its place and its words.
struct Value {
    aspect: Aspect,
    key: String,
    shown: String,
    span: Span,
}

/// Fills aspects and values of a changed passage.
pub(super) fn fill(story: &Story<'_>, old: &[Unit<'_>], new: &[Unit<'_>], change: &mut Change) {
    for unit in new {
        change.aspects.extend(role_aspects(unit));
    }
    if old.len() > 1 {
        change.aspects.push(Aspect::Merged);
    }
    if new.len() > 1 {
        change.aspects.push(Aspect::Split);
    }
    let (before, after) = (values(story, old), values(story, new));
    let mut told: Vec<Span> = Vec::new();
    for aspect in [
        Aspect::Number,
        Aspect::Date,
        Aspect::Place,
        Aspect::Name,
        Aspect::Speaker,
        Aspect::Polarity,
        Aspect::Certainty,
    ] {
        let (gone, come) = (
            only_in(&before, &after, aspect),
            only_in(&after, &before, aspect),
        );
        if gone.is_empty() && come.is_empty() {
            continue;
        }
        change.aspects.push(aspect);
        let list = |values: &[&Value]| {
            let shown: Vec<&str> = values.iter().map(|value| value.shown.as_str()).collect();
            if shown.is_empty() {
                "nothing".to_owned()
            } else {
                shown.join(", ")
            }
        };
        change.values.push(format!(
            "{}: {} → {}",
            aspect.name(),
            list(&gone),
            list(&come)
        ));
        told.extend(gone.iter().chain(&come).map(|value| value.span));
    }
    let (quoted_old, quoted_new) = (quoted(story, old), quoted(story, new));
    let (mut in_marks, mut outside) = (false, false);
    for run in &change.words {
        let (span, marks) = match run {
            Words::Kept(_) => continue,
            Words::Dropped(span) => (*span, &quoted_old),
            Words::Inserted(span) => (*span, &quoted_new),
        };
        if marks.iter().any(|mark| mark.overlaps(span)) {
            in_marks = true;
        } else if !told.iter().any(|value| value.overlaps(span)) {
            outside = true;
        }
    }
    if in_marks {
        change.aspects.push(Aspect::Quotation);
    }
    let named_by_role = change
        .aspects
        .iter()
        .any(|aspect| matches!(aspect, Aspect::TimeStamp | Aspect::Byline));
    if outside && !named_by_role {
        change.aspects.push(Aspect::Wording);
    }
}

fn statements<'a>(story: &Story<'a>, unit: &Unit) -> impl Iterator<Item = &'a Statement> + use<'a> {
    let span = unit.passage.span;
    story
        .statements
        .get(unit.passage.report.index())
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter(move |statement| span.overlaps(statement.span))
}

fn quoted(story: &Story<'_>, units: &[Unit<'_>]) -> Vec<Span> {
    units
        .iter()
        .flat_map(|unit| statements(story, unit))
        .filter_map(|statement| statement.quotation.as_ref())
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .collect()
}

fn values(story: &Story<'_>, units: &[Unit<'_>]) -> Vec<Value> {
    let mut found = Vec::new();
    for unit in units {
        let text = story
            .reports
            .get(unit.passage.report.index())
            .map_or("", |report| report.text.as_str());
        for statement in statements(story, unit) {
            values_of(statement, text, &mut found);
        }
    }
    found
}

fn values_of(statement: &Statement, text: &str, found: &mut Vec<Value>) {
    let mut push = |aspect: Aspect, key: String, span: Span| {
        let shown = span
            .cut(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        found.push(Value {
            aspect,
            key,
            shown,
            span,
        });
    };
    let facts = &statement.facts;
    for figure in &facts.figures {
        let key = format!(
            "{} {:?} {:?} {:?}",
            figure.low.normalize(),
            figure.high.map(|high| high.normalize()),
            figure.bound,
            figure.unit
        );
        push(Aspect::Number, key, figure.span);
    }
    for time in &facts.times {
        // How a date is worded does not matter, what it means does; a duration by its length.
        let key = match &time.value {
            TimeValue::Date { from, to, time, .. } => format!("{from} {to} {time:?}"),
            TimeValue::Duration { days, .. } => format!("{}", days.normalize()),
            other => format!("{other:?}"),
        };
        push(Aspect::Date, key, time.span);
    }
    for name in &facts.names {
        let aspect = if name.kind == NameKind::Place {
            Aspect::Place
        } else {
            Aspect::Name
        };
        push(aspect, name.key.to_string(), name.span);
    }
    for negation in &facts.negations {
        push(Aspect::Polarity, "not".to_owned(), negation.cue);
    }
    for hedge in &facts.hedges {
        push(
            Aspect::Certainty,
            hedge.certainty.name().to_owned(),
            hedge.cue,
        );
    }
    if let Some(speaker) = statement
        .quotation
        .as_ref()
        .and_then(|quotation| quotation.speaker.as_ref())
        && let Some(mention) = speaker.mention
    {
        let key = speaker
            .name
            .as_deref()
            .map_or_else(|| mention.cut(text).to_lowercase(), str::to_owned);
        push(Aspect::Speaker, key, mention);
    }
}

/// The values of one aspect that the other side lacks, each as often as it is lacking.
fn only_in<'a>(here: &'a [Value], there: &[Value], aspect: Aspect) -> Vec<&'a Value> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for value in there.iter().filter(|value| value.aspect == aspect) {
        *left.entry(value.key.as_str()).or_insert(0) += 1;
    }
    here.iter()
        .filter(|value| value.aspect == aspect)
        .filter(|value| match left.get_mut(value.key.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}
