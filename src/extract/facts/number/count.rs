//! What a figure counts, as a key that two reports share.
//!
//! In: the words of a sentence and where a figure ends. Out: [`Counted`]. People killed are `dead` however the report
//! says it ("24 people were killed", "killing 24", "a toll of 24"); firefighters hurt are `firefighter injured`, for
//! they are not all the injured. Else the key is the head noun in the singular. No parse: the noun group ends at the
//! first word of a closed class, verb or mark. Constant work a figure.

use super::tables::{Around, CountKind, NumberWords};
use crate::extract::common::{Class, Common};
use crate::extract::lex::{Line, Shape, Word};
use crate::extract::verbs::Verbs;
use crate::model::Span;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub key: String,
    pub span: Option<Span>,
    /// One past the last word that belongs to the figure.
    pub end: usize,
}

/// The tables that are needed.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub numbers: &'a NumberWords,
    pub common: &'a Common,
    pub verbs: &'a Verbs,
}

/// What the figure in `from..end` counts; `None` when the words do not say.
pub(super) fn counted(
    line: &Line<'_>,
    from: usize,
    end: usize,
    tables: Tables<'_>,
) -> Option<Counted> {
    let words = &line.words;
    let group = noun_group(words, end, tables);
    let state = state_after(words, group.end, tables)
        .or_else(|| state_after_clause(words, group.end, tables))
        .or_else(|| act_before(words, from, tables))
        .or_else(|| {
            let inside = words.get(end..group.end).unwrap_or(&[]);
            inside
                .iter()
                .find_map(|word| tables.numbers.counted(&word.fold, CountKind::State))
                .map(|key| (key.to_owned(), group.end))
        });
    let span = words
        .get(end)
        .zip(group.end.checked_sub(1).and_then(|last| words.get(last)))
        .filter(|_| group.end > end)
        .map(|(first, last)| Span::new(first.span.start, last.span.end));
    let head = group.head.and_then(|head| words.get(head));
    let noun = head.map(|word| {
        let fold = word.fold.as_ref();
        let listed = tables
            .numbers
            .counted(fold, CountKind::Noun)
            .or_else(|| tables.numbers.counted(fold, CountKind::Person));
        listed.map_or_else(|| tables.numbers.singular(fold), str::to_owned)
    });
    let person = head.is_none_or(|word| {
        let known = |kind| tables.numbers.counted(&word.fold, kind).is_some();
        known(CountKind::Person) || known(CountKind::State)
    });
    match (state, noun) {
        (Some((state, reach)), noun) => {
            let key = match noun {
                Some(noun) if !person && noun != state => format!("{noun} {state}"),
                _ => state,
            };
            Some(Counted {
                key,
                span,
                end: group.end.max(reach.min(group.end)),
            })
        }
        (None, Some(key)) => Some(Counted {
            key,
            span,
            end: group.end,
        }),
        (None, None) => toll_before(words, from, tables)
            .or_else(|| number_of(words, from, tables))
            .map(|key| Counted {
                key,
                span: None,
                end,
            }),
    }
}

/// "The number of those on board was" before a figure that counts nothing itself; "those" are people.
fn number_of(words: &[Word<'_>], from: usize, tables: Tables<'_>) -> Option<String> {
    // Twelve words reach over "the number of people still on board at the time was put at".
    let first = from.saturating_sub(12);
    let before = words.get(first..from)?;
    let last = before.last()?;
    if !tables
        .common
        .is_any(&last.fold, &[Class::Preposition, Class::Auxiliary])
        || !before.iter().all(Word::is_word)
    {
        return None;
    }
    let (key, noun) = (first..from).rev().find_map(|at| {
        let found = tables
            .numbers
            .around(words.get(at..)?, |around| match around {
                Around::NumberOf(key) => Some(key.clone()),
                _ => None,
            });
        found.map(|(key, length)| (key, at + length))
    })?;
    if !key.is_empty() {
        return Some(key);
    }
    let group = noun_group(words.get(..from)?, noun, tables);
    let fold = words.get(group.head?)?.fold.as_ref();
    let listed = [CountKind::Noun, CountKind::Person]
        .into_iter()
        .find_map(|kind| tables.numbers.counted(fold, kind));
    Some(listed.map_or_else(|| tables.numbers.singular(fold), str::to_owned))
}

/// The head noun right after a figure, whatever becomes of it.
pub(super) fn plain(line: &Line<'_>, end: usize, tables: Tables<'_>) -> Option<Counted> {
    let group = noun_group(&line.words, end, tables);
    let head = line.words.get(group.head?)?;
    let first = line.words.get(end)?;
    Some(Counted {
        key: tables.numbers.singular(&head.fold),
        span: Some(Span::new(first.span.start, head.span.end)),
        end: group.end,
    })
}

struct Group {
    end: usize,
    head: Option<usize>,
}

/// The noun group right after a figure: "undersea cables", "injured people"; also after "of the".
fn noun_group(words: &[Word<'_>], from: usize, tables: Tables<'_>) -> Group {
    let mut at = from;
    // "three of the cables", "dozens of people"
    if is(words, at, Class::Link, tables) {
        at += 1;
        while is(words, at, Class::Article, tables)
            || is(words, at, Class::Possessive, tables)
            || is(words, at, Class::Determiner, tables)
        {
            at += 1;
        }
    }
    while is(words, at, Class::Determiner, tables) && at < from + 2 {
        at += 1;
    }
    let mut begin = at;
    let mut head = None;
    // Five words hold "large undersea fibre optic cables".
    while at < begin + 5 {
        let Some(word) = words.get(at) else { break };
        if word.shape == Shape::Mark {
            let tied = word.raw == "-" && word.glued && at > begin;
            if !tied {
                break;
            }
            at += 1;
            continue;
        }
        let fold = word.fold.as_ref();
        // "of its Pulse 5 watches": the number belongs to the name
        let in_name = word.shape == Shape::Number
            && head
                .filter(|head| head + 1 == at)
                .and_then(|head: usize| words.get(head))
                .is_some_and(Word::is_capital)
            && words.get(at + 1).is_some_and(|next| {
                next.shape == Shape::Lower && !tables.common.is_closed(&next.fold)
            });
        if in_name {
            head = None;
            at += 1;
            continue;
        }
        if word.shape == Shape::Number
            || tables.numbers.numeral(fold).is_some() && word.raw.len() > 2
            || tables.common.is_closed(fold)
        {
            break;
        }
        let forms = tables.verbs.forms(fold);
        let state = tables.numbers.counted(fold, CountKind::State).is_some();
        let plural = head
            .and_then(|head: usize| words.get(head))
            .is_some_and(|word| {
                word.fold.ends_with('s')
                    || tables
                        .numbers
                        .counted(&word.fold, CountKind::Person)
                        .is_some()
            });
        let noun = tables.numbers.counted(fold, CountKind::Noun).is_some();
        let past = (forms.past() || forms.participle()) && !forms.base() && !state && !noun;
        if past && head.is_some() || (forms.base() || forms.third()) && plural && !state {
            break;
        }
        // "thousands fled": a verb unless a noun follows ("three undecided voters").
        let next_noun = words
            .get(at + 1)
            .is_some_and(|next| next.is_word() && !tables.common.is_closed(&next.fold));
        if past && (!forms.participle() || !next_noun) {
            break;
        }
        // "cables connecting Europe", "the first recognising that": not "flying objects".
        if forms.ing() && !noun && (head.is_some() || !next_noun) {
            break;
        }
        // "three term Texas governor": a name after the noun is another group.
        let small = head
            .and_then(|head| words.get(head))
            .is_some_and(|word| word.shape == Shape::Lower);
        if word.is_capital() && small {
            break;
        }
        if state && head.is_some() {
            break;
        }
        if !fold.ends_with("ly") {
            head = Some(at);
        }
        at += 1;
        if word.possessive {
            // "two of the country's presidents": the presidents are counted.
            head = None;
            if begin > from + 4 {
                break;
            }
            begin = at;
        }
    }
    let end = head.map_or(from, |head| head + 1);
    Group { end, head }
}

fn is(words: &[Word<'_>], at: usize, class: Class, tables: Tables<'_>) -> bool {
    words
        .get(at)
        .is_some_and(|word| tables.common.is(&word.fold, class))
}

/// "were killed", "dead", "have been reported missing" after the noun group.
fn state_after(words: &[Word<'_>], from: usize, tables: Tables<'_>) -> Option<(String, usize)> {
    let mut passive = false;
    // Seven words reach over "were confirmed to have been".
    for at in from..from + 7 {
        let word = words.get(at)?;
        let fold = word.fold.as_ref();
        let here = tables.numbers.counted(fold, CountKind::State);
        if let Some(key) = here {
            // "24 people killed the bill": an object follows, so they are not the victims.
            let object = !passive
                && words.get(at + 1).is_some_and(|next| {
                    tables.common.is_any(
                        &next.fold,
                        &[Class::Article, Class::Possessive, Class::Determiner],
                    ) || next.shape == Shape::Number
                });
            return (!object).then(|| (key.to_owned(), at + 1));
        }
        if tables.common.is_any(fold, &[Class::Auxiliary]) {
            passive = true;
            continue;
        }
        let light = tables.common.is(fold, Class::Adverb)
            || fold.ends_with("ly")
            || passive && tables.verbs.forms(fold).participle()
            || passive && tables.common.is(fold, Class::Preposition) && fold.len() == 2;
        if !light {
            return None;
        }
    }
    None
}

/// "who took the tablets have died", "who were killed": the state behind a relative clause or in it.
fn state_after_clause(
    words: &[Word<'_>],
    from: usize,
    tables: Tables<'_>,
) -> Option<(String, usize)> {
    if !is(words, from, Class::Relative, tables) {
        return None;
    }
    // Ten words hold the clauses of news that come before a verb; others are counted in longer ones.
    for at in from + 1..from + 11 {
        let word = words.get(at)?;
        let other = word.shape == Shape::Number || tables.numbers.numeral(&word.fold).is_some();
        if word.shape == Shape::Mark || other {
            return None;
        }
        if tables.common.is(&word.fold, Class::Auxiliary)
            && let Some(found) = state_after(words, at, tables)
        {
            return Some(found);
        }
    }
    None
}

/// "killed at least", "injuring", "arrested" before the figure.
fn act_before(words: &[Word<'_>], from: usize, tables: Tables<'_>) -> Option<(String, usize)> {
    let before = from.checked_sub(1)?;
    // The figure's own bound words stand before `from` already; two words more for "off", "some", "also".
    for back in 0..2usize {
        let word = words.get(before.checked_sub(back)?)?;
        if let Some(key) = tables.numbers.counted(&word.fold, CountKind::Act) {
            return Some((key.to_owned(), from));
        }
        if !tables.common.is(&word.fold, Class::Adverb) {
            return None;
        }
    }
    None
}

/// "death toll rose to", "number of deaths at" before a figure that counts nothing itself.
fn toll_before(words: &[Word<'_>], from: usize, tables: Tables<'_>) -> Option<String> {
    // Eight words reach over "the death toll has since risen from 12 to".
    let first = from.saturating_sub(8);
    let before = words.get(first..from)?;
    let last = before.last().filter(|word| word.is_word())?;
    let tied = tables
        .common
        .is_any(&last.fold, &[Class::Preposition, Class::Auxiliary])
        || tables.verbs.is_verb(&last.fold)
            && tables
                .numbers
                .counted(&last.fold, CountKind::Noun)
                .is_none();
    if !tied {
        return None;
    }
    before
        .iter()
        .rev()
        .take_while(|word| word.is_word())
        .find_map(|word| tables.numbers.counted(&word.fold, CountKind::Noun))
        .map(str::to_owned)
}
