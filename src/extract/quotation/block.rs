//! Paragraphs → block quotations: a paragraph without marks that the one before introduces with a verb of speech and a
//! colon.
//!
//! ```text
//! Declan Roche wrote to the members:
//!
//! We were told in May that the pier was sound. Somebody has a question to answer.
//! ```
//!
//! In: paragraphs, and what the tagger found in them. Out: [`Sign`]s. A list ("named three streets:") has no sentences
//! and is none. Linear. The training material has none of these.

use super::hash::hash_bytes;
use super::layout::Sign;
use super::paragraph::Paragraph;
use super::runs::{Run, Runs};
use super::vocabulary::CueClass;

/// Words that a block has at least: a shorter line is an item of a list or a heading.
const WORDS: usize = 8;
/// Words that are enough with a stop behind them.
const SENTENCE: usize = 4;
/// Words that the sentence with the colon has at most.
const OPENING: usize = 30;

/// The block quotations of a report, in text order, at most one for each paragraph.
pub(super) fn blocks(paragraphs: &[Paragraph], runs: &Runs) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    for (index, pair) in paragraphs.windows(2).enumerate() {
        let [before, block] = pair else { continue };
        if !block.after_colon || before.heading || !is_prose(block) {
            continue;
        }
        let Some((cue, source)) = opening(index, before, runs) else {
            continue;
        };
        if attributed(index + 1, block, runs) {
            continue;
        }
        found.push(Sign {
            paragraph: index + 1,
            content: 0..block.cells.len(),
            source,
            cue: Some(cue),
        });
    }
    found
}

/// True for a paragraph of whole sentences without any marks.
fn is_prose(block: &Paragraph) -> bool {
    let words = block.cells.iter().filter(|cell| !cell.punctuation).count();
    let stop = block.cells.last().is_some_and(|cell| {
        [&b"."[..], b"!", b"?"]
            .iter()
            .any(|stop| cell.word == hash_bytes(stop))
    });
    block.regions.is_empty() && !block.heading && words >= if stop { SENTENCE } else { WORDS }
}

/// The verb of speech in the sentence that ends in the colon, and who speaks there.
fn opening(index: usize, before: &Paragraph, runs: &Runs) -> Option<(Run, Run)> {
    let sentence = before.sentences.last()?;
    let words = sentence.len();
    if words > OPENING {
        return None;
    }
    let reports = |wanted: CueClass| {
        sentence.clone().rev().find(|at| {
            let cell = before.cells.get(*at);
            cell.is_some_and(|cell| cell.cue == wanted && cell.region.is_none())
        })
    };
    let at = reports(CueClass::Speech).or_else(|| reports(CueClass::SpeechNoun))?;
    let cue = Run {
        paragraph: index,
        start: at,
        end: at + 1,
        belief: 0.9,
        best: true,
    };
    let inside = |run: &&Run| sentence.start <= run.start && run.end <= sentence.end;
    let off = |run: &Run| run.end <= at || run.start > at;
    // somebody, not "you" or "it"
    let speaks = |run: &Run| {
        let first = before.cells.get(run.start);
        first.is_some_and(|cell| !cell.function || cell.determiner || cell.person)
    };
    let source = of(&runs.sources, index)
        .filter(inside)
        .filter(|run| off(run) && speaks(run))
        .max_by(|one, two| {
            (one.best, one.belief)
                .partial_cmp(&(two.best, two.belief))
                .unwrap_or(std::cmp::Ordering::Equal)
        })?;
    Some((cue, *source))
}

/// True when the paragraph itself says who speaks in it: a name beside a verb of speech, or `, the engineers said.`
fn attributed(index: usize, block: &Paragraph, runs: &Runs) -> bool {
    let speech = |run: &&Run| {
        let cells = block.cells.get(run.start..run.end).unwrap_or(&[]);
        run.best && cells.iter().any(|cell| cell.cue == CueClass::Speech)
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
