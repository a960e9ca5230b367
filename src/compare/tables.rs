//! The lexicon's tables in the form that the rules ask them.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::phrases::Phrases;
use crate::lexicon::Lexicon;

/// A label: the class of things it can name and its colour.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    /// Two labels of one class can name the same thing.
    pub class: String,
    /// "neutral", "against" or "for".
    pub charge: String,
}

/// One of two words that deny each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pole {
    /// The name of the pair ("approval").
    pub pair: String,
    /// "yes" or "no".
    pub side: String,
}

/// Everything that compare looks up.
pub(super) struct Tables {
    stemmer: Stemmer,
    stop: BTreeSet<String>,
    breaks: BTreeSet<String>,
    contractions: BTreeMap<String, Vec<String>>,
    classes: BTreeMap<String, String>,
    /// Phrase → what happened to those that are counted ("dead", "injured").
    pub states: Phrases<String>,
    /// Phrase → label.
    pub labels: Phrases<Label>,
    /// Phrase → its pole in a pair of words that deny each other.
    pub opposites: Phrases<Pole>,
    /// Phrase → step of readiness.
    pub stances: Phrases<u32>,
    /// Heads of noun phrases that name a law, plan or charge: word → class.
    pub heads: BTreeMap<String, String>,
    /// Modifiers that say nothing about the content of a law, plan or charge.
    pub plain_modifiers: BTreeSet<String>,
    /// Words before a place where something happens.
    pub locatives: BTreeSet<String>,
    /// Words that report speech.
    pub reporting: BTreeSet<String>,
    /// Words of a figure that is a part or comes on top ("another", "more", "others").
    pub additional: BTreeSet<String>,
    /// Stems of the single words in `states` that stand for the people ("dead", "wounded").
    pub state_words: BTreeSet<String>,
    /// Words before a time that blur it ("about").
    pub about: BTreeSet<String>,
    /// Stems of verbs that end a noun phrase to their right.
    pub verbs: BTreeSet<String>,
    /// Words that say that something lies ahead ("will", "until").
    pub future: BTreeSet<String>,
    /// Stems of words of denial ("denied", "dismissed").
    pub denials: BTreeSet<String>,
}

impl Tables {
    pub(super) fn new(lexicon: &Lexicon) -> Tables {
        let stemmer = Stemmer::create(Algorithm::English);
        let words = |name: &str| -> BTreeSet<String> {
            lexicon.table(name).words().map(str::to_owned).collect()
        };
        let roles = |role: &str| -> BTreeSet<String> {
            let entries = lexicon.table("rule-words").entries.iter();
            entries
                .filter(|entry| entry.cell(1) == role)
                .map(|entry| entry.cell(0).to_owned())
                .collect()
        };
        let stems = |role: &str| -> BTreeSet<String> {
            roles(role)
                .iter()
                .map(|word| stemmer.stem(word).into_owned())
                .collect()
        };
        let contractions = lexicon
            .table("contractions")
            .entries
            .iter()
            .map(|entry| {
                let full = entry.cell(1).split(' ').map(str::to_owned).collect();
                (entry.cell(0).to_owned(), full)
            })
            .collect();
        let mut classes = BTreeMap::new();
        for entry in &lexicon.table("rule-classes").entries {
            for word in entry.cell(1).split(' ') {
                classes.insert(stemmer.stem(word).into_owned(), entry.cell(0).to_owned());
            }
        }
        let heads = lexicon
            .table("rule-words")
            .entries
            .iter()
            .filter_map(|entry| {
                let class = entry.cell(1).strip_prefix("head:")?;
                Some((stemmer.stem(entry.cell(0)).into_owned(), class.to_owned()))
            })
            .collect();
        Tables {
            stop: words("stopwords"),
            breaks: roles("break"),
            contractions,
            classes,
            states: Phrases::new(lexicon.table("states"), &stemmer, |entry| {
                Some(entry.cell(1).to_owned())
            }),
            labels: Phrases::new(lexicon.table("labels"), &stemmer, |entry| {
                Some(Label {
                    class: entry.cell(1).to_owned(),
                    charge: entry.cell(2).to_owned(),
                })
            }),
            opposites: Phrases::new(lexicon.table("opposites"), &stemmer, |entry| {
                Some(Pole {
                    pair: entry.cell(1).to_owned(),
                    side: entry.cell(2).to_owned(),
                })
            }),
            stances: Phrases::new(lexicon.table("stances"), &stemmer, |entry| {
                entry.cell(1).parse().ok()
            }),
            heads,
            plain_modifiers: stems("plain-modifier"),
            locatives: roles("locative"),
            reporting: stems("reporting"),
            additional: roles("additional"),
            state_words: lexicon
                .table("states")
                .words()
                .filter(|phrase| !phrase.contains(' '))
                .map(|word| stemmer.stem(word).into_owned())
                .collect(),
            about: roles("about"),
            verbs: stems("verb"),
            future: roles("future"),
            denials: stems("denial"),
            stemmer,
        }
    }

    /// Folded: lower case, straight apostrophes, no possessive ending.
    pub(super) fn fold(word: &str) -> String {
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        let bare = lower.strip_suffix("'s").unwrap_or(&lower);
        bare.trim_end_matches('\'').to_owned()
    }

    /// The comparable key of a folded word.
    pub(super) fn key(&self, folded: &str) -> String {
        let stem = self.stemmer.stem(folded);
        match self.classes.get(stem.as_ref()) {
            Some(class) => class.clone(),
            None => stem.into_owned(),
        }
    }

    /// The stem of a folded word.
    pub(super) fn stem(&self, folded: &str) -> String {
        self.stemmer.stem(folded).into_owned()
    }

    /// True for words that carry no content.
    pub(super) fn is_stop(&self, folded: &str) -> bool {
        self.stop.contains(folded)
    }

    /// True for words that begin a clause.
    pub(super) fn is_break(&self, folded: &str) -> bool {
        self.breaks.contains(folded)
    }

    /// The full form of a contraction.
    pub(super) fn expand(&self, folded: &str) -> Option<&[String]> {
        self.contractions.get(folded).map(Vec::as_slice)
    }
}
