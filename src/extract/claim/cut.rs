//! Where a sentence can be cut so that each piece is a statement of its own.
//!
//! In: the words of a sentence and the stretches that must stay whole. Out: the words that begin a new piece, in text
//! order, the first not among them. Conservative: a cut needs a finite verb on both sides and, but for participles
//! and relative clauses at the end, a subject of its own after it; in doubt the sentence stays whole.

use super::super::common::Class;
use super::super::lex::{Line, Shape};
use super::super::words::Words;
use super::clause::{finite, subject_and_verb};
use crate::model::{Role, Span};

/// Words that a piece must have: fewer cannot be understood alone.
const LEAST: usize = 4;

/// The words that begin a new piece.
pub(super) fn cuts(line: &Line<'_>, whole: &[Span], words: &Words<'_>) -> Vec<usize> {
    if line.loud || line.role == Role::Headline || line.words.len() < 2 * LEAST {
        return Vec::new();
    }
    let inside = marked(line);
    let mut found = Vec::new();
    let mut begin = 0;
    // The first finite verb of the piece: looked for once, not again at every word.
    let verb_from = |begin: usize| finite(line, begin, line.words.len(), words);
    let mut verb = verb_from(begin);
    for at in 1..line.words.len() {
        if inside.get(at).copied().unwrap_or(false) || at < begin + LEAST {
            continue;
        }
        let Some(word) = line.words.get(at) else {
            break;
        };
        if verb.is_none_or(|verb| verb >= at) {
            continue;
        }
        let free = !whole
            .iter()
            .any(|span| span.start < word.span.start && word.span.start < span.end);
        if free && opens_piece(line, begin, at, words) && long_enough(line, at) {
            found.push(at);
            begin = at;
            verb = verb_from(begin);
        }
    }
    found
}

/// For each word: stands it inside quotation marks or brackets?
fn marked(line: &Line<'_>) -> Vec<bool> {
    let mut inside = Vec::with_capacity(line.words.len());
    let (mut quoted, mut brackets) = (false, 0usize);
    for word in &line.words {
        match word.raw {
            "“" | "«" => quoted = true,
            "”" | "»" => quoted = false,
            "\"" | "''" | "``" => quoted = !quoted,
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        inside.push(quoted || brackets > 0);
    }
    inside
}

fn long_enough(line: &Line<'_>, at: usize) -> bool {
    line.words
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .filter(|word| word.is_word())
        .count()
        >= LEAST
}

fn opens_piece(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let (Some(word), Some(before)) = (line.words.get(at), line.words.get(at - 1)) else {
        return false;
    };
    let fold = word.fold.as_ref();
    // ", but it …", "after the …": nothing else these can join.
    let pronoun = before.raw == ","
        && line.words.get(at + 1).is_some_and(|next| {
            common.is_any(&next.fold, &[Class::Pronoun, Class::Contraction])
                && !common.is(&next.fold, Class::Relative)
        });
    let sure = common.is(fold, Class::Assertive) || common.is(fold, Class::Coordinator) && pronoun;
    if !sure && finite(line, segment(line, begin, at, words), at, words).is_none() {
        return false;
    }
    if common.is(&before.fold, Class::Subordinator) || common.is(&before.fold, Class::Coordinator) {
        return false;
    }
    let end = line.words.len();
    // "…; the council …", "… — the council …"
    if matches!(before.raw, ";" | "—" | "–" | "--") && word.is_word() {
        return subject_and_verb(line, at, words) && closes(line, at, words);
    }
    let comma = before.raw == ",";
    if common.is(fold, Class::Coordinator) {
        let next = at + 1;
        // "and that the road …", "but when the road …"
        let skip = usize::from(
            line.words
                .get(next)
                .is_some_and(|word| common.is(&word.fold, Class::Subordinator)),
        );
        let relative = line
            .words
            .get(next)
            .is_some_and(|word| common.is(&word.fold, Class::Relative));
        let own = !relative && subject_and_verb(line, next + skip, words);
        return own && (comma || !joins_nouns(line, at, words));
    }
    if common.is(fold, Class::Assertive) {
        // "as well as", "after a fire": a clause must follow.
        return subject_and_verb(line, at + 1, words) && !conditional(line, begin, words);
    }
    if comma && common.is(fold, Class::Relative) && !common.is(fold, Class::Subordinator) {
        let verb = finite(line, at, end.min(at + 6), words);
        return verb.is_some() && last_clause(line, at, words);
    }
    if comma && words.verbs.forms(fold).ing() && !common.is(fold, Class::Gerundive) {
        return word.shape == Shape::Lower && last_clause(line, at, words);
    }
    // "After the fire broke out, residents fled."
    let opened = line
        .words
        .get(begin)
        .is_some_and(|first| common.is(&first.fold, Class::Assertive));
    comma && opened && subject_and_verb(line, at, words) && !in_list(line, begin, at, words)
}

/// Where the clause before `at` begins: after the last comma or word that opens a clause.
fn segment(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> usize {
    // A comma right before `at` closes the clause, it does not open it.
    let end = at - 1;
    (begin..end)
        .rev()
        .find(|&at| {
            line.words.get(at).is_some_and(|word| {
                word.raw == ","
                    || words
                        .common
                        .is_any(&word.fold, &[Class::Subordinator, Class::Relative])
                        && !words.common.is(&word.fold, Class::Preposition)
            })
        })
        .map_or(begin, |at| at + 1)
        .min(end)
}

/// True when the words before and after a coordinator are one object: "met the mayor and the governor in Selby".
fn joins_nouns(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    let next = line.words.get(at + 1);
    let sure = next.is_some_and(|next| {
        common.is_any(&next.fold, &[Class::Pronoun, Class::Contraction])
            && !common.is(&next.fold, Class::Relative)
    });
    if sure {
        return false;
    }
    // The verb must come soon and be no participle of the noun before it.
    let verb = finite(line, at + 1, (at + 8).min(line.words.len()), words);
    let Some(verb) = verb else { return true };
    let plain = line.words.get(verb).is_some_and(|word| {
        common.is_any(&word.fold, &[Class::Auxiliary, Class::NegativeAuxiliary])
            || words.verbs.forms(&word.fold).past() && !words.verbs.forms(&word.fold).participle()
    });
    // "by Ames and his wife": a preposition governs both.
    let governed = before.is_some()
        && (1..=4usize).any(|back| {
            at.checked_sub(back)
                .and_then(|at| line.words.get(at))
                .is_some_and(|word| common.is(&word.fold, Class::Preposition))
        });
    let bare = next.is_some_and(|next| {
        !common.is_closed(&next.fold) && !next.is_capital() && next.shape != Shape::Number
    });
    let reduced = line
        .words
        .get(verb + 1)
        .is_some_and(|next| common.is(&next.fold, Class::Preposition));
    governed || bare || !plain && reduced
}

/// True when a piece that opens with a condition would stand without it.
fn conditional(line: &Line<'_>, begin: usize, words: &Words<'_>) -> bool {
    line.words.get(begin).is_some_and(|first| {
        words.common.is(&first.fold, Class::Subordinator)
            && !words.common.is(&first.fold, Class::Assertive)
    })
}

/// True when no comma follows, or only one before a coordinated clause: the clause at `at` is the last.
fn last_clause(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let rest = line.words.get(at..).unwrap_or(&[]);
    let mut commas = rest
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(word.raw, "," | ";" | "—" | "–" | "--"));
    commas.all(|(offset, _)| {
        let next = at + offset + 1;
        line.words.get(next).is_some_and(|word| {
            words.common.is(&word.fold, Class::Coordinator)
                || words.common.is(&word.fold, Class::Assertive)
                || words.verbs.forms(&word.fold).ing()
        })
    })
}

/// True when the piece at `at` runs to the end: no second dash takes the sentence up again.
fn closes(line: &Line<'_>, at: usize, _words: &Words<'_>) -> bool {
    !line
        .words
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .any(|word| matches!(word.raw, "—" | "–" | "--"))
}

/// True when an earlier comma in the piece makes this one part of a list.
fn in_list(line: &Line<'_>, begin: usize, at: usize, _words: &Words<'_>) -> bool {
    line.words
        .get(begin..at - 1)
        .unwrap_or(&[])
        .iter()
        .any(|word| word.raw == ",")
}
