//! Spotted names → entities: surname with full name, acronym with its words, aliases by the lexicon.
//!
//! In: what `spot` found. Out: [`Names`]. A surname alone goes to the person of that surname who was named last and
//! whose gender does not conflict; a name that fits nobody is an entity of its own. Never joins two full names that
//! differ in the given name.

mod describe;
mod short;

use std::collections::{BTreeMap, HashMap};

use super::super::common::Class;
use super::super::lex::{Line, Shape, Word, key};
use super::super::words::Words;
use super::spot::{Spotted, What};
use super::tables::Sort;
use super::{Entity, Gender, Mention, Names};
use crate::model::{NameKind, Report, Span};

/// An entity while it is put together.
struct Draft {
    entity: Entity,
    /// Folded words of the fullest form, particles and marks left out; empty for a listed name.
    words: Vec<String>,
    listed: bool,
    /// `full` is a form of the report, not the lexicon's.
    own: bool,
}

struct Joiner<'a> {
    report: &'a Report,
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    drafts: Vec<Draft>,
    by_key: HashMap<String, usize>,
    /// People and bodies by their last (or for bodies also first) word, in order of first mention.
    by_word: HashMap<String, Vec<usize>>,
    acronyms: HashMap<String, usize>,
    /// Where an entity was named last: the number of the mention.
    latest: BTreeMap<usize, usize>,
}

/// Joins what was spotted.
pub(super) fn join(
    report: &Report,
    lines: &[Line<'_>],
    spotted: Vec<Spotted>,
    words: &Words<'_>,
) -> Names {
    let mut joiner = Joiner {
        report,
        lines,
        words,
        drafts: Vec::new(),
        by_key: HashMap::new(),
        by_word: HashMap::new(),
        acronyms: HashMap::new(),
        latest: BTreeMap::new(),
    };
    let mut chosen: Vec<Option<usize>> = vec![None; spotted.len()];
    // Full names first: a headline's or lede's surname may come before them.
    for (chosen, name) in chosen.iter_mut().zip(&spotted) {
        *chosen = joiner.full(name);
        if let Some(entity) = *chosen {
            joiner.acronym(name, entity);
        }
    }
    for (index, (chosen, name)) in chosen.iter_mut().zip(&spotted).enumerate() {
        let entity = match *chosen {
            Some(entity) => entity,
            None => joiner.short(name),
        };
        joiner.latest.insert(entity, index);
        *chosen = Some(entity);
    }
    let mut mentions: Vec<Mention> = Vec::with_capacity(spotted.len());
    for (name, entity) in spotted.iter().zip(chosen) {
        let Some(entity) = entity else { continue };
        let title = joiner.describe(name, entity);
        let (demonym, government) = match &name.what {
            What::Listed(listed) => (
                listed.sort == Sort::Demonym,
                listed.sort == Sort::Government
                    || listed.sort == Sort::Capital && !joiner.is_place_here(name),
            ),
            _ => (false, false),
        };
        mentions.push(Mention {
            span: name.span,
            title,
            entity,
            demonym,
            government,
        });
    }
    joiner.known_in_loud_lines(&mut mentions);
    joiner.finish(mentions)
}

impl Joiner<'_> {
    fn text(&self, span: Span) -> &str {
        span.cut(&self.report.text)
    }

    fn words_of(&self, name: &Spotted) -> &[Word<'_>] {
        self.lines
            .get(name.line)
            .and_then(|line| line.words.get(name.words.0..name.words.1))
            .unwrap_or(&[])
    }

    /// Words that count for joining: folded, without particles, marks and the like.
    fn parts(&self, name: &Spotted) -> Vec<String> {
        let all = self.words_of(name);
        let mut parts: Vec<String> = all
            .iter()
            .enumerate()
            .filter(|(index, word)| {
                let particle =
                    self.words.common.is(&word.fold, Class::Particle) && index + 1 < all.len();
                word.is_word() && !particle
            })
            .map(|(_, word)| key(word.raw))
            .collect();
        // Jesse Okafor Jr.: the surname last, so that it can be looked up.
        if let [.., _, suffix] = parts.as_slice()
            && parts.len() > 2
            && self.words.common.is(suffix, Class::NameSuffix)
        {
            let last = parts.len() - 1;
            parts.swap(last - 1, last);
        }
        parts
    }

    /// True when a capital city is meant as a place: after "in", "at", "near" and so on.
    fn is_place_here(&self, name: &Spotted) -> bool {
        let Some(line) = self.lines.get(name.line) else {
            return true;
        };
        let before = name
            .words
            .0
            .checked_sub(1)
            .and_then(|at| line.words.get(at));
        let after = line.words.get(name.words.1);
        if name.words.0 == 0 && line.words.get(1).is_some_and(|next| next.raw == ",") {
            return true;
        }
        let preposition = before.is_some_and(|word| {
            self.words.common.is(&word.fold, Class::Place)
                || self.words.common.is(&word.fold, Class::Article)
        });
        // "a Moscow court": an adjective of place.
        let adjective = after.is_some_and(|next| {
            next.shape == Shape::Lower
                && !next.raw.ends_with("ed")
                && !self.words.common.holds(&next.fold)
                && before.is_some_and(|word| {
                    self.words
                        .common
                        .is_any(&word.fold, &[Class::Article, Class::Determiner])
                })
        });
        let listed = before.is_some_and(|word| word.raw == ",")
            && after.is_some_and(|word| matches!(word.raw, "," | "."));
        preposition || adjective || listed
    }

    /// The entity of a name that stands for itself: listed, or of two or more words. `None` for a short form.
    fn full(&mut self, name: &Spotted) -> Option<usize> {
        if let What::Listed(listed) = &name.what {
            let place = listed.sort == Sort::Capital && self.is_place_here(name);
            let (wanted, within) = if place {
                (listed.own.clone(), listed.within.clone())
            } else {
                (listed.key.clone(), listed.within.clone())
            };
            let within = within.filter(|land| *land != wanted);
            let form = self.text(name.span).to_owned();
            let listed_key = format!("={wanted}");
            let own = matches!(listed.sort, Sort::Name) || place;
            if let Some(&known) = self.by_key.get(&listed_key) {
                if let Some(draft) = self.drafts.get_mut(known)
                    && own
                    && (!draft.own || longer(&form, &draft.entity.full))
                {
                    draft.entity.full = form;
                    draft.own = true;
                }
                return Some(known);
            }
            let full = if own { form } else { listed.shown.clone() };
            return Some(self.add(
                listed_key,
                Draft {
                    entity: Entity {
                        kind: listed.kind,
                        full,
                        key: wanted,
                        within,
                        gender: None,
                        title: None,
                    },
                    words: Vec::new(),
                    listed: true,
                    own,
                },
            ));
        }
        let parts = self.parts(name);
        if parts.len() < 2 {
            return None;
        }
        let kind = kind(&name.what);
        let exact = parts.join(" ");
        if let Some(&known) = self.by_key.get(&exact) {
            self.learn(known, name);
            return Some(known);
        }
        if matches!(kind, NameKind::Person | NameKind::Other)
            && let Some(known) = self.same_person(&parts, name)
        {
            self.learn(known, name);
            let form = self.text(name.span).to_owned();
            self.by_key.insert(exact, known);
            if let Some(draft) = self.drafts.get_mut(known)
                && parts.len() > draft.words.len()
            {
                draft.entity.full = form;
                draft.words = parts;
            }
            return Some(known);
        }
        let entity = Entity {
            kind,
            full: self.text(name.span).to_owned(),
            key: String::new(),
            within: None,
            gender: name.gender,
            title: None,
        };
        let index = self.add(
            exact,
            Draft {
                entity,
                words: parts.clone(),
                listed: false,
                own: true,
            },
        );
        if let Some(last) = parts.last() {
            self.by_word.entry(last.clone()).or_default().push(index);
        }
        if let Some(first) = parts.first() {
            self.by_word.entry(first.clone()).or_default().push(index);
        }
        Some(index)
    }

    fn add(&mut self, wanted: String, draft: Draft) -> usize {
        let index = self.drafts.len();
        self.drafts.push(draft);
        self.by_key.insert(wanted, index);
        index
    }

    fn finish(self, mentions: Vec<Mention>) -> Names {
        let demonyms = &self.words.names;
        let mut entities: Vec<Entity> = self
            .drafts
            .into_iter()
            .map(|draft| {
                let mut entity = draft.entity;
                if entity.key.is_empty() {
                    entity.key = match entity.kind {
                        NameKind::Person => {
                            let suffix = draft.words.len().checked_sub(2).is_some_and(|at| {
                                draft.words.get(at).is_some_and(|word| {
                                    self.words.common.is(word, Class::NameSuffix)
                                })
                            });
                            person_key(&draft.words, suffix)
                        }
                        _ => draft
                            .words
                            .iter()
                            .map(|word| demonyms.land(word).unwrap_or(word))
                            .collect::<Vec<_>>()
                            .join(" "),
                    };
                }
                entity
            })
            .collect();
        // Entities in the order of their first mention.
        let mut order: Vec<usize> = Vec::new();
        let mut place = vec![usize::MAX; entities.len()];
        for mention in &mentions {
            if let Some(slot) = place.get_mut(mention.entity)
                && *slot == usize::MAX
            {
                *slot = order.len();
                order.push(mention.entity);
            }
        }
        let mentions = mentions
            .into_iter()
            .map(|mut mention| {
                mention.entity = place.get(mention.entity).copied().unwrap_or(usize::MAX);
                mention
            })
            .collect();
        let mut taken: Vec<Option<Entity>> = entities.drain(..).map(Some).collect();
        let entities = order
            .into_iter()
            .filter_map(|index| taken.get_mut(index).and_then(Option::take))
            .collect();
        Names::joined(mentions, entities)
    }
}

fn kind(what: &What) -> NameKind {
    match what {
        What::Listed(listed) => listed.kind,
        What::Person => NameKind::Person,
        What::Organisation => NameKind::Organisation,
        What::Place => NameKind::Place,
        What::Unknown => NameKind::Other,
    }
}

/// First word and surname, between them Jr or the like; a surname alone is the key.
fn person_key(words: &[String], suffix: bool) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, .., jr, last] if suffix => format!("{first} {jr} {last}"),
        [first, .., last] => format!("{first} {last}"),
    }
}

fn longer(new: &str, old: &str) -> bool {
    new.chars().count() > old.chars().count()
}
