//! What the lexicon knows of figures: number words, bounds, money, measures, counted things.
//!
//! In: `number_words`, `figures`, `counted`, `irregulars`. Out: [`NumberWords`]. It reads no report.

use rustc_hash::FxHashMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::extract::lex::Word;
use crate::lexicon::Lexicon;
use crate::model::Bound;

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Unit(u32),
    Tens(u32),
    Ordinal(u32),
    Scale(Decimal),
    /// `th` in 20th.
    Suffix,
}

/// A word or phrase around figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Around {
    Before(Bound),
    After(Bound),
    RangeOpen,
    RangeClose,
    Vague(Decimal, Decimal),
    Half,
    One,
    Couple(Decimal),
    Joint,
    Sign(String),
    SignNation(String),
    Code(String),
    Money(String),
    Cents(Decimal, String),
    Percent,
    Point,
    Measure(Decimal, String),
    Magnitude,
    Duration,
    AgeBefore,
    /// The word before by how much something changes: "by".
    ChangeBy,
    /// Somebody whose age may stand behind "of", with the least that is one: "a student of 22".
    AgeNoun(Decimal),
    /// A currency whose word is also a measure, from a million on.
    LargeMoney(String),
    /// "the age of": an age that somebody had once.
    AgeThen,
    AgeAfter,
    ScoreWord,
    ScoreVerb,
    NumberName,
    PronounOne,
    /// "no" before "one": nobody is counted.
    NotOne,
    /// "number of" before what is counted; "number of those" with its key.
    NumberOf(String),
    /// "in", "out of" between the two numbers of a share.
    ShareIn,
    /// A half, a quarter: into how many parts.
    Part(Decimal),
    Ordinal(Decimal),
}

/// What a counted word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountKind {
    /// 24 dead, 24 were killed
    State,
    /// killed 24
    Act,
    /// 24 deaths
    Noun,
    /// 24 people
    Person,
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    around: Around,
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct NumberWords {
    numerals: FxHashMap<String, Numeral>,
    /// By first word, longest first.
    phrases: FxHashMap<String, Vec<Phrase>>,
    counted: FxHashMap<String, Vec<(CountKind, String)>>,
    irregulars: FxHashMap<String, String>,
}

impl NumberWords {
    pub(in crate::extract) fn new(lexicon: &Lexicon) -> NumberWords {
        let mut words = NumberWords::default();
        for entry in &lexicon.table("number_words").entries {
            let value = Decimal::from_str(entry.cell(1)).unwrap_or_default();
            let small = u32::try_from(value).unwrap_or(0);
            let numeral = match entry.cell(2) {
                "unit" => Numeral::Unit(small),
                "tens" => Numeral::Tens(small),
                "ordinal" => Numeral::Ordinal(small),
                "scale" => Numeral::Scale(value),
                "suffix" => Numeral::Suffix,
                _ => continue,
            };
            words.numerals.insert(entry.cell(0).to_owned(), numeral);
        }
        for entry in &lexicon.table("figures").entries {
            let Some(around) = around(entry.cell(1), entry.cell(2), entry.cell(3)) else {
                continue;
            };
            // as a text is cut: `km/h` is three words, `°C` two
            let spaced = entry.cell(0).replace('/', " / ").replace('°', "° ");
            let pieces: Vec<String> = spaced
                .split([' ', '-'])
                .filter(|piece| !piece.is_empty())
                .map(str::to_owned)
                .collect();
            if let Some(first) = pieces.first() {
                words
                    .phrases
                    .entry(first.clone())
                    .or_default()
                    .push(Phrase {
                        words: pieces,
                        around,
                    });
            }
        }
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for entry in &lexicon.table("counted").entries {
            let kind = match entry.cell(2) {
                "state" => CountKind::State,
                "act" => CountKind::Act,
                "noun" => CountKind::Noun,
                _ => CountKind::Person,
            };
            words
                .counted
                .entry(entry.cell(0).to_owned())
                .or_default()
                .push((kind, entry.cell(1).to_owned()));
        }
        for entry in &lexicon.table("irregulars").entries {
            words
                .irregulars
                .insert(entry.cell(0).to_owned(), entry.cell(1).to_owned());
        }
        words
    }

    pub(super) fn numeral(&self, fold: &str) -> Option<Numeral> {
        self.numerals.get(fold).copied()
    }

    /// The longest phrase at the first of `words` that `choose` takes, and its length.
    pub(super) fn around<T>(
        &self,
        words: &[Word<'_>],
        choose: impl Fn(&Around) -> Option<T>,
    ) -> Option<(T, usize)> {
        let first = words.first()?;
        self.phrases
            .get(first.fold.as_ref())
            .or_else(|| self.phrases.get(first.fold.strip_suffix('.')?))?
            .iter()
            .find_map(|phrase| {
                let mut length = 0;
                for wanted in &phrase.words {
                    // A hyphen between the words of a phrase counts as a space.
                    if length > 0 && words.get(length).is_some_and(|word| word.raw == "-") {
                        length += 1;
                    }
                    let fold = words.get(length)?.fold.as_ref();
                    if fold != wanted && fold.strip_suffix('.') != Some(wanted) {
                        return None;
                    }
                    length += 1;
                }
                choose(&phrase.around).map(|value| (value, length))
            })
    }

    /// The longest phrase of that sort that ends right before `end`; gives its first word.
    pub(super) fn before<T>(
        &self,
        words: &[Word<'_>],
        end: usize,
        choose: impl Fn(&Around) -> Option<T>,
    ) -> Option<(T, usize)> {
        // The longest phrase has five words.
        (1..=5usize.min(end)).rev().find_map(|back| {
            let from = end - back;
            let (value, length) = self.around(words.get(from..)?, &choose)?;
            (length == back).then_some((value, from))
        })
    }

    /// The key of a counted word read as `kind`.
    pub(super) fn counted(&self, fold: &str, kind: CountKind) -> Option<&str> {
        self.counted
            .get(fold)?
            .iter()
            .find(|(listed, _)| *listed == kind)
            .map(|(_, key)| key.as_str())
    }

    /// True when a word for people, or for what became of them, stands at the first or second of `words`.
    pub(in crate::extract::facts) fn counts_people(&self, words: &[Word<'_>]) -> bool {
        words.iter().take(2).any(|word| {
            self.counted(&word.fold, CountKind::Person).is_some()
                || self.counted(&word.fold, CountKind::State).is_some()
        })
    }

    /// True for a number in letters: "TWELVE" at the head of a tabloid's first line is no name.
    pub(in crate::extract::facts) fn is_numeral(&self, word: &str) -> bool {
        self.numerals.contains_key(word.to_lowercase().as_str())
    }

    /// True for "four" and "twenty", not for "million" or "fifth".
    pub(in crate::extract) fn is_cardinal(&self, fold: &str) -> bool {
        matches!(
            self.numeral(fold),
            Some(Numeral::Unit(_) | Numeral::Tens(_))
        )
    }

    /// A noun in the singular: people, cables → cable, boxes → box.
    pub(super) fn singular(&self, fold: &str) -> String {
        if let Some(base) = self.irregulars.get(fold) {
            return base.clone();
        }
        if fold.len() > 3 {
            if let Some(stem) = fold.strip_suffix("ies") {
                return format!("{stem}y");
            }
            for ending in ["sses", "shes", "ches", "xes", "zes"] {
                if fold.ends_with(ending) {
                    return fold.strip_suffix("es").unwrap_or(fold).to_owned();
                }
            }
            let keeps = ["ss", "us", "is"]
                .iter()
                .any(|ending| fold.ends_with(ending));
            if let Some(stem) = fold.strip_suffix('s')
                && !keeps
            {
                return stem.to_owned();
            }
        }
        fold.to_owned()
    }
}

fn around(class: &str, value: &str, unit: &str) -> Option<Around> {
    let number = |cell: &str| Decimal::from_str(cell).unwrap_or(Decimal::ONE);
    let bound = |name: &str| match name {
        "at-least" => Bound::AtLeast,
        "at-most" => Bound::AtMost,
        "more-than" => Bound::MoreThan,
        "less-than" => Bound::LessThan,
        _ => Bound::About,
    };
    Some(match class {
        "before" => Around::Before(bound(value)),
        "after" => Around::After(bound(value)),
        "range-open" => Around::RangeOpen,
        "range-close" => Around::RangeClose,
        "vague" => Around::Vague(number(value), number(unit)),
        "half" => Around::Half,
        "one" => Around::One,
        "couple" => Around::Couple(number(value)),
        "joint" => Around::Joint,
        "sign" => Around::Sign(unit.to_owned()),
        "sign-nation" => Around::SignNation(unit.to_owned()),
        "code" => Around::Code(unit.to_owned()),
        "money" => Around::Money(unit.to_owned()),
        "cents" => Around::Cents(number(value), unit.to_owned()),
        "percent" => Around::Percent,
        "point" => Around::Point,
        "measure" => Around::Measure(number(value), unit.to_owned()),
        "magnitude" => Around::Magnitude,
        "duration" => Around::Duration,
        "change-by" => Around::ChangeBy,
        "age-before" => Around::AgeBefore,
        "age-noun" => Around::AgeNoun(number(value)),
        "large-money" => Around::LargeMoney(unit.to_owned()),
        "age-then" => Around::AgeThen,
        "age-after" => Around::AgeAfter,
        "score-word" => Around::ScoreWord,
        "score-verb" => Around::ScoreVerb,
        "number-name" => Around::NumberName,
        "ordinal" => Around::Ordinal(number(value)),
        "pronoun-one" => Around::PronounOne,
        "not-one" => Around::NotOne,
        "number-of" => Around::NumberOf(value.to_owned()),
        "share-in" => Around::ShareIn,
        "part" => Around::Part(number(value)),
        _ => return None,
    })
}
