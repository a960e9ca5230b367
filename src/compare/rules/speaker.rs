//! The rule `speaker`: the same utterance ascribed to others.

use super::who::{other_parts, rivals, shown};
use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{DivergenceKind, Form, Grade, Quotation};

/// `speaker`: both reports give the same utterance, and two different persons are named as having said it.
///
/// What it sees: the speakers that the reports resolve, where the words inside the marks are the same utterance, or
/// where two paraphrases share most of what is said. Only two named persons can differ, and of the same words two without
/// a name whose parts exclude each other ("his wife", "his lawyer"): a spokesman and his office, the named and the unnamed,
/// a pronoun that is not resolved never do.
///
/// Why readers care: who said it decides what it weighs.
///
/// Fires: `"The bridge is safe," said engineer Ana Ruiz` | `"The bridge is safe," said mayor Tom Bell`.
/// Stays quiet: `said Ana Ruiz` | `said an engineer`, `said the city`.
///
/// Sources: the guide of the annotated stories (one within the other is the same).
pub(super) struct SpeakerOfQuotation;

/// Shared words between the marks from which two speakers of one utterance are two claims about it.
const LEAST_WORDS: usize = 4;

/// How sure the rule is where a pronoun stands for the one and could stand for the other: a hint. Of the pronouns that are
/// resolved on the annotated articles one in twelve is wrong.
const HINT: f64 = 0.4;

impl Rule for SpeakerOfQuotation {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Speaker
    }

    fn name(&self) -> &'static str {
        "speaker-of-quotation"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let (Some(left), Some(right)) = (
            pair.left.statement.quotation.as_ref(),
            pair.right.statement.quotation.as_ref(),
        ) else {
            return Vec::new();
        };
        if !rivals(pair) {
            return unnamed(pair, left, right).into_iter().collect();
        }
        let words = pair.quoted;
        let confidence = match words {
            Some(words) if words.grade != Grade::Reworded && words.shared >= LEAST_WORDS => 0.8,
            Some(words) if words.shared >= 2 * LEAST_WORDS && words.agreement >= 0.8 => 0.7,
            _ if left.form == Form::Indirect || right.form == Form::Indirect => {
                paraphrase(pair, left.form == right.form)
            }
            _ => 0.0,
        };
        if confidence <= 0.0 {
            return Vec::new();
        }
        // "she" may be the one whom the other report names
        let doubtful =
            may_mean(pair, pair.left, pair.right) || may_mean(pair, pair.right, pair.left);
        let confidence = if doubtful {
            confidence.min(HINT)
        } else {
            confidence
        };
        let evidence = |view: &View<'_>, quotation: &Quotation| {
            let speaker = quotation.speaker.as_ref()?;
            Some(Evidence {
                spans: speaker.mention.into_iter().collect(),
                value: shown(pair, view).or_else(|| speaker.name.as_deref().map(str::to_owned))?,
            })
        };
        match (evidence(pair.left, left), evidence(pair.right, right)) {
            (Some(left), Some(right)) => vec![Finding {
                about: String::new(),
                left,
                right,
                confidence,
            }],
            _ => Vec::new(),
        }
    }

    fn headline(&self, _about: &str) -> String {
        "the same words are ascribed to different people".to_owned()
    }
}

/// True where a report has a pronoun for who speaks and names, elsewhere, the one whom the other report has speaking.
fn may_mean(pair: &Pair<'_>, view: &View<'_>, other: &View<'_>) -> bool {
    let speaker = |view: &View<'_>| view.statement.quotation.as_ref()?.speaker.clone();
    let (Some(own), Some(rival)) = (speaker(view), speaker(other)) else {
        return false;
    };
    let mut words = own
        .mention
        .map(|mention| view.words_in(mention))
        .unwrap_or(0..0);
    let pronoun = !words.is_empty()
        && words.all(|at| {
            let word = view.words.get(at);
            word.is_some_and(|word| !word.content && word.name.is_none())
        });
    let named = || {
        let names = rival.name.as_deref().map(str::to_lowercase)?;
        Some(pair.context.names(view.report.id, &names))
    };
    pronoun && named() == Some(true)
}

/// The same words inside the marks, of two people without names who cannot be one: "his wife" and "his lawyer".
fn unnamed(pair: &Pair<'_>, left: &Quotation, right: &Quotation) -> Option<Finding> {
    let words = pair.quoted?;
    if words.grade == Grade::Reworded || words.shared < LEAST_WORDS {
        return None;
    }
    let mention = |quotation: &Quotation| quotation.speaker.as_ref()?.mention;
    let (here, there) = other_parts(pair)?;
    Some(Finding {
        about: String::new(),
        left: Evidence::new(mention(left)?, here),
        right: Evidence::new(mention(right)?, there),
        confidence: 0.6,
    })
}

/// Two paraphrases that share nearly all content words, or a quotation with most of the words of a paraphrase: a hint at
/// least.
#[allow(clippy::cast_precision_loss)] // numbers of words
fn paraphrase(pair: &Pair<'_>, both: bool) -> f64 {
    let inside = |view: &View<'_>, index: usize| {
        let (Some(quotation), Some(word)) =
            (view.statement.quotation.as_ref(), view.words.get(index))
        else {
            return false;
        };
        quotation
            .content
            .iter()
            .any(|span| span.contains(word.span))
    };
    let shared = pair
        .shared
        .pairs()
        .filter(|&(i, j)| inside(pair.left, i) && inside(pair.right, j))
        .count();
    let content = |view: &View<'_>| {
        (0..view.words.len())
            .filter(|&index| {
                inside(view, index) && view.words.get(index).is_some_and(|word| word.content)
            })
            .count()
    };
    let (left, right) = (content(pair.left), content(pair.right));
    let whole = if both {
        left.max(right)
    } else if matches!(&pair.left.statement.quotation, Some(quotation) if quotation.form == Form::Indirect)
    {
        left
    } else {
        right
    };
    match shared as f64 / whole.max(1) as f64 {
        share if shared >= 4 && share >= 0.8 => 0.6,
        share if shared >= 4 && share >= 0.6 && !both => 0.55,
        share if shared >= 4 && share >= 0.6 => 0.4,
        _ => 0.0,
    }
}
