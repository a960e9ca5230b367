//! Is there a clause here? Subjects and finite verbs, told by word forms alone.
//!
//! In: the words of a sentence. Out: the finite verb of a range, or nothing. No parse: a form that may be a noun
//! ("plans") counts as a verb only after what can be its subject. Linear in the range.

use super::super::common::Class;
use super::super::lex::{Line, Shape, Word};
use super::super::words::Words;
use super::table::Part;

/// Words that a subject with its verb may take: "the owner of the old ferry that sank off Port Amery on Friday was".
const SUBJECT: usize = 24;
/// Words of what is put in between two commas after a subject: "a pharmacist in Tulsa, Okla., wrote".
const BETWEEN: usize = 8;

/// How far a form can be trusted to be a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It may be a participle or a noun: "parked", "cuts".
    May,
    /// It is: "was", "went", "parked the".
    Sure,
}

/// The first finite verb in a range of words.
pub(super) fn finite(line: &Line<'_>, from: usize, end: usize, words: &Words<'_>) -> Option<usize> {
    (from..end.min(line.words.len())).find(|&at| is_finite(line, at, from, words))
}

/// True for a finite verb; what stands before `from` is not looked at.
pub(super) fn is_finite(line: &Line<'_>, at: usize, from: usize, words: &Words<'_>) -> bool {
    let Some(word) = line.words.get(at) else {
        return false;
    };
    let common = &words.common;
    let fold = word.fold.as_ref();
    if !word.is_word() || word.shape == Shape::Number {
        return false;
    }
    // "be", "been", "being" alone are not finite.
    if common.is_any(fold, &[Class::NegativeAuxiliary, Class::Contraction]) {
        return true;
    }
    if common.is(fold, Class::Auxiliary) {
        let infinite = words.verbs.forms(fold).participle() && !words.verbs.forms(fold).past()
            || fold == "be"
            || words.verbs.forms(fold).ing();
        return !infinite && (word.shape == Shape::Lower || line.loud);
    }
    if word.is_capital() && !line.loud {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| *before >= from);
    let before = before.and_then(|before| line.words.get(before));
    before.is_some_and(|before| full_verb(line, at, before, words))
}

/// A verb that is no auxiliary, by its form and the words around it.
fn full_verb(line: &Line<'_>, at: usize, before: &Word<'_>, words: &Words<'_>) -> bool {
    let common = &words.common;
    let Some(word) = line.words.get(at) else {
        return false;
    };
    let fold = word.fold.as_ref();
    let forms = words.verbs.forms(fold);
    let next = line.words.get(at + 1);
    let nominal = common.is_any(
        &before.fold,
        &[
            Class::Article,
            Class::Possessive,
            Class::Preposition,
            Class::Determiner,
        ],
    ) || before.possessive
        || before.shape == Shape::Mark && matches!(before.raw, "-" | "$" | "£" | "€");
    if nominal && !before.fold.starts_with("th") {
        return false;
    }
    let subject = !common.is_closed(&before.fold)
        || common.is_any(
            &before.fold,
            &[Class::Pronoun, Class::Relative, Class::Adverb],
        );
    if words.verbs.looks_past(fold) {
        // "cut", "set": also a noun or an infinitive. What the list does not know may be an adjective: "a naked man".
        let listed = forms.past();
        let open = next.is_none_or(|next| !next.is_word() || common.is_closed(&next.fold));
        let sure = if listed {
            !forms.base() || subject && before.is_word()
        } else {
            subject && before.is_word() && (open || next.is_some_and(Word::is_capital))
        };
        return sure && !nominal;
    }
    let relative =
        common.is(&before.fold, Class::Relative) && !common.is(&before.fold, Class::Determiner);
    // "who plan to", "which means": nothing but a verb.
    if relative && (forms.base() || forms.third()) {
        return true;
    }
    if forms.third() && !common.is(fold, Class::Preposition) {
        let open = next.is_some_and(|next| {
            common.is_closed(&next.fold)
                || next.is_capital()
                || next.shape == Shape::Number
                || words.clauses.is(&next.fold, Part::Amount)
                || words.verbs.forms(&next.fold).participle()
        });
        // "the post, in Tangabou, sits at": a comma closes what is put in between.
        return subject && (before.is_word() || put_between(line, at)) && open;
    }
    // "they say", "officials expect": a base form after a plural subject.
    // "one point": a number too.
    let pronoun =
        common.is(&before.fold, Class::Pronoun) && !words.clauses.is(&before.fold, Part::Amount);
    let listed = words.clauses.is(&before.fold, Part::Plural);
    let plural = pronoun || listed || before.fold.ends_with('s');
    let complement = next.is_some_and(|next| {
        let opens = [
            Class::Article,
            Class::Determiner,
            Class::Possessive,
            Class::Pronoun,
            Class::Subordinator,
        ];
        next.is_capital()
            || next.shape == Shape::Number
            || common.is_any(&next.fold, &opens)
            || listed
                && common.is(&next.fold, Class::Preposition)
                && !common.is(&next.fold, Class::Link)
    });
    forms.base() && !forms.third() && plural && subject && complement
}

/// True when the comma before a word closes what a comma a little before it opened.
fn put_between(line: &Line<'_>, at: usize) -> bool {
    let comma = |at: &usize| line.words.get(*at).is_some_and(|word| word.raw == ",");
    let close = at.checked_sub(1).filter(comma);
    close.is_some_and(|close| (close.saturating_sub(BETWEEN)..close).any(|at| comma(&at)))
}

/// How sure a word that [`is_finite`] holds to be a finite verb is one.
pub(super) fn trust(line: &Line<'_>, at: usize, words: &Words<'_>) -> Trust {
    let common = &words.common;
    let Some(word) = line.words.get(at) else {
        return Trust::May;
    };
    let auxiliary = [
        Class::Auxiliary,
        Class::NegativeAuxiliary,
        Class::Contraction,
    ];
    let forms = words.verbs.forms(&word.fold);
    let past = forms.past() && !forms.participle() && !forms.base();
    // "told an uncomfortable truth": a participle has no object.
    let object = line.words.get(at + 1).is_some_and(|next| {
        let opens = [
            Class::Article,
            Class::Possessive,
            Class::ObjectPronoun,
            Class::Pronoun,
        ];
        common.is_any(&next.fold, &opens)
    });
    // "Ames throws", "they met": what stands before is a subject, hardly a noun with a participle.
    let named = at
        .checked_sub(1)
        .and_then(|before| Some((before, line.words.get(before)?)))
        // A capital at the head of the sentence says nothing.
        .is_some_and(|(place, before)| {
            before.is_capital() && place > 0 || common.is(&before.fold, Class::Pronoun)
        });
    if common.is_any(&word.fold, &auxiliary) || past || object || named {
        Trust::Sure
    } else {
        Trust::May
    }
}

/// The finite verb of the clause whose subject begins at a word; `None` where no clause begins there.
///
/// What a relative clause inside the subject holds is not its verb: "a storm that broke windows" is none. Nor is what
/// another subject does: "before a magistrate | and was remanded".
pub(super) fn clause_at(line: &Line<'_>, at: usize, words: &Words<'_>) -> Option<usize> {
    subject_at(line, at, true, words)
}

/// `nested`: what a word of time in the subject opens may be a clause too. One step deep, so that work stays linear.
fn subject_at(line: &Line<'_>, at: usize, nested: bool, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let first = line.words.get(at)?;
    if !opens_subject(first, words) {
        return None;
    }
    let mut wanted = 1usize;
    let mut next = at;
    let end = line.words.len().min(at + SUBJECT);
    while next < end {
        let word = line.words.get(next)?;
        if word.raw == "," && wanted == 1 {
            next = resumed(line, at, next, words)?;
            return Some(next);
        }
        let whole = word.is_word()
            || word.glued_hyphen()
            || matches!(word.raw, "'" | "’" | "$" | "£" | "€" | "%");
        if !whole {
            return None;
        }
        if next > at {
            let fold = word.fold.as_ref();
            if common.is(fold, Class::Coordinator) && other_verb(line, next, words) {
                return None;
            }
            let phrasal = words.clauses.is(fold, Part::Phrasal);
            let clause = || nested && subject_at(line, next + 1, false, words).is_some();
            let contact = common.is(fold, Class::Pronoun)
                && !words.clauses.is(fold, Part::Amount)
                && follows_noun(line, next, words);
            if common.is(fold, Class::Relative) || contact || phrasal && clause() {
                // Its verb is not ours: "as a baker | before he was elected", "and mistakes | he has made".
                wanted += 1;
            } else if common.is(fold, Class::Subordinator)
                && !phrasal
                && !common.is(fold, Class::Preposition)
            {
                return None;
            }
        }
        let own = next > at || common.is(&word.fold, Class::Contraction);
        if own && is_finite(line, next, at, words) {
            let by = line
                .words
                .get(next + 1)
                .filter(|by| words.clauses.is(&by.fold, Part::Agent));
            // "a tax backed by the governor": a participle, unless what follows is a figure.
            let figure = line
                .words
                .get(next + 2)
                .is_some_and(|figure| figure.shape == Shape::Number);
            let passive = by.is_some() && !figure && trust(line, next, words) == Trust::May;
            if !passive {
                wanted -= 1;
                if wanted == 0 {
                    return Some(next);
                }
                next = group_end(line, next, words);
                continue;
            }
        }
        next += 1;
    }
    None
}

/// True when a noun stands before a word.
fn follows_noun(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    before.is_some_and(|before| before.is_word() && !words.common.is_closed(&before.fold))
}

/// The verb after what is put in between two commas: "Mr. Ames, a baker, | won".
fn resumed(line: &Line<'_>, from: usize, comma: usize, words: &Words<'_>) -> Option<usize> {
    let inner = line.words.get(comma + 1..)?.iter().take(BETWEEN + 1);
    let close = comma + 1 + inner.into_iter().position(|word| word.raw == ",")?;
    let own = |at: usize| is_finite(line, at, comma, words);
    let clause = (comma + 1..close).any(|at| own(at) && trust(line, at, words) == Trust::Sure)
        && !line
            .words
            .get(comma + 1)
            .is_some_and(|word| words.common.is(&word.fold, Class::Relative));
    let verb = close + 1;
    let sure = trust(line, verb, words) == Trust::Sure
        || line
            .words
            .get(verb)
            .is_some_and(|word| words.verbs.forms(&word.fold).past());
    (!clause && sure && is_finite(line, verb, from, words)).then_some(verb)
}

/// True when a verb without a subject of its own follows a coordinator: "and was remanded", "but now counts".
pub(super) fn other_verb(line: &Line<'_>, coordinator: usize, words: &Words<'_>) -> bool {
    resumed_by(line, coordinator, words).is_some()
}

/// The finite verb right after a coordinator, adverbs left out.
pub(super) fn resumed_by(line: &Line<'_>, coordinator: usize, words: &Words<'_>) -> Option<usize> {
    let mut at = coordinator + 1;
    while line
        .words
        .get(at)
        .is_some_and(|word| words.common.is(&word.fold, Class::Adverb))
    {
        at += 1;
    }
    let word = line.words.get(at)?;
    if word.shape != Shape::Lower {
        return None;
    }
    let forms = words.verbs.forms(&word.fold);
    let auxiliary = words
        .common
        .is_any(&word.fold, &[Class::Auxiliary, Class::NegativeAuxiliary]);
    let past = words.verbs.looks_past(&word.fold) && !forms.base();
    let third = forms.third() && {
        let next = line.words.get(at + 1);
        next.is_some_and(|next| {
            words.common.is_closed(&next.fold) || next.shape == Shape::Number || next.is_capital()
        })
    };
    (auxiliary || past || third).then_some(at)
}

/// The word after a group of verbs: "had | been badly | hurt".
fn group_end(line: &Line<'_>, verb: usize, words: &Words<'_>) -> usize {
    let mut at = verb + 1;
    while line.words.get(at).is_some_and(|word| {
        let forms = words.verbs.forms(&word.fold);
        words
            .common
            .is_any(&word.fold, &[Class::Auxiliary, Class::Adverb])
            || forms.participle()
            || forms.ing()
    }) {
        at += 1;
    }
    at
}

/// True for a word that can begin a subject.
fn opens_subject(word: &Word<'_>, words: &Words<'_>) -> bool {
    let common = &words.common;
    if !word.is_word() {
        return false;
    }
    let fold = word.fold.as_ref();
    if common.is_any(fold, &[Class::ObjectPronoun, Class::Auxiliary])
        && !common.is(fold, Class::Pronoun)
    {
        return false;
    }
    if common.is_any(
        fold,
        &[
            Class::Article,
            Class::Determiner,
            Class::Possessive,
            Class::Pronoun,
            Class::Contraction,
        ],
    ) {
        return true;
    }
    if word.is_capital() || word.shape == Shape::Number {
        return true;
    }
    // A bare noun: officials, police, two people.
    !common.is_closed(fold) && !words.verbs.is_verb(fold)
}
