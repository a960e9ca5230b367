//! Words of a report → stretches that are names, each with what its words say of its kind.
//!
//! In: lines. Out: [`Spotted`] in text order, disjoint. Which of them name the same is decided in `join`. In a
//! headline where every word has a capital only listed names, titled names and given name with surname are taken;
//! `join` then adds what the running text made known.

mod classify;
mod run;

use std::collections::HashSet;

use super::super::common::{Class, Common};
use super::super::facts::number::NumberWords;
use super::super::lex::{Line, Lines, Shape, Word};
use super::super::words::Words;
use super::Gender;
use super::tables::{Listed, NameWords, Sort, Where};
use crate::model::{NameKind, Span};

/// What the words of a stretch say.
#[derive(Clone, Debug)]
pub(super) enum What<'t> {
    /// In the lexicon.
    Listed(&'t Listed),
    /// A title or a given name says person.
    Person,
    /// A telling word, or a short word in capitals.
    Organisation,
    /// A telling word.
    Place,
    /// Only capitals.
    Unknown,
}

/// A stretch that is a name.
#[derive(Clone, Debug)]
pub(super) struct Spotted<'t> {
    /// Index of the line.
    pub line: usize,
    /// Words of the line: first, and one past the last.
    pub words: (usize, usize),
    pub span: Span,
    pub what: What<'t>,
    pub title: Option<Span>,
    /// An honorific alone (Mr) is no office.
    pub office: bool,
    pub gender: Option<Gender>,
}

/// What the whole report tells about words.
#[derive(Default)]
struct Seen {
    /// Written small somewhere in running text.
    small: HashSet<Box<str>>,
    /// Written with a capital inside a sentence.
    capital: HashSet<Box<str>>,
}

fn add(seen: &mut HashSet<Box<str>>, word: &str) {
    if !seen.contains(word) {
        seen.insert(word.into());
    }
}

/// All names in text order.
pub(super) fn spot<'t>(lines: &Lines<'_>, words: &'t Words<'_>) -> Vec<Spotted<'t>> {
    let mut seen = Seen::default();
    for line in lines.iter().filter(|line| !line.loud) {
        for (index, word) in line.words.iter().enumerate() {
            match word.shape {
                Shape::Lower => add(&mut seen.small, &word.fold),
                Shape::Capital | Shape::Upper if !opens(&line, index) => {
                    add(&mut seen.capital, &word.fold);
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        Spotter {
            number,
            line: &line,
            seen: &seen,
            names: &words.names,
            common: &words.common,
            numbers: &words.numbers,
            found: &mut found,
        }
        .run();
    }
    // They are held while the names are joined.
    found.shrink_to_fit();
    found
}

/// True when a capital is due here whatever the word: at the start of a sentence or of a quotation, after a colon.
fn opens(line: &Line<'_>, index: usize) -> bool {
    line.words
        .get(..index)
        .unwrap_or(&[])
        .iter()
        .next_back()
        .is_none_or(|before| {
            before.shape == Shape::Mark && !matches!(before.raw, "," | "-" | ")" | "&" | "/")
        })
}

struct Spotter<'a, 'w, 't, 'f> {
    number: usize,
    line: &'a Line<'w>,
    seen: &'a Seen,
    names: &'t NameWords,
    common: &'t Common,
    numbers: &'t NumberWords,
    found: &'f mut Vec<Spotted<'t>>,
}

impl Spotter<'_, '_, '_, '_> {
    fn word(&self, index: usize) -> Option<&Word<'_>> {
        self.line.words.get(index)
    }

    fn rest(&self, index: usize) -> &[Word<'_>] {
        self.line.words.get(index..).unwrap_or(&[])
    }

    fn run(mut self) {
        let mut at = 0;
        while at < self.line.words.len() {
            at = self.step(at).max(at + 1);
        }
    }

    /// Reads what begins at a word; gives the word after it.
    fn step(&mut self, at: usize) -> usize {
        let Some(word) = self.word(at) else {
            return at + 1;
        };
        if !word.is_word() || word.shape == Shape::Number && !word.raw.contains(' ') {
            return at + 1;
        }
        let listed = self
            .names
            .listed(self.rest(at), self.line.loud)
            .map(|(_, length)| length);
        if listed.is_none() && !word.is_capital() {
            return at + 1;
        }
        if self
            .common
            .is_any(&word.fold, &[Class::Weekday, Class::Month])
            && !self.is_person_start(at)
        {
            return at + 1;
        }
        // A title, or several, with a name after it.
        if let Some(length) = self.titles(at) {
            let end = self.extent(at + length, true);
            if end > at + length && !self.ends_in_organisation(at, end) {
                self.titled(at, at + length, end);
                return end;
            }
        }
        let begin = self.begin(at, listed.is_some());
        if begin > at {
            return begin;
        }
        let end = self
            .extent(at, false)
            .max(listed.map_or(at, |length| at + length));
        self.classify(at, end);
        end
    }

    /// Given name and surname follow each other here.
    fn is_person_start(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| self.names.given(word).is_some())
            && self
                .word(at + 1)
                .is_some_and(|next| next.is_capital() && !self.common.holds(&next.fold))
    }

    /// The words of titles at a word ("Prime Minister Dr"), if a capital follows them.
    fn titles(&self, at: usize) -> Option<usize> {
        let mut length = 0;
        for _ in 0..3 {
            match self.names.title(self.rest(at + length)) {
                Some((_, more)) => {
                    let possessive = self
                        .word(at + length + more - 1)
                        .is_some_and(|word| word.possessive);
                    if possessive {
                        return None;
                    }
                    length += more;
                }
                None => break,
            }
        }
        let next = self.word(at + length)?;
        let suffix = self.common.is(&next.fold, Class::NameSuffix);
        let follows = next.is_capital() && !suffix || self.common.is(&next.fold, Class::Particle);
        (length > 0 && follows).then_some(length)
    }

    fn ends_in_organisation(&self, first: usize, end: usize) -> bool {
        let Some(last) = end.checked_sub(1).and_then(|last| self.word(last)) else {
            return false;
        };
        let listed = self
            .names
            .listed(self.rest(first), self.line.loud)
            .is_some_and(|(listed, length)| {
                length > 1 && first + length >= end && listed.kind != NameKind::Place
            });
        listed
            || end - first > 2
                && matches!(
                    self.names.organisation_word(last),
                    Some(Where::Last | Where::Any)
                )
    }

    fn is_initial(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.raw.chars().filter(|c| c.is_alphabetic()).count() == 1)
    }
}
