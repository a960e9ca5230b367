//! Where a sentence can be cut so that each piece is a statement of its own.
//!
//! In: the words of a sentence and the stretches that must stay whole. Out: the words that begin a new piece, in text
//! order, the first not among them. Conservative: a cut needs a finite verb on both sides and, but for participles
//! and relative clauses at the end, a subject of its own after it; in doubt the sentence stays whole.

use super::super::common::Class;
use super::super::lex::{Line, Shape};
use super::super::words::Words;
use super::clause::{clause_at, finite, other_verb};
use super::joined::{complete, coordinated, opened};
use super::lead::assertive;
use super::table::Part;
use crate::model::{Role, Span};

/// Words that a piece must have: fewer cannot be understood alone.
const LEAST: usize = 4;
/// Words from a relative word to its verb: ", who a few weeks ago said".
const RELATIVE: usize = 12;

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
        let Some(cut) = opens_piece(line, begin, at, words) else {
            continue;
        };
        let start = line
            .words
            .get(cut)
            .map_or(word.span.start, |word| word.span.start);
        let free = !whole
            .iter()
            .any(|span| span.start < start && start < span.end);
        if free
            && cut >= begin + LEAST
            && verb.is_some_and(|verb| verb < cut)
            && long_enough(line, cut)
        {
            found.push(cut);
            begin = cut;
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

/// Where the piece begins that the word at `at` opens; a little before it, where a measure of time leads to it.
fn opens_piece(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let word = line.words.get(at)?;
    let before = at
        .checked_sub(1)
        .and_then(|before| line.words.get(before))?;
    let fold = word.fold.as_ref();
    if common.is_any(&before.fold, &[Class::Subordinator, Class::Coordinator])
        && !words.clauses.is(&before.fold, Part::Phrasal)
    {
        return None;
    }
    let comma = before.raw == ",";
    if common.is(fold, Class::Coordinator) {
        // ", but it …": nothing else these can join.
        let pronoun = comma
            && line.words.get(at + 1).is_some_and(|next| {
                common.is_any(&next.fold, &[Class::Pronoun, Class::Contraction])
                    && !common.is(&next.fold, Class::Relative)
            });
        let whole = || pronoun || complete(line, begin, at, words);
        return (coordinated(line, begin, at, words) && whole()).then_some(at);
    }
    if common.is(fold, Class::Assertive) {
        // "as well as", "after a fire": a clause must follow.
        let free = !common.is_any(&before.fold, &[Class::Subordinator, Class::Coordinator])
            && !conditional(line, begin, words);
        return if free {
            assertive(line, begin, at, words)
        } else {
            None
        };
    }
    let dash = matches!(before.raw, ";" | "—" | "–" | "--");
    // Last, and only where a mark stands before: it looks back through the sentence.
    if !(comma || dash) || !complete(line, begin, at, words) {
        return None;
    }
    // "…; the council …", "… — the council …"
    if dash && word.is_word() {
        let clause = if before.raw == ";" {
            opened(line, at, words)
        } else {
            clause_at(line, at, words).is_some()
        };
        return (clause && closes(line, at)).then_some(at);
    }
    if !comma {
        return None;
    }
    // "…, so the council …"
    if words.clauses.is(fold, Part::Result) {
        return clause_at(line, at + 1, words).map(|_| at);
    }
    if relative(line, at, words) {
        let end = line.words.len().min(at + RELATIVE);
        let verb = finite(line, at, end, words)?;
        return (verb > at && last_clause(line, at, words)).then_some(at);
    }
    if words.verbs.forms(fold).ing() && !common.is(fold, Class::Gerundive) {
        let told = finite(line, after_comma(line, begin, at), at, words).is_some();
        return (told && word.shape == Shape::Lower && last_clause(line, at, words)).then_some(at);
    }
    // "After the fire broke out, residents fled."
    let fronted = opens_time(line, begin, words);
    let own = fronted && clause_at(line, at, words).is_some();
    (own && !in_list(line, begin, at)).then_some(at)
}

/// True for ", which", ", one of whom", ", in which"; not for ", that", which goes with what is before it, nor for
/// ", where": a place is a part of what happens there, and alone the clause is found in sentences that say other things.
fn relative(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let is = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| {
            common.is(&word.fold, Class::Relative) && !common.is(&word.fold, Class::Subordinator)
        })
    };
    let governs = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| common.is(&word.fold, Class::Preposition))
    };
    is(at) || governs(at) && is(at + 1) || governs(at + 1) && is(at + 2)
}

/// True when a piece opens with a clause of time or cause: at the head of the sentence, or after "but".
fn opens_time(line: &Line<'_>, begin: usize, words: &Words<'_>) -> bool {
    let is = |at: usize, class: Class| {
        let word = line.words.get(at);
        word.is_some_and(|word| words.common.is(&word.fold, class))
    };
    let first = (0..=1).find(|at| line.words.get(*at).is_some_and(|word| word.is_word()));
    let head = Some(begin) == first || begin == 0;
    let from = if begin == 0 {
        first.unwrap_or(0)
    } else {
        begin
    };
    head && is(from, Class::Assertive)
        || is(from, Class::Coordinator) && is(from + 1, Class::Assertive)
}

/// The word after the last comma of a stretch; a comma right before `at` closes it. What is put in between after a
/// subject does not open anew: "Ames, 61, | hauled".
fn after_comma(line: &Line<'_>, begin: usize, at: usize) -> usize {
    let end = at.saturating_sub(1);
    (begin..end)
        .rev()
        .find(|&at| line.words.get(at).is_some_and(|word| word.raw == ","))
        .unwrap_or(begin)
        .min(end)
}

/// True when a piece that opens with a condition would stand without it.
fn conditional(line: &Line<'_>, begin: usize, words: &Words<'_>) -> bool {
    line.words.get(begin).is_some_and(|first| {
        words.common.is(&first.fold, Class::Subordinator)
            && !words.common.is(&first.fold, Class::Assertive)
    })
}

/// True when no comma follows, or only one before a coordinated clause, a list or a purpose: the clause at `at` is the
/// last.
fn last_clause(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let rest = line.words.get(at..).unwrap_or(&[]);
    let mut commas = rest
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(word.raw, "," | ";" | "—" | "–" | "--"));
    commas.all(|(offset, _)| {
        let next = at + offset + 1;
        if other_verb(line, next, words) {
            return false;
        }
        let is = |at: usize, class: Class| {
            let word = line.words.get(at);
            word.is_some_and(|word| words.common.is(&word.fold, class))
        };
        // "…, and to the claim": goes on with what stood before.
        if is(next, Class::Coordinator) {
            return !is(next + 1, Class::Preposition);
        }
        let Some(word) = line.words.get(next) else {
            return false;
        };
        // "threw bottles, flares and stones", "behind the leader, Ines Calder": no verb, so no clause taken up.
        let noun = !words.common.is_closed(&word.fold) && word.is_word();
        let to = (next + 1..line.words.len())
            .find(|&at| line.words.get(at).is_some_and(|word| word.raw == ","))
            .unwrap_or(line.words.len());
        is(next, Class::Assertive)
            || words.verbs.forms(&word.fold).ing()
            || words.clauses.is(&word.fold, Part::Result)
            || noun && finite(line, next - 1, to, words).is_none()
    })
}

/// True when the piece at `at` runs to the end: no second dash takes the sentence up again.
fn closes(line: &Line<'_>, at: usize) -> bool {
    !line
        .words
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .any(|word| matches!(word.raw, "—" | "–" | "--"))
}

/// True when an earlier comma in the piece makes this one part of a list.
fn in_list(line: &Line<'_>, begin: usize, at: usize) -> bool {
    line.words
        .get(begin..at - 1)
        .unwrap_or(&[])
        .iter()
        .any(|word| word.raw == ",")
}
