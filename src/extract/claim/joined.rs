//! Does a coordinator join two clauses, or two nouns?
//!
//! In: the words of a sentence and where a coordinator stands. Out: yes or no. Linear in the range.

use super::super::common::Class;
use super::super::lex::{Line, Shape};
use super::super::words::Words;
use super::clause::{Trust, clause_at, finite, is_finite, trust};
use super::table::Part;

/// Words before a coordinator in which a preposition governs the nouns on both sides: "by Ames and his wife".
const GOVERNED: usize = 4;
/// Words of a clause in which its verb is looked for; longer ones are no prose.
const CLAUSE: usize = 80;
/// Words of a phrase before the subject: "but in the end they".
const PHRASE: usize = 7;

/// True when a clause of its own begins after the coordinator at a word.
pub(super) fn coordinated(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    let comma = before.is_some_and(|before| before.raw == ",");
    let Some(next) = line.words.get(at + 1) else {
        return false;
    };
    // "or": both need not hold.
    let word = line.words.get(at);
    if word.is_some_and(|word| words.clauses.is(&word.fold, Part::Alternative)) {
        return false;
    }
    // "and that the road …", "but when the road …"
    if common.is(&next.fold, Class::Subordinator) {
        return clause_at(line, at + 2, words).is_some();
    }
    if common.is(&next.fold, Class::Relative) {
        return false;
    }
    if comma {
        return opened(line, at + 1, words);
    }
    let from = bounded(line, at + 1, words);
    clause_at(line, from, words).is_some_and(|verb| !joins_nouns(line, begin, at, verb, words))
}

/// True when a clause begins at a word, a phrase before its subject left out: "then", "at least", "in the end".
pub(super) fn opened(line: &Line<'_>, at: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let is = |at: usize, class: Class| {
        let word = line.words.get(at);
        word.is_some_and(|word| common.is(&word.fold, class))
    };
    let mut from = bounded(line, at, words);
    while is(from, Class::Adverb) && !is(from, Class::Auxiliary) {
        from += 1;
    }
    if clause_at(line, from, words).is_some() {
        return true;
    }
    if !is(from, Class::Preposition) {
        return false;
    }
    // "in the end they", "at that time talks broke down": a subject after the phrase, its verb sure.
    let phrase = (from + 2..(from + PHRASE).min(line.words.len())).find(|&at| {
        let pronoun = is(at, Class::Pronoun) && !is(at, Class::Relative);
        let noun = line.words.get(at).is_some_and(|word| {
            let opens = [Class::Article, Class::Possessive];
            common.is_any(&word.fold, &opens) || !common.is_closed(&word.fold)
        });
        let after = at
            .checked_sub(1)
            .and_then(|before| line.words.get(before))
            .is_some_and(|before| {
                !common.is_any(
                    &before.fold,
                    &[
                        Class::Article,
                        Class::Possessive,
                        Class::Preposition,
                        Class::Determiner,
                    ],
                )
            });
        let verb = clause_at(line, at, words);
        let sure = verb.is_some_and(|verb| {
            let past = line.words.get(verb).is_some_and(|word| {
                let forms = words.verbs.forms(&word.fold);
                forms.past() && !forms.participle()
            });
            verb > at && (trust(line, verb, words) == Trust::Sure || past)
        });
        pronoun && verb.is_some() || noun && after && sure && at > from + 2
    });
    phrase.is_some()
}

/// The word after "at least".
fn bounded(line: &Line<'_>, at: usize, words: &Words<'_>) -> usize {
    let bound = line
        .words
        .get(at + 1)
        .is_some_and(|word| words.clauses.is(&word.fold, Part::Bound));
    let preposition = line
        .words
        .get(at)
        .is_some_and(|word| words.common.is(&word.fold, Class::Preposition));
    if bound && preposition { at + 2 } else { at }
}

/// True when the clause that the words before `at` end in has a verb: not "said that nurses | and doctors were".
pub(super) fn complete(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> bool {
    let Some(last) = verb_before(line, begin, at, words) else {
        return false;
    };
    // "said nurses, at the gate, | and doctors were": what is said has no verb yet.
    let clausal = line
        .words
        .get(last)
        .is_some_and(|word| words.clauses.is(&word.fold, Part::Clausal));
    let complement = line.words.get(last + 1).is_some_and(|next| {
        let phrase = words.common.is(&next.fold, Class::Preposition);
        next.is_word() && (!phrase || words.clauses.is(&next.fold, Part::Amount))
    });
    // "said goodbye to them, | and they": a comma closes it, unless another one stands before.
    let comma = |at: usize| line.words.get(at).is_some_and(|word| word.raw == ",");
    let closed = comma(at - 1) && !(last..at - 1).any(comma);
    if clausal && complement && !closed && last + 2 < at {
        return false;
    }
    // "anyone who drove between six | and ten is": the verb of a relative clause is not that of its subject.
    let Some(first) = finite(line, begin, at, words) else {
        return false;
    };
    let inside = (begin + 1..first).rev().find(|&at| {
        let word = line.words.get(at);
        // "But when the lights failed, …" is no relative clause.
        let relative = |fold: &str| {
            words.common.is(fold, Class::Relative)
                && !(at == begin + 1 && words.common.is(fold, Class::Assertive))
        };
        word.is_some_and(|word| word.raw == "," || relative(&word.fold))
    });
    let inside =
        inside.is_some_and(|at| !comma(at) && at.checked_sub(1).is_some_and(|at| !comma(at)));
    !inside || last > first && head(line, begin, last, words) != first
}

/// The last finite verb before a word, in the clause that the word ends; the first word of its group.
fn verb_before(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let mut back = at;
    while back > begin.max(at.saturating_sub(CLAUSE)) {
        back -= 1;
        let word = line.words.get(back)?;
        let open = back + 1 < at && line.words.get(back + 1).is_some_and(|next| next.raw != ",");
        let opener = common.is_any(&word.fold, &[Class::Subordinator, Class::Relative])
            && !words.clauses.is(&word.fold, Part::Phrasal)
            && open;
        let determiner = common.is(&word.fold, Class::Determiner)
            && back.checked_sub(1).is_some_and(|before| {
                let before = line.words.get(before);
                before.is_some_and(|before| common.is(&before.fold, Class::Preposition))
            });
        if opener && !determiner {
            return None;
        }
        let from = back.saturating_sub(1).max(begin);
        if is_finite(line, back, from, words) {
            return Some(head(line, begin, back, words));
        }
    }
    None
}

/// The first word of a group of verbs: "| had been badly hurt".
fn head(line: &Line<'_>, begin: usize, verb: usize, words: &Words<'_>) -> usize {
    let mut at = verb;
    let mut first = verb;
    while at > begin {
        at -= 1;
        let Some(word) = line.words.get(at) else {
            break;
        };
        let classes = [
            Class::Auxiliary,
            Class::NegativeAuxiliary,
            Class::Contraction,
        ];
        if words.common.is_any(&word.fold, &classes) {
            first = at;
        } else if !words.common.is(&word.fold, Class::Adverb) {
            break;
        }
    }
    first
}

/// True when the words before and after a coordinator are one object: "met the mayor and the governor in Selby".
fn joins_nouns(line: &Line<'_>, begin: usize, at: usize, verb: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let next = line.words.get(at + 1);
    let sure = next.is_some_and(|next| {
        common.is_any(&next.fold, &[Class::Pronoun, Class::Contraction])
            && !common.is(&next.fold, Class::Relative)
    });
    if sure {
        return false;
    }
    let Some(first) = verb_before(line, begin, at, words) else {
        return true;
    };
    // "were closed and most …": a verb before the coordinator is no noun to be joined.
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    let auxiliary = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| common.is(&word.fold, Class::Auxiliary))
    };
    let ended = before.is_some_and(|before| {
        let forms = words.verbs.forms(&before.fold);
        let verb = forms.participle() && (!forms.base() || at > 1 && auxiliary(at - 2));
        before.shape == Shape::Lower && (verb || common.is(&before.fold, Class::Adverb))
    });
    if ended && first + 1 < at {
        return false;
    }
    let past = line.words.get(verb).is_some_and(|word| {
        let forms = words.verbs.forms(&word.fold);
        forms.past() && !forms.participle()
    });
    let bare = next.is_some_and(|next| {
        !common.is_closed(&next.fold) && !next.is_capital() && next.shape != Shape::Number
    });
    // "during the flood and traffic crossed it": of a bare noun only a verb that can be nothing else.
    let plain = past || auxiliary(verb) || !bare && trust(line, verb, words) == Trust::Sure;
    let governed = (1..=GOVERNED).any(|back| {
        at.checked_sub(back)
            .filter(|at| *at > first)
            .and_then(|at| line.words.get(at))
            .is_some_and(|word| common.is(&word.fold, Class::Preposition))
    });
    if plain && trust(line, first, words) == Trust::Sure {
        return false;
    }
    let reduced = line
        .words
        .get(verb + 1)
        .is_some_and(|next| common.is(&next.fold, Class::Preposition));
    // The verb must come soon and be no participle of the noun before it.
    let far = finite(line, at + 1, (at + 8).min(line.words.len()), words).is_none();
    governed || bare || far || !plain && reduced
}
