//! Words → the classes of news paraphrase that they tell: `step down` and `resign`, `blaze` and `fire`.
//!
//! In: the table `paraphrase` (forms of one class say the same in news; near ones often do) and the words of a
//! sentence. Out: [`Told`]s, sorted by class. A form of several words may leave a gap (`_`) of up to [`GAP`] words.
//! Cost: linear in the words times the forms that begin with a word.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::place::Place;
use super::terms::{Reader, Terms};
use crate::lexicon::Lexicon;

/// How well a form tells its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grade {
    /// As well as any of the class.
    Same,
    /// Nearly: two near forms say little of each other.
    Near,
}

impl Grade {
    /// How much of a term another form of its class covers.
    pub(super) fn worth(self) -> f64 {
        match self {
            Grade::Same => 0.9,
            Grade::Near => 0.45,
        }
    }
}

/// Words that `_` stands for at most: "turn (the two men) in".
const GAP: usize = 3;

/// A form: its stems after the first, its class and grade.
struct Form {
    /// The same words have the same number, in whatever class.
    number: u32,
    /// Stems by number; `None` for a gap.
    rest: Vec<Option<u32>>,
    class: u32,
    grade: Grade,
}

/// The classes.
pub(super) struct Paraphrases {
    /// Stem → its number.
    numbers: FxHashMap<String, u32>,
    /// Number → stem.
    stems: Vec<String>,
    /// The forms that begin with a stem, by its number.
    forms: Vec<Vec<Form>>,
    /// The forms of one word that each class has.
    single: Vec<Vec<u32>>,
}

/// A class that a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// Its number.
    pub(super) class: u32,
    /// The form: the same words have the same number.
    pub(super) form: u32,
    /// Where the form stands.
    pub(super) place: Place,
    /// The terms of the sentence in the form, which stand one after another: position of the first in [`Terms::terms`].
    pub(super) first: u32,
    /// How many they are.
    pub(super) count: u16,
    /// How well the form tells it.
    pub(super) grade: Grade,
}

/// A number of the words of a form: other words have another one (a test holds that for the table).
#[allow(clippy::cast_possible_truncation)] // half of a hash
fn number_of_words(words: &[Option<u32>]) -> u32 {
    (FxBuildHasher.hash_one(words) >> 32) as u32
}

impl Paraphrases {
    /// Reads the table.
    pub(super) fn new(lexicon: &Lexicon, reader: &Reader) -> Paraphrases {
        let table = lexicon.table("paraphrase");
        let mut made = Paraphrases {
            numbers: FxHashMap::with_capacity_and_hasher(4 * table.entries.len(), FxBuildHasher),
            stems: Vec::new(),
            forms: Vec::new(),
            single: Vec::with_capacity(table.entries.len()),
        };
        // Thousands of words, many of them over and over: each is stemmed once.
        let mut known: FxHashMap<&str, u32> =
            FxHashMap::with_capacity_and_hasher(4 * table.entries.len(), FxBuildHasher);
        let mut words: Vec<Option<u32>> = Vec::new();
        for (class, entry) in (0..).zip(&table.entries) {
            let mut alone = Vec::new();
            for (cell, grade) in [(2, Grade::Same), (3, Grade::Near)] {
                for phrase in entry.cell(cell).split(';').map(str::trim) {
                    words.clear();
                    words.extend(Reader::words_of(phrase).map(|word| {
                        (word != "_").then(|| {
                            *known
                                .entry(word)
                                .or_insert_with(|| made.number_of(reader.stem_of(word)))
                        })
                    }));
                    let Some((Some(first), rest)) = words.split_first() else {
                        continue;
                    };
                    if rest.is_empty() {
                        if reader.is_stop(phrase) {
                            continue;
                        }
                        alone.push(*first);
                    }
                    let Some(list) = made.forms.get_mut(*first as usize) else {
                        continue;
                    };
                    if !list
                        .iter()
                        .any(|form| form.class == class && form.rest == rest)
                    {
                        list.push(Form {
                            number: number_of_words(&words),
                            rest: rest.to_vec(),
                            class,
                            grade,
                        });
                    }
                }
            }
            made.single.push(alone);
        }
        made
    }

    /// The number of a stem, a new one if need be.
    fn number_of(&mut self, stem: String) -> u32 {
        let next = self.forms.len();
        let number = *self
            .numbers
            .entry(stem.clone())
            .or_insert(u32::try_from(next).unwrap_or(u32::MAX));
        if number as usize == next {
            self.forms.push(Vec::new());
            self.stems.push(stem);
        }
        number
    }

    /// The forms of one word that a class has.
    pub(super) fn single(&self, class: u32) -> impl Iterator<Item = &str> {
        let numbers = self.single.get(class as usize);
        numbers
            .into_iter()
            .flatten()
            .filter_map(|number| Some(self.stems.get(*number as usize)?.as_str()))
    }

    /// The classes that a sentence tells, by class; of several forms of a class the best stands first.
    pub(super) fn told(&self, terms: &Terms) -> Vec<Told> {
        let mut found: Vec<Told> = Vec::new();
        let numbers: Vec<Option<u32>> = terms
            .words
            .iter()
            .map(|word| self.numbers.get(&word.stem).copied())
            .collect();
        for (at, (word, number)) in terms.words.iter().zip(&numbers).enumerate() {
            let forms = number.and_then(|number| self.forms.get(number as usize));
            for form in forms.into_iter().flatten() {
                let Some(end) = fits(&numbers, at + 1, &form.rest) else {
                    continue;
                };
                // Terms stand in text order and share no word.
                let first = terms.terms.partition_point(|term| term.words.0 < at);
                let rest = terms.terms.iter().skip(first);
                let count = rest.take_while(|term| term.words.1 <= end).count();
                // A word within a name ("house" of "White House") tells nothing by itself.
                if count == 0
                    && terms
                        .terms
                        .iter()
                        .any(|term| term.words.0 <= at && end <= term.words.1)
                {
                    continue;
                }
                found.push(Told {
                    class: form.class,
                    form: form.number,
                    grade: form.grade,
                    place: Place::new(
                        terms
                            .words
                            .get(end.saturating_sub(1))
                            .map_or(word.span, |last| word.span.cover(last.span)),
                    ),
                    first: u32::try_from(first).unwrap_or(u32::MAX),
                    count: u16::try_from(count).unwrap_or(u16::MAX),
                });
            }
        }
        found.sort_by(|one, two| {
            one.class
                .cmp(&two.class)
                .then(two.grade.worth().total_cmp(&one.grade.worth()))
                .then(two.count.cmp(&one.count))
                .then(one.first.cmp(&two.first))
        });
        found.shrink_to_fit();
        found
    }
}

/// One past the last word of a form whose rest begins at `at`.
fn fits(words: &[Option<u32>], mut at: usize, rest: &[Option<u32>]) -> Option<usize> {
    let mut gap = 0;
    for stem in rest {
        if stem.is_none() {
            gap = GAP;
            continue;
        }
        let offset = words
            .iter()
            .skip(at)
            .take(gap + 1)
            .position(|word| word == stem)?;
        at += offset + 1;
        gap = 0;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_of_real_size_and_every_class_joins_forms() {
        let lexicon = Lexicon::embedded();
        let table = lexicon.table("paraphrase");
        assert!(table.entries.len() >= 1000);
        for entry in &table.entries {
            let forms = entry.cell(2).split(';').chain(entry.cell(3).split(';'));
            let count = forms.filter(|form| !form.trim().is_empty()).count();
            assert!(count >= 2, "{} has one form", entry.cell(0));
        }
    }

    #[test]
    fn other_words_have_another_number() {
        let lexicon = Lexicon::embedded();
        let made = Paraphrases::new(&lexicon, &Reader::new(&lexicon));
        let mut seen: FxHashMap<u32, (usize, &[Option<u32>])> = FxHashMap::default();
        for (first, forms) in made.forms.iter().enumerate() {
            for form in forms {
                let words = (first, form.rest.as_slice());
                assert_eq!(*seen.entry(form.number).or_insert(words), words);
            }
        }
        assert!(seen.len() > 5_000);
    }
}
