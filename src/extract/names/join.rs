//! Spotted names → entities: surname with full name, acronym with its words, aliases by the lexicon.
//!
//! In: what `spot` found. Out: [`Names`]. A surname alone goes to the person of that surname who was named last and
//! whose gender does not conflict; a name that fits nobody is an entity of its own. Never joins two full names that
//! differ in the given name.

mod describe;
mod short;

use std::collections::HashMap;
use std::sync::Arc;

use super::super::common::Class;
use super::super::lex::{Line, Lines, Shape, Word, key};
use super::super::words::Words;
use super::spot::{Spotted, What};
use super::tables::{Listed, Sort};
use super::{Entity, Gender, Mention, Names};
use crate::model::{NameKind, Named, Report, Span};

/// An entity while it is put together. A long report names tens of thousands, so nothing is copied that stands in the
/// report or in a table.
struct Draft<'a> {
    kind: NameKind,
    /// The fullest form so far.
    full: &'a str,
    /// Set for a listed name: its key.
    key: Option<&'a str>,
    /// For a place: the key of the land or state that it lies in.
    within: Option<&'a str>,
    gender: Option<Gender>,
    title: Option<&'a str>,
    /// Of the fullest form, particles and marks left out; none for a listed name.
    words: Folded,
    /// `full` is a form of the report, not the lexicon's.
    own: bool,
    /// Where it was named last: the number of the mention.
    latest: Option<usize>,
}

impl Draft<'_> {
    fn is_listed(&self) -> bool {
        self.key.is_some()
    }
}

/// The folded words of a name, with blanks between them: no word has one inside.
#[derive(Default)]
struct Folded(Box<str>);

impl Folded {
    fn new(parts: &[String]) -> Folded {
        Folded(parts.join(" ").into())
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }

    fn len(&self) -> usize {
        self.iter().count()
    }

    fn first(&self) -> Option<&str> {
        self.iter().next()
    }

    fn last(&self) -> Option<&str> {
        self.iter().next_back()
    }
}

struct Joiner<'a, 'l> {
    report: &'a Report,
    lines: &'a Lines<'l>,
    words: &'a Words<'a>,
    drafts: Vec<Draft<'a>>,
    by_key: HashMap<Box<str>, usize>,
    /// People and bodies by their last (or for bodies also first) word, in order of first mention.
    by_word: HashMap<Box<str>, Vec<u32>>,
    acronyms: HashMap<String, usize>,
}

/// Joins what was spotted.
pub(super) fn join<'a, 'l>(
    report: &'a Report,
    lines: &'a Lines<'l>,
    spotted: Vec<Spotted<'a>>,
    words: &'a Words<'a>,
) -> Names {
    let mut joiner = Joiner {
        report,
        lines,
        words,
        drafts: Vec::new(),
        by_key: HashMap::new(),
        by_word: HashMap::new(),
        acronyms: HashMap::new(),
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
        if let Some(draft) = joiner.drafts.get_mut(entity) {
            draft.latest = Some(index);
        }
        *chosen = Some(entity);
    }
    (joiner.by_key, joiner.by_word) = (HashMap::new(), HashMap::new());
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

impl<'a> Joiner<'a, '_> {
    fn text(&self, span: Span) -> &'a str {
        span.cut(&self.report.text)
    }

    /// What is read from the words of a name.
    fn of_words<T>(&self, name: &Spotted<'_>, read: impl FnOnce(&[Word<'_>]) -> T) -> T {
        let line = self.lines.get(name.line);
        let words = line.as_ref().map_or(&[][..], |line| &line.words);
        read(words.get(name.words.0..name.words.1).unwrap_or(&[]))
    }

    /// Words that count for joining: folded, without particles, marks and the like.
    fn parts(&self, name: &Spotted<'_>) -> Vec<String> {
        let mut parts: Vec<String> = self.of_words(name, |all| {
            all.iter()
                .enumerate()
                .filter(|(index, word)| {
                    let particle =
                        self.words.common.is(&word.fold, Class::Particle) && index + 1 < all.len();
                    word.is_word() && !particle
                })
                .map(|(_, word)| key(word.raw))
                .collect()
        });
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
    fn is_place_here(&self, name: &Spotted<'_>) -> bool {
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
    fn full(&mut self, name: &Spotted<'a>) -> Option<usize> {
        if let What::Listed(listed) = &name.what {
            let place = listed.sort == Sort::Capital && self.is_place_here(name);
            let listed: &'a Listed = listed;
            let wanted = if place { &*listed.own } else { &*listed.key };
            let within = listed.within.as_deref().filter(|land| *land != wanted);
            let form = self.text(name.span);
            let listed_key = format!("={wanted}");
            let own = matches!(listed.sort, Sort::Name) || place;
            if let Some(&known) = self.by_key.get(listed_key.as_str()) {
                if let Some(draft) = self.drafts.get_mut(known)
                    && own
                    && (!draft.own || longer(form, draft.full))
                {
                    draft.full = form;
                    draft.own = true;
                }
                return Some(known);
            }
            let draft = Draft {
                kind: listed.kind,
                full: if own { form } else { &listed.shown },
                key: Some(wanted),
                within,
                gender: None,
                title: None,
                words: Folded::default(),
                own,
                latest: None,
            };
            return Some(self.add(listed_key, draft));
        }
        let parts = self.parts(name);
        if parts.len() < 2 {
            return None;
        }
        let kind = kind(&name.what);
        let exact = parts.join(" ");
        if let Some(&known) = self.by_key.get(exact.as_str()) {
            self.learn(known, name);
            return Some(known);
        }
        if matches!(kind, NameKind::Person | NameKind::Other)
            && let Some(known) = self.same_person(&parts, name)
        {
            self.learn(known, name);
            let form = self.text(name.span);
            self.by_key.insert(exact.into(), known);
            if let Some(draft) = self.drafts.get_mut(known)
                && parts.len() > draft.words.len()
            {
                draft.full = form;
                draft.words = Folded::new(&parts);
            }
            return Some(known);
        }
        let draft = self.fresh_draft(name, &parts);
        let index = self.add(exact, draft);
        for word in [parts.last(), parts.first()].into_iter().flatten() {
            // A report names fewer than it has bytes, and none has as many as do not fit.
            let small = u32::try_from(index).unwrap_or(u32::MAX);
            match self.by_word.get_mut(word.as_str()) {
                Some(list) => list.push(small),
                None => {
                    self.by_word.insert(word.as_str().into(), vec![small]);
                }
            }
        }
        Some(index)
    }

    /// What nobody has named before.
    fn fresh_draft(&self, name: &Spotted<'_>, parts: &[String]) -> Draft<'a> {
        Draft {
            kind: kind(&name.what),
            full: self.text(name.span),
            key: None,
            within: None,
            gender: name.gender,
            title: None,
            words: Folded::new(parts),
            own: true,
            latest: None,
        }
    }

    fn add(&mut self, wanted: String, draft: Draft<'a>) -> usize {
        let index = self.drafts.len();
        self.drafts.push(draft);
        self.by_key.insert(wanted.into(), index);
        index
    }

    /// The mentions with what they name, in the order of first mention.
    fn finish(self, mut mentions: Vec<Mention>) -> Names {
        let mut entities: Vec<Entity> = Vec::new();
        let mut place = vec![usize::MAX; self.drafts.len()];
        for mention in &mut mentions {
            let (Some(slot), Some(draft)) = (
                place.get_mut(mention.entity),
                self.drafts.get(mention.entity),
            ) else {
                continue;
            };
            if *slot == usize::MAX {
                *slot = entities.len();
                entities.push(self.entity(draft));
            }
            mention.entity = *slot;
        }
        entities.shrink_to_fit();
        Names { mentions, entities }
    }

    fn entity(&self, draft: &Draft<'_>) -> Entity {
        let lands = &self.words.names;
        let key = match (draft.key, draft.kind) {
            (Some(key), _) => key.into(),
            (None, NameKind::Person) => {
                let words: Vec<&str> = draft.words.iter().collect();
                let before_last = words.len().checked_sub(2).and_then(|at| words.get(at));
                let suffix =
                    before_last.is_some_and(|word| self.words.common.is(word, Class::NameSuffix));
                person_key(&words, suffix)
            }
            (None, _) => {
                let words = draft.words.iter();
                let words = words.map(|word| lands.land(word).unwrap_or(word));
                words.collect::<Vec<_>>().join(" ").into()
            }
        };
        Entity {
            named: Arc::new(Named {
                kind: draft.kind,
                full: draft.full.into(),
                key,
                within: draft.within.map(Into::into),
            }),
            gender: draft.gender,
            title: draft.title.map(Into::into),
        }
    }
}

fn kind(what: &What<'_>) -> NameKind {
    match what {
        What::Listed(listed) => listed.kind,
        What::Person => NameKind::Person,
        What::Organisation => NameKind::Organisation,
        What::Place => NameKind::Place,
        What::Unknown => NameKind::Other,
    }
}

/// First word and surname, between them Jr or the like; a surname alone is the key.
fn person_key(words: &[&str], suffix: bool) -> Box<str> {
    match words {
        [] => "".into(),
        [only] => (*only).into(),
        [first, .., jr, last] if suffix => format!("{first} {jr} {last}").into(),
        [first, .., last] => format!("{first} {last}").into(),
    }
}

fn longer(new: &str, old: &str) -> bool {
    new.chars().count() > old.chars().count()
}
