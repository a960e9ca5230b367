//! The words that head sources: common nouns, pronouns, function words, from the lexicon.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::names::Gender;
use crate::lexicon::Lexicon;

/// What a common noun says of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Document,
    Body,
    Person,
}

/// Pronouns by what they can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    Person(Option<Gender>),
    Relative,
    Other,
}

/// The words that head sources.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct SourceWords {
    pub(super) nouns: BTreeMap<String, Noun>,
    /// Nouns that can stand for a body of any kind ("the company").
    generic: BTreeSet<String>,
    /// "update", "correction": what stands before a colon and is nobody.
    labels: BTreeSet<String>,
    classes: BTreeMap<String, (String, Option<Gender>)>,
}

impl SourceWords {
    /// Prepares the tables.
    pub(in crate::extract) fn new(lexicon: &Lexicon) -> SourceWords {
        let nouns = lexicon
            .table("source_nouns")
            .entries
            .iter()
            .map(|entry| {
                let noun = match entry.cell(1) {
                    "document" => Noun::Document,
                    "body" => Noun::Body,
                    _ => Noun::Person,
                };
                (entry.cell(0).to_owned(), noun)
            })
            .collect();
        let classes = lexicon
            .table("closed_class")
            .entries
            .iter()
            .map(|entry| {
                let gender = match entry.cell(2) {
                    "male" => Some(Gender::Male),
                    "female" => Some(Gender::Female),
                    _ => None,
                };
                (entry.cell(0).to_owned(), (entry.cell(1).to_owned(), gender))
            })
            .collect();
        let labels = lexicon.table("headline_labels").words();
        let sources = lexicon.table("source_nouns").entries.iter();
        let generic = sources.filter(|entry| entry.cell(2) == "generic");
        SourceWords {
            nouns,
            generic: generic.map(|entry| entry.cell(0).to_owned()).collect(),
            // `Q:` and `A:` are turns.
            labels: labels
                .filter(|label| label.len() > 1)
                .map(str::to_owned)
                .collect(),
            classes,
        }
    }

    /// True for a noun for one who can be a source: "manager".
    pub(in crate::extract) fn is_person(&self, noun: &str) -> bool {
        self.nouns.get(noun) == Some(&Noun::Person)
    }

    /// True for what heads a paragraph and speaks for nobody.
    pub(super) fn is_label(&self, mention: &str) -> bool {
        self.labels.contains(&mention.to_lowercase())
    }

    /// True when "the `noun`" can be the body of that name: the name says that it is one, or the noun fits bodies of any
    /// kind and the name does not say of which kind it is.
    pub(super) fn can_be(&self, noun: &str, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut words = name.split(|letter: char| !letter.is_alphanumeric());
        if words.clone().any(|word| word == noun) {
            return true;
        }
        self.generic.contains(noun) && words.all(|word| self.nouns.get(word) != Some(&Noun::Body))
    }

    pub(super) fn class(&self, word: &str) -> &str {
        self.classes
            .get(word)
            .map_or("", |(class, _)| class.as_str())
    }

    pub(super) fn pronoun(&self, text: &str) -> Option<Pronoun> {
        let folded = text.to_lowercase();
        match self.class(&folded) {
            "person-pronoun" => Some(Pronoun::Person(
                self.classes.get(&folded).and_then(|(_, gender)| *gender),
            )),
            "relative" | "that" => Some(Pronoun::Relative),
            "other-pronoun" | "object-pronoun" => Some(Pronoun::Other),
            _ => None,
        }
    }

    pub(super) fn is_preposition(&self, word: &str) -> bool {
        matches!(self.class(word), "preposition" | "of" | "for" | "to" | "as")
    }
}
