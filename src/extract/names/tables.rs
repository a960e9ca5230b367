//! What the lexicon knows of names: lands, organisations, places, titles, given names.
//!
//! In: `countries`, `aliases`, `places`, `titles`, `given_names`, `org_words`, `place_words`. Out: [`NameWords`] with
//! longest-match look-ups. It reads no report. A look-up costs the few patterns that share their first word.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::lex::{Word, key};
use super::Gender;
use crate::lexicon::Lexicon;
use crate::model::NameKind;

/// What a listed form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The name itself.
    Name,
    /// Its people or its adjective ("French").
    Demonym,
    /// A capital city: the place, or the government.
    Capital,
    /// Always the government ("Kremlin").
    Government,
}

/// A listed name.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub key: String,
    /// The form to show where the report uses none but a demonym.
    pub shown: String,
    pub kind: NameKind,
    pub sort: Sort,
    /// For a capital: its own key as a city.
    pub own: String,
    pub within: Option<String>,
}

/// Whether a title says what somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub office: bool,
    pub gender: Option<Gender>,
}

#[derive(Clone, Debug)]
struct Pattern<T> {
    words: Vec<String>,
    /// Written in capitals only: matched as written.
    exact: bool,
    /// Holds a possessive ("People's Republic").
    possessive: bool,
    value: T,
}

/// Patterns of words by their first word, longest first.
#[derive(Clone, Debug)]
struct Patterns<T>(FxHashMap<String, Vec<Pattern<T>>>);

impl<T> Patterns<T> {
    fn new() -> Self {
        Patterns(FxHashMap::default())
    }

    fn add(&mut self, form: &str, value: T) {
        let words = pieces(form);
        // most forms have a small letter, and soon
        let mut letters = form.chars().filter(|letter| letter.is_alphabetic());
        let exact = letters.all(char::is_uppercase)
            && form.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        if let Some(first) = words.first() {
            self.0.entry(first.clone()).or_default().push(Pattern {
                words,
                exact,
                possessive: form.contains("'s "),
                value,
            });
        }
    }

    fn finish(&mut self) {
        for patterns in self.0.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.words.len()));
        }
    }

    /// The longest pattern that begins at the first of `words`, and how many words it takes.
    fn at<'p>(&'p self, words: &[Word<'_>], loud: bool) -> Option<(&'p T, usize)> {
        let first = words.first()?;
        let candidates = self.0.get(dotless(&first.fold).as_ref())?;
        candidates.iter().find_map(|pattern| {
            let length = pattern.words.len();
            let here = words.get(..length)?;
            let fits = here
                .iter()
                .zip(&pattern.words)
                .all(|(word, wanted)| dotless(&word.fold) == wanted.as_str());
            // A possessive inside parts the words; only the last may have one.
            let whole = pattern.words.len() == 1
                || here
                    .iter()
                    .take(length - 1)
                    .all(|word| !word.possessive || pattern.possessive);
            let written = if pattern.exact {
                here.iter()
                    .all(|word| !word.raw.chars().any(char::is_lowercase))
                    && !(loud && length == 1 && here.iter().all(|word| word.raw.len() < 6))
            } else {
                here.iter().any(Word::is_capital)
                    && here
                        .first()
                        .is_some_and(|word| word.is_capital() || length > 1)
            };
            (fits && whole && written).then_some((&pattern.value, length))
        })
    }
}

fn dotless(fold: &str) -> std::borrow::Cow<'_, str> {
    if fold.contains('.') || !fold.is_ascii() {
        std::borrow::Cow::Owned(key(fold))
    } else {
        std::borrow::Cow::Borrowed(fold)
    }
}

/// A listed form as words of a text: hyphens and commas apart, `'s` off.
fn pieces(form: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in form.split_whitespace() {
        let mut rest = piece;
        while let Some(at) = rest.find(['-', ',', '+']) {
            let (before, after) = rest.split_at(at);
            if !before.is_empty() {
                words.push(key(before));
            }
            let (mark, after) = after.split_at(1);
            words.push(mark.to_owned());
            rest = after;
        }
        if !rest.is_empty() {
            words.push(key(rest.strip_suffix("'s").unwrap_or(rest)));
        }
    }
    words
}

/// Where in a name a telling word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    First,
    Last,
    Any,
    /// Last, but a surname after a given name.
    Surname,
}

/// The tables.
#[derive(Clone, Debug)]
pub(in crate::extract) struct NameWords {
    listed: Patterns<Listed>,
    titles: Patterns<Title>,
    /// Offices in lower case by their last word, for titles that stand in running text.
    offices: FxHashSet<String>,
    given: FxHashMap<String, Option<Gender>>,
    organisations: FxHashMap<String, Where>,
    places: FxHashMap<String, Where>,
}

impl NameWords {
    pub(in crate::extract) fn new(lexicon: &Lexicon) -> NameWords {
        let mut listed = Patterns::new();
        for entry in &lexicon.table("countries").entries {
            let land = entry.cell(0);
            let shown = split(entry.cell(1)).next().unwrap_or(land).to_owned();
            let sorts = [
                (1, Sort::Name),
                (2, Sort::Demonym),
                (3, Sort::Capital),
                (4, Sort::Government),
            ];
            for (column, sort) in sorts {
                for form in split(entry.cell(column)) {
                    let value = Listed {
                        key: land.to_owned(),
                        shown: shown.clone(),
                        kind: NameKind::Place,
                        sort,
                        own: key(form),
                        within: (sort == Sort::Capital).then(|| land.to_owned()),
                    };
                    listed.add(form, value);
                }
            }
        }
        for entry in &lexicon.table("aliases").entries {
            let kind = match entry.cell(1) {
                "organisation" => NameKind::Organisation,
                "place" => NameKind::Place,
                "person" => NameKind::Person,
                _ => NameKind::Other,
            };
            for form in split(entry.cell(2)) {
                let value = Listed {
                    key: entry.cell(0).to_owned(),
                    shown: form.to_owned(),
                    kind,
                    sort: Sort::Name,
                    own: String::new(),
                    within: None,
                };
                listed.add(form, value);
            }
        }
        for entry in &lexicon.table("places").entries {
            let within = Some(entry.cell(0).to_owned()).filter(|within| !within.is_empty());
            for names in split(entry.cell(1)) {
                let first = names.split('=').next().unwrap_or(names);
                for form in names.split('=') {
                    let value = Listed {
                        key: key(first),
                        shown: first.to_owned(),
                        kind: NameKind::Place,
                        sort: Sort::Name,
                        own: String::new(),
                        within: within.clone(),
                    };
                    listed.add(form, value);
                }
            }
        }
        listed.finish();
        let mut titles = Patterns::new();
        let mut offices = FxHashSet::default();
        for entry in &lexicon.table("titles").entries {
            let office = entry.cell(1) == "office";
            let form = entry.cell(0);
            let title = Title {
                office,
                gender: Gender::named(entry.cell(2)),
            };
            titles.add(form, title);
            if office && let Some(last) = pieces(form).pop() {
                offices.insert(last);
            }
        }
        // Titles are told by their capital letter, not by capitals throughout (MP, CEO).
        for patterns in titles.0.values_mut() {
            for pattern in patterns {
                pattern.exact = false;
            }
        }
        titles.finish();
        let mut given: FxHashMap<String, Option<Gender>> = FxHashMap::default();
        for entry in &lexicon.table("given_names").entries {
            let gender = Gender::named(entry.cell(0));
            for name in entry.cell(1).split_whitespace() {
                given
                    .entry(key(name))
                    .and_modify(|known| {
                        if *known != gender {
                            *known = None;
                        }
                    })
                    .or_insert(gender);
            }
        }
        NameWords {
            listed,
            titles,
            offices,
            given,
            organisations: wheres(lexicon, "org_words"),
            places: wheres(lexicon, "place_words"),
        }
    }

    /// The longest listed name that begins at the first of `words`.
    pub(super) fn listed(&self, words: &[Word<'_>], loud: bool) -> Option<(&Listed, usize)> {
        self.listed.at(words, loud)
    }

    /// The longest title that begins at the first of `words`.
    pub(super) fn title(&self, words: &[Word<'_>]) -> Option<(Title, usize)> {
        let (title, length) = self.titles.at(words, false)?;
        words.first()?.is_capital().then_some((*title, length))
    }

    /// The land that a folded demonym belongs to.
    pub(super) fn land(&self, fold: &str) -> Option<&str> {
        let patterns = self.listed.0.get(fold)?;
        patterns
            .iter()
            .find(|pattern| pattern.words.len() == 1 && pattern.value.sort == Sort::Demonym)
            .map(|pattern| pattern.value.key.as_str())
    }

    /// True when a word ends the name of an office: secretary, minister, mayor.
    pub(super) fn ends_office(&self, fold: &str) -> bool {
        self.offices.contains(fold)
    }

    /// `None`: no given name; `Some(None)`: a given name of men and women.
    pub(super) fn given(&self, word: &Word<'_>) -> Option<Option<Gender>> {
        self.given.get(dotless(&word.fold).as_ref()).copied()
    }

    pub(super) fn organisation_word(&self, word: &Word<'_>) -> Option<Where> {
        self.organisations.get(word.fold.as_ref()).copied()
    }

    pub(super) fn place_word(&self, word: &Word<'_>) -> Option<Where> {
        self.places.get(word.fold.as_ref()).copied()
    }
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|form| !form.is_empty())
}

fn wheres(lexicon: &Lexicon, table: &str) -> FxHashMap<String, Where> {
    lexicon
        .table(table)
        .entries
        .iter()
        .map(|entry| {
            let place = match entry.cell(1) {
                "first" => Where::First,
                "last" => Where::Last,
                "surname" => Where::Surname,
                _ => Where::Any,
            };
            (entry.cell(0).to_lowercase(), place)
        })
        .collect()
}
