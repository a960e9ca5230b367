//! Words of a report → stretches that are names, each with what its words say of its kind.
//!
//! In: lines. Out: [`Spotted`] in text order, disjoint. Which of them name the same is decided in `join`. In a
//! headline where every word has a capital only listed names, titled names and given name with surname are taken;
//! `join` then adds what the running text made known.

use std::collections::HashSet;

use super::super::common::{Class, Common};
use super::super::lex::{Line, Shape, Word};
use super::super::words::Words;
use super::Gender;
use super::tables::{Listed, NameWords, Sort, Where};
use crate::model::{NameKind, Span};

/// What the words of a stretch say.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// In the lexicon.
    Listed(Listed),
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
pub(super) struct Spotted {
    /// Index of the line.
    pub line: usize,
    /// Words of the line: first, and one past the last.
    pub words: (usize, usize),
    pub span: Span,
    pub what: What,
    pub title: Option<Span>,
    /// An honorific alone (Mr) is no office.
    pub office: bool,
    pub gender: Option<Gender>,
}

/// What the whole report tells about words.
struct Seen<'a> {
    /// Written small somewhere in running text.
    small: HashSet<&'a str>,
    /// Written with a capital inside a sentence.
    capital: HashSet<&'a str>,
}

/// All names in text order.
pub(super) fn spot(lines: &[Line<'_>], words: &Words<'_>) -> Vec<Spotted> {
    let mut seen = Seen {
        small: HashSet::new(),
        capital: HashSet::new(),
    };
    for line in lines.iter().filter(|line| !line.loud) {
        for (index, word) in line.words.iter().enumerate() {
            match word.shape {
                Shape::Lower => {
                    seen.small.insert(word.fold.as_ref());
                }
                Shape::Capital | Shape::Upper if !opens(line, index) => {
                    seen.capital.insert(word.fold.as_ref());
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        Spotter {
            number,
            line,
            seen: &seen,
            names: &words.names,
            common: &words.common,
            found: &mut found,
        }
        .run();
    }
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

struct Spotter<'a, 'w, 'f> {
    number: usize,
    line: &'a Line<'w>,
    seen: &'a Seen<'a>,
    names: &'a NameWords,
    common: &'a Common,
    found: &'f mut Vec<Spotted>,
}

impl Spotter<'_, '_, '_> {
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

    /// Where a name really begins: a word whose capital only opens the sentence is stepped over.
    fn begin(&self, at: usize, listed: bool) -> usize {
        let Some(word) = self.word(at) else { return at };
        let closed = [
            Class::Article,
            Class::Determiner,
            Class::Possessive,
            Class::Pronoun,
            Class::ObjectPronoun,
            Class::Preposition,
            Class::Coordinator,
            Class::Subordinator,
            Class::Auxiliary,
            Class::NegativeAuxiliary,
            Class::Contraction,
            Class::Adverb,
        ];
        if listed {
            return at;
        }
        // R-Ohio: the party's letter.
        let tied = |index: usize| {
            self.word(index)
                .is_some_and(|mark| matches!(mark.raw, "-" | "‐" | "‑" | "–") && mark.glued)
        };
        if self.is_initial(at) && tied(at + 1) {
            return at + 2;
        }
        if self.common.is_any(&word.fold, &closed)
            && (word.shape != Shape::Upper || self.line.loud)
            && !self.is_person_start(at)
        {
            return at + 1;
        }
        if self.line.loud {
            // Without small letters around it a capital is no evidence: given name and surname, or a short acronym.
            let acronym = word.shape == Shape::Upper
                && !self.shouting()
                && word.raw.len() <= 5
                && !self.seen.small.contains(word.fold.as_ref());
            return if self.is_person_start(at) || acronym {
                at
            } else {
                at + 1
            };
        }
        if opens(self.line, at) && word.shape == Shape::Capital {
            let next = self
                .word(at + 1)
                .is_some_and(|next| next.is_capital() && !opens(self.line, at + 1));
            let known = self.seen.capital.contains(word.fold.as_ref());
            let small = self.seen.small.contains(word.fold.as_ref());
            let starter = self.common.holds(&word.fold);
            if next {
                let telling = self.names.organisation_word(word).is_some();
                if small && !known && !telling && self.names.given(word).is_none() {
                    return at + 1;
                }
            } else if small || starter || !(known || self.names.given(word).is_some()) {
                return at + 1;
            }
        }
        at
    }

    fn shouting(&self) -> bool {
        !self
            .line
            .words
            .iter()
            .any(|word| matches!(word.shape, Shape::Capital) && word.raw.len() > 3)
    }

    /// One past the last word of the run of capitals that begins at `from`.
    fn extent(&self, from: usize, person: bool) -> usize {
        let mut end = from;
        let mut next = from;
        while let Some(word) = self.word(next) {
            let glue = next > from;
            if word.is_capital() {
                if glue {
                    let stop = self
                        .common
                        .is_any(&word.fold, &[Class::Weekday, Class::Month])
                        || self.begins_title(next, from)
                        || (self.line.loud && next - from >= 2 && !self.is_initial(next - 1))
                        || (self.line.loud && self.common.holds(&word.fold))
                        || self.is_initial(next) && self.common.is(&word.fold, Class::Pronoun);
                    if stop {
                        break;
                    }
                }
                next += 1;
                end = next;
                if word.possessive || next - from >= 12 {
                    break;
                }
                continue;
            }
            let particle = person && self.common.is(&word.fold, Class::Particle);
            if !(glue || particle) {
                break;
            }
            match self.connect(from, next, person) {
                Some((length, ends)) => {
                    next += length;
                    if ends {
                        end = next;
                    }
                }
                None => break,
            }
        }
        end
    }

    fn is_initial(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.raw.chars().filter(|c| c.is_alphabetic()).count() == 1)
    }

    /// True when a title with a name after it begins at a word inside a run.
    fn begins_title(&self, at: usize, from: usize) -> bool {
        let Some(length) = self.titles(at) else {
            return false;
        };
        let end = self.plain_run(at + length);
        end > at + length && !self.ends_in_organisation(from, end)
    }

    fn plain_run(&self, from: usize) -> usize {
        let mut end = from;
        while self.word(end).is_some_and(Word::is_capital) && end - from < 12 {
            end += 1;
        }
        end
    }

    /// How many small words or marks at `at` tie the run to what follows, and whether the name may end after them.
    fn connect(&self, from: usize, at: usize, person: bool) -> Option<(usize, bool)> {
        let word = self.word(at)?;
        let before = at.checked_sub(1).and_then(|before| self.word(before))?;
        let capital = |index: usize| self.word(index).is_some_and(Word::is_capital);
        let is = |index: usize, class: Class| {
            self.word(index)
                .is_some_and(|word| self.common.is(&word.fold, class))
        };
        let hyphen = |index: usize| {
            self.word(index)
                .is_some_and(|mark| matches!(mark.raw, "-" | "‐" | "‑") && mark.glued)
        };
        if before.possessive {
            return None;
        }
        if hyphen(at) {
            let next = self.word(at + 1).filter(|next| next.glued)?;
            if next.is_capital() {
                return Some((1, false));
            }
            // Jong-un: the second syllable small, in a name of two or more words.
            let syllable = next.shape == Shape::Lower
                && at > from + 1
                && next.raw.chars().count() <= 4
                && before.raw.chars().count() <= 5;
            return syllable.then_some((2, true));
        }
        if word.raw == "&" {
            return capital(at + 1).then_some((1, false));
        }
        if word.shape != Shape::Lower {
            return None;
        }
        if is(at, Class::Particle) {
            return if capital(at + 1) {
                Some((1, false))
            } else if (hyphen(at + 1) || is(at + 1, Class::Particle)) && capital(at + 2) {
                Some((2, false))
            } else {
                None
            };
        }
        if person {
            return None;
        }
        let run = self.line.words.get(from..at).unwrap_or(&[]);
        let telling = run.iter().any(|word| {
            matches!(
                self.names.organisation_word(word),
                Some(Where::Any | Where::First)
            ) || matches!(self.names.place_word(word), Some(Where::Any))
        });
        if !telling {
            return None;
        }
        if is(at, Class::Link) {
            if capital(at + 1) && !is(at + 1, Class::Month) {
                return Some((1, false));
            }
            return (is(at + 1, Class::Article) && capital(at + 2)).then_some((2, false));
        }
        let listing = is(at, Class::Coordinator)
            && run
                .iter()
                .any(|word| self.common.is(&word.fold, Class::Link));
        (listing && capital(at + 1) && !self.is_person_start(at + 1)).then_some((1, false))
    }

    /// Takes a titled name.
    fn titled(&mut self, title: usize, from: usize, end: usize) {
        let Some(span) = self.span(from, end) else {
            return;
        };
        let mut office = false;
        let mut gender = None;
        let mut at = title;
        while at < from {
            match self.names.title(self.rest(at)) {
                Some((read, length)) if length > 0 => {
                    office |= read.office;
                    gender = gender.or(read.gender);
                    at += length;
                }
                _ => break,
            }
        }
        let before = self.span(title, from);
        if gender.is_none() {
            gender = self
                .word(from)
                .and_then(|word| self.names.given(word))
                .flatten();
        }
        self.found.push(Spotted {
            line: self.number,
            words: (from, end),
            span,
            what: What::Person,
            title: before,
            office,
            gender,
        });
    }

    fn span(&self, from: usize, end: usize) -> Option<Span> {
        let first = self.word(from)?;
        let last = self.word(end.checked_sub(1)?)?;
        Some(Span::new(first.span.start, last.span.end))
    }

    fn push(&mut self, from: usize, end: usize, what: What) {
        let Some(span) = self.span(from, end) else {
            return;
        };
        let gender = match what {
            What::Person => self
                .word(from)
                .and_then(|word| self.names.given(word))
                .flatten(),
            _ => None,
        };
        self.found.push(Spotted {
            line: self.number,
            words: (from, end),
            span,
            what,
            title: None,
            office: false,
            gender,
        });
    }

    /// Decides what a run of capitals is; it may hold two names ("German Angela Merkel").
    fn classify(&mut self, from: usize, end: usize) {
        let loud = self.line.loud;
        let listed = self
            .names
            .listed(self.rest(from), loud)
            .map(|(listed, length)| (listed.clone(), length));
        let length = end - from;
        let (Some(first), Some(last)) = (self.word(from), self.word(end - 1)) else {
            return;
        };
        if let Some((listed, covered)) = &listed
            && *covered >= length
        {
            self.push(from, end, What::Listed(listed.clone()));
            return;
        }
        let given = self.names.given(first).is_some() && (2..=4).contains(&length);
        let organisation = matches!(
            self.names.organisation_word(last),
            Some(Where::Last | Where::Any)
        ) || matches!(
            self.names.organisation_word(first),
            Some(Where::Any | Where::First)
        ) && length > 2;
        if length >= 2 && organisation {
            self.push(from, end, What::Organisation);
            return;
        }
        let ends = self.names.place_word(last);
        let begins = self.names.place_word(first);
        let place = matches!(ends, Some(Where::Last | Where::Any))
            || matches!(ends, Some(Where::Surname)) && !given
            || matches!(begins, Some(Where::First | Where::Any));
        if length >= 2 && place {
            self.push(from, end, What::Place);
            return;
        }
        if given && listed.as_ref().is_none_or(|(_, covered)| *covered == 1) {
            self.push(from, end, What::Person);
            return;
        }
        if let Some((listed, covered)) = listed {
            let rest = from + covered;
            let person = self
                .word(rest)
                .is_some_and(|word| self.names.given(word).is_some());
            let apart = listed.sort == Sort::Demonym
                || first.shape == Shape::Upper
                || person
                || listed.kind == NameKind::Organisation && end - rest >= 2;
            let tied = self
                .word(rest)
                .is_some_and(|word| matches!(word.raw, "-" | "‐" | "‑"));
            if apart && !tied {
                self.push(from, rest, What::Listed(listed));
                self.classify(rest, end);
            } else if tied {
                self.push(from, rest, What::Listed(listed));
                self.classify(rest + 1, end);
            } else {
                self.push(from, end, What::Unknown);
            }
            return;
        }
        let acronym = length == 1
            && last.shape == Shape::Upper
            && last
                .raw
                .chars()
                .filter(|letter| letter.is_alphabetic())
                .count()
                >= 2;
        if acronym {
            // MP, CEO, TV: a title or a common word in capitals is no name.
            if self.names.title(self.rest(from)).is_none()
                && !self.seen.small.contains(last.fold.as_ref())
                && !self.common.holds(&last.fold)
            {
                self.push(from, end, What::Organisation);
            }
            return;
        }
        if length == 1 {
            // A title or a telling word alone ("the President", "the Ministry") names nobody.
            let bare = self.names.title(self.rest(from)).is_some()
                || self.names.organisation_word(first).is_some()
                || self.names.place_word(first).is_some();
            if bare || self.is_initial(from) {
                return;
            }
            if self.names.given(first).is_some() && !self.seen.small.contains(first.fold.as_ref()) {
                self.push(from, end, What::Person);
                return;
            }
        }
        self.push(from, end, What::Unknown);
    }
}
