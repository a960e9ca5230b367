//! The rule `wording`: the same utterance in other words inside the marks.

use super::super::wording::quoted;
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
        if rivals(left, right) {
            return Vec::new();
        }
        let Some(compared) = quoted(pair) else {
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
        let evidence = |view: &super::View<'_>, spans: Vec<crate::model::Span>| {
            let words: Vec<&str> = spans.iter().map(|span| view.text(*span)).collect();
            let value = if words.is_empty() {
                "(nothing)".to_owned()
            } else {
                format!("“{}”", words.join(" … "))
            };
            Evidence { spans, value }
        };
        vec![Finding {
            about: String::new(),
            left: evidence(pair.left, compared.left_only),
            right: evidence(pair.right, compared.right_only),
            confidence,
        }]
    }

    fn headline(&self, _about: &str) -> String {
        "the words inside the marks differ".to_owned()
    }
}

/// True when both quotations name a person and the persons have no name in common.
pub(super) fn rivals(left: &Quotation, right: &Quotation) -> bool {
    let name = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref()?;
        let name = speaker.name.clone()?;
        // a full name of somebody whose sort is not known is a person's more often than not
        let full = speaker.kind == SpeakerKind::Unknown && name.split_whitespace().count() == 2;
        (speaker.kind == SpeakerKind::Named || full).then_some(name)
    };
    match (name(left), name(right)) {
        (Some(left), Some(right)) => !same_person(&left, &right),
        _ => false,
    }
}

/// True when the last words agree or the one name holds all words of the other.
pub(super) fn same_person(left: &str, right: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split_whitespace()
            .map(|word| super::super::tables::Tables::fold(word.trim_matches(['.', ','])))
            .collect()
    };
    let (left, right) = (words(left), words(right));
    let within = |small: &[String], large: &[String]| small.iter().all(|word| large.contains(word));
    let near = match (left.last(), right.last()) {
        (Some(a), Some(b)) => a == b || strsim::jaro_winkler(a, b) >= 0.93,
        _ => true,
    };
    near || within(&left, &right) || within(&right, &left)
}
