//! Names in a mention → the person or body that is meant.
//!
//! In: the names of the report. Out: [`Answer`]s. A misspelt surname joins its owner when nobody else is as near.

use super::words::Noun;
use super::{Answer, Resolver};
use crate::extract::names::{Entity, Mention};
use crate::model::{NameKind, Span, SpeakerKind};

impl<'a> Resolver<'a> {
    pub(super) fn is_person(&self, mention: &Mention) -> bool {
        self.names.entity(mention).is_some_and(|entity| {
            entity.kind == NameKind::Person
                || (entity.kind == NameKind::Other && self.looks_like_a_person(mention, entity))
        })
    }

    /// A name of unknown kind that somebody's given name and surname would be: two or three words, no article before.
    fn looks_like_a_person(&self, mention: &Mention, entity: &Entity) -> bool {
        let count = entity.full.split(' ').count();
        let before = self
            .report
            .text
            .get(..mention.span.start)
            .and_then(|before| before.split_whitespace().next_back())
            .unwrap_or("");
        // Rovers, Airlines, Motors: a plural is a body rather than a surname that no given name shows, but for "farmer
        // Owen Hayes"
        let described = self.words.nouns.get(&before.to_lowercase()) == Some(&Noun::Person);
        (2..=3).contains(&count)
            && (described || !entity.full.ends_with('s'))
            && entity.full.split(' ').all(|word| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && word.chars().any(char::is_lowercase)
            })
            && self.words.class(&before.to_lowercase()) != "determiner"
    }

    /// A capitalised mention that is no known name: the person or body whose name ends in it, else the words themselves.
    pub(super) fn unlisted(&self, head: &str) -> Option<Answer> {
        let bare = head
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .trim_matches(|letter: char| !letter.is_alphanumeric());
        let capitals = !bare.is_empty()
            && bare
                .split_whitespace()
                .all(|word| word.chars().next().is_some_and(char::is_uppercase))
            && bare
                .split_whitespace()
                .all(|word| self.words.class(&word.to_lowercase()).is_empty());
        if !capitals {
            return None;
        }
        let wanted = bare.to_lowercase();
        Some(match self.index.owners(self.names, &wanted).as_slice() {
            [index] => self.named(*index, 0.9),
            [_, _, ..] => Answer::unknown(SpeakerKind::Unknown),
            [] => match self.index.nearly(self.names, bare) {
                Some((index, entity)) => Answer {
                    name: Some(entity.full.clone()),
                    title: entity.title.clone(),
                    kind: SpeakerKind::Named,
                    entity: Some(index),
                    belief: 0.7,
                },
                None => Answer {
                    name: Some(bare.into()),
                    title: None,
                    kind: SpeakerKind::Unknown,
                    entity: None,
                    belief: 0.8,
                },
            },
        })
    }

    /// True when a name is what a mention is about: not an owner (`Okoro's aide`), not after a preposition (`an aide
    /// to Okoro`), not before the noun that it describes (`the Okoro campaign`).
    pub(super) fn is_head(&self, whole: Span, name: &Mention) -> bool {
        let text = &self.report.text;
        let before = Span::new(
            whole.start,
            name.title
                .map_or(name.span.start, |title| title.start.min(name.span.start)),
        )
        .cut(text);
        let clause = before
            .rsplit([',', ';', '(', '—', '–'])
            .next()
            .unwrap_or(before);
        if clause
            .split_whitespace()
            .any(|word| self.words.is_preposition(&word.to_lowercase()))
        {
            return false;
        }
        let after = Span::new(name.span.end, whole.end).cut(text);
        if after.starts_with("'s ")
            || after.starts_with("’s ")
            || after.starts_with("' ")
            || after.starts_with("’ ")
        {
            return false;
        }
        let next = after.trim_start();
        if after.len() == next.len() || next.is_empty() {
            return true;
        }
        let word = next
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or("");
        // "and", "of", "who", "himself" may follow a head; another noun makes the name a modifier
        word.is_empty() || !self.words.class(&word.to_lowercase()).is_empty()
    }

    pub(super) fn person(&self, mention: &Mention, joined: Option<&Mention>) -> Answer {
        let Some(entity) = self.names.entity(mention) else {
            return Answer::unknown(SpeakerKind::Unknown);
        };
        let (entity, index, belief) = self.respelt(entity, mention.entity);
        let mut name = entity.full.clone();
        if let Some(second) = joined.and_then(|second| self.names.entity(second)) {
            name = format!("{name}, {}", second.full).into();
        }
        Answer {
            name: Some(name),
            title: entity.title.clone().filter(|_| joined.is_none()),
            kind: SpeakerKind::Named,
            entity: Some(index),
            belief,
        }
    }

    /// The person whom a surname misspells, when one and only one surname is nearly the same.
    fn respelt(&self, entity: &'a Entity, index: usize) -> (&'a Entity, usize, f32) {
        let name = &*entity.full;
        match self.index.nearly(self.names, name) {
            Some((found, other)) if self.index.uses(index) == 1 => (other, found, 0.7),
            _ => (entity, index, 1.0),
        }
    }
}
