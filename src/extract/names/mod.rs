//! The names of a report: people, organisations, places, joined to one entity for all their forms.
//!
//! In: a report's words. Out: [`Names`]: every mention in text order, and the [`Entity`] that it names: its fullest
//! form in this report, a key that can be compared across reports, gender and title where the report tells them.
//! Pronouns and roles ("the senator") are not names and not resolved here. Linear in the words of the report, times
//! the number of people with the same surname.

mod join;
mod spot;
mod tables;

use super::lex::Lines;
use super::words::Words;
use std::sync::Arc;

use crate::model::{Name, Named, Report, Span};

pub(super) use tables::NameWords;

/// Gender as honorifics, titles and given names show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Mrs, Ms, spokeswoman, Maria.
    Female,
    /// Mr, spokesman, Peter.
    Male,
}

impl Gender {
    fn named(name: &str) -> Option<Gender> {
        match name {
            "female" => Some(Gender::Female),
            "male" => Some(Gender::Male),
            _ => None,
        }
    }
}

/// A name in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words of the name, title and possessive ending not included.
    pub span: Span,
    /// The title before it ("Senator", "press secretary"), if one stands there.
    pub title: Option<Span>,
    /// What it names: index for [`Names::entity`].
    pub entity: usize,
    /// A form that stands for people or works as an adjective ("French").
    pub demonym: bool,
    /// A capital or a seat that stands for a government ("Moscow said").
    pub government: bool,
}

/// Somebody or something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is called, titles not included; the facts of all its mentions share it.
    pub named: Arc<Named>,
    /// Gender, where title or given name tell it without conflict.
    pub gender: Option<Gender>,
    /// The longest office or description that the report puts beside the name ("White House press secretary").
    pub title: Option<Arc<str>>,
}

/// An entity reads as what it is called.
impl std::ops::Deref for Entity {
    type Target = Named;

    fn deref(&self) -> &Named {
        &self.named
    }
}

/// All names of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
}

impl Names {
    /// Finds the names in the sentences of a report.
    pub(super) fn of(report: &Report, lines: &Lines<'_>, words: &Words<'_>) -> Names {
        let spotted = spot::spot(lines, words);
        join::join(report, lines, spotted, words)
    }

    /// In text order, disjoint.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// In order of first mention.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// What a mention names.
    #[must_use]
    pub fn entity(&self, mention: &Mention) -> Option<&Entity> {
        self.entities.get(mention.entity)
    }

    /// The mentions that lie wholly inside a span, in text order.
    #[must_use]
    pub fn within(&self, span: Span) -> &[Mention] {
        let first = self
            .mentions
            .partition_point(|mention| mention.span.start < span.start);
        let last = self
            .mentions
            .partition_point(|mention| mention.span.end <= span.end);
        self.mentions.get(first..last.max(first)).unwrap_or(&[])
    }

    /// The first mention that shares a byte with the span.
    #[must_use]
    pub fn at(&self, span: Span) -> Option<&Mention> {
        let first = self
            .mentions
            .partition_point(|mention| mention.span.end <= span.start);
        self.mentions
            .get(first)
            .filter(|mention| mention.span.overlaps(span))
    }

    /// A mention as a typed fact.
    #[must_use]
    pub fn fact(&self, mention: &Mention) -> Option<Name> {
        Some(Name {
            span: mention.span,
            named: Arc::clone(&self.entities.get(mention.entity)?.named),
        })
    }
}
