//! Quotations of a report ↔ a primary document (a transcript, a speech, a press release).
//!
//! In: the quotations of a report and the indexed source. Out: one [`Checked`] for each stretch inside marks. The words
//! are compared in the folded form of [`compared_words`]; what an editor put in brackets
//! is not held against the quotation. A fact-checker reads the place in the source, so every piece keeps its span.
//! Cost: linear in the source to index; for each quotation its words times the places of its rarest pairs.

mod trace;

use crate::model::{Checked, Fidelity, Quotation, Report, Span};
use crate::text::{ComparedWord, compared_words};

pub use trace::Source;
use trace::{Piece, pieces};

/// Words of the source between two pieces up to which words were left out of one passage; beyond, two passages were
/// joined. 40: an English sentence of news speech runs to 25 words, so one sentence may be left out, two may not.
const ONE_PASSAGE: usize = 40;

/// Share of the quotation's words that must be found for the passage to count as its source at all.
const LEAST_FOUND: f64 = 0.5;

/// Checks every stretch inside marks.
#[must_use]
pub fn check(report: &Report, quotations: &[Quotation], source: &Source<'_>) -> Vec<Checked> {
    let mut found = Vec::new();
    for quotation in quotations {
        for &stretch in &quotation.quoted {
            let speaker = quotation.speaker.as_ref().and_then(|speaker| {
                let mention = || speaker.mention.map(|mention| mention.cut(&report.text));
                let name = speaker.name.as_deref().or_else(mention);
                name.map(str::to_owned)
            });
            if let Some(checked) = check_stretch(report, stretch, speaker, source) {
                found.push(checked);
            }
        }
    }
    found.sort_by_key(|checked| checked.stretch);
    found
}

/// `None` when the stretch holds no word.
fn check_stretch(
    report: &Report,
    stretch: Span,
    speaker: Option<String>,
    source: &Source<'_>,
) -> Option<Checked> {
    let words: Vec<ComparedWord> = compared_words(&report.text, stretch)
        .into_iter()
        .filter(|word| !word.editor)
        .collect();
    if words.is_empty() {
        return None;
    }
    let pieces = pieces(&words, source);
    let held: usize = pieces.iter().map(|piece| piece.length).sum();
    let longest = pieces.iter().map(|piece| piece.length).max().unwrap_or(0);
    // A stretch of one or two words is found or not; a longer one needs a run of three to be the same utterance.
    let enough = held as f64 >= LEAST_FOUND * words.len() as f64 && longest >= words.len().min(3);
    if !enough {
        return Some(Checked {
            report: report.id,
            stretch,
            speaker,
            fidelity: Fidelity::NotFound,
            places: Vec::new(),
            altered: Vec::new(),
            left_out: Vec::new(),
        });
    }
    let places: Vec<Span> = pieces
        .iter()
        .filter_map(|piece| source.span(piece.start, piece.length))
        .collect();
    let altered = altered(&words, &pieces);
    let left_out = left_out(&pieces, source);
    let fidelity = if !altered.is_empty() {
        Fidelity::Altered
    } else if pieces.len() > 1 {
        if in_one_passage(&pieces) {
            Fidelity::Shortened
        } else {
            Fidelity::Spliced
        }
    } else if places
        .first()
        .is_some_and(|place| same_marks(stretch.cut(&report.text), place.cut(source.text())))
    {
        Fidelity::Verbatim
    } else {
        Fidelity::Punctuation
    };
    Some(Checked {
        report: report.id,
        stretch,
        speaker,
        fidelity,
        places,
        altered,
        left_out,
    })
}

/// Runs of words of the quotation that no piece holds; the pieces stand in its order.
fn altered(words: &[ComparedWord], pieces: &[Piece]) -> Vec<Span> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    let mut pieces = pieces.iter().peekable();
    for (index, word) in words.iter().enumerate() {
        while pieces
            .next_if(|piece| piece.at + piece.length <= index)
            .is_some()
        {}
        if pieces.peek().is_some_and(|piece| piece.at <= index) {
            continue;
        }
        match runs.last_mut() {
            Some((last, span)) if *last + 1 == index => {
                *last = index;
                *span = span.cover(word.span);
            }
            _ => runs.push((index, word.span)),
        }
    }
    runs.into_iter().map(|(_, span)| span).collect()
}

/// What the source has between neighbouring pieces of one passage.
fn left_out(pieces: &[Piece], source: &Source<'_>) -> Vec<Span> {
    pieces
        .windows(2)
        .filter_map(|pair| {
            let [before, after] = pair else { return None };
            let from = before.start + before.length;
            let gap = after.start.checked_sub(from)?;
            if gap > ONE_PASSAGE {
                None
            } else {
                source.span(from, gap)
            }
        })
        .collect()
}

fn in_one_passage(pieces: &[Piece]) -> bool {
    pieces.windows(2).all(|pair| {
        let [before, after] = pair else { return true };
        after
            .start
            .checked_sub(before.start + before.length)
            .is_some_and(|gap| gap <= ONE_PASSAGE)
    })
}

/// The same characters between the first and the last letter or digit, white space and typographic marks aside.
fn same_marks(left: &str, right: &str) -> bool {
    let folded = |text: &str| -> String {
        let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.chars()
            .map(|letter| match letter {
                '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
                '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
                '\u{2010}'..='\u{2015}' => '-',
                other => other,
            })
            .collect()
    };
    folded(left) == folded(right)
}
