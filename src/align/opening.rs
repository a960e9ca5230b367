//! Sentences that open alike: two that begin with the same subject and the same passive verb tell one thing.
//!
//! "The result was declared in Orvo, in a hall ringed by soldiers" and "The result was declared in Kelso before midnight"
//! have two common words and all else apart, yet what was done to what is the same. In: the statements of two sentences.
//! Out: the two that open so. The subject is a common noun behind "the" or a possessive: a name opens many sentences, and "a
//! man" may be two. Behind the verb stands no object but how, where or when. Cost: the first words of both.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::reasons::Own;
use crate::lexicon::Lexicon;
use crate::model::{Reasons, Role, Statement, StatementId};
use crate::text::Story;

/// What such a pair is worth at least; one in forty stories is left apart by the features, so it is set as that of a toll.
pub(super) const PROBABILITY: f64 = 0.75;
/// Words in which the verb must stand: "the final result of the recount was declared".
const LONGEST: usize = 8;

/// The words that the opening is known by.
pub(super) struct Openings {
    definite: FxHashSet<String>,
    being: FxHashSet<String>,
    closed: FxHashSet<String>,
    prepositions: FxHashSet<String>,
}

impl Openings {
    /// Reads `closed_class` and `rule-words`.
    pub(super) fn new(lexicon: &Lexicon) -> Openings {
        let closed = &lexicon.table("closed_class").entries;
        let of = |classes: &[&str]| -> FxHashSet<String> {
            let entries = closed.iter();
            let entries = entries.filter(|entry| classes.contains(&entry.cell(1)));
            entries.map(|entry| entry.cell(0).to_owned()).collect()
        };
        let mut definite = of(&["possessive"]);
        let words = lexicon.table("rule-words").words_of("definite");
        definite.extend(words.map(str::to_owned));
        Openings {
            definite,
            being: of(&["be"]),
            closed: closed
                .iter()
                .map(|entry| entry.cell(0).to_owned())
                .collect(),
            prepositions: of(&["preposition"]),
        }
    }

    /// Subject and verb of a statement that opens so.
    fn opening(&self, statement: &Statement, text: &str) -> Option<String> {
        let words = words(statement, text)?;
        if !self.definite.contains(words.first()?) {
            return None;
        }
        let be = words.iter().position(|word| self.being.contains(word))?;
        let subject = words.get(1..be)?;
        let verb = words.get(be + 1)?;
        let noun = !subject.is_empty() && subject.iter().all(|word| !self.closed.contains(word));
        let open = words
            .get(be + 2)
            .is_none_or(|next| self.prepositions.contains(next));
        (noun && open && !self.closed.contains(verb))
            .then(|| words.get(..be + 2).map(|all| all.join(" ")))?
    }
}

/// The statements of a story that open so, by report and sentence.
pub(super) struct Opened(BTreeMap<(usize, usize), (StatementId, String)>);

impl Opened {
    pub(super) fn new(story: &Story<'_>, openings: &Openings) -> Opened {
        let mut found = BTreeMap::new();
        for (number, (report, statements)) in story.reports.iter().zip(story.statements).enumerate()
        {
            for statement in statements {
                if let Some(words) = openings.opening(statement, &report.text) {
                    found
                        .entry((number, statement.sentence))
                        .or_insert((statement.id, words));
                }
            }
        }
        Opened(found)
    }

    /// The two statements of two sentences (report and index each) that open alike, with the words.
    pub(super) fn same(
        &self,
        here: (usize, usize),
        there: (usize, usize),
    ) -> Option<(StatementId, StatementId, &str)> {
        let ((one, words), (two, others)) = (self.0.get(&here)?, self.0.get(&there)?);
        (words == others).then_some((*one, *two, words.as_str()))
    }
}

/// The first words of a statement of the body, folded; nothing where a name stands among them.
fn words(statement: &Statement, text: &str) -> Option<Vec<String>> {
    if statement.role != Role::Body {
        return None;
    }
    let span = statement.span.cut(text);
    let mut found = Vec::new();
    for word in span.split_whitespace().take(LONGEST) {
        let capital = word.starts_with(char::is_uppercase) && !found.is_empty();
        let bare = word.trim_end_matches([',', '.', ';']);
        let plain = bare
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '-');
        if capital || !plain || bare.is_empty() {
            break;
        }
        found.push(bare.to_lowercase());
        if bare.len() < word.len() {
            break;
        }
    }
    Some(found)
}

/// The reason of such a pair.
pub(super) fn reason(opening: &str) -> Reasons {
    Own::SameOpening.reason(1.0, &format!("both open with \"{opening}\""))
}
