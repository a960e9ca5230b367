//! Linked pieces → [`Quotation`]s.
//!
//! In: the pieces of a report with their links. Out: whole quotations in text order: pieces that share a cue are one
//! quotation, and so is a further quotation of the same source in the same paragraph that has no cue of its own.
//! Linear.

use super::Found;
use super::paragraph::{Cell, Paragraph, Quoted};
use super::runs::Run;
use super::vocabulary::CueClass;
use crate::model::{Act, Form, Quotation, Report, Span, Spans, Speaker, SpeakerKind};

/// The quotations of a report in text order.
#[must_use]
pub fn quotations(report: &Report, found: &Found) -> Vec<Quotation> {
    let mut groups: Vec<(Vec<usize>, usize)> = Vec::new();
    for (index, link) in found.links.iter().enumerate() {
        let joined = groups.iter_mut().rev().take(4).find(|(pieces, _)| {
            let Some(last) = pieces.last().and_then(|last| found.links.get(*last)) else {
                return false;
            };
            let same_paragraph = pieces
                .last()
                .and_then(|last| found.runs.pieces.get(*last))
                .map(|run| run.paragraph)
                == found.runs.pieces.get(index).map(|run| run.paragraph);
            match (last.cue, link.cue) {
                (Some(left), Some(right)) => left == right,
                (_, None) => same_paragraph && link.source.is_some() && last.source == link.source,
                _ => false,
            }
        });
        match joined {
            Some((pieces, _)) => pieces.push(index),
            None => groups.push((vec![index], index)),
        }
    }
    groups
        .iter()
        .filter_map(|(pieces, first)| quotation(report, found, pieces, *first))
        .collect()
}

fn span_of(paragraph: &Paragraph, run: &Run) -> Option<Span> {
    let first = paragraph.cells.get(run.start)?;
    let last = paragraph.cells.get(run.end.checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}

fn quotation(report: &Report, found: &Found, pieces: &[usize], first: usize) -> Option<Quotation> {
    let link = found.links.get(first)?;
    let mut content = Vec::new();
    let mut quoted = Vec::new();
    let mut all_quoted = true;
    let mut belief = 0.0;
    for piece in pieces {
        let run = found.runs.pieces.get(*piece)?;
        let paragraph = found.paragraphs.get(run.paragraph)?;
        let (whole, marks) = piece_spans(report, paragraph, run)?;
        // nothing but marks: the content is what stands inside them
        let bare =
            paragraph.cells.get(run.start..run.end)?.iter().all(|cell| {
                cell.punctuation || matches!(cell.quoted, Quoted::Double | Quoted::Single)
            });
        all_quoted &= bare && !marks.is_empty();
        if bare && !marks.is_empty() {
            content.extend(marks.iter().copied());
        } else {
            content.push(whole);
        }
        quoted.extend(marks);
        belief += run.belief;
    }
    content.retain(|span| !span.is_empty());
    if content.is_empty() {
        return None;
    }
    let form = match (all_quoted, quoted.is_empty()) {
        (true, _) => Form::Direct,
        (false, false) => Form::Mixed,
        (false, true) => Form::Indirect,
    };
    let cue = link.cue.and_then(|cue| found.runs.cues.get(cue));
    let source = link
        .source
        .and_then(|source| found.runs.sources.get(source));
    let nowhere = |cue: &Run| source.is_some_and(|source| is_set(found, cue, source));
    if form == Form::Indirect && cue.is_some_and(nowhere) {
        return None;
    }
    let source = source.filter(|source| !cue.is_some_and(|cue| is_told(found, cue, source)));
    let place = |run: &Run| span_of(found.paragraphs.get(run.paragraph)?, run);
    let block = cue.is_some_and(|cue| is_block(found, cue, pieces));
    if form == Form::Indirect && !block && !reports(found, cue, source.is_some()) {
        return None;
    }
    if source.is_none() && cue.is_some_and(|cue| opens_with_question(found, cue)) {
        return None;
    }
    let act = act(found, cue, form);
    Some(Quotation {
        form,
        content: Spans::from_slice(&content),
        quoted: Spans::from_slice(&quoted),
        cue: cue.and_then(place).map(|span| trimmed(&report.text, span)),
        act,
        speaker: source.and_then(place).map(|span| Speaker {
            mention: Some(trimmed(&report.text, span)),
            name: None,
            title: None,
            kind: SpeakerKind::Unknown,
        }),
        confidence: calibrated(belief / pieces.len().max(1) as f32 * link.belief),
    })
}

/// Product of the beliefs in content and source → the share of quotations that had both right at that product, on
/// PolNeAR dev (2,273 pieces; content by overlap of a half).
const SHARES: [(f32, f32); 9] = [
    (0.0, 0.0),
    (0.35, 0.21),
    (0.45, 0.32),
    (0.55, 0.44),
    (0.65, 0.50),
    (0.75, 0.56),
    (0.85, 0.70),
    (0.95, 0.91),
    (1.0, 0.98),
];

fn calibrated(product: f32) -> f32 {
    for pair in SHARES.windows(2) {
        if let [(from, low), (to, high)] = pair
            && product <= *to
        {
            return (low + (high - low) * (product - from) / (to - from)).clamp(0.0, 1.0);
        }
    }
    1.0
}

/// The span of a piece without punctuation at its ends, and the stretches in marks inside it.
fn piece_spans(report: &Report, paragraph: &Paragraph, run: &Run) -> Option<(Span, Vec<Span>)> {
    let whole = span_of(paragraph, run)?;
    let mut marks: Vec<Span> = Vec::new();
    let first = paragraph
        .regions
        .partition_point(|region| region.outer.end <= whole.start);
    for region in paragraph
        .regions
        .iter()
        .skip(first)
        .take_while(|region| region.outer.start < whole.end)
    {
        if let Some(inside) = region.inner.intersection(whole) {
            let inside = inside.trimmed(&report.text);
            if !inside.is_empty() {
                marks.push(inside);
            }
        }
    }
    Some((trimmed(&report.text, whole), marks))
}

/// Without commas, dashes, colons and white space at the ends; a mark that opens or closes a region stays.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.cut(text);
    let loose = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, ',' | ';' | ':' | '—' | '–' | '-' | '.' | '\u{2060}')
    };
    let left = inside.len() - inside.trim_start_matches(loose).len();
    // a bracket that closes outside
    let inside = match (inside.find(')'), inside.find('(')) {
        (Some(close), None) => inside.get(..close).unwrap_or(inside),
        _ => inside,
    };
    let kept = inside.trim_end_matches(|letter: char| loose(letter) && letter != '.');
    if left >= kept.len() {
        return span.trimmed(text);
    }
    Span::new(span.start + left, span.start + kept.len())
}

/// True when the words beside content without marks can report it: one of them is a listed one that does so without
/// marks, or there are none but a colon or a dash, or none at all beside a source (a post, a signature).
///
/// What the weights learnt beyond the list is of politics of one year: of 161 such pieces on PolNeAR dev 75 are right,
/// and elsewhere they make speech of events ("opened", "may have lost").
fn reports(found: &Found, cue: Option<&Run>, has_source: bool) -> bool {
    let Some(cue) = cue else {
        return has_source;
    };
    let cells = cells_of(found, cue);
    let heading = found
        .paragraphs
        .get(cue.paragraph)
        .is_some_and(|paragraph| paragraph.heading);
    // An attitude that nobody has ("is expected") is no quotation.
    let wanted = |class: CueClass| match class {
        CueClass::None => false,
        CueClass::Speech | CueClass::SpeechNoun => true,
        CueClass::Attitude | CueClass::AttitudeNoun => has_source,
    };
    cells.iter().all(|cell| cell.punctuation)
        || cells
            .iter()
            .any(|cell| wanted(cell.cue) && !cell.marks && !(heading && cell.text))
}

/// True for a whole paragraph that a cue in an earlier one introduces: the colon says enough, whatever the verb.
fn is_block(found: &Found, cue: &Run, pieces: &[usize]) -> bool {
    let first = pieces
        .first()
        .and_then(|piece| found.runs.pieces.get(*piece));
    first.is_some_and(|run| {
        let paragraph = found.paragraphs.get(run.paragraph);
        let whole = paragraph.is_some_and(|one| run.start == 0 && run.end == one.cells.len());
        whole && cue.paragraph < run.paragraph
    })
}

/// True when the words before the cue are those of whom the cue speaks, not those who speak: "Okoro was told that",
/// "the bridge is believed to". A form of "be" stands between them, an adverb may stand behind it.
fn is_told(found: &Found, cue: &Run, source: &Run) -> bool {
    let Some(paragraph) = found.paragraphs.get(cue.paragraph) else {
        return false;
    };
    let Some(verb) = (cue.start..cue.end).find(|at| {
        let cell = paragraph.cells.get(*at);
        cell.is_some_and(|cell| cell.passive)
    }) else {
        return false;
    };
    let be = (verb.saturating_sub(2)..verb)
        .rev()
        .find(|at| paragraph.cells.get(*at).is_some_and(|cell| cell.be));
    source.paragraph == cue.paragraph
        && be.is_some_and(|be| source.end <= be && be < source.end + 3)
}

/// True when what is taken for who speaks is where or when it was made known, behind a verb whose own subject it was made
/// known of: "The result was declared in Ogunmere".
fn is_set(found: &Found, cue: &Run, source: &Run) -> bool {
    let Some(paragraph) = found.paragraphs.get(cue.paragraph) else {
        return false;
    };
    let cell = |at: usize| paragraph.cells.get(at);
    let be = (cue.start..cue.end).any(|at| cell(at).is_some_and(|cell| cell.be));
    // the preposition may be held for a part of the cue, of the source or of neither
    let mut between = cue.start..=source.start;
    be && source.paragraph == cue.paragraph
        && source.start >= cue.end
        && between.any(|at| cell(at).is_some_and(|cell| cell.preposition))
        && !(cue.start..=source.start).any(|at| cell(at).is_some_and(|cell| cell.agent))
}

/// True for "Asked whether he would stay," before the answer: what is asked there nobody of the report says.
fn opens_with_question(found: &Found, cue: &Run) -> bool {
    let cells = cells_of(found, cue);
    let opens = found
        .paragraphs
        .get(cue.paragraph)
        .is_some_and(|paragraph| {
            let mut sentences = paragraph.sentences.iter();
            sentences.any(|sentence| sentence.start == cue.start)
        });
    opens
        && cells
            .first()
            .is_some_and(|cell| cell.passive && cell.capital)
}

fn cells_of<'a>(found: &'a Found, cue: &Run) -> &'a [Cell] {
    found
        .paragraphs
        .get(cue.paragraph)
        .and_then(|paragraph| paragraph.cells.get(cue.start..cue.end))
        .unwrap_or(&[])
}

fn act(found: &Found, cue: Option<&Run>, form: Form) -> Act {
    let cells = cue.map_or(&[][..], |cue| cells_of(found, cue));
    let has = |wanted: &[CueClass]| cells.iter().any(|cell| wanted.contains(&cell.cue));
    // a colon, a dash, a signature
    let no_word = cells.iter().all(|cell| cell.punctuation);
    if form != Form::Indirect || no_word || has(&[CueClass::Speech, CueClass::SpeechNoun]) {
        Act::Speech
    } else {
        // words that nobody listed are mostly verbs of mood ("bristled at")
        Act::Attitude
    }
}
