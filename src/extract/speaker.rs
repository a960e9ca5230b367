//! The mention beside a quotation → who it is: the fullest name in the report, title, kind.
//!
//! In: quotations with mentions, the names of the report. Out: the same quotations, their speakers resolved where the
//! report tells it without a rival; else the name stays empty. Pronouns go to the person who is most in view:
//! the speaker before, the subject of this sentence or of one before, gender allowing. Linear: a bounded number of
//! mentions is looked at for each quotation.

use std::collections::BTreeMap;

use super::names::{Entity, Gender, Mention, Names};
use super::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{NameKind, Quotation, Report, Span, Speaker, SpeakerKind};
use crate::text::Document;

/// What a common noun says of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Document,
    Body,
    Person,
}

/// Pronouns by what they can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    Person(Option<Gender>),
    Relative,
    Other,
}

/// The words that head sources.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceWords {
    nouns: BTreeMap<String, Noun>,
    classes: BTreeMap<String, (String, Option<Gender>)>,
}

impl SourceWords {
    /// Prepares the tables.
    pub(super) fn new(lexicon: &Lexicon) -> SourceWords {
        let nouns = lexicon
            .table("source_nouns")
            .entries
            .iter()
            .map(|entry| {
                let noun = match entry.cell(1) {
                    "document" => Noun::Document,
                    "body" => Noun::Body,
                    _ => Noun::Person,
                };
                (entry.cell(0).to_owned(), noun)
            })
            .collect();
        let classes = lexicon
            .table("closed_class")
            .entries
            .iter()
            .map(|entry| {
                let gender = match entry.cell(2) {
                    "male" => Some(Gender::Male),
                    "female" => Some(Gender::Female),
                    _ => None,
                };
                (entry.cell(0).to_owned(), (entry.cell(1).to_owned(), gender))
            })
            .collect();
        SourceWords { nouns, classes }
    }

    fn class(&self, word: &str) -> &str {
        self.classes
            .get(word)
            .map_or("", |(class, _)| class.as_str())
    }

    fn pronoun(&self, text: &str) -> Option<Pronoun> {
        let folded = text.to_lowercase();
        match self.class(&folded) {
            "person-pronoun" => Some(Pronoun::Person(
                self.classes.get(&folded).and_then(|(_, gender)| *gender),
            )),
            "relative" | "that" => Some(Pronoun::Relative),
            "other-pronoun" | "object-pronoun" => Some(Pronoun::Other),
            _ => None,
        }
    }

    fn is_preposition(&self, word: &str) -> bool {
        matches!(self.class(word), "preposition" | "of" | "for" | "to" | "as")
    }
}

/// Resolves the speakers of a report's quotations, which come in text order.
pub(super) fn resolve(
    report: &Report,
    document: &Document,
    names: &Names,
    words: &Words<'_>,
    quotations: &mut [Quotation],
) {
    let resolver = Resolver {
        report,
        document,
        names,
        words: &words.sources,
    };
    let mut contents: Vec<Span> = quotations
        .iter()
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .collect();
    contents.sort_unstable();
    let mut before: Option<(Speaker, Option<usize>, usize)> = None;
    for quotation in quotations.iter_mut() {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let Some(mention) = speaker.mention else {
            continue;
        };
        let sentence = resolver.sentence_of(mention.start);
        let last = before
            .as_ref()
            .filter(|(_, _, at)| sentence.saturating_sub(*at) <= 4)
            .map(|(speaker, entity, _)| (speaker, *entity));
        let answer = resolver.answer(mention, &contents, last);
        speaker.name = answer.name;
        speaker.title = answer.title;
        speaker.kind = answer.kind;
        quotation.confidence *= answer.belief;
        before = Some((speaker.clone(), answer.entity, sentence));
    }
}

struct Answer {
    name: Option<String>,
    title: Option<String>,
    kind: SpeakerKind,
    entity: Option<usize>,
    belief: f32,
}

impl Answer {
    fn unknown(kind: SpeakerKind) -> Answer {
        Answer {
            name: None,
            title: None,
            kind,
            entity: None,
            belief: 1.0,
        }
    }
}

struct Resolver<'a> {
    report: &'a Report,
    document: &'a Document,
    names: &'a Names,
    words: &'a SourceWords,
}

impl<'a> Resolver<'a> {
    fn sentence_of(&self, at: usize) -> usize {
        self.document
            .sentences
            .partition_point(|sentence| sentence.span.end <= at)
    }

    fn answer(
        &self,
        mention: Span,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
    ) -> Answer {
        let text = mention.cut(&self.report.text);
        if let Some(pronoun) = self.words.pronoun(text) {
            return self.pronoun(mention, pronoun, quoted, last);
        }
        // people named as heads, two where they are joined
        let heads: Vec<&Mention> = self
            .names
            .within(mention)
            .iter()
            .filter(|name| self.is_head(mention, name))
            .collect();
        let people: Vec<&Mention> = heads
            .iter()
            .copied()
            .filter(|name| self.is_person(name))
            .collect();
        if let Some(first) = people.first() {
            let joined = people.get(1).filter(|second| {
                Span::new(first.span.end, second.span.start)
                    .cut(&self.report.text)
                    .split_whitespace()
                    .any(|word| self.words.class(word) == "conjunction")
            });
            return self.person(first, joined.copied());
        }
        // what the words before the first comma are about
        let head_end = text.find([',', '(']).unwrap_or(text.len());
        let head = text.get(..head_end).unwrap_or(text);
        let noun = self.head_noun(head);
        if heads.is_empty()
            && noun.is_none()
            && let Some(answer) = self.unlisted(head.trim())
        {
            return answer;
        }
        if let Some(body) = heads.first() {
            let entity = self.names.entity(body);
            let kind = match noun {
                None if entity.is_some_and(|entity| entity.kind == NameKind::Other) => {
                    SpeakerKind::Unknown
                }
                Some(Noun::Document) => SpeakerKind::Document,
                Some(Noun::Person) if body.span.end < mention.start + head.len() => {
                    SpeakerKind::Anonymous
                }
                _ => SpeakerKind::Organisation,
            };
            let whole = mention.start + head.trim_end().len() <= body.span.end + 2;
            return Answer {
                name: entity
                    .filter(|_| {
                        whole && matches!(kind, SpeakerKind::Organisation | SpeakerKind::Unknown)
                    })
                    .map(|entity| entity.full.clone()),
                title: None,
                kind,
                entity: Some(body.entity).filter(|_| whole),
                belief: 1.0,
            };
        }
        let folded = head.to_lowercase();
        let definite = folded
            .split_whitespace()
            .next()
            .is_some_and(|word| self.words.class(word) == "determiner" && word.starts_with("th"));
        match noun {
            Some(Noun::Document) => Answer::unknown(SpeakerKind::Document),
            // "the club": the body that spoke before
            Some(Noun::Body) => match last {
                Some((speaker, entity))
                    if definite
                        && speaker.kind == SpeakerKind::Organisation
                        && folded.split_whitespace().count() == 2 =>
                {
                    Answer {
                        name: speaker.name.clone(),
                        title: None,
                        kind: SpeakerKind::Organisation,
                        entity,
                        belief: 0.8,
                    }
                }
                _ => Answer::unknown(SpeakerKind::Organisation),
            },
            _ if definite || noun.is_none() => self.role(&folded, noun),
            _ => Answer::unknown(SpeakerKind::Anonymous),
        }
    }

    fn is_person(&self, mention: &Mention) -> bool {
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
        // Rovers, Airlines, Motors: a plural is a body rather than a surname that no given name shows
        (2..=3).contains(&count)
            && !entity.full.ends_with('s')
            && entity.full.split(' ').all(|word| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && word.chars().any(char::is_lowercase)
            })
            && self.words.class(&before.to_lowercase()) != "determiner"
    }

    /// A capitalised mention that is no known name: the person or body whose name ends in it, else the words themselves.
    fn unlisted(&self, head: &str) -> Option<Answer> {
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
        let mut owners = self
            .names
            .entities()
            .iter()
            .enumerate()
            .filter(|(_, entity)| {
                let full = entity.full.to_lowercase();
                full == wanted
                    || full
                        .strip_suffix(&wanted)
                        .is_some_and(|rest| rest.ends_with(' '))
            });
        Some(match (owners.next(), owners.next()) {
            (Some((index, entity)), None) => Answer {
                name: Some(entity.full.clone()),
                title: entity.title.clone(),
                kind: match entity.kind {
                    NameKind::Organisation | NameKind::Place => SpeakerKind::Organisation,
                    _ => SpeakerKind::Named,
                },
                entity: Some(index),
                belief: 0.9,
            },
            (Some(_), Some(_)) => Answer::unknown(SpeakerKind::Unknown),
            _ => match self.nearly(bare) {
                Some((index, entity)) => Answer {
                    name: Some(entity.full.clone()),
                    title: entity.title.clone(),
                    kind: SpeakerKind::Named,
                    entity: Some(index),
                    belief: 0.7,
                },
                None => Answer {
                    name: Some(bare.to_owned()),
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
    fn is_head(&self, whole: Span, name: &Mention) -> bool {
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

    fn person(&self, mention: &Mention, joined: Option<&Mention>) -> Answer {
        let Some(entity) = self.names.entity(mention) else {
            return Answer::unknown(SpeakerKind::Unknown);
        };
        let (entity, index, belief) = self.respelt(entity, mention.entity);
        let mut name = entity.full.clone();
        if let Some(second) = joined.and_then(|second| self.names.entity(second)) {
            name = format!("{name}, {}", second.full);
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
        let name = entity.full.as_str();
        // 5: shorter names differ by a letter too often ("Lane", "Lang")
        if name.contains(' ') || name.chars().count() < 5 {
            return (entity, index, 1.0);
        }
        let uses = self
            .names
            .mentions()
            .iter()
            .filter(|mention| mention.entity == index)
            .take(2)
            .count();
        match self.nearly(name) {
            Some((found, other)) if uses == 1 => (other, found, 0.7),
            _ => (entity, index, 1.0),
        }
    }

    /// The one person with a given name whose surname differs from `name` by a letter that is not the first.
    fn nearly(&self, name: &str) -> Option<(usize, &'a Entity)> {
        if name.contains(' ') || name.chars().count() < 5 {
            return None;
        }
        let mut near = self
            .names
            .entities()
            .iter()
            .enumerate()
            .filter(|(_, other)| {
                matches!(other.kind, NameKind::Person | NameKind::Other)
                    && other.full.contains(' ')
                    && other.full.rsplit(' ').next().is_some_and(|surname| {
                        surname.chars().next() == name.chars().next()
                            && strsim::levenshtein(surname, name) == 1
                    })
            });
        match (near.next(), near.next()) {
            (Some(found), None) => Some(found),
            _ => None,
        }
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

    /// The class of the last noun before the first preposition.
    fn head_noun(&self, head: &str) -> Option<Noun> {
        let folded = head.to_lowercase();
        let mut found = None;
        for word in folded.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
            if self.words.is_preposition(word) || self.words.class(word) == "relative" {
                break;
            }
            let stem = word.strip_suffix("'s").unwrap_or(word);
            if let Some(noun) = self.words.nouns.get(stem) {
                found = Some(*noun);
            }
        }
        found
    }

    /// "the president": the one person whose title ends in that word.
    fn role(&self, folded: &str, noun: Option<Noun>) -> Answer {
        let kind = if noun == Some(Noun::Person) {
            SpeakerKind::Anonymous
        } else {
            SpeakerKind::Unknown
        };
        let role = folded
            .split_whitespace()
            .skip_while(|word| self.words.class(word) == "determiner")
            .collect::<Vec<_>>()
            .join(" ");
        if role.len() < 4 {
            return Answer::unknown(kind);
        }
        let mut holders = self
            .names
            .entities()
            .iter()
            .enumerate()
            .filter(|(_, entity)| {
                entity.kind == NameKind::Person
                    && entity.title.as_ref().is_some_and(|title| {
                        let title = title.to_lowercase();
                        let head = title.split(',').next().unwrap_or("");
                        head == role
                            || head
                                .strip_suffix(&role)
                                .is_some_and(|rest| rest.ends_with(' '))
                    })
            });
        match (holders.next(), holders.next()) {
            (Some((index, entity)), None) => Answer {
                name: Some(entity.full.clone()),
                title: entity.title.clone(),
                kind: SpeakerKind::Named,
                entity: Some(index),
                belief: 0.9,
            },
            _ => Answer::unknown(kind),
        }
    }

    fn pronoun(
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
                    _ => Answer::unknown(SpeakerKind::Unknown),
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
                _ => self.antecedent(mention, gender, quoted, last),
            },
        }
    }

    /// The person most in view before a pronoun.
    fn antecedent(
        &self,
        mention: Span,
        gender: Option<Gender>,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
    ) -> Answer {
        let here = self.sentence_of(mention.start);
        let until = self
            .names
            .mentions()
            .partition_point(|name| name.span.end <= mention.start);
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        let mut seen_sentence = usize::MAX;
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
            let subject = sentence != seen_sentence && !inside;
            if subject {
                seen_sentence = sentence;
            }
            let after = self.report.text.get(name.span.end..).unwrap_or("");
            let owner = after.starts_with("'s") || after.starts_with("’s");
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
            if entity.gender.is_none() {
                // a single word that shows no gender may be no person at all
                score -= if entity.full.contains(' ') { 0.4 } else { 1.4 };
            }
            let slot = scores.entry(name.entity).or_insert(0.0);
            // said again counts a little more, not twice
            *slot = slot.max(score) + if *slot > 0.0 { 0.2 } else { 0.0 };
        }
        if let Some((_, Some(entity))) = last
            && let Some(slot) = scores.get_mut(&entity)
        {
            *slot += 1.0;
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
}
