//! Paragraphs → the sources that their layout names: signatures and the labels of transcripts.
//!
//! In: the paragraphs of a report. Out: [`Sign`]s, which replace what the tagger found in the same place:
//!
//! ```text
//! “We slept in the school.” — Rosa Tilney          a signature, here or on the line below
//! The road is open again. — Highways (@roads) 3 May     a post, signed with a handle
//! BOATENG: The bridge was inspected in May.        a transcript, where two labels stand in one report
//! ```
//!
//! Linear. The training material has few of these, so the tagger cannot have learnt them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::hash::hash_bytes;
use super::link::Link;
use super::paragraph::{Cell, Paragraph, Quoted};
use super::runs::{Run, Runs};

/// A source that is given by layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The paragraph of the content.
    pub paragraph: usize,
    /// The cells of the content.
    pub content: Range<usize>,
    /// The name; none where the layout shows a quotation and nobody is named.
    pub source: Option<Run>,
    /// The colon of a label.
    pub cue: Option<Run>,
}

/// Words that a signature may have: a name, an office, a place, a day.
const SIGNATURE: usize = 14;
/// Words that a label may have: `PRIME MINISTER BOATENG`.
const LABEL: usize = 4;
/// A transcript has one turn in this many paragraphs at least; a turn may run on over some.
const TURNS: usize = 3;
/// Belief in what layout says.
const BELIEF: f32 = 0.9;

/// The signs of a report, in text order, at most one for each paragraph.
#[must_use]
pub fn signs(paragraphs: &[Paragraph]) -> Vec<Sign> {
    let turns = turns(paragraphs);
    let mut found = Vec::new();
    for (index, (paragraph, turn)) in paragraphs.iter().zip(turns).enumerate() {
        let sign = turn
            .and_then(|labelled| transcript(index, labelled, paragraphs))
            .or_else(|| signed(index, paragraph))
            .or_else(|| signed_below(index, paragraph, paragraphs.get(index + 1)?));
        found.extend(sign);
    }
    found
}

fn run(paragraph: usize, cells: Range<usize>) -> Run {
    Run {
        paragraph,
        start: cells.start,
        end: cells.end,
        belief: BELIEF,
        best: true,
    }
}

/// Of each paragraph, which one has the label of its turn to speak: itself, or one before it where a turn runs on.
///
/// A report has turns where two different labels take them: in capitals one speaks again, or a good part of the
/// paragraphs are theirs; in small letters both. `UPDATE:` and `CORRECTION:` in a report are no speakers, nor are the
/// lines of a box (`Date:`, `Venue:`).
fn turns(paragraphs: &[Paragraph]) -> Vec<Option<usize>> {
    let none = || vec![None; paragraphs.len()];
    let label = |paragraph: &Paragraph, capitals: bool| -> Option<Vec<u32>> {
        let cells = paragraph.cells.get(..label_end(paragraph)?)?;
        let fits = !capitals
            || cells
                .iter()
                .all(|cell| cell.capitals && cell.span.len() > 1);
        fits.then(|| cells.iter().map(|cell| cell.word).collect())
    };
    let labels = |capitals| -> Vec<Option<Vec<u32>>> {
        (paragraphs.iter())
            .map(|paragraph| label(paragraph, capitals))
            .collect()
    };
    let bodies = paragraphs.iter().filter(|one| !one.heading).count();
    let take_turns = |labels: &[Option<Vec<u32>>], capitals| {
        let places = labels.iter().flatten().count();
        let names: BTreeSet<&Vec<u32>> = labels.iter().flatten().collect();
        let again = places > names.len();
        let many = places * TURNS >= bodies;
        names.len() >= 2
            && if capitals {
                again || many
            } else {
                again && many
            }
    };
    let Some(labels) = [true, false]
        .into_iter()
        .map(|capitals| (labels(capitals), capitals))
        .find(|(labels, capitals)| take_turns(labels, *capitals))
        .map(|(labels, _)| labels)
    else {
        return none();
    };
    let places = labels.iter().flatten().count();
    let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let runs_on = places * 2 >= bodies;
    let mut speaks = None;
    (labels.iter().enumerate())
        .map(|(index, label)| {
            // behind the last turn the report may go on itself
            speaks = match label {
                Some(_) => Some(index),
                None => speaks.filter(|_| runs_on && index < last),
            };
            speaks
        })
        .collect()
}

/// Where the colon of a label stands: words that each begin with a capital.
fn label_end(paragraph: &Paragraph) -> Option<usize> {
    let colon = hash_bytes(b":");
    let end = paragraph
        .cells
        .iter()
        .take(LABEL + 1)
        .position(|cell| cell.word == colon)?;
    let label = paragraph.cells.get(..end)?;
    let capitals = label.iter().all(|cell| cell.capital);
    (!label.is_empty() && capitals && !paragraph.heading && paragraph.cells.len() > end + 1)
        .then_some(end)
}

/// The turn of a paragraph; `labelled` is the one that has its label.
fn transcript(index: usize, labelled: usize, paragraphs: &[Paragraph]) -> Option<Sign> {
    let end = label_end(paragraphs.get(labelled)?)?;
    let from = if index == labelled { end + 1 } else { 0 };
    Some(Sign {
        paragraph: index,
        content: from..paragraphs.get(index)?.cells.len(),
        source: Some(run(labelled, 0..end)),
        cue: Some(run(labelled, end..end + 1)),
    })
}

/// The name that follows a dash and fills the rest of the cells: its range, and whether a handle comes with it.
fn signature(cells: &[Cell], dash: usize) -> Option<(Range<usize>, bool)> {
    if !cells.get(dash)?.dash {
        return None;
    }
    // a doubled hyphen
    let start = (dash..dash + 3).find(|at| cells.get(*at).is_some_and(|cell| !cell.dash))?;
    let rest = cells.get(start..)?;
    let words = rest.iter().filter(|cell| !cell.punctuation).count();
    let first = rest.first()?;
    let plain = words <= SIGNATURE
        && first.capital
        && !first.function
        && rest
            .iter()
            .all(|cell| (cell.capital || !cell.cue.is_verb()) && matches!(cell.quoted, Quoted::No));
    if !plain {
        return None;
    }
    let length = rest
        .iter()
        .position(|cell| cell.punctuation)
        .unwrap_or(rest.len());
    let handle = rest.get(length..)?.iter().take(2).any(|cell| cell.handle);
    let capitals = rest
        .get(..length)?
        .iter()
        .filter(|cell| cell.capital)
        .count();
    // a name: most of its words begin with a capital
    (capitals * 2 > length).then_some((start..start + length, handle))
}

fn signed(index: usize, paragraph: &Paragraph) -> Option<Sign> {
    let cells = &paragraph.cells;
    let from = cells.len().saturating_sub(SIGNATURE * 2);
    // the hyphen of a compound has no space before it
    let free = |at: usize, cell: &Cell| {
        let before = at.checked_sub(1).and_then(|at| cells.get(at));
        cell.span.len() > 1
            || before.is_none_or(|before| before.dash || before.span.end < cell.span.start)
    };
    let dash = (from..cells.len()).rev().find(|at| {
        cells
            .get(*at)
            .is_some_and(|cell| cell.dash && cell.quoted == Quoted::No && free(*at, cell))
    })?;
    let first = (from..=dash)
        .rev()
        .take_while(|at| cells.get(*at).is_some_and(|cell| cell.dash))
        .last()?;
    let (name, handle) = signature(cells, first)?;
    let before = first.checked_sub(1)?;
    let closed = cells.get(before)?.quoted == Quoted::Closing;
    if handle {
        return Some(Sign {
            paragraph: index,
            content: 0..first,
            source: Some(run(index, name)),
            cue: None,
        });
    }
    // the quotation that ends before the dash, and nothing else in the paragraph
    let all_quoted = cells
        .get(..first)?
        .iter()
        .all(|cell| cell.punctuation || cell.quoted == Quoted::Double);
    (closed && all_quoted).then(|| Sign {
        paragraph: index,
        content: 0..first,
        source: Some(run(index, name)),
        cue: None,
    })
}

fn signed_below(index: usize, paragraph: &Paragraph, below: &Paragraph) -> Option<Sign> {
    let (name, handle) = signature(&below.cells, 0)?;
    let quoted = paragraph
        .cells
        .iter()
        .all(|cell| cell.punctuation || cell.quoted == Quoted::Double);
    (handle || quoted).then(|| Sign {
        paragraph: index,
        content: 0..paragraph.cells.len(),
        source: Some(run(index + 1, name)),
        cue: None,
    })
}

/// Puts the signs into the runs and gives the links that they settle, by piece.
pub fn settle(signs: &[Sign], runs: &mut Runs) -> Vec<Option<Link>> {
    if signs.is_empty() {
        return vec![None; runs.pieces.len()];
    }
    let overlaps = |run: &Run, paragraph: usize, cells: &Range<usize>| {
        run.paragraph == paragraph && run.start < cells.end && cells.start < run.end
    };
    let sign_of = |run: &Run| {
        let at = signs
            .binary_search_by_key(&run.paragraph, |sign| sign.paragraph)
            .ok()?;
        signs.get(at)
    };
    // one piece instead of those that the tagger found there
    runs.pieces.retain(|run| {
        sign_of(run).is_none_or(|sign| !overlaps(run, sign.paragraph, &sign.content))
    });
    runs.pieces.extend(
        signs
            .iter()
            .map(|sign| run(sign.paragraph, sign.content.clone())),
    );
    let names: BTreeSet<(usize, usize, usize)> = signs
        .iter()
        .filter_map(|sign| sign.source)
        .map(|source| (source.paragraph, source.end, source.start))
        .collect();
    // the first name that ends behind the start of the run
    let over_a_name = |run: &Run| {
        let behind = names.range((run.paragraph, run.start + 1, 0)..).next();
        behind.is_some_and(|(paragraph, _, start)| *paragraph == run.paragraph && *start < run.end)
    };
    runs.sources.retain(|run| {
        !over_a_name(run)
            && sign_of(run).is_none_or(|sign| !overlaps(run, sign.paragraph, &sign.content))
    });
    runs.sources
        .extend(signs.iter().filter_map(|sign| sign.source));
    runs.cues.retain(|run| {
        sign_of(run).is_none_or(|sign| !overlaps(run, sign.paragraph, &sign.content))
    });
    runs.cues.extend(signs.iter().filter_map(|sign| sign.cue));
    for list in [&mut runs.pieces, &mut runs.sources, &mut runs.cues] {
        list.sort_by_key(|run| (run.paragraph, run.start, run.end));
        list.dedup_by_key(|run| (run.paragraph, run.start, run.end));
    }
    let place = |list: &[Run], run: &Run| {
        list.binary_search_by_key(&(run.paragraph, run.start, run.end), |run| {
            (run.paragraph, run.start, run.end)
        })
        .ok()
    };
    runs.pieces
        .iter()
        .map(|piece| {
            let sign =
                sign_of(piece).filter(|sign| overlaps(piece, sign.paragraph, &sign.content))?;
            Some(Link {
                cue: sign.cue.and_then(|cue| place(&runs.cues, &cue)),
                source: sign.source.and_then(|source| place(&runs.sources, &source)),
                belief: BELIEF,
            })
        })
        .collect()
}
