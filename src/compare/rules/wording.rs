//! The rule `wording`: the same utterance in other words inside the marks.

use super::super::context::Context;
use super::{Evidence, Finding, Pair, Rule};
use crate::model::{DivergenceKind, Grade, Quotation, SpeakerKind};

/// `wording`: both reports put the same utterance inside quotation marks, and the words inside differ.
///
/// What it sees: the words inside the marks on both sides, graded identical, punctuation, shortened, spliced, inserted
/// or reworded. Only *reworded* is a difference: case, punctuation, "that", contractions, brackets, an ellipsis and
/// truncation at the ends are none. Two named speakers who differ make it another matter (`speaker`).
///
/// Why readers care: marks promise the speaker's words; two wordings cannot both be them.
///
/// Fires: `"We will pay every farmer who lost a crop"` | `"We will compensate every farmer who lost a crop"`.
/// Stays quiet: `"We will pay every farmer"` | `"We'll pay every farmer who lost a crop"` (shortened).
///
/// Sources: the grades follow what users ask of quotation checkers (exact, interleaved, partial).
pub(super) struct Wording;

impl Rule for Wording {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Wording
    }

    fn name(&self) -> &'static str {
        "wording"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (Some(left), Some(right)) = (
            pair.left.statement.quotation.as_ref(),
            pair.right.statement.quotation.as_ref(),
        ) else {
            return Vec::new();
        };
        if rivals(pair.context, left, right) {
            return Vec::new();
        }
        let Some(compared) = pair.quoted else {
            return Vec::new();
        };
        if compared.grade != Grade::Reworded {
            return Vec::new();
        }
        let confidence = if compared.shared >= 4 && compared.agreement >= 0.6 {
            0.9
        } else {
            0.6
        };
        let evidence = |view: &super::View<'_>, spans: &[crate::model::Span]| {
            let words: Vec<&str> = spans.iter().map(|span| view.text(*span)).collect();
            let value = if words.is_empty() {
                "(nothing)".to_owned()
            } else {
                format!("“{}”", words.join(" … "))
            };
            Evidence {
                spans: spans.to_vec(),
                value,
            }
        };
        vec![Finding {
            about: String::new(),
            left: evidence(pair.left, &compared.left_only),
            right: evidence(pair.right, &compared.right_only),
            confidence,
        }]
    }

    fn headline(&self, _about: &str) -> String {
        "the words inside the marks differ".to_owned()
    }
}

/// True when both quotations name a person and the two cannot be one.
pub(super) fn rivals(context: &Context<'_>, left: &Quotation, right: &Quotation) -> bool {
    let name = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref()?;
        let name = speaker.name.clone()?;
        // a full name of somebody whose sort is not known is a person's more often than not
        let full = speaker.kind == SpeakerKind::Unknown && name.split_whitespace().count() == 2;
        (speaker.kind == SpeakerKind::Named || full).then_some(name)
    };
    match (name(left), name(right)) {
        (Some(left), Some(right)) => !context.tables.people.may_be_one(&left, &right),
        _ => false,
    }
}
