//! Is there a clause here? Subjects and finite verbs, told by word forms alone.
//!
//! In: the words of a sentence. Out: yes or no for a range. No parse: a form that may be a noun ("plans") counts as a
//! verb only after what can be its subject. Linear in the range.

use super::super::common::Class;
use super::super::lex::{Line, Shape, Word};
use super::super::words::Words;

/// The first finite verb in a range of words.
pub(super) fn finite(line: &Line<'_>, from: usize, end: usize, words: &Words<'_>) -> Option<usize> {
    (from..end.min(line.words.len())).find(|&at| is_finite(line, at, from, words))
}

fn is_finite(line: &Line<'_>, at: usize, from: usize, words: &Words<'_>) -> bool {
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
    let forms = words.verbs.forms(fold);
    let before = at.checked_sub(1).filter(|before| *before >= from);
    let before = before.and_then(|before| line.words.get(before));
    if word.is_capital() && !line.loud {
        return false;
    }
    let Some(before) = before else { return false };
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
    if forms.past() {
        // "cut", "set": also a noun or an infinitive.
        let sure = !forms.base() || subject && before.is_word();
        let noun = nominal;
        return sure && !noun;
    }
    if forms.third() && !common.is(fold, Class::Preposition) {
        let next = line.words.get(at + 1);
        let open = next.is_some_and(|next| {
            common.is_closed(&next.fold)
                || next.is_capital()
                || next.shape == Shape::Number
                || words.verbs.forms(&next.fold).participle()
        });
        return subject && before.is_word() && open;
    }
    // "they say", "officials expect": a base form after a plural subject.
    let plural = common.is(&before.fold, Class::Pronoun) || before.fold.ends_with('s');
    forms.base()
        && !forms.third()
        && plural
        && subject
        && line.words.get(at + 1).is_some_and(|next| {
            common.is_any(
                &next.fold,
                &[
                    Class::Article,
                    Class::Determiner,
                    Class::Possessive,
                    Class::Pronoun,
                    Class::Subordinator,
                ],
            )
        })
}

/// True when a subject begins at a word, and its finite verb follows before the clause ends.
pub(super) fn subject_and_verb(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let Some(first) = line.words.get(at) else {
        return false;
    };
    if !opens_subject(first, words) {
        return false;
    }
    // Ten words hold a long subject: "the owner of the ferry that sank on Friday".
    let mut end = at;
    while end < line.words.len() && end < at + 11 {
        let word = &line.words.get(end);
        if word.is_some_and(|word| {
            !word.is_word()
                && !word.glued_hyphen()
                && !matches!(word.raw, "'" | "’" | "$" | "£" | "€" | "%")
        }) {
            break;
        }
        end += 1;
    }
    finite(line, at, end, words).is_some_and(|verb| {
        verb > at
            || line
                .words
                .get(at)
                .is_some_and(|word| words.common.is(&word.fold, Class::Contraction))
    })
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
