//! What a hedge governs, and whether a word can stand for a flat assertion against it.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::super::context::Word;
use super::polarity::governed;
use super::{Pair, View};
use crate::model::{Certainty as Level, Hedge, Span};

/// Words of content of a clause among which its verb stands.
const FIRST: usize = 5;

/// The verb that a hedge governs: the first word of content after it, with nothing but carriers ("to", "have") between;
/// where a clause of its own follows ("feared that the bridge had fallen"), its verb.
pub(super) fn verb(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> Option<usize> {
    let tables = pair.context.tables;
    let all = governed(view, hedge.cue, hedge.scope, FIRST);
    let index = all.first().copied()?;
    // what a hedge governs may begin further on: "the claim of a clerk that …"
    let apart = hedge.scope.start > hedge.cue.end + 1;
    let after = if apart {
        view.words_in(hedge.scope).start
    } else {
        view.words_in(hedge.cue).end
    };
    let opens = |at: usize| {
        view.words
            .get(at)
            .is_some_and(|word| tables.is_break(&word.folded))
    };
    if after.checked_sub(1).is_some_and(opens) || opens(after) {
        return all.into_iter().find(|index| finite(pair, view, *index));
    }
    if let Some(told) = set_off(pair, view, hedge) {
        return Some(told);
    }
    let between = view.words.get(after..index).unwrap_or(&[]);
    between
        .iter()
        .all(|word| tables.carriers.contains(&word.folded))
        .then_some(index)
}

/// The verb before a hedge that stands between marks: "was stabbed, it is thought, with a kitchen knife".
fn set_off(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> Option<usize> {
    let cue = view.words_in(hedge.cue);
    let (last, own) = (
        view.words.get(cue.start.checked_sub(1)?)?,
        view.words.get(cue.start)?,
    );
    let next = view.words.get(cue.end);
    let parted = last.segment != own.segment && next.is_none_or(|next| next.segment != own.segment);
    let mut before = (0..cue.start).rev().take(FIRST + cue.len());
    let told = before.find(|index| {
        let word = view.words.get(*index);
        word.is_some_and(|word| word.content && word.name.is_none()) && finite(pair, view, *index)
    });
    told.filter(|_| parted && hedge.scope.start < hedge.cue.start)
}

/// True for what is a verb by what it looks like: a past, or an auxiliary before it.
fn finite(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = pair.context.tables;
    let past = |word: &Word| tables.is_past(&word.folded);
    let before = index.checked_sub(1).and_then(|at| view.words.get(at));
    let helped = |word: &Word| {
        tables.being.contains(&word.folded)
            || tables.will.contains(&word.folded)
            || !word.content && tables.carriers.contains(&word.folded)
    };
    view.words.get(index).is_some_and(past) || before.is_some_and(helped)
}

/// True for a word of a charge under a word of guilt: "convicted of 12 counts of theft" hedges nothing, nor does
/// "convicted Ruiz, 61, of 12 counts of theft".
pub(super) fn settled(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> bool {
    let cue = view.words_in(hedge.cue).start;
    let clause = view.words.get(cue).map(|word| word.segment);
    hedge.certainty == Level::Alleged
        && view.words.get(..cue).is_some_and(|before| {
            // an apposition, an age at the longest, may stand between
            let held = |word: &&Word| {
                clause.is_some_and(|clause| word.segment == clause || word.segment + 2 == clause)
            };
            let mut same = before.iter().filter(held);
            same.any(|word| pair.context.tables.settled.contains(&word.folded))
        })
}

/// True when a word can stand for a flat assertion: no infinitive after "to", no form in -ing without a form of "be".
pub(super) fn asserted(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = &pair.context.tables;
    let Some(word) = view.words.get(index) else {
        return false;
    };
    let before = index
        .checked_sub(1)
        .and_then(|before| view.words.get(before));
    if before.is_some_and(|before| tables.infinitive.contains(&before.folded)) {
        return false;
    }
    !tables.ends(&word.folded, "unfinished")
        || before.is_some_and(|before| tables.being.contains(&before.folded))
}

/// True when any hedge governs the word.
pub(super) fn is_hedged(view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.statement
        .facts
        .hedges
        .iter()
        .any(|hedge| hedge.scope.contains(word.span) || hedge.cue.overlaps(word.span))
}

/// The same, for a word that may be what alleges: who "has been charged with murder" has been charged.
pub(super) fn is_open(view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.statement.facts.hedges.iter().any(|hedge| {
        let alleges = hedge.certainty == Level::Alleged && hedge.cue.start == word.span.start;
        hedge.scope.contains(word.span) || hedge.cue.overlaps(word.span) && !alleges
    })
}

/// True for a present that stands for what is to come: "nurses walk out from March 10".
pub(super) fn futurate(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = pair.context.tables;
    let Some(word) = view.words.get(index) else {
        return false;
    };
    let past = tables.is_past(&word.folded) || tables.ends(&word.folded, "unfinished");
    let helped = index.checked_sub(1).and_then(|at| view.words.get(at));
    let helped = helped.is_some_and(|before| {
        tables.being.contains(&before.folded) || tables.carriers.contains(&before.folded)
    });
    !past && !helped && !view.statement.facts.times.is_empty()
}

/// True when a word of the future stands before a word in its clause.
pub(super) fn ahead(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let Some(word) = view.words.get(index) else {
        return false;
    };
    view.words.get(..index).is_some_and(|before| {
        before.iter().rev().take(3).any(|other| {
            other.clause == word.clause && pair.context.tables.future.contains(&other.folded)
        })
    })
}

/// True for a word that stands as a noun: "a vote", "without a Democratic vote", "the vote is". Nobody does it there.
pub(super) fn nominal(pair: &Pair<'_>, view: &View<'_>, index: usize) -> bool {
    let tables = pair.context.tables;
    let Some(word) = view.words.get(index) else {
        return false;
    };
    let opens = |word: &Word| tables.nominal.contains(&word.folded);
    let mut before = view.words.get(..index).unwrap_or(&[]).iter().rev();
    if before.clone().next().is_some_and(opens) {
        return true;
    }
    if tables.is_past(&word.folded) {
        return false;
    }
    let next = view.words.get(index + 1);
    let subject = index == 0
        || next.is_some_and(|next| {
            next.segment == word.segment
                && (tables.being.contains(&next.folded) || tables.will.contains(&next.folded))
        });
    let phrase = before
        .by_ref()
        .take(3)
        .take_while(|before| before.clause == word.clause && !tables.is_past(&before.folded));
    subject || word.folded == word.stem && phrase.into_iter().any(opens)
}

/// True for a hedge before a noun: "a planned dam".
pub(super) fn attributive(pair: &Pair<'_>, view: &View<'_>, hedge: &Hedge) -> bool {
    let before = view.words_in(hedge.cue).start.checked_sub(1);
    let before = before.and_then(|at| view.words.get(at));
    before.is_some_and(|word| pair.context.tables.nominal.contains(&word.folded))
}

/// True for a word of a time: a day is planned for, not done.
pub(super) fn timed(view: &View<'_>, word: &Word) -> bool {
    let times = &view.statement.facts.times;
    times.iter().any(|time| time.span.overlaps(word.span))
}

/// A measure that a statement only weighs ("is considering a curfew") and the word of the other that has put it into
/// effect: the words of the measure in both, and that word.
pub(super) fn enacted(
    pair: &Pair<'_>,
    (own, hedge): (&View<'_>, &Hedge),
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize, usize)> {
    let tables = pair.context.tables;
    let after = own.words_in(hedge.cue).end;
    let bare = |index: usize, view: &View<'_>| {
        view.words
            .get(index)
            .is_some_and(|word| tables.infinitive.contains(&word.folded))
    };
    if hedge.certainty != Level::Planned || after.checked_sub(1).is_some_and(|at| bare(at, own)) {
        return None;
    }
    let rest = own.words.get(after..)?;
    let clause = rest.first()?.clause;
    // the head of the phrase: the last word of content before a small one
    let lead = rest.iter().take_while(|word| !word.content).count();
    let phrase = rest
        .get(lead..)?
        .iter()
        .take(3)
        .take_while(|word| word.clause == clause && word.content && !timed(own, word));
    let head = (after + lead + phrase.count()).checked_sub(1)?;
    let named = own.words.get(head)?;
    if lead > 2 || head < after + lead || tables.ends(&named.folded, "unfinished") {
        return None;
    }
    let answer = to_other(head)?;
    let reply = other.words.get(answer)?;
    let enacts = |at: &usize| {
        other.words.get(*at).is_some_and(|word| {
            word.clause == reply.clause && tables.enacting.contains(&word.folded)
        })
    };
    let negated = other
        .statement
        .facts
        .negations
        .iter()
        .any(|marker| marker.scope.contains(reply.span) || marker.cue.overlaps(reply.span));
    let before = (answer.saturating_sub(4)..answer).rev().find(enacts);
    let behind = || {
        let helped = other.words.get(answer + 1)?;
        tables.being.contains(&helped.folded).then_some(())?;
        Some(answer + 2).filter(enacts)
    };
    let act = before.or_else(behind)?;
    let open = is_hedged(other, act) || is_hedged(other, answer) || ahead(pair, other, act);
    (!negated && !open && !nominal(pair, other, act)).then_some((head, answer, act))
}

/// False where a name stands before the one verb and what stands before the other does not answer it: she is expected to
/// plead guilty, her husband did.
pub(super) fn same_subject(
    own: &View<'_>,
    cue: Span,
    other: &View<'_>,
    answer: usize,
    to_other: impl Fn(usize) -> Option<usize>,
) -> bool {
    let before = |view: &View<'_>, end: usize| {
        let words = view.words.get(..end)?;
        words.iter().rposition(|word| word.content)
    };
    let subjects = (before(own, own.words_in(cue).start), before(other, answer));
    let (Some(subject), Some(doer)) = subjects else {
        return true;
    };
    let named =
        |view: &View<'_>, at: usize| view.words.get(at).is_some_and(|word| word.name.is_some());
    to_other(subject) == Some(doer) || !named(own, subject) && !named(other, doer)
}

/// True when the same people allege here what they said there: "police allege" and "the police chief said".
pub(super) fn one_source(
    own: &View<'_>,
    hedge: &Hedge,
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> bool {
    let speaker = other.statement.quotation.as_ref();
    let mention = speaker.and_then(|quotation| quotation.speaker.as_ref()?.mention);
    let Some(mention) = mention else { return false };
    let mut before = 0..own.words_in(hedge.cue).start;
    before.any(|index| {
        let word = to_other(index).and_then(|answer| other.words.get(answer));
        word.is_some_and(|word| mention.contains(word.span))
    })
}

/// Who claims an act or is blamed for it in one statement, and did it by the other: the words that lay it on them, and
/// the words of the passive ("carried out by the Front").
pub(super) fn laid_on(
    pair: &Pair<'_>,
    own: &View<'_>,
    other: &View<'_>,
    to_other: impl Fn(usize) -> Option<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let tables = pair.context.tables;
    let folded = |view: &View<'_>, at: usize| view.words.get(at).map(|word| word.folded.clone());
    let is = |view: &View<'_>, at: usize, set: &FxHashSet<String>| {
        folded(view, at).is_some_and(|word| set.contains(&word))
    };
    // the name that a passive is by
    let done_by = |answer: usize| -> Option<Range<usize>> {
        let name = other.statement.facts.names.iter();
        let mut names = name.map(|name| other.words_in(name.span));
        let name = names.find(|words| words.contains(&answer))?;
        let article = name.start.checked_sub(1)?;
        let by = if tables.is_article(&folded(other, article)?) {
            article.checked_sub(1)?
        } else {
            article
        };
        let verb = (by.saturating_sub(2)..by).rev().find(|at| {
            other
                .words
                .get(*at)
                .is_some_and(|word| tables.is_past(&word.folded))
        })?;
        let open = is_hedged(other, verb) || other.words.get(verb)?.quoted;
        let only_claimed = is(other, verb, &tables.claiming);
        (is(other, by, &tables.agent) && !open && !only_claimed).then_some(verb..name.end)
    };
    (0..own.words.len()).find_map(|at| {
        let claims = is(own, at, &tables.claiming) && is(own, at + 1, &tables.responsibility);
        let blames = is(own, at, &tables.suspecting) && !nominal(pair, own, at);
        let named = |index: &usize| {
            own.words
                .get(*index)
                .is_some_and(|word| word.name.is_some())
        };
        if claims {
            let done = (0..at)
                .filter(named)
                .find_map(|name| done_by(to_other(name)?))?;
            return Some((at..at + 2, done));
        }
        let article = |at: usize| folded(own, at).is_some_and(|word| tables.is_article(&word));
        let start = at + 1 + usize::from(article(at + 1));
        if !blames || !named(&start) {
            return None;
        }
        let end = (start..start + NAME).take_while(named).last()? + 1;
        Some((at..end, done_by(to_other(end - 1)?)?))
    })
}

/// Words of a name.
const NAME: usize = 6;
