//! Words → the classes of news paraphrase that they tell: `step down` and `resign`, `blaze` and `fire`.
//!
//! In: the table `paraphrase` (forms of one class say the same in news; near ones often do) and the words of a
//! sentence. Out: [`Told`]s, sorted by class. A form of several words may leave a gap (`_`) of up to [`GAP`] words.
//! Cost: linear in the words times the forms that begin with a word.

use std::collections::BTreeMap;

use super::terms::{Reader, Terms};
use crate::lexicon::Lexicon;
use crate::model::Span;

/// How much of a term another form of its class covers. Two near forms say little of each other.
const SAME: f64 = 0.9;
const NEAR: f64 = 0.45;
/// Words that `_` stands for at most: "turn (the two men) in".
const GAP: usize = 3;

/// A form: its stems after the first, its class and grade.
struct Form {
    /// The same words have the same number, in whatever class.
    number: u32,
    rest: Vec<String>,
    class: u32,
    grade: f64,
}

/// The classes.
pub(super) struct Paraphrases {
    forms: BTreeMap<String, Vec<Form>>,
    /// The forms of one word that each class has.
    pub(super) single: Vec<Vec<String>>,
}

/// A class that a sentence tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// Its number.
    pub(super) class: u32,
    /// How well the form tells it.
    pub(super) grade: f64,
    /// The form: the same words have the same number.
    pub(super) form: u32,
    /// Where the form stands.
    pub(super) span: Span,
    /// The terms of the sentence in the form: positions in [`Terms::terms`].
    pub(super) terms: Vec<usize>,
}

impl Paraphrases {
    /// Reads the table.
    pub(super) fn new(lexicon: &Lexicon, reader: &Reader) -> Paraphrases {
        let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        let mut single = Vec::new();
        let mut numbers: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for (class, entry) in (0..).zip(&lexicon.table("paraphrase").entries) {
            let mut alone = Vec::new();
            for (cell, grade) in [(2, SAME), (3, NEAR)] {
                for phrase in entry.cell(cell).split(';').map(str::trim) {
                    let mut stems = reader.stems(phrase);
                    if stems.is_empty() || (stems.len() == 1 && reader.is_stop(phrase)) {
                        continue;
                    }
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    let number = *numbers.entry(stems.clone()).or_insert(next);
                    let first = stems.remove(0);
                    if stems.is_empty() {
                        alone.push(first.clone());
                    }
                    let list = forms.entry(first).or_default();
                    if !list
                        .iter()
                        .any(|form| form.class == class && form.rest == stems)
                    {
                        list.push(Form {
                            number,
                            rest: stems,
                            class,
                            grade,
                        });
                    }
                }
            }
            single.push(alone);
        }
        Paraphrases { forms, single }
    }

    /// The classes that a sentence tells, by class; of several forms of a class the best stands first.
    pub(super) fn told(&self, terms: &Terms) -> Vec<Told> {
        let mut found: Vec<Told> = Vec::new();
        for (at, word) in terms.words.iter().enumerate() {
            for form in self.forms.get(&word.stem).into_iter().flatten() {
                let Some(end) = fits(terms, at + 1, &form.rest) else {
                    continue;
                };
                let inside: Vec<usize> = terms
                    .terms
                    .iter()
                    .enumerate()
                    .filter(|(_, term)| at <= term.words.0 && term.words.1 <= end)
                    .map(|(number, _)| number)
                    .collect();
                // A word within a name ("house" of "White House") tells nothing by itself.
                if inside.is_empty()
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
                    span: terms
                        .words
                        .get(end.saturating_sub(1))
                        .map_or(word.span, |last| word.span.cover(last.span)),
                    terms: inside,
                });
            }
        }
        found.sort_by(|one, two| {
            one.class
                .cmp(&two.class)
                .then(two.grade.total_cmp(&one.grade))
                .then(two.terms.len().cmp(&one.terms.len()))
                .then(one.terms.cmp(&two.terms))
        });
        found
    }
}

/// One past the last word of a form whose rest begins at `at`.
fn fits(terms: &Terms, mut at: usize, rest: &[String]) -> Option<usize> {
    let mut gap = 0;
    for stem in rest {
        if stem == "_" {
            gap = GAP;
            continue;
        }
        let offset = terms
            .words
            .iter()
            .skip(at)
            .take(gap + 1)
            .position(|word| word.stem == *stem)?;
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
}
