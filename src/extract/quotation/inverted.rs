//! Labels of a paragraph → the same labels, where the speaker stands behind the verb: `“We lost,” admitted the manager.`
//!
//! And the same inside a mark that nobody closed: `“We lost, the manager admitted.`
//!
//! In: cells and labels. Out: labels. Behind a comma, a question or an exclamation in closing marks a verb of speech and
//! a noun phrase can be nothing but who said it. The weights have learnt that of "said" only: of 57 other verbs before
//! "the manager" 51 made it content. Linear.

use std::ops::Range;

use super::hash::hash_bytes;
use super::lattice::label;
use super::paragraph::{Cell, Paragraph, Quoted};
use super::vocabulary::CueClass;

/// Cells that a speaker behind the verb may have; longer ones hold a clause of their own.
const SPEAKER: usize = 14;

/// The same where no marks show that somebody speaks: "the minister", "Works Minister Ada Eze".
const NAMED: usize = 6;

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
fn speaker_behind(cells: &[Cell], labels: &[usize], close: usize) -> Option<(usize, Range<usize>)> {
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
    let start = cue + 1;
    let verb = cells.get(cue)?;
    if verb.region.is_some() || !is_verb(cells, cue) || !opens(cells, start) {
        return None;
    }
    let length = cells
        .get(start..)?
        .iter()
        .take(SPEAKER + 1)
        .position(|cell| cell.punctuation || cell.region.is_some())?;
    let speaker = start..until_time_or_place(cells, start..start + length);
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
                _ if at <= comma => label::IN_CONTENT,
                _ if at == cue => label::CUE,
                _ if at == speaker.start => label::SOURCE,
                _ if speaker.contains(&at) => label::IN_SOURCE,
                _ => label::OUTSIDE,
            };
        }
    }
}

/// The end of a noun phrase before "on Monday", "in Leeds": a preposition and a capital or a figure.
fn until_time_or_place(cells: &[Cell], phrase: Range<usize>) -> usize {
    let goes_off = |at: &usize| {
        let next = cells.get(at + 1);
        cells.get(*at).is_some_and(|cell| cell.preposition)
            && next.is_some_and(|next| next.capital || next.number)
    };
    let mut inner = phrase.start + 1..phrase.end;
    inner.find(goes_off).unwrap_or(phrase.end)
}

/// `, said the manager.` or `, the manager said.` at the end of a sentence: its comma, its verb, its speaker.
fn attribution(cells: &[Cell], sentence: Range<usize>) -> Option<(usize, usize, Range<usize>)> {
    // the words before the stop
    let end = sentence
        .clone()
        .rev()
        .find(|at| cells.get(*at).is_some_and(|cell| !cell.punctuation))?
        + 1;
    let is_comma = |at: &usize| cells.get(*at).is_some_and(|cell| cell.comma && !cell.dash);
    let commas = sentence.start + 2..end;
    let short = |comma: &usize| (2..=SPEAKER).contains(&(end - comma - 1));
    let behind = commas
        .clone()
        .filter(is_comma)
        .filter(short)
        .find(|comma| is_verb(cells, comma + 1) && opens(cells, comma + 2));
    if let Some(comma) = behind {
        let speaker = comma + 2..until_time_or_place(cells, comma + 2..end);
        return Some((comma, comma + 1, speaker));
    }
    let comma = commas.rev().find(is_comma).filter(short)?;
    let verbs = (comma + 1..end).filter(|at| is_verb(cells, *at)).count();
    let last = end - 1;
    (is_verb(cells, last) && verbs == 1 && opens(cells, comma + 1)).then_some((
        comma,
        last,
        comma + 1..last,
    ))
}

/// Where the weights took the words behind the verb for content and those before it for the source, though no marks
/// stand: `The dam will hold, insisted the minister.`
pub(super) fn exchange(paragraph: &Paragraph, labels: &mut [usize]) {
    let cells = &paragraph.cells;
    for sentence in &paragraph.sentences {
        let Some((comma, cue, speaker)) = attribution(cells, sentence.clone()) else {
            continue;
        };
        let labels_of = |range: Range<usize>| labels.get(range).unwrap_or(&[]).iter();
        let clause = sentence.start..comma;
        let marks = cells.get(sentence.clone()).unwrap_or(&[]);
        // "A lawyer for the paper, Ada Obi, said the bridge had fallen" has commas before the verb, a clause behind it.
        let plain = cells
            .get(clause.clone())
            .unwrap_or(&[])
            .iter()
            .all(|cell| !cell.comma)
            && cells
                .get(speaker.clone())
                .unwrap_or(&[])
                .iter()
                .all(|cell| !cell.be && !cell.cue.is_verb());
        let exchanged = cue < speaker.start
            && plain
            && speaker.len() <= NAMED
            && labels.get(cue) == Some(&label::CUE)
            && marks.iter().all(|cell| cell.region.is_none())
            && labels_of(clause.clone())
                .all(|label| matches!(*label, label::SOURCE | label::IN_SOURCE))
            && labels_of(speaker.clone())
                .all(|label| matches!(*label, label::CONTENT | label::IN_CONTENT));
        if !exchanged {
            continue;
        }
        let own = labels.iter_mut().enumerate().take(sentence.end);
        for (at, slot) in own.skip(sentence.start) {
            *slot = match at {
                _ if at == clause.start => label::CONTENT,
                _ if clause.contains(&at) => label::IN_CONTENT,
                _ if at == speaker.start => label::SOURCE,
                _ if speaker.contains(&at) => label::IN_SOURCE,
                _ if at >= speaker.end => label::OUTSIDE,
                _ => *slot,
            };
        }
    }
}

/// A verb of speech that can stand beside its speaker.
fn is_verb(cells: &[Cell], at: usize) -> bool {
    cells.get(at).is_some_and(|cell| {
        let gerund = cell.affixes.get(1) == Some(&hash_bytes(b"ing"));
        cell.cue == CueClass::Speech && !cell.capital && !gerund
    })
}

/// The first word of a noun phrase: "the manager", "his widow", "Ada Obi", "engineers".
fn opens(cells: &[Cell], at: usize) -> bool {
    cells.get(at).is_some_and(|cell| {
        let noun = cell.determiner || cell.capital || !cell.function;
        noun && !cell.punctuation && !cell.cue.is_verb()
    })
}
