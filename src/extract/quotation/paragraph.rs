//! One block of a report → its tokens, sentences and marks, prepared for tagger and linker.
//!
//! In: a report and its document. Out: [`Paragraph`]s in text order. Linear in the number of tokens.

use std::ops::Range;

use super::hash::{hash_bytes, mix};
use super::vocabulary::{CueClass, Vocabulary};
use crate::model::{Report, Role, Span};
use crate::text::{Document, Marks, Region, Token, TokenKind};

/// Where a token stands in relation to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quoted {
    /// Outside.
    No,
    /// Inside double marks.
    Double,
    /// Inside single marks.
    Single,
    /// It is the opening mark.
    Opening,
    /// It is the closing mark.
    Closing,
}

/// One token, prepared.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Where it stands in the report.
    pub span: Span,
    /// Hash of the word in lower case, a final `'s` dropped.
    pub word: u32,
    /// Hash of a coarse class: the class of a function word or a cue, the mark itself, or shape and ending.
    pub class: u32,
    /// Hash of the shape.
    pub shape: u32,
    /// Hashes of the last two, the last three and the first three letters.
    pub affixes: [u32; 3],
    /// Quotation marks.
    pub quoted: Quoted,
    /// Index into [`Paragraph::regions`] when inside or at a mark.
    pub region: Option<usize>,
    /// Index of the sentence in the paragraph, from 0.
    pub sentence: usize,
    /// What the word reports.
    pub cue: CueClass,
    /// Hash of the cue's lemma; 0 when it is none.
    pub lemma: u32,
    /// Reports speech beside quotation marks only.
    pub marks: bool,
    /// Reports nothing in a headline.
    pub text: bool,
    /// Its subject is not who speaks where a form of "be" stands before it.
    pub passive: bool,
    /// A form of "be".
    pub be: bool,
    /// Opens a noun phrase.
    pub determiner: bool,
    /// "he", "she".
    pub person: bool,
    /// The word before who did it: "by".
    pub agent: bool,
    /// "I", "we", "our".
    pub first_person: bool,
    /// A preposition but for "of", "for", "to".
    pub preposition: bool,
    /// Digits.
    pub number: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// A mark, not a word or number.
    pub punctuation: bool,
    /// `,`, `;` or a dash.
    pub comma: bool,
    /// A dash or a hyphen.
    pub dash: bool,
    /// All of its letters are capitals.
    pub capitals: bool,
    /// A function word.
    pub function: bool,
    /// `@name`.
    pub handle: bool,
}

/// One block of a report, prepared.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Index of its first token in the document.
    pub first_token: usize,
    /// Its tokens.
    pub cells: Vec<Cell>,
    /// Its sentences as ranges of `cells`.
    pub sentences: Vec<Range<usize>>,
    /// Index of its first sentence in the document.
    pub first_sentence: usize,
    /// Its stretches in marks.
    pub regions: Vec<Region>,
    /// The headline or the deck.
    pub heading: bool,
    /// The paragraph before left a quotation open.
    pub carried: bool,
    /// The paragraph before ends with a colon.
    pub after_colon: bool,
    /// The paragraph before holds a region.
    pub after_quoted: bool,
    /// The page sets it off as a block quotation.
    pub set_off: bool,
    /// Its block in the report.
    pub block: usize,
}

impl Paragraph {
    /// Its last quotation is not closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.regions.last().is_some_and(|region| !region.closed)
    }

    /// It has no marks of its own and is quoted as a whole.
    #[must_use]
    pub fn is_one_region(&self) -> bool {
        matches!(self.regions.as_slice(), [region] if !region.opened && region.closed)
    }
}

/// What the marks of a paragraph depend on beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marking {
    /// The report quotes speech in single marks; see [`speaks_in_single_marks`].
    pub single: bool,
    /// The paragraph before the first one left a quotation open.
    pub carried: bool,
}

/// The marks of a paragraph that is quoted by its layout: all of it stands inside.
fn whole(span: Span) -> Region {
    Region {
        outer: span,
        inner: span,
        marks: Marks::Double,
        opened: false,
        closed: true,
    }
}

/// Prepares paragraphs of a report, in text order: those of some of its sentences, which are whole blocks.
#[must_use]
pub fn paragraphs(
    report: &Report,
    document: &Document,
    range: Range<usize>,
    marking: Marking,
    vocabulary: &Vocabulary,
) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut index = range.start;
    let all = document.sentences.get(range).unwrap_or(&[]);
    for sentences in all.chunk_by(|one, two| one.block == two.block) {
        let Some(first) = sentences.first() else {
            continue;
        };
        let block = first.block;
        let span = sentences
            .iter()
            .fold(first.span, |all, sentence| all.cover(sentence.span));
        let before = found.last();
        let carried = before.map_or(marking.carried, Paragraph::is_open);
        let set_off = (report.blocks.get(block)).is_some_and(|block| block.set_off);
        let mut regions = marked(&report.text, span, carried, marking.single);
        if set_off
            && regions
                .first()
                .is_none_or(|first| first.outer.start > span.start)
        {
            regions = vec![whole(span)];
        }
        let mut paragraph = Paragraph {
            first_token: first.tokens.start,
            first_sentence: index,
            regions,
            heading: first.role != Role::Body,
            carried,
            after_colon: before.is_some_and(|before| {
                before
                    .cells
                    .last()
                    .is_some_and(|cell| cell.span.cut(&report.text) == ":")
            }),
            after_quoted: before.is_some_and(|before| !before.regions.is_empty()),
            set_off,
            block,
            ..Paragraph::default()
        };
        let tokens = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        paragraph.cells.reserve_exact(tokens);
        for (number, sentence) in sentences.iter().enumerate() {
            let start = paragraph.cells.len();
            for token in document.tokens_of(sentence) {
                paragraph
                    .cells
                    .push(cell(report, token, number, vocabulary));
            }
            paragraph.sentences.push(start..paragraph.cells.len());
        }
        place_regions(&mut paragraph);
        found.push(paragraph);
        index += sentences.len();
    }
    found
}

/// True when a report quotes speech in ‘single’ marks, as British usage has it: more single than double regions end in
/// a stop or comma.
#[must_use]
pub fn speaks_in_single_marks(report: &Report, document: &Document) -> bool {
    if !report.text.contains(['‘', '\'']) {
        return false;
    }
    let mut count = [0usize; 2];
    let mut block = usize::MAX;
    for sentence in &document.sentences {
        if sentence.block == block {
            continue;
        }
        block = sentence.block;
        let Some(span) = report.blocks.get(block).map(|block| block.span) else {
            continue;
        };
        for region in crate::text::regions(&report.text, span, false) {
            let speech = region
                .inner
                .cut(&report.text)
                .ends_with(['.', ',', '!', '?']);
            if let Some(slot) = count.get_mut(usize::from(region.marks == Marks::Single))
                && speech
            {
                *slot += 1;
            }
        }
    }
    let [double, single] = count;
    single > double
}

/// The regions of a block; where single marks quote speech they count as double.
fn marked(text: &str, span: Span, carried: bool, single: bool) -> Vec<Region> {
    let mut regions = crate::text::regions(text, span, carried);
    if single {
        for region in &mut regions {
            region.marks = Marks::Double;
        }
    }
    regions
}

fn place_regions(paragraph: &mut Paragraph) {
    let mut at = 0;
    for cell in &mut paragraph.cells {
        while paragraph
            .regions
            .get(at)
            .is_some_and(|region| region.outer.end <= cell.span.start)
        {
            at += 1;
        }
        let Some(region) = paragraph.regions.get(at) else {
            break;
        };
        if cell.span.start < region.outer.start {
            continue;
        }
        cell.region = Some(at);
        cell.quoted = if cell.span.start < region.inner.start && region.opened {
            Quoted::Opening
        } else if cell.span.start >= region.inner.end && region.closed {
            Quoted::Closing
        } else if region.marks == Marks::Double {
            Quoted::Double
        } else {
            Quoted::Single
        };
    }
}

fn cell(report: &Report, token: Token, sentence: usize, vocabulary: &Vocabulary) -> Cell {
    let text = token.span.cut(&report.text);
    let mut folded = [0u8; 48];
    let known = vocabulary.fold(text, &mut folded);
    let entry = vocabulary.look_up(known);
    let first = text.chars().next().unwrap_or(' ');
    let capital = first.is_uppercase();
    let punctuation = token.kind == TokenKind::Punctuation;
    let shape = shape(text);
    let affixes = affixes(known);
    let word = hash_bytes(known);
    let class = if let Some(class) = entry.function {
        mix(1, u32::from(class), 0)
    } else if punctuation {
        mix(2, word, 0)
    } else if entry.cue != CueClass::None && !capital {
        mix(3, entry.cue as u32, affixes[0])
    } else if token.kind == TokenKind::Number {
        mix(4, 0, 0)
    } else if capital {
        mix(5, shape, u32::from(entry.title))
    } else {
        mix(6, affixes[0], 0)
    };
    Cell {
        span: token.span,
        word,
        class,
        shape,
        affixes,
        quoted: Quoted::No,
        region: None,
        sentence,
        cue: entry.cue,
        lemma: entry.lemma,
        marks: entry.marks,
        text: entry.text,
        passive: entry.passive,
        be: entry.be,
        determiner: entry.determiner,
        person: entry.person,
        first_person: entry.first_person,
        preposition: entry.preposition,
        agent: entry.agent,
        number: token.kind == TokenKind::Number,
        capital,
        punctuation,
        comma: matches!(text, "," | ";" | "—" | "–"),
        dash: matches!(text, "—" | "–" | "―" | "-"),
        capitals: capital && !text.chars().any(char::is_lowercase),
        function: entry.function.is_some(),
        handle: text.starts_with('@'),
    }
}

/// `Xx`, `X`, `x`, `9`, `X.X.`, marks themselves.
fn shape(text: &str) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut last = ' ';
    for letter in text.chars().take(24) {
        let kind = if letter.is_uppercase() {
            'X'
        } else if letter.is_alphabetic() {
            'x'
        } else if letter.is_numeric() {
            '9'
        } else {
            letter
        };
        if kind != last {
            hash = (hash ^ u32::from(kind)).wrapping_mul(0x0100_0193);
            last = kind;
        }
    }
    hash
}

fn affixes(word: &[u8]) -> [u32; 3] {
    let end = word.len();
    let tail = |length: usize| hash_bytes(word.get(end.saturating_sub(length)..).unwrap_or(word));
    [
        tail(2),
        tail(3),
        hash_bytes(word.get(..end.min(3)).unwrap_or(word)),
    ]
}
