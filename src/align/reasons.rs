//! Why a pair got its score: every feature with its share, in words where it can be shown.

use super::candidates::common;
use super::features::{COUNT, NAMES, Values, other_words};
use super::nearest::VERY_MANY;
use super::score::Weights;
use super::sheet::{Profile, Sheet};
use crate::model::{Feature, Packing, Reasons};
use crate::text::Story;

/// Shares of the log-odds below this are not worth a line.
const LEAST: f64 = 0.05;
/// Words that a reason names at most.
const WORDS: usize = 8;

/// Reasons of pairs that are no features of sentences: they weigh nothing.
#[derive(Clone, Copy)]
pub(super) enum Own {
    /// Two sentences of the same text.
    SameText,
    /// Two sentences of the bodies that have nothing but names or one figure in common.
    NamesOnly,
    /// Two sentences of reports of other dates.
    OtherDate,
    /// Two counts of the dead, the hurt ... that are not of one toll.
    OtherToll,
    /// Refusals to speak of others.
    OtherRefuser,
    /// No word in common, and no third report.
    NoWord,
    /// Two quotations of one utterance.
    SameUtterance,
    /// Two counts of one toll.
    SameToll,
    /// One exact figure that each report gives once.
    SameFigure,
    /// The same subject and the same verb at the start.
    SameOpening,
    /// A near miss that completes a group.
    SharedNeighbours,
    /// A link that no row holds.
    OtherRows,
    /// A near miss that a row holds.
    SharedRow,
}

impl Own {
    /// In the order of their numbers, with their words where those are always the same.
    const ALL: [(&str, &str); 13] = [
        (
            "same-text",
            "word for word the same; linked whatever the other features say",
        ),
        (
            "names-only",
            "nothing but names or one figure in common; not linked whatever the other features say",
        ),
        (
            "other-date",
            "the reports are of different dates and the words are not taken over; not linked whatever the other \
             features say",
        ),
        (
            "other-toll",
            "the figures are of another year or of other people; not linked whatever the other \
             features say",
        ),
        (
            "other-refuser",
            "others refuse to speak or deny it; not linked whatever the other features say",
        ),
        (
            "no-word",
            "no word in common, and no third report tells it; not linked whatever the other features say",
        ),
        ("same-utterance", ""),
        ("same-toll", ""),
        ("same-figure", ""),
        ("same-opening", ""),
        ("shared-neighbours", ""),
        (
            "other-rows",
            "joined, but both stand in stronger rows, and this pair makes none of its own",
        ),
        (
            "shared-row",
            "what else stands in the row is joined to both",
        ),
    ];

    /// A list of this reason alone; no words where they are always the same.
    pub(super) fn reason(self, value: f64, words: &str) -> Reasons {
        let mut packing = Packing::default();
        packing.push(1 + COUNT + self as usize, value, words);
        packing.done()
    }
}

/// What reasons speak of: the base, the features of pairs in their order, then [`Own`].
pub(super) fn features(weights: &Weights) -> Vec<Feature> {
    let base = ("base", weights.base, "any two sentences");
    let pairs = NAMES.into_iter().zip(weights.features);
    let own = Own::ALL.into_iter().map(|(name, words)| (name, 0.0, words));
    std::iter::once(base)
        .chain(pairs.map(|(name, weight)| (name, weight, "")))
        .chain(own)
        .map(|(name, weight, words)| Feature {
            name,
            weight,
            words,
        })
        .collect()
}

/// Reasons that a link has where the story has very many statements: those with the greatest share.
const OF_MANY: usize = 4;

/// The reasons of a pair, greatest share first; in a story of very many statements the first few.
pub(super) fn reasons(
    story: &Story<'_>,
    sheet: &Sheet,
    (one, two): (&Profile, &Profile),
    values: &Values,
    weights: &Weights,
) -> Reasons {
    let mut found = vec![(weights.base, "base", 0, 1.0)];
    let pairs = (1..).zip(NAMES.into_iter().zip(values).zip(weights.features));
    for (place, ((name, value), weight)) in pairs {
        let contribution = weight * value;
        if contribution.abs() >= LEAST {
            found.push((contribution, name, place, *value));
        }
    }
    found.sort_by(|one, two| (two.0.abs().total_cmp(&one.0.abs())).then(one.1.cmp(two.1)));
    if story.statements.iter().map(Vec::len).sum::<usize>() > VERY_MANY {
        found.truncate(OF_MANY);
    }
    let mut packing = Packing::default();
    for (_, name, place, value) in found {
        match name {
            "shared-words" => packing.push(place, value, &words(story, sheet, one, two)),
            "paraphrase" => packing.push(place, value, &paraphrases(story, one, two)),
            _ => packing.push(place, value, ""),
        }
    }
    packing.done()
}

/// The shared words as the left report writes them, weightiest first.
fn words(story: &Story<'_>, sheet: &Sheet, one: &Profile, two: &Profile) -> String {
    let text = text_of(story, one);
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
        .filter_map(|term| one.places.iter().find(|(held, _)| held == term))
        .map(|(_, place)| place.span().cut(text))
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
                here.place.span().cut(text_of(story, one)),
                there.place.span().cut(text_of(story, two))
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
