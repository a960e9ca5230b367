//! Labels of a paragraph → the same labels, where the speaker stands behind the verb: `“We lost,” admitted the manager.`
//!
//! And the same inside a mark that nobody closed: `“We lost, the manager admitted.`
//!
//! In: cells and labels. Out: labels. Behind a comma, a question or an exclamation in closing marks a verb of speech and
//! a noun phrase can be nothing but who said it. The weights have learnt that of "said" only: of 57 other verbs before
//! "the manager" 51 made it content. Linear.

use super::hash::hash_bytes;
use super::lattice::label;
use super::paragraph::{Cell, Paragraph, Quoted};
use super::vocabulary::CueClass;

/// Cells that a speaker behind the verb may have; longer ones hold a clause of their own.
const SPEAKER: usize = 14;

/// Gives cue and source their labels behind every closing mark that asks for them.
pub(super) fn invert(paragraph: &Paragraph, labels: &mut [usize]) {
    let cells = &paragraph.cells;
    for close in 1..cells.len() {
        let Some((cue, speaker)) = speaker_behind(cells, labels, close) else {
            continue;
        };
        let free = speaker.end;
        for (at, slot) in labels.iter_mut().enumerate().take(free).skip(cue) {
            *slot = match at {
                _ if at == cue => label::CUE,
                _ if at == speaker.start => label::SOURCE,
                _ => label::IN_SOURCE,
            };
        }
        if let Some(next) = labels.get_mut(free)
            && matches!(*next, label::IN_CONTENT | label::IN_SOURCE | label::IN_CUE)
        {
            *next = if *next == label::IN_CONTENT {
                label::CONTENT
            } else {
                label::OUTSIDE
            };
        }
    }
}

/// The verb behind a closing mark and the cells of the noun phrase behind the verb, where the labels have no source there.
fn speaker_behind(
    cells: &[Cell],
    labels: &[usize],
    close: usize,
) -> Option<(usize, std::ops::Range<usize>)> {
    let mark = cells.get(close)?;
    let before = cells.get(close.checked_sub(1)?)?;
    let is_content =
        |at: usize| matches!(labels.get(at), Some(&(label::CONTENT | label::IN_CONTENT)));
    let goes_on = before.comma
        || [b"?", b"!"]
            .iter()
            .any(|mark| before.word == hash_bytes(*mark));
    if mark.quoted != Quoted::Closing || !goes_on || !is_content(close - 1) {
        return None;
    }
    let cue = close + 1;
    let verb = cells.get(cue)?;
    let gerund = verb.affixes.get(1) == Some(&hash_bytes(b"ing"));
    if verb.cue != CueClass::Speech || verb.capital || verb.region.is_some() || gerund {
        return None;
    }
    let start = cue + 1;
    let first = cells.get(start)?;
    // a noun phrase: "the manager", "his widow", "Ada Obi", "engineers"
    let opens = first.determiner || first.capital || !first.function;
    if !opens || first.punctuation || first.cue.is_verb() {
        return None;
    }
    let length = cells
        .get(start..)?
        .iter()
        .take(SPEAKER + 1)
        .position(|cell| cell.punctuation || cell.region.is_some())?;
    let speaker = start..start + length;
    let taken = speaker
        .clone()
        .any(|at| matches!(labels.get(at), Some(&(label::SOURCE | label::IN_SOURCE))));
    (length > 0 && length <= SPEAKER && !taken).then_some((cue, speaker))
}

/// Ends an open mark before the attribution in its first sentence: what comes after it in the paragraph is not said.
pub(super) fn close_before_speaker(paragraph: &Paragraph, labels: &mut [usize]) {
    let cells = &paragraph.cells;
    for (index, region) in paragraph.regions.iter().enumerate() {
        if region.closed || !region.opened {
            continue;
        }
        let Some(start) = cells.iter().position(|cell| cell.region == Some(index)) else {
            continue;
        };
        let Some((comma, cue, speaker)) = paragraph
            .sentences
            .iter()
            .find(|sentence| sentence.contains(&start))
            .and_then(|sentence| attribution(cells, start..sentence.end))
        else {
            continue;
        };
        for (at, slot) in labels.iter_mut().enumerate().skip(start) {
            *slot = match at {
                _ if at == start => label::CONTENT,
                _ if at < comma => label::IN_CONTENT,
                _ if at == cue => label::CUE,
                _ if at == speaker.start => label::SOURCE,
                _ if speaker.contains(&at) => label::IN_SOURCE,
                _ => label::OUTSIDE,
            };
        }
    }
}

/// `, said the manager.` or `, the manager said.` at the end of a sentence: its comma, its verb, its speaker.
fn attribution(
    cells: &[Cell],
    sentence: std::ops::Range<usize>,
) -> Option<(usize, usize, std::ops::Range<usize>)> {
    // the words before the stop
    let end = sentence
        .clone()
        .rev()
        .find(|at| cells.get(*at).is_some_and(|cell| !cell.punctuation))?
        + 1;
    let comma = (sentence.start..end)
        .rev()
        .find(|at| cells.get(*at).is_some_and(|cell| cell.comma && !cell.dash))?;
    let clause = comma + 1..end;
    let length = clause.len();
    if !(2..=SPEAKER).contains(&length) || comma < sentence.start + 2 {
        return None;
    }
    let verb = |at: usize| {
        cells.get(at).is_some_and(|cell| {
            let gerund = cell.affixes.get(1) == Some(&hash_bytes(b"ing"));
            cell.cue == CueClass::Speech && !cell.capital && !gerund
        })
    };
    let opens = |at: usize| {
        cells.get(at).is_some_and(|cell| {
            !cell.cue.is_verb() && (cell.determiner || cell.capital || !cell.function)
        })
    };
    let (first, last) = (clause.start, end - 1);
    if verb(first) && opens(first + 1) {
        return Some((comma, first, first + 1..end));
    }
    let verbs = clause.clone().filter(|at| verb(*at)).count();
    (verb(last) && verbs == 1 && opens(first)).then_some((comma, last, first..last))
}
