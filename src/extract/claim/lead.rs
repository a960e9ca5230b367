//! What stands before a word of time, cause or comparison and belongs to it, and what follows it.
//!
//! In: the words of a sentence and where such a word stands. Out: where its clause begins, or nothing where none does.
//! Linear in the range.

use super::super::common::Class;
use super::super::lex::{Line, Shape};
use super::super::words::Words;
use super::clause::{Trust, clause_at, finite, resumed_by, trust};
use super::table::Part;

/// Words between the two of "as many as" that are still one comparison.
const COMPARED: usize = 4;
/// Words of a measure of time: "a little less than three weeks before".
const MEASURE: usize = 7;

/// Where the clause that a word like "after" opens begins; `None` where it opens none, or what is before it cannot do
/// without it.
pub(super) fn assertive(
    line: &Line<'_>,
    begin: usize,
    at: usize,
    words: &Words<'_>,
) -> Option<usize> {
    let word = line.words.get(at)?;
    if compared(line, begin, at, words) || reckoned(line, begin, at, words) {
        return None;
    }
    let verb = clause_at(line, at + 1, words)?;
    let comparison = words.clauses.is(&word.fold, Part::Comparison);
    if comparison && doubtful(line, at, verb, words)
        || taken_up(line, verb, words)
        || swallowed(line, begin, at, verb, words)
    {
        return None;
    }
    led(line, begin, at, words)
}

/// "as | many as", "as soon | as": the second of two is no word of time.
fn compared(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> bool {
    let is = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| words.clauses.is(&word.fold, Part::Comparison))
    };
    let mut after = at + 1..at + 1 + COMPARED;
    let mut before = at.saturating_sub(COMPARED).max(begin)..at;
    is(at) && (after.any(&is) || before.any(&is))
}

/// "the worst | since": a rank does not hold without what it is reckoned by.
fn reckoned(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> bool {
    let is = |at: usize, part: Part| {
        let word = line.words.get(at);
        word.is_some_and(|word| words.clauses.is(&word.fold, part))
    };
    is(at, Part::Reckoning) && (begin..at).any(|at| is(at, Part::Rank))
}

/// True when "as" rather says in what role: the verb may be a noun ("as stab wounds to the chest") or a participle
/// ("as a plan designed to").
fn doubtful(line: &Line<'_>, at: usize, verb: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let (Some(first), Some(word)) = (line.words.get(at + 1), line.words.get(verb)) else {
        return false;
    };
    let forms = words.verbs.forms(&word.fold);
    let bare = !common.is_closed(&first.fold) && !first.is_capital() && !first.fold.ends_with('s');
    let noun = forms.third() && !forms.past();
    let phrase = line
        .words
        .get(verb + 1)
        .is_some_and(|next| common.is(&next.fold, Class::Preposition));
    let participle = forms.participle() && phrase && trust(line, verb, words) == Trust::May;
    bare && noun || words.clauses.is(&first.fold, Part::Indefinite) && participle
}

/// True when the verb found is that of the words before: "residents evacuated from Selby | after a fire | have been".
fn swallowed(line: &Line<'_>, begin: usize, at: usize, verb: usize, words: &Words<'_>) -> bool {
    let common = &words.common;
    let auxiliary = line.words.get(verb).is_some_and(|word| {
        common.is_any(&word.fold, &[Class::Auxiliary, Class::NegativeAuxiliary])
    });
    // "the verdicts were": nothing between that could leave the verb to another subject.
    let nested = (at + 2..verb).any(|at| {
        let word = line.words.get(at);
        word.is_some_and(|word| common.is(&word.fold, Class::Preposition))
    });
    let Some(first) = finite(line, begin, at, words) else {
        return true;
    };
    let phrase = first + 1 < at
        && line
            .words
            .get(first + 1)
            .is_some_and(|next| common.is(&next.fold, Class::Preposition));
    let only = finite(line, first + 1, at, words).is_none();
    auxiliary && nested && phrase && only && trust(line, first, words) == Trust::May
}

/// True when the clause before takes the sentence up again after this one: "fled | before he could be charged | and is
/// believed". In doubt it does.
fn taken_up(line: &Line<'_>, verb: usize, words: &Words<'_>) -> bool {
    let past = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| words.verbs.looks_past(&word.fold))
    };
    let fold = |at: usize| line.words.get(at).map(|word| word.fold.as_ref());
    let coordinators = (verb + 1..line.words.len()).filter(|at| {
        let word = line.words.get(*at);
        word.is_some_and(|word| words.common.is(&word.fold, Class::Coordinator))
    });
    for joined in coordinators {
        let Some(next) = resumed_by(line, joined, words) else {
            continue;
        };
        let comma = joined
            .checked_sub(1)
            .is_some_and(|before| fold(before) == Some(","));
        let auxiliary = line.words.get(next).is_some_and(|word| {
            let classes = [Class::Auxiliary, Class::NegativeAuxiliary];
            words.common.is_any(&word.fold, &classes)
        });
        // A verb nearer than that of this clause: "and that … and is".
        let nearer = (verb + 1..joined).any(|at| finite(line, at, at + 1, words).is_some());
        let parallel = fold(next) == fold(verb) || nearer;
        return comma || auxiliary && !parallel || past(next) != past(verb);
    }
    false
}

/// Where the clause at a word begins with what belongs to it: "three weeks | before", "shortly | after", "even | as".
fn led(line: &Line<'_>, begin: usize, at: usize, words: &Words<'_>) -> Option<usize> {
    let common = &words.common;
    let is = |at: usize, part: Part| {
        let word = line.words.get(at);
        word.is_some_and(|word| words.clauses.is(&word.fold, part))
    };
    let before = |at: usize| at.checked_sub(1).filter(|before| *before > begin);
    let mut first = at;
    if let Some(unit) = before(at).filter(|before| is(*before, Part::Unit)) {
        first = unit;
        while let Some(amount) = before(first).filter(|amount| {
            let word = line.words.get(*amount);
            is(*amount, Part::Amount)
                || word.is_some_and(|word| {
                    common.is_any(&word.fold, &[Class::Article, Class::Determiner])
                        || word.shape == Shape::Number
                })
        }) {
            first = amount;
            if at - first > MEASURE {
                return None;
            }
        }
    }
    // "last month after": no measure. "months before", "a month before" are.
    let plural = |at: usize| {
        let word = line.words.get(at);
        word.is_some_and(|word| word.fold.ends_with('s'))
    };
    if first + 1 == at && !plural(first) {
        return Some(at);
    }
    while let Some(lead) = before(first).filter(|lead| is(*lead, Part::Lead)) {
        first = lead;
    }
    if first == at {
        return Some(at);
    }
    let own = line.words.get(first.checked_sub(1)?)?;
    if own.raw == "," {
        return Some(first);
    }
    // "worked on him for 20 minutes | before": the measure belongs to the first clause.
    if common.is(&own.fold, Class::Preposition) {
        return Some(at);
    }
    // "died shortly | after": the adverb goes with the clause; a bare measure may be an object.
    let measured = is(at - 1, Part::Unit);
    (!measured).then_some(first)
}
