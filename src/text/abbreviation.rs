//! Abbreviations of a language, ready to be looked up.
//!
//! In: the tables `abbreviations` (word with its stop, class) and `sentence_starters`. Out: look-ups by word.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;

/// How an abbreviation behaves before a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Always goes with the name after it (`Mr.`): never ends a sentence.
    Title,
    /// Goes with a number (`No.`): ends a sentence before anything else.
    Number,
    /// May end a sentence (`Inc.`, `U.S.`, `Jan.`): it does when a word follows that opens sentences.
    Open,
}

/// The words, without their last stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Abbreviations<'a> {
    classes: BTreeMap<&'a str, Class>,
    starters: std::collections::BTreeSet<&'a str>,
}

impl<'a> Abbreviations<'a> {
    /// Prepares the tables.
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        let classes = lexicon
            .table("abbreviations")
            .entries
            .iter()
            .map(|entry| {
                let word = entry.cell(0);
                let class = match entry.cell(1) {
                    "title" => Class::Title,
                    "number" => Class::Number,
                    _ => Class::Open,
                };
                (word.strip_suffix('.').unwrap_or(word), class)
            })
            .collect();
        Abbreviations {
            classes,
            starters: lexicon.table("sentence_starters").words().collect(),
        }
    }

    /// True when `stem` with a stop is an abbreviation.
    pub(super) fn contains(&self, stem: &str) -> bool {
        self.classes.contains_key(stem)
    }

    /// The class of an abbreviation, `stem` without its last stop.
    pub(super) fn class(&self, stem: &str) -> Option<Class> {
        self.classes.get(stem).copied()
    }

    /// Bytes that `more` adds to `stem` and its stop where an abbreviation has stops inside (`Ph.D.`).
    pub(super) fn longest(&self, stem: &str, more: &str) -> Option<usize> {
        let end = more.find(|letter: char| !letter.is_alphabetic() && letter != '.')?;
        let tail = more.get(..end)?.strip_suffix('.')?;
        if tail.is_empty() {
            return None;
        }
        let whole = format!("{stem}.{tail}");
        self.contains(&whole).then_some(end)
    }

    /// True for a word that, with a capital, opens a sentence rather than goes on with a name.
    pub(super) fn starts_sentences(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}
