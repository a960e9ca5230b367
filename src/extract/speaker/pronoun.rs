//! A pronoun beside a quotation → whom it stands for.
//!
//! In: the names before it, whoever spoke last. Out: the person most in view, or nobody where two are as likely.

use std::collections::BTreeMap;

use super::words::{Noun, Pronoun};
use super::{Answer, Resolver};
use crate::extract::names::{Gender, Mention};
use crate::model::{NameKind, Span, Speaker, SpeakerKind};

/// What a person of the same sentence has whom the pronoun fits.
const NEAR: f32 = 3.6;

/// What somebody loses who is named in a sentence that begins with "he" or "she": enough to be no safe guess.
const BESIDE: f32 = 0.8;

/// What somebody has for whom "he" already stands in the sentence before: as much as its subject.
const CARRIED_ON: f32 = 3.6;

/// Sentences that begin with "he", one after another, that are followed back at most: no name further back is meant.
const CHAIN: usize = 4;

impl Resolver<'_> {
    pub(super) fn pronoun(
        &self,
        mention: Span,
        pronoun: Pronoun,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
    ) -> Answer {
        match pronoun {
            Pronoun::Relative => {
                // the name directly before, a comma or a bracket allowed
                let before = self
                    .names
                    .mentions()
                    .partition_point(|name| name.span.end <= mention.start);
                let nearest = before
                    .checked_sub(1)
                    .and_then(|index| self.names.mentions().get(index))
                    .filter(|name| {
                        Span::new(name.span.end, mention.start)
                            .cut(&self.report.text)
                            .chars()
                            .all(|letter| !letter.is_alphanumeric())
                    });
                match nearest {
                    Some(name) if self.is_person(name) => self.person(name, None),
                    _ => Answer::unknown(self.kind_before(mention)),
                }
            }
            Pronoun::Other => {
                // "they", "it": whoever spoke last, if that was no single person
                match last {
                    Some((speaker, entity)) if speaker.kind == SpeakerKind::Organisation => {
                        Answer {
                            name: speaker.name.clone(),
                            title: None,
                            kind: SpeakerKind::Organisation,
                            entity,
                            belief: 0.7,
                        }
                    }
                    _ => self.subject_before(mention),
                }
            }
            Pronoun::Person(gender) => match last {
                // whoever spoke just before is known by a word only ("the woman"): nobody else is meant
                Some((speaker, None))
                    if speaker.kind == SpeakerKind::Anonymous
                        && speaker.mention.is_some_and(|spoke| {
                            self.sentence_of(mention.start) <= self.sentence_of(spoke.start) + 1
                        }) =>
                {
                    Answer::unknown(SpeakerKind::Anonymous)
                }
                _ => self.antecedent(mention, gender, quoted, last, CHAIN),
            },
        }
    }

    /// "it", "they" after somebody else or nobody spoke: the body or document that the sentence before is about.
    fn subject_before(&self, mention: Span) -> Answer {
        let unknown = Answer::unknown(SpeakerKind::Unknown);
        let here = self.sentence_of(mention.start);
        let Some(before) = here
            .checked_sub(1)
            .and_then(|before| self.document.sentences.get(before))
        else {
            return unknown;
        };
        let text = &self.report.text;
        let name = self.names.within(before.span).first();
        // A subject opens its sentence: at most an article before the name.
        let opens = |name: &&Mention| {
            let opening = Span::new(before.span.start, name.span.start).cut(text);
            opening
                .split_whitespace()
                .all(|word| self.words.class(&word.to_lowercase()) == "determiner")
        };
        if let Some(name) = name.filter(opens) {
            let after = text.get(name.span.end..).unwrap_or("");
            let owner = after.starts_with(['\'', '’']);
            let body = self.names.entity(name).filter(|entity| {
                // one word of unknown kind may be somebody's surname
                let other = entity.kind == NameKind::Other
                    && entity.full.contains(' ')
                    && !self.is_person(name);
                !owner && (entity.kind == NameKind::Organisation || other)
            });
            return body.map_or(unknown, |entity| Answer {
                name: Some(entity.full.clone()),
                kind: SpeakerKind::Organisation,
                entity: Some(name.entity),
                belief: 0.6,
                title: None,
            });
        }
        // "The teachers' union", "Police": the last listed noun of an article and up to three words, or the first word.
        let mut words = before.span.cut(text).split_whitespace();
        let known = |word: &str| {
            let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            self.words.nouns.get(&bare.to_lowercase())
        };
        let first = words.next().unwrap_or("");
        let noun = if self.words.class(&first.to_lowercase()) == "determiner" {
            words.take(3).filter_map(known).last()
        } else {
            known(first)
        };
        match noun {
            Some(Noun::Body) => Answer::unknown(SpeakerKind::Organisation),
            Some(Noun::Document) => Answer::unknown(SpeakerKind::Document),
            _ => unknown,
        }
    }

    /// The person most in view before a pronoun.
    fn antecedent(
        &self,
        mention: Span,
        gender: Option<Gender>,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
        chain: usize,
    ) -> Answer {
        let here = self.sentence_of(mention.start);
        let until = self
            .names
            .mentions()
            .partition_point(|name| name.span.end <= mention.start);
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        let mut seen_sentence = usize::MAX;
        // Sentence, end of the name, whose it is; in text order.
        let mut subjects: Vec<(usize, usize, usize)> = Vec::new();
        // Those of whom it is known that the pronoun fits them.
        let mut fitting: Vec<(usize, usize)> = Vec::new();
        // 24 names back: about three paragraphs, further back nobody is meant by a pronoun
        for name in self
            .names
            .mentions()
            .get(until.saturating_sub(24)..until)
            .unwrap_or(&[])
        {
            let sentence = self.sentence_of(name.span.start);
            let apart = here.saturating_sub(sentence);
            if apart > 6 || !self.is_person(name) {
                continue;
            }
            let Some(entity) = self.names.entity(name) else {
                continue;
            };
            if let (Some(wanted), Some(known)) = (gender, entity.gender)
                && wanted != known
            {
                continue;
            }
            let place = quoted.partition_point(|span| span.end <= name.span.start);
            let inside = quoted
                .get(place)
                .is_some_and(|span| span.contains(name.span));
            let after = self.report.text.get(name.span.end..).unwrap_or("");
            let owner = after.starts_with("'s") || after.starts_with("’s");
            // The first name of its sentence, and those that are joined to it.
            let joined = subjects.last().is_some_and(|(at, end, _)| {
                *at == sentence
                    && Span::new(*end, name.span.start.max(*end))
                        .cut(&self.report.text)
                        .split([' ', ','])
                        .all(|word| word.is_empty() || self.words.class(word) == "conjunction")
            });
            // "He was given the shirt of Walt Deacon": the sentence is about somebody else
            let beside = !inside && self.opens_with_person(sentence);
            let subject = (sentence != seen_sentence || joined) && !inside && !owner && !beside;
            if subject {
                seen_sentence = sentence;
                subjects.push((sentence, name.span.end, name.entity));
                if entity.gender.is_some() || gender.is_none() {
                    fitting.push((sentence, name.entity));
                }
            }
            let mut score = match apart {
                0 => 3.0,
                1 => 2.6,
                2 => 1.6,
                3 => 1.0,
                _ => 0.5,
            };
            if subject {
                score += 1.0;
            }
            if inside {
                score -= 1.6;
            }
            if owner {
                score -= 0.6;
            }
            if beside {
                score -= BESIDE;
            }
            if gender.is_some() && entity.gender == gender {
                score += 0.6;
            }
            if entity.gender.is_none() {
                // a single word that shows no gender may be no person at all
                score -= if entity.full.contains(' ') { 0.4 } else { 1.4 };
            }
            let slot = scores.entry(name.entity).or_insert(0.0);
            // said again counts a little more, not twice
            *slot = slot.max(score) + if *slot > 0.0 { 0.2 } else { 0.0 };
        }
        // Who "he" was in the sentence before is more often than not who "he" is now.
        let before = here.checked_sub(1).filter(|_| chain > 0);
        let before =
            before.and_then(|before| self.carried_on(before, gender, quoted, last, chain - 1));
        if let Some(entity) = before {
            let slot = scores.entry(entity).or_insert(0.0);
            *slot = slot.max(CARRIED_ON);
        }
        // Beside somebody whom the pronoun fits, one of whom nothing is known is seldom meant.
        let known = |entity: usize| {
            let entity = self.names.entities().get(entity);
            entity.is_some_and(|entity| entity.gender.is_some() && entity.gender == gender)
        };
        if scores
            .iter()
            .any(|(entity, score)| known(*entity) && *score >= NEAR)
        {
            for (entity, score) in &mut scores {
                if !known(*entity) {
                    *score -= 0.8;
                }
            }
        }
        if let Some((speaker, Some(entity))) = last
            && let Some(slot) = scores.get_mut(&entity)
        {
            let spoke = speaker
                .mention
                .map_or(0, |spoke| self.sentence_of(spoke.start));
            let another = fitting
                .iter()
                .any(|(sentence, subject)| *sentence > spoke && *subject != entity);
            // Whoever spoke last, but less so where the report has turned to somebody else.
            *slot += if another { 0.3 } else { 1.0 };
        } else if let Some((speaker, Some(index))) = last
            && speaker.kind == SpeakerKind::Named
            && let Some(entity) = self.names.entities().get(index)
            && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
        {
            scores.insert(index, 2.2);
        }
        let mut ranked: Vec<(usize, f32)> = scores.into_iter().collect();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let Some((index, score)) = ranked.first().copied() else {
            return Answer::unknown(SpeakerKind::Unknown);
        };
        let rival = ranked.get(1).map_or(0.0, |rival| rival.1);
        // 0.4: below it two people are as likely, and a guess is worse than "unknown"
        if score - rival < 0.4 {
            return Answer::unknown(SpeakerKind::Unknown);
        }
        match self.names.entities().get(index) {
            Some(entity) => Answer {
                name: Some(entity.full.clone()),
                title: entity.title.clone(),
                kind: SpeakerKind::Named,
                entity: Some(index),
                belief: (0.6 + (score - rival) * 0.15).min(0.95),
            },
            None => Answer::unknown(SpeakerKind::Unknown),
        }
    }

    /// Whom the "he" or "she" stands for that a sentence begins with, where it fits.
    fn carried_on(
        &self,
        before: usize,
        gender: Option<Gender>,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
        chain: usize,
    ) -> Option<usize> {
        let sentence = self.document.sentences.get(before)?.span;
        let first = sentence.cut(&self.report.text).split_whitespace().next()?;
        let pronoun = self.words.pronoun(&first.to_lowercase())?;
        let mention = Span::new(sentence.start, sentence.start + first.len());
        let fits = matches!(pronoun, Pronoun::Person(other) if other == gender);
        let inside = quoted.iter().any(|span| span.contains(mention));
        // what was said since is no part of what that "he" follows
        let earlier = last.filter(|(speaker, _)| {
            let spoke = speaker.mention.map(|spoke| self.sentence_of(spoke.start));
            spoke.is_some_and(|spoke| spoke < before)
        });
        (fits && !inside)
            .then(|| {
                self.antecedent(mention, gender, quoted, earlier, chain)
                    .entity
            })
            .flatten()
    }

    /// True for a sentence that begins with "he" or "she".
    fn opens_with_person(&self, sentence: usize) -> bool {
        let sentence = self.document.sentences.get(sentence);
        let words = sentence.map(|sentence| sentence.span.cut(&self.report.text));
        let first = words.and_then(|words| words.split_whitespace().next());
        first.is_some_and(|word| {
            matches!(
                self.words.pronoun(&word.to_lowercase()),
                Some(Pronoun::Person(_))
            )
        })
    }

    /// The kind that the noun within the six words before a relative pronoun gives.
    fn kind_before(&self, mention: Span) -> SpeakerKind {
        let before = self.report.text.get(..mention.start).unwrap_or("");
        for word in before.split_whitespace().rev().take(6) {
            let word = word
                .trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase();
            match self.words.nouns.get(&word) {
                Some(Noun::Document) => return SpeakerKind::Document,
                Some(Noun::Body) => return SpeakerKind::Organisation,
                Some(Noun::Person) => return SpeakerKind::Anonymous,
                None => {}
            }
        }
        SpeakerKind::Unknown
    }
}
