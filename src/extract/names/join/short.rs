//! Short forms: which entity a surname, an acronym or the first word of a body names.
//!
//! In: a short form and the entities so far. Out: an entity, a new one where none fits.

use super::*;

/// Names with the same word that a name is held against: no report names as many of one family.
const NAMESAKES: usize = 64;

impl<'a> Joiner<'a, '_> {
    /// A known person with the same surname and a given name that can be the same: Sean M. Spicer, S. Spicer.
    pub(super) fn same_person(&self, parts: &[String], name: &Spotted<'a>) -> Option<usize> {
        let last = parts.last()?;
        let first = parts.first()?;
        let is_suffix = |word: &&str| self.words.common.is(word, Class::NameSuffix);
        let before_last = parts.len().checked_sub(2).and_then(|at| parts.get(at));
        let suffix = before_last.map(String::as_str).filter(is_suffix);
        let candidates = self.by_word.get(last.as_str())?;
        candidates
            .iter()
            .take(NAMESAKES)
            .map(|candidate| *candidate as usize)
            .find(|&candidate| {
                self.drafts.get(candidate).is_some_and(|draft| {
                    let other = draft.words.first();
                    let people = matches!(draft.kind, NameKind::Person | NameKind::Other);
                    people
                        && draft.words.len() >= 2
                        && draft.words.last() == Some(last.as_str())
                        && other.is_some_and(|other| initial_of(other, first))
                        && draft.words.iter().rev().nth(1).filter(is_suffix) == suffix
                        && !conflict(draft.gender, name.gender)
                })
            })
    }

    /// The entity of a short form: surname, acronym, the first word of a body, or a new one.
    pub(super) fn short(&mut self, name: &Spotted<'a>) -> usize {
        let parts = self.parts(name);
        let Some(word) = parts.last().cloned() else {
            return self.fresh(name, self.text(name.span).to_lowercase());
        };
        if let Some(&known) = self.acronyms.get(&word) {
            return known;
        }
        let person = matches!(name.what, What::Person);
        let titled = name.title.is_some();
        let fits = |draft: &Draft<'_>| {
            if draft.is_listed() || conflict(draft.gender, name.gender) && titled {
                return 0;
            }
            let last = draft.words.last() == Some(word.as_str());
            match draft.kind {
                NameKind::Person | NameKind::Other if last => 3,
                // Xi Jinping: the surname may come first. Malala: known by the given name.
                NameKind::Person
                    if draft.words.first() == Some(word.as_str()) && (titled || !person) =>
                {
                    2
                }
                NameKind::Person if draft.words.first() == Some(word.as_str()) && !titled => 1,
                NameKind::Organisation if !person && draft.words.first() == Some(word.as_str()) => {
                    2
                }
                NameKind::Organisation if !person && last => 2,
                _ => 0,
            }
        };
        // A body or thing by its first word only where no other name begins so.
        let alone = self
            .by_word
            .get(word.as_str())
            .is_some_and(|all| all.len() == 1);
        let position = |candidate: usize| self.drafts.get(candidate).and_then(|draft| draft.latest);
        let best = self
            .by_word
            .get(word.as_str())
            .into_iter()
            .flat_map(|all| all.iter().rev().take(NAMESAKES))
            .map(|candidate| *candidate as usize)
            .filter_map(|candidate| {
                let score = self.drafts.get(candidate).map_or(0, |draft| {
                    let begins = alone
                        && !person
                        && draft.kind == NameKind::Other
                        && draft.words.first() == Some(word.as_str());
                    fits(draft).max(usize::from(begins))
                });
                (score > 0).then_some((score, position(candidate), std::cmp::Reverse(candidate)))
            })
            .max();
        if let Some((_, _, std::cmp::Reverse(known))) = best {
            self.learn(known, name);
            if let Some(draft) = self.drafts.get_mut(known)
                && draft.kind == NameKind::Other
                && draft.words.last() == Some(word.as_str())
            {
                draft.kind = NameKind::Person;
            }
            return known;
        }
        if let Some(&known) = self.by_key.get(word.as_str()) {
            self.learn(known, name);
            return known;
        }
        self.fresh(name, word)
    }

    pub(super) fn fresh(&mut self, name: &Spotted<'a>, word: String) -> usize {
        let draft = self.fresh_draft(name, std::slice::from_ref(&word));
        self.add(word, draft)
    }

    /// Takes over what a mention tells of its entity.
    pub(super) fn learn(&mut self, entity: usize, name: &Spotted<'a>) {
        if let Some(draft) = self.drafts.get_mut(entity) {
            if draft.gender.is_none() {
                draft.gender = name.gender;
            }
            if matches!(name.what, What::Person) && draft.kind == NameKind::Other {
                draft.kind = NameKind::Person;
            }
        }
    }

    /// "Federal Aviation Authority (FAA)": ties the letters to the words before them.
    pub(super) fn acronym(&mut self, name: &Spotted<'a>, entity: usize) {
        let Some(line) = self.lines.get(name.line) else {
            return;
        };
        let after = line.words.get(name.words.1..).unwrap_or(&[]);
        let [open, letters, close, ..] = after else {
            return;
        };
        let bracketed = open.raw == "(" && close.raw == ")" && letters.shape == Shape::Upper;
        if !bracketed {
            return;
        }
        let wanted = key(letters.raw);
        let initials: String = self.of_words(name, |words| {
            words
                .iter()
                .filter(|word| word.is_capital())
                .filter_map(|word| key(word.raw).chars().next())
                .collect()
        });
        let fits = wanted.len() >= 2
            && (initials.contains(&wanted) || wanted.starts_with(&initials) && initials.len() > 1);
        if fits {
            self.acronyms.insert(wanted, entity);
            if let Some(draft) = self.drafts.get_mut(entity)
                && draft.kind == NameKind::Other
            {
                draft.kind = NameKind::Organisation;
            }
        }
    }
}

/// Equal, or one is the initial of the other.
fn initial_of(left: &str, right: &str) -> bool {
    let short = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    left == right || short(left, right) || short(right, left)
}

fn conflict(left: Option<Gender>, right: Option<Gender>) -> bool {
    matches!((left, right), (Some(left), Some(right)) if left != right)
}
