//! What the tagger believes → the pieces of content, the cues and the sources of a report.
//!
//! In: paragraphs with their labels and beliefs. Out: runs of tokens in text order. A region in marks is taken whole
//! or not at all. Cues and sources that the best path left out but that are not unlikely are kept as candidates for
//! the linker. Linear.

use super::hash::hash_bytes;
use super::inverted::{close_before_speaker, exchange, invert};
use super::lattice::label;
use super::paragraph::{Paragraph, Quoted};
use super::tagger::Tagged;
use crate::text::Marks;

/// A run of tokens in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// First cell.
    pub start: usize,
    /// One past the last cell.
    pub end: usize,
    /// Mean belief.
    pub belief: f32,
    /// On the best path.
    pub best: bool,
}

/// How much of a piece stands in double marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nothing.
    None,
    /// A part.
    Part,
    /// All.
    All,
}

/// The runs of a report, each list in text order.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Content.
    pub pieces: Vec<Run>,
    /// Cues, certain or not.
    pub cues: Vec<Run>,
    /// Sources, certain or not.
    pub sources: Vec<Run>,
}

/// Mean belief in content from which a region in marks is content; chosen on PolNeAR dev.
const REGION: f32 = 0.6;
/// Belief from which a cue or source off the best path is a candidate; chosen on PolNeAR dev.
const CANDIDATE: f32 = 0.02;

/// Finds the runs of a report.
#[must_use]
pub fn runs(paragraphs: &[Paragraph], tagged: &[Tagged]) -> Runs {
    let mut found = Runs::default();
    for (index, (paragraph, tagged)) in paragraphs.iter().zip(tagged).enumerate() {
        let mut labels = with_whole_regions(paragraph, tagged);
        invert(paragraph, &mut labels);
        close_before_speaker(paragraph, &mut labels);
        exchange(paragraph, &mut labels);
        cut_clauses(paragraph, &mut labels);
        let belief = |first: usize, at: usize| {
            tagged.beliefs.get(at).map_or(0.0, |row| {
                row.get(first).copied().unwrap_or(0.0) + row.get(first + 1).copied().unwrap_or(0.0)
            })
        };
        let content = collect(index, &labels, label::CONTENT, |at| {
            belief(label::CONTENT, at)
        });
        found.pieces.extend(content.into_iter().filter(|run| {
            paragraph
                .cells
                .get(run.start..run.end)
                .is_some_and(|cells| cells.iter().any(|cell| !cell.punctuation))
        }));
        for (first, list) in [
            (label::SOURCE, &mut found.sources),
            (label::CUE, &mut found.cues),
        ] {
            let mut all = collect(index, &labels, first, |at| belief(first, at));
            // runs off the best path
            let mut start = None;
            for at in 0..=labels.len() {
                let free = labels.get(at).is_some_and(|label| {
                    *label != label::CONTENT
                        && *label != label::IN_CONTENT
                        && *label != first
                        && *label != first + 1
                });
                let likely = free && belief(first, at) >= CANDIDATE;
                let breaks = start.is_some_and(|from: usize| {
                    paragraph.cells.get(from).map(|cell| cell.sentence)
                        != paragraph.cells.get(at).map(|cell| cell.sentence)
                });
                if let Some(from) = start
                    && (!likely || breaks)
                {
                    let sum: f32 = (from..at).map(|at| belief(first, at)).sum();
                    all.push(Run {
                        paragraph: index,
                        start: from,
                        end: at,
                        belief: sum / (at - from) as f32,
                        best: false,
                    });
                    start = None;
                }
                if likely && start.is_none() {
                    start = Some(at);
                }
            }
            all.sort_by_key(|run| (run.start, run.end));
            list.extend(all);
        }
    }
    found
}

fn collect(
    paragraph: usize,
    labels: &[usize],
    first: usize,
    belief: impl Fn(usize) -> f32,
) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if *label == first {
            found.push(Run {
                paragraph,
                start: at,
                end: at + 1,
                belief: 0.0,
                best: true,
            });
        } else if *label == first + 1
            && let Some(last) = found.last_mut()
            && last.end == at
        {
            last.end = at + 1;
        }
    }
    for run in &mut found {
        let sum: f32 = (run.start..run.end).map(&belief).sum();
        run.belief = sum / (run.end - run.start).max(1) as f32;
    }
    found
}

/// The labels, with each region in double marks content as a whole or not at all.
fn with_whole_regions(paragraph: &Paragraph, tagged: &Tagged) -> Vec<usize> {
    let mut labels = tagged.labels.clone();
    let is_content = |label: usize| label == label::CONTENT || label == label::IN_CONTENT;
    let mut at = 0;
    while at < paragraph.cells.len() {
        let Some(index) = paragraph.cells.get(at).and_then(|cell| cell.region) else {
            at += 1;
            continue;
        };
        let start = at;
        while paragraph
            .cells
            .get(at)
            .is_some_and(|cell| cell.region == Some(index))
        {
            at += 1;
        }
        if paragraph
            .regions
            .get(index)
            .is_none_or(|region| region.marks != Marks::Double)
        {
            continue;
        }
        let mut sum = 0.0;
        let mut words = 0usize;
        let mut content = 0usize;
        for place in start..at {
            if paragraph
                .cells
                .get(place)
                .is_some_and(|cell| !cell.punctuation)
            {
                words += 1;
                if let Some(row) = tagged.beliefs.get(place) {
                    sum += row[label::CONTENT] + row[label::IN_CONTENT];
                }
                content += usize::from(labels.get(place).is_some_and(|label| is_content(*label)));
            }
        }
        if words == 0 {
            continue;
        }
        let closed = paragraph
            .regions
            .get(index)
            .is_some_and(|region| region.closed);
        if sum / words as f32 >= REGION && (closed || content * 2 > words) {
            let goes_on = start
                .checked_sub(1)
                .and_then(|before| labels.get(before))
                .is_some_and(|label| is_content(*label))
                && labels.get(start) != Some(&label::CONTENT);
            for (place, slot) in labels.iter_mut().enumerate().take(at).skip(start) {
                *slot = if place == start && !goes_on {
                    label::CONTENT
                } else {
                    label::IN_CONTENT
                };
            }
        } else if closed && content > 0 && content < words {
            for slot in labels.iter_mut().take(at).skip(start) {
                if is_content(*slot) {
                    *slot = label::OUTSIDE;
                }
            }
        }
        // a run that went on after the region begins anew
        if let Some(after) = labels.get(at).copied()
            && after == label::IN_CONTENT
            && !labels.get(at - 1).is_some_and(|label| is_content(*label))
            && let Some(slot) = labels.get_mut(at)
        {
            *slot = label::CONTENT;
        }
    }
    labels
}

/// Ends content without marks at a semicolon that a subject of its own follows: "said the road was open; the ministry
/// denied it". What goes on with "that" or a pronoun is still said.
fn cut_clauses(paragraph: &Paragraph, labels: &mut [usize]) {
    let semicolon = hash_bytes(b";");
    for at in 1..paragraph.cells.len() {
        let Some(cell) = paragraph.cells.get(at) else {
            break;
        };
        let inside = labels.get(at) == Some(&label::IN_CONTENT) && cell.region.is_none();
        let next = paragraph.cells.get(at + 1);
        let opens = next.is_some_and(|next| {
            next.region.is_none() && !next.punctuation && (next.determiner || !next.function)
        });
        if cell.word != semicolon || !inside || !opens {
            continue;
        }
        for slot in labels.iter_mut().skip(at) {
            if *slot != label::IN_CONTENT {
                break;
            }
            *slot = label::OUTSIDE;
        }
    }
}

/// How much of a run stands in double marks.
#[must_use]
pub fn share(paragraph: &Paragraph, run: &Run) -> Share {
    let words = |quoted: bool| {
        paragraph
            .cells
            .get(run.start..run.end)
            .unwrap_or(&[])
            .iter()
            .filter(|cell| !cell.punctuation && (!quoted || cell.quoted == Quoted::Double))
            .count()
    };
    let (quoted, all) = (words(true), words(false));
    // nine words of ten, as in the scoring of PolNeAR: "that" before the mark does not make a quotation mixed
    match quoted {
        0 => Share::None,
        _ if quoted * 10 >= all * 9 => Share::All,
        _ => Share::Part,
    }
}
