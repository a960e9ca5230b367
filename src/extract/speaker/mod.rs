//! The mention beside a quotation → who it is: the fullest name in the report, title, kind.
//!
//! In: quotations with mentions, the names of the report. Out: the same quotations, their speakers resolved where the
//! report tells it without a rival; else the name stays empty. Pronouns go to the person who is most in view:
//! the speaker before, the subject of this sentence or of one before, gender allowing. Linear: a bounded number of
//! mentions is looked at for each quotation.

mod index;
mod naming;
mod pronoun;
mod words;

use std::sync::Arc;

use super::names::{Mention, Names};
use super::words::Words;
use crate::model::{NameKind, Quotation, Report, Span, Speaker, SpeakerKind};
use crate::text::Document;
use index::Index;
use words::Noun;
pub(super) use words::SourceWords;

/// Resolves the speakers of a report's quotations, which come in text order. What stands behind `UPDATE:` is nobody's
/// quotation and goes.
pub(super) fn resolve(
    report: &Report,
    document: &Document,
    names: &Names,
    words: &Words<'_>,
    quotations: &mut Vec<Quotation>,
) {
    let is_colon = |quotation: &Quotation| {
        let cue = quotation.cue.map(|cue| cue.cut(&report.text));
        cue == Some(":")
    };
    quotations.retain(|quotation| {
        let mention = quotation
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.mention);
        let label = |mention: Span| words.sources.is_label(mention.cut(&report.text));
        !(is_colon(quotation) && mention.is_some_and(label))
    });
    let resolver = Resolver {
        report,
        document,
        names,
        words: &words.sources,
        index: Index::new(names),
    };
    let mut contents: Vec<Span> = quotations
        .iter()
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .collect();
    contents.sort_unstable();
    let mut before: Option<(Speaker, Option<usize>, usize)> = None;
    for quotation in quotations.iter_mut() {
        let colon = is_colon(quotation);
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
        let answer = if colon && is_label(mention.cut(&report.text)) {
            resolver.label(mention, &contents, last)
        } else {
            resolver.answer(mention, &contents, last)
        };
        speaker.name = answer.name;
        speaker.title = answer.title;
        speaker.kind = answer.kind;
        quotation.confidence *= answer.belief;
        before = Some((speaker.clone(), answer.entity, sentence));
    }
}

/// True for the label of a transcript: `BOATENG`, in capitals.
fn is_label(mention: &str) -> bool {
    !mention.chars().any(char::is_lowercase)
}

struct Answer {
    name: Option<Arc<str>>,
    title: Option<Arc<str>>,
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
    index: Index,
}

impl Resolver<'_> {
    fn named(&self, index: usize, belief: f32) -> Answer {
        let Some(entity) = self.names.entities().get(index) else {
            return Answer::unknown(SpeakerKind::Unknown);
        };
        Answer {
            name: Some(entity.full.clone()),
            title: entity.title.clone(),
            kind: match entity.kind {
                NameKind::Organisation | NameKind::Place => SpeakerKind::Organisation,
                _ => SpeakerKind::Named,
            },
            entity: Some(index),
            belief,
        }
    }

    fn sentence_of(&self, at: usize) -> usize {
        self.document
            .sentences
            .partition_point(|sentence| sentence.span.end <= at)
    }

    /// The label of a transcript: the one person or body whose name, written otherwise, ends in it.
    fn label(
        &self,
        mention: Span,
        quoted: &[Span],
        last: Option<(&Speaker, Option<usize>)>,
    ) -> Answer {
        let label = mention.cut(&self.report.text);
        // `JUDGE KEENAN`: a noun of people before a name
        let office = label.rsplit_once(' ').filter(|(office, name)| {
            self.head_noun(office) == Some(Noun::Person) && self.head_noun(name).is_none()
        });
        let folded = office.map_or(label, |(_, name)| name).to_lowercase();
        let owners: Vec<usize> = self
            .index
            .owners(self.names, &folded)
            .into_iter()
            .filter(|owner| {
                let entity = self.names.entities().get(*owner);
                entity.is_some_and(|entity| !is_label(&entity.full))
            })
            .collect();
        match (owners.as_slice(), self.head_noun(label)) {
            ([owner], _) => self.named(*owner, 0.9),
            _ if let Some((office, name)) = office => Answer {
                name: Some(name.into()),
                title: Some(office.into()),
                ..Answer::unknown(SpeakerKind::Named)
            },
            (_, Some(Noun::Person)) => Answer::unknown(SpeakerKind::Anonymous),
            _ => {
                // A body that the report calls so elsewhere; capitals alone say nothing of a label's kind.
                let known = self.answer(mention, quoted, last);
                match &known.name {
                    Some(name) if **name != *label => known,
                    _ => Answer {
                        name: Some(label.into()),
                        ..Answer::unknown(SpeakerKind::Unknown)
                    },
                }
            }
        }
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
            // "the club": the body that spoke before, where it can be one
            Some(Noun::Body) => match last {
                Some((speaker, entity))
                    if definite
                        && speaker.kind == SpeakerKind::Organisation
                        && folded.split_whitespace().count() == 2
                        && speaker.name.as_ref().is_none_or(|name| {
                            let noun = folded.split_whitespace().next_back();
                            noun.is_some_and(|noun| self.words.can_be(noun, name))
                        }) =>
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
        let holders = self.index.holders(&role);
        match holders.as_slice() {
            [index] => self.named(*index, 0.9),
            _ => Answer::unknown(kind),
        }
    }
}
