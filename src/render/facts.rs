//! Typed facts in words, for the views that show all evidence.

use crate::model::{Facts, Figure, Quotation, TimeExpression, TimeValue, Unit};

/// Each sort of fact that a statement has, with what was found: the words, and what they were taken for.
pub(super) fn described(facts: &Facts, text: &str) -> Vec<(&'static str, String)> {
    let cut = |span: crate::model::Span| quoted(span.cut(text));
    let mut lines = Vec::new();
    let mut add = |sort: &'static str, found: Vec<String>| {
        if !found.is_empty() {
            lines.push((sort, found.join("; ")));
        }
    };
    add(
        "figures",
        facts
            .figures
            .iter()
            .map(|one| format!("{} = {}", cut(one.span), figure(one)))
            .collect(),
    );
    add(
        "times",
        facts
            .times
            .iter()
            .map(|one| format!("{} = {}", cut(one.span), time(one)))
            .collect(),
    );
    add(
        "names",
        facts
            .names
            .iter()
            .map(|name| {
                format!(
                    "{} = {} ({}, compared as {})",
                    cut(name.span),
                    name.full,
                    name.kind.name(),
                    name.key
                )
            })
            .collect(),
    );
    add(
        "negations",
        facts
            .negations
            .iter()
            .map(|marker| format!("{} over {}", cut(marker.cue), cut(marker.scope)))
            .collect(),
    );
    add(
        "hedges",
        facts
            .hedges
            .iter()
            .map(|hedge| {
                format!(
                    "{} ({}) over {}",
                    cut(hedge.cue),
                    hedge.certainty.name(),
                    cut(hedge.scope)
                )
            })
            .collect(),
    );
    lines
}

/// Form, act, speaker, cue and confidence of a quotation.
pub(super) fn quotation(quotation: &Quotation, text: &str) -> String {
    let mut out = format!("{}, {}", quotation.form.name(), quotation.act.name());
    match &quotation.speaker {
        Some(speaker) => {
            let mention = speaker.mention.map(|span| span.cut(text));
            let name = speaker.name.as_deref();
            out.push_str("; speaker ");
            out.push_str(name.or(mention).unwrap_or("not named"));
            if let Some(title) = &speaker.title {
                out.push_str(", ");
                out.push_str(title);
            }
            out.push_str(&format!(" ({}", speaker.kind.name()));
            if let Some(mention) = mention
                && Some(mention) != name
            {
                out.push_str(&format!(", given as {}", quoted(mention)));
            }
            out.push(')');
        }
        None => out.push_str("; no speaker found"),
    }
    if let Some(cue) = quotation.cue {
        out.push_str(&format!("; cue {}", quoted(cue.cut(text))));
    }
    out.push_str(&format!("; confidence {:.2}", quotation.confidence));
    out
}

fn figure(figure: &Figure) -> String {
    let mut out = match figure.high {
        Some(high) if high == figure.low => figure.low.normalize().to_string(),
        Some(high) => format!("{} to {}", figure.low.normalize(), high.normalize()),
        None => format!("{} and up", figure.low.normalize()),
    };
    out.push(' ');
    match &figure.unit {
        Unit::Money(code) | Unit::Measure(code) => out.push_str(code),
        unit => out.push_str(unit.name()),
    }
    if let Some(counted) = &figure.counted {
        out.push_str(&format!(" of {counted}"));
    }
    out.push_str(&format!(" ({})", figure.bound.name()));
    out
}

fn time(expression: &TimeExpression) -> String {
    let resolved = if expression.resolved {
        ", worked out from the date of publication"
    } else {
        ""
    };
    match &expression.value {
        TimeValue::Date {
            from,
            to,
            precision,
            time,
        } => {
            let mut out = from.to_string();
            if from != to {
                out.push_str(&format!(" to {to}"));
            }
            if let Some(time) = time {
                out.push_str(&format!(" {time}"));
            }
            format!("{out} ({}{resolved})", precision.name())
        }
        TimeValue::Unresolved { key } if expression.resolved => {
            format!("{key} (worked out, without a year)")
        }
        TimeValue::Unresolved { key } => format!("{key} (no date of publication to work it out)"),
        TimeValue::TimeOfDay(time) => time.to_string(),
        TimeValue::Duration { days, unit } => {
            format!("{} days (in {unit}s)", days.normalize())
        }
    }
}

fn quoted(words: &str) -> String {
    format!("“{words}”")
}
