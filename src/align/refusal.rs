//! Refusals: "Brandt declined to comment" and "Holm declined to comment" are two statements, whatever words they share.
//!
//! In: the statements with their names. Out: whether two sentences tell of the refusals of others. Who refuses is the
//! people and bodies named before the phrase; where one side names none ("the company declined to comment") nothing is
//! known. Cost: the text of each statement once, times the phrases.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::model::{Name, NameKind};
use crate::text::Story;

/// The phrases that tell a refusal.
pub(super) struct Refusing(Vec<String>);

impl Refusing {
    /// Reads the table `refusals`.
    pub(super) fn new(lexicon: &Lexicon) -> Refusing {
        let phrases = lexicon.table("refusals").words();
        Refusing(phrases.map(str::to_owned).collect())
    }

    /// Where the first phrase begins, in bytes of the text.
    fn find(&self, text: &str) -> Option<usize> {
        // Letters beyond ASCII keep their length so that places stay those of the text.
        let plain = text.to_ascii_lowercase();
        let whole = |start: usize, end: usize| {
            let letter = |text: Option<&str>, last: bool| {
                let text = text.unwrap_or("");
                let near = if last {
                    text.chars().next_back()
                } else {
                    text.chars().next()
                };
                near.is_some_and(char::is_alphanumeric)
            };
            !letter(plain.get(..start), true) && !letter(plain.get(end..), false)
        };
        let places = self.0.iter().filter_map(|phrase| {
            let start = plain.find(phrase.as_str())?;
            whole(start, start + phrase.len()).then_some(start)
        });
        places.min()
    }
}

/// Who refuses, by report and sentence: the sentences that tell a refusal and little else.
pub(super) struct Refusals<'a>(BTreeMap<(usize, usize), Vec<&'a Name>>);

impl<'a> Refusals<'a> {
    pub(super) fn new(story: &Story<'a>, refusing: &Refusing) -> Refusals<'a> {
        let mut found: BTreeMap<(usize, usize), Vec<&'a Name>> = BTreeMap::new();
        let mut many: Vec<(usize, usize)> = Vec::new();
        for (number, (report, statements)) in story.reports.iter().zip(story.statements).enumerate()
        {
            for (place, statement) in statements.iter().enumerate() {
                // A sentence of several statements may be joined by another one.
                let beside = |other: Option<usize>| {
                    let other = other.and_then(|other| statements.get(other));
                    other.is_some_and(|other| other.sentence == statement.sentence)
                };
                let key = (number, statement.sentence);
                if beside(place.checked_sub(1)) || beside(Some(place + 1)) {
                    many.push(key);
                }
                let text = statement.span.cut(&report.text);
                let Some(start) = refusing.find(text) else {
                    continue;
                };
                let before = statement.span.start + start;
                let names = statement.facts.names.iter().filter(|name| {
                    // A name of an unknown sort is a person's or a body's where it has two words.
                    let one = match name.kind {
                        NameKind::Person | NameKind::Organisation => true,
                        NameKind::Other => name.key.contains(' '),
                        NameKind::Place => false,
                    };
                    name.span.end <= before && one
                });
                found.entry(key).or_default().extend(names);
            }
        }
        for key in many {
            found.remove(&key);
        }
        found.retain(|_, names| !names.is_empty());
        Refusals(found)
    }

    /// True when both sentences tell a refusal and those who refuse are others.
    pub(super) fn differ(&self, one: (usize, usize), two: (usize, usize)) -> bool {
        let (Some(one), Some(two)) = (self.0.get(&one), self.0.get(&two)) else {
            return false;
        };
        !one.iter()
            .any(|here| two.iter().any(|there| here.agrees(there)))
    }
}
