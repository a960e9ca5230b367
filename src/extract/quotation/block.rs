//! Paragraphs → block quotations: paragraphs that the page sets off, and those that a verb of speech and a colon
//! introduce.
//!
//! ```text
//! Declan Roche wrote to the members:
//!
//! We were told in May that the pier was sound. Somebody has a question to answer.
//! ```
//!
//! In: paragraphs, and what the tagger found in them. Out: [`Sign`]s, one for each paragraph of a block; those of one
//! block share cue and source. Where the layout shows a block it is as long as it looks. Where nothing but a colon does,
//! it goes on as long as somebody speaks of himself: the report itself says "I" and "we" of nobody. A list ("named three
//! streets:") has no sentences and is none. Linear. The training material has none of these.

use std::ops::Range;

use super::hash::hash_bytes;
use super::layout::Sign;
use super::paragraph::Paragraph;
use super::runs::{Run, Runs};
use super::vocabulary::CueClass;

/// Words that a block has at least: a shorter line is an item of a list or a heading.
const WORDS: usize = 8;
/// Words that are enough with a stop behind them.
const SENTENCE: usize = 4;
/// Words that the sentence before the block has at most.
const OPENING: usize = 30;
/// Belief in a speaker who is found by the shape of the sentence alone.
const BY_SHAPE: f32 = 0.8;

/// Who is said to speak in a block.
struct Opening {
    cue: Run,
    source: Run,
}

/// The block quotations of a report, in text order, at most one sign for each paragraph.
pub(super) fn blocks(paragraphs: &[Paragraph], runs: &Runs) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    let mut index = 0;
    while let Some(block) = paragraphs.get(index) {
        let before = index.checked_sub(1).and_then(|at| paragraphs.get(at));
        let opening = before.and_then(|before| opening(index - 1, before, runs));
        let end = match (&opening, block.set_off) {
            (_, true) => end_of_layout(paragraphs, index),
            (Some(_), false) if block.after_colon => end_of_speech(paragraphs, index, runs),
            _ => index,
        };
        for at in index..end {
            // one that names its own speaker ("…," she said) is as any other paragraph
            let Some(block) = paragraphs.get(at).filter(|block| {
                block.is_one_region() || opening.is_some() && !attributed(at, block, runs)
            }) else {
                continue;
            };
            found.push(Sign {
                paragraph: at,
                content: 0..block.cells.len(),
                source: opening.as_ref().map(|opening| opening.source),
                cue: opening.as_ref().map(|opening| opening.cue),
            });
        }
        index = end.max(index + 1);
    }
    found
}

/// One past the last paragraph that is set off together with the first.
fn end_of_layout(paragraphs: &[Paragraph], first: usize) -> usize {
    let block = paragraphs.get(first..).unwrap_or(&[]);
    let length = block.iter().take_while(|one| one.set_off).count();
    first + length
}

/// One past the last paragraph in which the speaker whom a colon introduced goes on; the first itself where that is no
/// block.
fn end_of_speech(paragraphs: &[Paragraph], first: usize, runs: &Runs) -> usize {
    let prose = |at: usize| {
        let block = paragraphs.get(at)?;
        (is_prose(block) && !attributed(at, block, runs)).then_some(block)
    };
    if prose(first).is_none() {
        return first;
    }
    let goes_on = |at: &usize| {
        // a line that leads to a further block is the report's own
        let leads = (paragraphs.get(at + 1)).is_some_and(|next| next.after_colon || next.set_off);
        prose(*at).is_some_and(|block| !leads && block.cells.iter().any(|cell| cell.first_person))
    };
    // a paragraph of a speech without "I" or "we" may stand between two that have them
    let mut end = first + 1;
    while let Some(next) = (end..end + 2).find(goes_on) {
        if (end..next).any(|at| prose(at).is_none()) {
            break;
        }
        end = next + 1;
    }
    end
}

/// True for a paragraph of whole sentences without any marks.
fn is_prose(block: &Paragraph) -> bool {
    let words = block.cells.iter().filter(|cell| !cell.punctuation).count();
    let stop = block.cells.last().is_some_and(|cell| {
        [&b"."[..], b"!", b"?"]
            .iter()
            .any(|stop| cell.word == hash_bytes(stop))
    });
    let whole = block.regions.is_empty() && !block.heading && !block.set_off;
    whole && words >= if stop { SENTENCE } else { WORDS }
}

/// The verb of speech in the sentence before the block, and who speaks there.
fn opening(index: usize, before: &Paragraph, runs: &Runs) -> Option<Opening> {
    let sentence = before.sentences.last()?.clone();
    if before.heading || before.set_off || sentence.len() > OPENING {
        return None;
    }
    let of_class = |wanted: CueClass| {
        sentence.clone().rev().filter(move |at| {
            let cell = before.cells.get(*at);
            cell.is_some_and(|cell| cell.cue == wanted && cell.region.is_none())
        })
    };
    let inside = |run: &&Run| sentence.start <= run.start && run.end <= sentence.end;
    let sources: Vec<&Run> = of(&runs.sources, index).filter(inside).collect();
    // the verb that has its speaker beside it, not the noun of "told staff in an email"
    let beside = |at: &usize| {
        sources
            .iter()
            .any(|run| run.end == *at || run.start == at + 1)
    };
    let verb = of_class(CueClass::Speech).find(beside);
    let verb = verb.or_else(|| of_class(CueClass::Speech).next());
    let at = verb.or_else(|| of_class(CueClass::SpeechNoun).next())?;
    if let Some(source) = titled(before, &sentence, index) {
        return Some(source);
    }
    // "named three streets:" leads to a list, "posted on Facebook:" does not
    let bare = (before.cells.get(at + 1)).is_some_and(|next| next.preposition || next.punctuation);
    if !bare && before.cells.get(at).is_some_and(|cell| cell.marks) {
        return None;
    }
    let source = (sources.iter())
        .map(|run| clipped(**run, at))
        .filter(|run| run.start < run.end && speaks(before, run))
        .max_by(|one, two| {
            (one.best, one.belief)
                .partial_cmp(&(two.best, two.belief))
                .unwrap_or(std::cmp::Ordering::Equal)
        })?;
    // "according to" is one cue
    let tagged = of(&runs.cues, index).find(|run| run.best && run.start == at);
    let whole = tagged.filter(|run| at == sentence.start && run.end <= source.start);
    Some(Opening {
        cue: cue_at(index, at..whole.map_or(at + 1, |run| run.end)),
        source,
    })
}

fn cue_at(paragraph: usize, cells: Range<usize>) -> Run {
    Run {
        paragraph,
        start: cells.start,
        end: cells.end,
        belief: 0.9,
        best: true,
    }
}

/// `From the inspector's report:` has no verb: what stands behind the preposition speaks, by its colon.
fn titled(before: &Paragraph, sentence: &Range<usize>, index: usize) -> Option<Opening> {
    let cells = before.cells.get(sentence.clone())?;
    let [first, inner @ .., last, colon] = cells else {
        return None;
    };
    let plain = |cell: &super::paragraph::Cell| !cell.punctuation && cell.region.is_none();
    let verbless = inner
        .iter()
        .all(|cell| plain(cell) && cell.cue == CueClass::None);
    let noun = matches!(last.cue, CueClass::Speech | CueClass::SpeechNoun);
    if !first.preposition || inner.is_empty() || !verbless || !noun || !colon.punctuation {
        return None;
    }
    let (start, end) = (sentence.start + 1, sentence.end - 1);
    Some(Opening {
        cue: cue_at(index, end..end + 1),
        source: Run {
            paragraph: index,
            start,
            end,
            belief: BY_SHAPE,
            best: true,
        },
    })
}

/// The part of a source that does not run over the verb.
fn clipped(run: Run, verb: usize) -> Run {
    match run {
        run if run.end <= verb || run.start > verb => run,
        run if run.start < verb => Run { end: verb, ..run },
        run => Run {
            start: verb + 1,
            ..run
        },
    }
}

/// True for somebody, not "you" or "it".
fn speaks(paragraph: &Paragraph, run: &Run) -> bool {
    let first = paragraph.cells.get(run.start);
    first.is_some_and(|cell| !cell.function || cell.determiner || cell.person)
}

/// True when the paragraph itself says who speaks in it: a name beside a verb of speech, or `, the engineers said.`
fn attributed(index: usize, block: &Paragraph, runs: &Runs) -> bool {
    // "has a question to answer" is not said
    let speech = |run: &&Run| {
        let cells = block.cells.get(run.start..run.end).unwrap_or(&[]);
        let verb = cells.iter().any(|cell| cell.cue == CueClass::Speech);
        run.best && verb && !cells.iter().any(|cell| cell.determiner)
    };
    let sources = || of(&runs.sources, index).filter(|run| run.best);
    let cell = |at: usize| block.cells.get(at);
    of(&runs.cues, index).filter(speech).any(|cue| {
        sources().any(|source| {
            let beside = source.end == cue.start || cue.end == source.start;
            let cells = block.cells.get(source.start..source.end).unwrap_or(&[]);
            let name = cells
                .iter()
                .any(|cell| cell.person || cell.capital && !cell.function);
            let (first, end) = (cue.start.min(source.start), cue.end.max(source.end));
            let last = first
                .checked_sub(1)
                .and_then(cell)
                .is_some_and(|cell| cell.comma)
                && cell(end).is_none_or(|cell| cell.punctuation && !cell.comma);
            beside && (name || last)
        })
    })
}

/// The runs of one paragraph: the list is in text order.
fn of(runs: &[Run], paragraph: usize) -> impl Iterator<Item = &Run> {
    let start = runs.partition_point(|run| run.paragraph < paragraph);
    let rest = runs.get(start..).unwrap_or(&[]);
    rest.iter()
        .take_while(move |run| run.paragraph == paragraph)
}
