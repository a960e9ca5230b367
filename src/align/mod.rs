//! Statements of all reports → [`Alignment`]: which say the same.
//!
//! Sentences are scored in pairs that an index brings together (`candidates`), by features of whole sentences
//! (`features`) and a logistic regression (`score`); a link of two sentences goes to the statements that carry it
//! (`pieces`); groups are cliques of links (`groups`), those that overlap without need made one (`overlap`). Cost: linear in the number of sentences; a pair takes a few
//! microseconds. Sources: see the modules.

mod budget;
mod candidates;
mod complete;
mod crowd;
mod explain;
mod extra;
mod facts;
mod features;
mod figures;
mod foremost;
mod groups;
mod identical;
mod kept;
mod lowered;
mod merges;
mod nearest;
mod once;
mod opening;
mod overlap;
mod paraphrase;
mod pieces;
mod place;
mod reading;
mod reasons;
mod refusal;
mod rivals;
mod score;
mod scored;
mod sets;
mod sheet;
mod spelling;
mod terms;
mod toll;
mod utterance;
mod veto;
mod weights;

use rustc_hash::FxHashSet;

pub use crowd::FEW;
pub use features::{COUNT, NAMES, Values};
pub use score::Weights;

use crate::lexicon::Lexicon;
use crate::model::{Alignment, Link, Reasons};
use crate::text::Story;
use candidates::{Near, common};
use nearest::Misses;
use paraphrase::Paraphrases;
use pieces::BySentence;
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
        Self { threshold: 0.4 }
    }
}

/// Tables of the language, made once: they know no story.
pub struct Words<'a> {
    reader: Reader,
    background: Background<'a>,
    paraphrases: Paraphrases,
    plights: toll::Plights,
    openings: opening::Openings,
    refusing: refusal::Refusing,
    /// Words that open a clause that hangs on another one.
    subordinators: FxHashSet<String>,
    weights: Weights,
}

impl<'a> Words<'a> {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Words<'a> {
        let reader = Reader::new(lexicon);
        Words {
            weights: Weights::embedded(),
            background: Background::new(lexicon),
            paraphrases: Paraphrases::new(lexicon, &reader),
            plights: toll::Plights::new(lexicon),
            openings: opening::Openings::new(lexicon),
            refusing: refusal::Refusing::new(lexicon),
            subordinators: (lexicon.table("closed_class").entries.iter())
                .filter(|entry| matches!(entry.cell(1), "subordinator" | "relative" | "as"))
                .map(|entry| entry.cell(0).to_owned())
                .collect(),
            reader,
        }
    }
}

impl AlignConfig {
    /// Fewer false joins. With each annotated story left out: precision .82, recall .61 (default: .77 and .65).
    #[must_use]
    pub fn strict() -> Self {
        Self { threshold: 0.5 }
    }

    /// Fewer missed ones. With each annotated story left out: precision .66, recall .74.
    #[must_use]
    pub fn loose() -> Self {
        Self { threshold: 0.25 }
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
    let near = Near::new(&sheet, &identical::Same::new(story, &sheet));
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
    let same = identical::Same::new(story, &sheet);
    let near = Near::new(&sheet, &same);
    let statements: Vec<BySentence> = story
        .statements
        .iter()
        .zip(story.documents)
        .map(|(statements, document)| BySentence::new(statements, document.sentences.len()))
        .collect();
    let mut links: Vec<Link> = Vec::new();
    let mut room = nearest::HELD;
    let long = |id| (story.statement(id)).is_some_and(|one| one.span.len() > nearest::LONG);
    let mut misses = Misses::new(story.statements.iter().map(Vec::len).sum());
    let vetoes = veto::Vetoes::new(story, (&words.plights, &words.refusing));
    let once = once::Once::new(story, &words.plights);
    let opened = opening::Opened::new(story, &words.openings);
    let mut parts = pieces::Parts::new(story, &sheet, &words.subordinators);
    let scored = near
        .pairs()
        .filter(|(left, right)| !same.settles(*left, *right));
    let figures = once.pairs(&sheet, &near);
    let figures = figures
        .into_iter()
        .filter(|(left, right)| !same.settles(*left, *right));
    for (left, right) in same.linked().chain(scored).chain(figures) {
        let (Some(one), Some(two)) = (sheet.sentences.get(left), sheet.sentences.get(right)) else {
            continue;
        };
        let same_text = same.links(left, right);
        let values = features::features(&sheet, &near, left, right);
        let mut score = words.weights.probability(&values);
        let mut against = None;
        if same_text {
            score = score.max(SAME_TEXT);
        } else {
            against = vetoes.against((one, two), &values);
            if against.is_some() {
                score = score.min(veto::MOST);
            }
        }
        let own = |report: usize, index: usize| {
            let list = statements.get(report);
            list.map_or(&[][..], |list| list.of(index))
        };
        let (here, there) = (own(one.report, one.index), own(two.report, two.index));
        // What the features cannot see, with the statements that carry it.
        let told = (score < config.threshold)
            .then(|| {
                let quoted = common(&one.quoted, &two.quoted).next().is_some();
                let utterance = || utterance::same(story, &words.reader, here, there);
                let utterance = quoted.then(utterance).flatten();
                utterance
                    .map(|(left, right, run)| {
                        (left, right, utterance::PROBABILITY, utterance::reason(&run))
                    })
                    .or_else(|| {
                        let (left, right, plight) = vetoes.toll((one, two))?;
                        Some((left, right, toll::PROBABILITY, toll::reason(plight)))
                    })
            })
            .flatten()
            .or_else(|| {
                // of another day or another toll, whatever the figure
                let other = matches!(against, Some(veto::Veto::OtherDate | veto::Veto::OtherToll));
                let places = ((one.report, one.index), (two.report, two.index));
                let figure = || {
                    let (left, right, value) = once.same(places.0, places.1)?;
                    Some((left, right, once::PROBABILITY, once::reason(value)))
                };
                let alike = || {
                    let (left, right, words) = opened.same(places.0, places.1)?;
                    Some((left, right, opening::PROBABILITY, opening::reason(words)))
                };
                let sure = score >= once::PROBABILITY.max(opening::PROBABILITY);
                (!other && !sure).then(|| figure().or_else(alike)).flatten()
            });
        if let Some((_, _, least, _)) = &told {
            score = score.max(*least);
        }
        if score < NEAR_MISS {
            continue;
        }
        let carriers = match &told {
            _ if same_text => identical::in_order(here, there),
            Some((left, right, ..)) => vec![(*left, *right)],
            None => pieces::carriers(&mut parts, (left, here), (right, there)),
        };
        let linked = score >= config.threshold;
        for (left, right) in carriers
            .into_iter()
            .take(if linked { usize::MAX } else { 1 })
        {
            let link = Link {
                left: left.min(right),
                right: left.max(right),
                score,
                reasons: match &told {
                    Some((.., reason)) => reason.clone(),
                    None => Reasons::default(),
                },
            };
            if linked {
                links.push(link);
                if links.len() >= room {
                    misses.take_crowded(nearest::crowded(&mut links, long));
                    room = nearest::HELD.max(2 * links.len());
                }
            } else {
                misses.take(link);
            }
        }
    }
    complete::complete(&mut links, &mut misses.high);
    let crowded = nearest::crowded(&mut links, long);
    let mut left_out = crowded.len();
    misses.take_crowded(crowded);
    links.shrink_to_fit();
    links.sort_by_key(|link| (link.left, link.right));
    let places = if crowd::is_crowd(&sheet) {
        groups::PLACES_OF_MANY
    } else {
        groups::PLACES
    };
    let places = places * story.statements.iter().map(Vec::len).sum::<usize>();
    let (cliques, unplaced) = groups::cliques(places, &links);
    left_out += unplaced;
    let sentences = (story.statements.iter())
        .map(|list| list.iter().map(|statement| statement.sentence).collect())
        .collect();
    let mut rows = overlap::settle(sentences, cliques, &mut links, &mut misses);
    crowd::Copies::new(&same, &sheet, &statements).place(&mut rows, &mut links);
    let ids = story.statements.iter().flatten().map(|one| one.id);
    let mut groups = groups::groups(ids, rows, &links);
    let mut rejected = misses.nearest();
    let mut explainer =
        explain::Explainer::new(story, &sheet, &near, &words.weights, (&same, &vetoes));
    explainer.explain_all(&mut rejected);
    explainer.explain(&mut groups, links);
    Alignment {
        groups,
        rejected,
        left_out,
        by_text: budget::beyond(story.documents),
        features: reasons::features(&words.weights),
    }
}
