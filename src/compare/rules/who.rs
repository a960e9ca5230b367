//! Two quotations → whether those who are given as their speakers can be one.

use super::super::context::Word;
use super::{Pair, View};
use crate::model::{Speaker, SpeakerKind};

/// The speaker of a statement that reports speech.
fn speaker<'a>(view: &View<'a>) -> Option<&'a Speaker> {
    view.statement.quotation.as_ref()?.speaker.as_ref()
}

/// The name of a speaker who is a person.
fn person<'a>(view: &View<'a>) -> Option<&'a str> {
    let speaker = speaker(view)?;
    let name = speaker.name.as_deref()?;
    // a full name of somebody whose sort is not known is a person's more often than not
    let full = speaker.kind == SpeakerKind::Unknown && name.split_whitespace().count() == 2;
    (speaker.kind == SpeakerKind::Named || full).then_some(name)
}

/// True when both quotations name a person and the two cannot be one: other names, or one name of a man and of a woman
/// ("Mr Harcourt", "Lady Harcourt").
pub(super) fn rivals(pair: &Pair<'_>) -> bool {
    let (Some(left), Some(right)) = (person(pair.left), person(pair.right)) else {
        return false;
    };
    let other_gender = || {
        let (left, right) = (
            gender(pair, pair.left, left),
            gender(pair, pair.right, right),
        );
        matches!((left, right), (Some(left), Some(right)) if left != right)
    };
    !pair.context.tables.people.may_be_one(left, right) || other_gender()
}

/// Who speaks, as it is shown: the name, with the title that stands before it where that tells two people of one name
/// apart.
pub(super) fn shown(pair: &Pair<'_>, view: &View<'_>) -> Option<String> {
    let speaker = speaker(view)?;
    let name = speaker.name.as_deref()?;
    let tables = pair.context.tables;
    let left = std::ptr::eq(view, pair.left);
    let rival = self::speaker(if left { pair.right } else { pair.left })?;
    if !tables.people.may_be_one(name, rival.name.as_deref()?) {
        return Some(name.to_owned());
    }
    let words = view.words_in(speaker.mention?);
    let mut before = (words.start.saturating_sub(1)..words.end).filter_map(|at| view.words.get(at));
    let title = before
        .find(|word| capital(view, word) && tables.gendered_titles.contains_key(&word.folded));
    Some(match title {
        Some(title) => format!("{} {name}", view.text(title.span)),
        None => name.to_owned(),
    })
}

/// A "baron" of a union has no title.
fn capital(view: &View<'_>, word: &Word) -> bool {
    view.text(word.span).starts_with(char::is_uppercase)
}

/// The gender that the title before a mention tells, or else the given name.
fn gender<'a>(pair: &Pair<'a>, view: &View<'_>, name: &str) -> Option<&'a str> {
    let tables = pair.context.tables;
    let words = view.words_in(speaker(view)?.mention?);
    let titled = (words.start.saturating_sub(1)..words.end).find_map(|at| {
        let word = view.words.get(at).filter(|word| capital(view, word))?;
        tables.gendered_titles.get(&word.folded)
    });
    let given = || {
        let mut words = name.split_whitespace();
        let first = words.next().filter(|_| words.next().is_some())?;
        tables.gendered_names.get(&first.to_lowercase())
    };
    titled.or_else(given).map(String::as_str)
}

/// What somebody without a name is said to be: a relative, or what he does.
struct Part<'a> {
    /// "kin", "office" or "bystander"
    sort: &'a str,
    /// Which one of the sort.
    part: &'a str,
    /// The words.
    words: String,
}

/// The part of a speaker who has no name: "his wife", "the ship's cook".
fn part<'a>(pair: &Pair<'a>, view: &View<'_>) -> Option<Part<'a>> {
    let speaker = speaker(view)?;
    let mention = speaker.mention.filter(|_| speaker.name.is_none())?;
    let words = view.words_in(mention);
    let tables = pair.context.tables;
    // the head stands last, or before what tells more of it: "a neighbour of the family"
    let mut heads = view.words.get(words)?.iter();
    let mut held = None;
    for word in heads.by_ref() {
        if let Some(found) = tables.parts.get(&word.folded) {
            held = Some(found);
        } else if held.is_some() {
            break;
        }
    }
    let (sort, part) = held?;
    let text = view.text(mention).split_whitespace();
    Some(Part {
        sort,
        part,
        words: text.collect::<Vec<_>>().join(" "),
    })
}

/// The two speakers without names where they cannot be one: two relatives, two who hold different offices, two different
/// bystanders, a relative and one who acts for others.
pub(super) fn other_parts(pair: &Pair<'_>) -> Option<(String, String)> {
    let (left, right) = (part(pair, pair.left)?, part(pair, pair.right)?);
    let official = |one: &Part<'_>, two: &Part<'_>| one.sort == "kin" && two.sort == "office";
    let apart = left.sort == right.sort || official(&left, &right) || official(&right, &left);
    (apart && left.part != right.part).then_some((left.words, right.words))
}
