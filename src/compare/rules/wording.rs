//! The rule `wording`: the same utterance in other words inside the marks.

use super::who::rivals;
use super::{Evidence, Finding, Pair, Rule};
use crate::model::{DivergenceKind, Form, Grade, Quotation, SpeakerKind};

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
        if rivals(pair) {
            return Vec::new();
        }
        let Some(compared) = pair.quoted else {
            return retold(pair, left, right).into_iter().collect();
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

/// Shared words of content from which two quotations of one speaker that share no run of words are one utterance, ...
const RETOLD_WORDS: usize = 2;
/// ... and the share of those of the shorter one that they must be.
const RETOLD_SHARE: f64 = 0.4;

/// Two quotations of one named speaker in one row that tell the same in other words and another order: "It was greed,
/// pure and simple", "this was simple, selfish greed".
#[allow(clippy::cast_precision_loss)] // numbers of words
fn retold(pair: &Pair<'_>, left: &Quotation, right: &Quotation) -> Option<Finding> {
    let name = |quotation: &Quotation| {
        let marked = quotation.form != Form::Indirect;
        let speaker = quotation.speaker.as_ref().filter(|_| marked)?;
        (speaker.kind == SpeakerKind::Named).then(|| speaker.name.clone())?
    };
    let people = &pair.context.tables.people;
    if !people.may_be_one(&name(left)?, &name(right)?) {
        return None;
    }
    let quoted = |view: &super::View<'_>| {
        let words = view.words.iter();
        words.filter(|word| word.quoted && word.content).count()
    };
    let is_quoted =
        |view: &super::View<'_>, at: usize| view.words.get(at).is_some_and(|word| word.quoted);
    let shared = (pair.shared.pairs())
        .filter(|&(i, j)| is_quoted(pair.left, i) && is_quoted(pair.right, j))
        .count();
    let whole = quoted(pair.left).min(quoted(pair.right)).max(1);
    let retold = shared >= RETOLD_WORDS && (shared as f64) >= RETOLD_SHARE * whole as f64;
    if !retold && !opens_alike(pair) {
        return None;
    }
    let evidence = |view: &super::View<'_>, quotation: &Quotation| {
        let words: Vec<&str> = (quotation.quoted.iter())
            .flat_map(|span| view.text(*span).split_whitespace())
            .collect();
        Evidence {
            spans: quotation.quoted.to_vec(),
            value: format!("“{}”", words.join(" ").trim_end_matches([',', '.'])),
        }
    };
    Some(Finding {
        about: String::new(),
        left: evidence(pair.left, left),
        right: evidence(pair.right, right),
        confidence: 0.55,
    })
}

/// Words at the beginning of two short quotations of one speaker that make them one utterance: "Our classrooms were ...".
const OPENING: usize = 3;
/// Words that such quotations have at most: longer ones are several sentences.
const SHORT: usize = 16;

/// True for two short quotations that begin with the same words, one of them of content.
fn opens_alike(pair: &Pair<'_>) -> bool {
    let said = |view: &super::View<'_>| -> Vec<(String, bool)> {
        let words = view.words.iter().filter(|word| word.quoted);
        let plain = |word: &super::super::context::Word| word.content && word.name.is_none();
        words
            .map(|word| (word.folded.clone(), plain(word)))
            .collect()
    };
    let (left, right) = (said(pair.left), said(pair.right));
    let same = left
        .iter()
        .zip(&right)
        .take_while(|(one, two)| one.0 == two.0);
    let opening: Vec<bool> = same.map(|(one, _)| one.1).collect();
    left.len().max(right.len()) <= SHORT
        && opening.len() >= OPENING
        && opening.iter().take(OPENING).any(|plain| *plain)
}
