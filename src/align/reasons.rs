//! Why a pair got its score: every feature with its share, in words where it can be shown.

use std::collections::BTreeMap;

use super::candidates::common;
use super::features::{NAMES, Values, other_words};
use super::score::Weights;
use super::sheet::{Profile, Sheet};
use crate::model::{Reason, Span};
use crate::text::Story;

/// Shares of the log-odds below this are not worth a line.
const LEAST: f64 = 0.05;
/// Words that a reason names at most.
const WORDS: usize = 8;

/// The reasons of a pair, greatest share first.
pub(super) fn reasons(
    story: &Story<'_>,
    sheet: &Sheet,
    (one, two): (&Profile, &Profile),
    values: &Values,
    weights: &Weights,
) -> Vec<Reason> {
    let mut found = vec![Reason {
        feature: "base",
        value: 1.0,
        contribution: weights.base,
        detail: "any two sentences".to_owned(),
    }];
    for ((name, value), weight) in NAMES.into_iter().zip(values).zip(weights.features) {
        let contribution = weight * value;
        if contribution.abs() < LEAST {
            continue;
        }
        let detail = match name {
            "shared-words" => words(story, sheet, one, two),
            "paraphrase" => paraphrases(story, one, two),
            _ => String::new(),
        };
        found.push(Reason {
            feature: name,
            value: *value,
            contribution,
            detail,
        });
    }
    found.sort_by(|one, two| {
        two.contribution
            .abs()
            .total_cmp(&one.contribution.abs())
            .then(one.feature.cmp(two.feature))
    });
    found
}

/// The reason of two sentences of the same text.
pub(super) fn same_text() -> Reason {
    Reason {
        feature: "same-text",
        value: 1.0,
        contribution: 0.0,
        detail: "word for word the same; linked whatever the other features say".to_owned(),
    }
}

/// The shared words as the left report writes them, weightiest first.
fn words(story: &Story<'_>, sheet: &Sheet, one: &Profile, two: &Profile) -> String {
    let text = text_of(story, one);
    let places: BTreeMap<u32, Span> = one.places.iter().rev().copied().collect();
    let mut shared: Vec<u32> = common(&one.terms, &two.terms).collect();
    shared.sort_by(|left, right| {
        sheet
            .weight_of(*right)
            .total_cmp(&sheet.weight_of(*left))
            .then(left.cmp(right))
    });
    let shown: Vec<&str> = shared
        .iter()
        .take(WORDS)
        .filter_map(|term| places.get(term))
        .map(|span| span.cut(text))
        .collect();
    shown.join(", ")
}

/// What the two tell in other words: "fire ~ blaze".
fn paraphrases(story: &Story<'_>, one: &Profile, two: &Profile) -> String {
    let shown: Vec<String> = other_words(one, two)
        .into_iter()
        .take(WORDS)
        .map(|(here, there)| {
            format!(
                "{} ~ {}",
                here.span.cut(text_of(story, one)),
                there.span.cut(text_of(story, two))
            )
        })
        .collect();
    shown.join(", ")
}

fn text_of<'a>(story: &Story<'a>, profile: &Profile) -> &'a str {
    story
        .reports
        .get(profile.report)
        .map_or("", |report| &report.text)
}
