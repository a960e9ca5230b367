//! The names of a report, found by what a mention says of them. Built once for a report, linear.

use std::collections::BTreeMap;

use crate::extract::names::{Entity, Names};
use crate::model::NameKind;

/// Look-ups into [`Names::entities`].
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By the last word of the full name, in small letters.
    last_words: BTreeMap<String, Vec<usize>>,
    /// People by the last word of their title, in small letters, with the title up to its first comma.
    offices: BTreeMap<String, Vec<(usize, String)>>,
    /// People by surname and by what is left of it when one letter is taken out.
    spellings: BTreeMap<String, Vec<usize>>,
    /// Mentions of each entity.
    uses: Vec<u32>,
}

impl Index {
    pub(super) fn new(names: &Names) -> Index {
        let mut index = Index {
            uses: vec![0; names.entities().len()],
            ..Index::default()
        };
        for (number, entity) in names.entities().iter().enumerate() {
            let full = entity.full.to_lowercase();
            let last = last_word(&full).to_owned();
            index.last_words.entry(last).or_default().push(number);
            if entity.kind == NameKind::Person
                && let Some(title) = &entity.title
            {
                let title = title.to_lowercase();
                let head = title.split(',').next().unwrap_or("");
                index
                    .offices
                    .entry(last_word(head).to_owned())
                    .or_default()
                    .push((number, head.to_owned()));
            }
            if matches!(entity.kind, NameKind::Person | NameKind::Other)
                && entity.full.contains(' ')
            {
                let surname = last_word(&entity.full);
                for spelling in spellings(surname) {
                    index.spellings.entry(spelling).or_default().push(number);
                }
            }
        }
        for mention in names.mentions() {
            if let Some(uses) = index.uses.get_mut(mention.entity) {
                *uses += 1;
            }
        }
        index
    }

    /// How often an entity is named.
    pub(super) fn uses(&self, entity: usize) -> u32 {
        self.uses.get(entity).copied().unwrap_or(0)
    }

    /// The entities whose full name is or ends in the words, in order; at most two.
    pub(super) fn owners(&self, names: &Names, words: &str) -> Vec<usize> {
        let ends = |entity: &&usize| {
            names
                .entities()
                .get(**entity)
                .is_some_and(|entity| ends_in(&entity.full.to_lowercase(), words))
        };
        self.last_words
            .get(last_word(words))
            .map(|list| list.iter().filter(ends).take(2).copied().collect())
            .unwrap_or_default()
    }

    /// The people whose title is or ends in the words, in order; at most two.
    pub(super) fn holders(&self, words: &str) -> Vec<usize> {
        self.offices
            .get(last_word(words))
            .map(|list| {
                list.iter()
                    .filter(|(_, title)| ends_in(title, words))
                    .map(|(entity, _)| *entity)
                    .take(2)
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The one person with a given name whose surname differs from `name` by a letter that is not the first, or by two that changed places.
    pub(super) fn nearly<'a>(&self, names: &'a Names, name: &str) -> Option<(usize, &'a Entity)> {
        // 5: shorter names differ by a letter too often ("Lane", "Lang")
        if name.contains(' ') || name.chars().count() < 5 {
            return None;
        }
        let mut near: Vec<usize> = spellings(name)
            .iter()
            .filter_map(|spelling| self.spellings.get(spelling))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut near = near.into_iter().filter_map(|number| {
            let entity = names.entities().get(number)?;
            let surname = last_word(&entity.full);
            (surname.chars().next() == name.chars().next()
                && strsim::osa_distance(surname, name) == 1)
                .then_some((number, entity))
        });
        match (near.next(), near.next()) {
            (Some(found), None) => Some(found),
            _ => None,
        }
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or(text)
}

fn ends_in(full: &str, words: &str) -> bool {
    full == words
        || full
            .strip_suffix(words)
            .is_some_and(|rest| rest.ends_with(' '))
}

/// A word, and the word without each of its letters: two words that differ by one letter share one of these.
fn spellings(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    // 24: no surname is longer
    for (at, letter) in word.char_indices().take(24) {
        let mut shorter = word.to_owned();
        shorter.replace_range(at..at + letter.len_utf8(), "");
        found.push(shorter);
    }
    found
}
