//! Statements of all reports → [`Alignment`]: which say the same.
//!
//! Sentences are scored in pairs that an index brings together (`candidates`), by features of whole sentences
//! (`features`) and a logistic regression (`score`); a link of two sentences goes to the statements that carry it
//! (`pieces`); groups are cliques of links (`groups`). Cost: linear in the number of sentences; a pair takes a few
//! microseconds. Sources: see the modules.

mod candidates;
mod complete;
mod features;
mod groups;
mod identical;
mod paraphrase;
mod pieces;
mod reasons;
mod score;
mod sheet;
mod terms;
mod weights;

use std::collections::BTreeMap;

pub use features::{COUNT, NAMES, Values};
pub use score::Weights;

use crate::lexicon::Lexicon;
use crate::model::{Alignment, Link, StatementId};
use crate::text::Story;
use candidates::Near;
use paraphrase::Paraphrases;
use sheet::Sheet;
use terms::Reader;
use weights::Background;

/// Settings of the alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlignConfig {
    /// Two statements are linked from this probability on.
    pub threshold: f64,
}

impl Default for AlignConfig {
    fn default() -> Self {
        Self { threshold: 0.35 }
    }
}

/// Tables of the language, made once: they know no story.
pub struct Words<'a> {
    reader: Reader,
    background: Background<'a>,
    paraphrases: Paraphrases,
}

impl<'a> Words<'a> {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Words<'a> {
        let reader = Reader::new(lexicon);
        Words {
            background: Background::new(lexicon),
            paraphrases: Paraphrases::new(lexicon, &reader),
            reader,
        }
    }
}

/// The probability that two sentences of the same text say the same: as good as certain, whatever the features say of
/// a short one.
const SAME_TEXT: f64 = 0.99;

/// A pair below this probability is not even a near miss.
const NEAR_MISS: f64 = 0.05;

/// Two sentences of different reports with the features of the pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Report and sentence: indices into [`Story::documents`] and its sentences.
    pub left: (usize, usize),
    /// The same of the other.
    pub right: (usize, usize),
    /// In the order of [`NAMES`].
    pub values: Values,
}

/// The pairs of sentences that are scored, with their features, ascending. For fitting and measuring.
#[must_use]
pub fn pairs(story: &Story<'_>, words: &Words<'_>) -> Vec<Scored> {
    let sheet = Sheet::new(story, words);
    let near = Near::new(&sheet);
    near.pairs()
        .filter_map(|(left, right)| {
            let place = |number: usize| {
                let profile = sheet.sentences.get(number)?;
                Some((profile.report, profile.index))
            };
            Some(Scored {
                left: place(left)?,
                right: place(right)?,
                values: features::features(&sheet, &near, left, right),
            })
        })
        .collect()
}

/// Aligns the statements of a story.
#[must_use]
pub fn align(story: &Story<'_>, words: &Words<'_>, config: &AlignConfig) -> Alignment {
    let sheet = Sheet::new(story, words);
    let near = Near::new(&sheet);
    let weights = Weights::embedded();
    let statements: Vec<Vec<Vec<StatementId>>> = story
        .statements
        .iter()
        .zip(story.documents)
        .map(|(statements, document)| pieces::by_sentence(statements, document.sentences.len()))
        .collect();
    let mut links: Vec<Link> = Vec::new();
    let mut misses: Vec<Link> = Vec::new();
    let identical = identical::pairs(story, &sheet);
    let scored = near.pairs().filter(|pair| !identical.contains(pair));
    for (left, right) in identical.iter().copied().chain(scored) {
        let (Some(one), Some(two)) = (sheet.sentences.get(left), sheet.sentences.get(right)) else {
            continue;
        };
        let same_text = identical.contains(&(left, right));
        let values = features::features(&sheet, &near, left, right);
        let mut score = weights.probability(&values);
        if same_text {
            score = score.max(SAME_TEXT);
        }
        if score < NEAR_MISS {
            continue;
        }
        let own = |report: usize, index: usize| {
            statements
                .get(report)
                .and_then(|list| list.get(index))
                .map_or(&[][..], Vec::as_slice)
        };
        let (here, there) = (own(one.report, one.index), own(two.report, two.index));
        let carriers = if same_text {
            identical::in_order(here, there)
        } else {
            pieces::carriers(story, &sheet, (one, here), (two, there))
        };
        let linked = score >= config.threshold;
        for (left, right) in carriers
            .into_iter()
            .take(if linked { usize::MAX } else { 1 })
        {
            let mut reasons = reasons::reasons(story, &sheet, (one, two), &values, &weights);
            if same_text {
                reasons.insert(0, reasons::same_text());
            }
            let link = Link {
                left: left.min(right),
                right: left.max(right),
                score,
                reasons,
            };
            if linked { &mut links } else { &mut misses }.push(link);
        }
    }
    complete::complete(&mut links, &mut misses);
    links.sort_by_key(|link| (link.left, link.right));
    let ids = story
        .statements
        .iter()
        .flatten()
        .map(|statement| statement.id);
    Alignment {
        groups: groups::groups(ids, &links),
        rejected: nearest(misses),
    }
}

/// The misses that are the nearest for one of their two ends.
fn nearest(mut misses: Vec<Link>) -> Vec<Link> {
    misses.sort_by(|one, two| {
        two.score
            .total_cmp(&one.score)
            .then((one.left, one.right).cmp(&(two.left, two.right)))
    });
    let mut seen: BTreeMap<StatementId, usize> = BTreeMap::new();
    misses.retain(|link| {
        let mut keep = false;
        for end in [link.left, link.right] {
            let count = seen.entry(end).or_default();
            keep |= *count < NEAR_MISSES;
            *count += 1;
        }
        keep
    });
    misses.sort_by_key(|link| (link.left, link.right));
    misses
}

/// Near misses kept for each statement: enough to answer "why not this one", few enough to read.
const NEAR_MISSES: usize = 3;
