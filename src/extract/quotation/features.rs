//! A paragraph → the features of each of its tokens, as hashes.
//!
//! In: one block of a report with its tokens, sentences and marks. Out: for each token the hashes that the tagger
//! weighs. Everything is computed from the words around the token, the marks, and the words of reporting in
//! `cue_words.tsv`; there is no parser and no part-of-speech tagger. Linear in the number of tokens.

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
    /// Begins with a capital.
    pub capital: bool,
    /// A mark, not a word or number.
    pub punctuation: bool,
    /// `,`, `;` or a dash.
    pub comma: bool,
}

/// One block of a report, prepared.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Index of its first token in the document.
    pub first_token: usize,
    /// Its tokens.
    pub cells: Vec<Cell>,
    /// Its sentences as ranges of `cells`.
    pub sentences: Vec<std::ops::Range<usize>>,
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
    /// Its block in the report.
    pub block: usize,
}

/// Prepares the paragraphs of a report, in text order.
#[must_use]
pub fn paragraphs(report: &Report, document: &Document, vocabulary: &Vocabulary) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let single = speaks_in_single_marks(report, document);
    let mut index = 0;
    while let Some(first) = document.sentences.get(index) {
        let block = first.block;
        let count = document
            .sentences
            .iter()
            .skip(index)
            .take_while(|sentence| sentence.block == block)
            .count();
        let sentences = document.sentences.get(index..index + count).unwrap_or(&[]);
        let span = sentences
            .iter()
            .fold(first.span, |all, sentence| all.cover(sentence.span));
        let before = found.last();
        let carried =
            before.is_some_and(|before| before.regions.last().is_some_and(|region| !region.closed));
        let mut paragraph = Paragraph {
            first_token: first.tokens.start,
            first_sentence: index,
            regions: marked(&report.text, span, carried, single),
            heading: first.role != Role::Body,
            carried,
            after_colon: before.is_some_and(|before| {
                before
                    .cells
                    .last()
                    .is_some_and(|cell| cell.span.cut(&report.text) == ":")
            }),
            after_quoted: before.is_some_and(|before| !before.regions.is_empty()),
            block,
            ..Paragraph::default()
        };
        for (number, sentence) in sentences.iter().enumerate() {
            let start = paragraph.cells.len();
            for token in document.tokens_of(sentence) {
                paragraph
                    .cells
                    .push(cell(report, *token, number, vocabulary));
            }
            paragraph.sentences.push(start..paragraph.cells.len());
        }
        place_regions(&mut paragraph);
        found.push(paragraph);
        index += count.max(1);
    }
    found
}

/// True when a report quotes speech in ‘single’ marks, as British usage has it: more single than double regions end in
/// a stop or comma.
fn speaks_in_single_marks(report: &Report, document: &Document) -> bool {
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
        capital,
        punctuation,
        comma: matches!(text, "," | ";" | "—" | "–"),
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

/// FNV-1a.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Mixes a template with two values (finaliser of MurmurHash3, Appleby 2008).
#[must_use]
pub fn mix(template: u32, left: u32, right: u32) -> u32 {
    let mut hash = template
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(left)
        .wrapping_mul(0x85eb_ca6b)
        .rotate_left(15)
        .wrapping_add(right)
        .wrapping_mul(0xc2b2_ae35);
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash
}

/// Bucket of a distance or a length: 0 1 2 3 4 5-6 7-9 10-14 15-24 25+.
#[must_use]
pub fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// What is known about the neighbourhood of a token within its sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    /// Index of the nearest cue to this side; `usize::MAX` when there is none.
    cue: usize,
    /// Commas between token and cue.
    commas: usize,
    /// Index of the first token after the last comma, mark or sentence start.
    clause: usize,
}

/// The features of all tokens of a paragraph, one list after the other; `ends[i]` is where the list of token `i` ends.
pub fn emit(paragraph: &Paragraph, out: &mut Vec<u32>, ends: &mut Vec<usize>) {
    out.clear();
    ends.clear();
    let cells = &paragraph.cells;
    let (left, right) = scans(paragraph);
    let many_sentences = bucket(paragraph.sentences.len());
    for (number, range) in paragraph.sentences.iter().enumerate() {
        let facts = SentenceFacts::new(paragraph, range.clone());
        for at in range.clone() {
            let look = |offset: isize| -> Option<&Cell> {
                let place = at as isize + offset;
                (place >= range.start as isize && place < range.end as isize)
                    .then(|| cells.get(place as usize))
                    .flatten()
            };
            let Some(here) = cells.get(at) else { continue };
            let word = |offset: isize| look(offset).map_or(7, |cell| cell.word);
            let class = |offset: isize| look(offset).map_or(9, |cell| cell.class);
            let quote = |offset: isize| {
                cells
                    .get((at as isize + offset).max(0) as usize)
                    .map_or(0, |cell| cell.quoted as u32)
            };
            let mut add =
                |template: u32, left: u32, right: u32| out.push(mix(template, left, right));
            add(10, 0, 0);
            for offset in -3..=3isize {
                add(20 + (offset + 3) as u32, word(offset), 0);
                add(30 + (offset + 3) as u32, class(offset), 0);
            }
            add(40, word(-1), word(0));
            add(41, word(0), word(1));
            add(42, word(-1), word(1));
            add(43, word(-2), word(-1));
            add(44, word(1), word(2));
            add(45, class(-1), class(0));
            add(46, class(0), class(1));
            add(47, mix(0, class(-2), class(-1)), class(0));
            add(48, mix(0, class(-1), class(0)), class(1));
            add(49, mix(0, class(0), class(1)), class(2));
            add(50, class(-2), class(-1));
            add(51, class(1), class(2));
            add(52, mix(0, class(-3), class(-2)), class(-1));
            add(53, mix(0, class(1), class(2)), class(3));
            add(54, word(-1), class(0));
            add(55, word(0), class(1));
            add(56, class(-1), word(0));
            add(57, class(0), word(1));
            for (index, affix) in here.affixes.iter().enumerate() {
                add(60 + index as u32, *affix, 0);
            }
            add(63, here.shape, u32::from(at == range.start));
            // marks
            let quotes = mix(0, quote(-1), mix(0, quote(0), quote(1)));
            add(70, quotes, 0);
            add(71, quotes, word(0));
            add(72, quotes, class(0));
            if let Some(region) = here.region.and_then(|index| facts.regions.get(&index)) {
                add(73, here.quoted as u32, region.length);
                add(74, mix(0, here.quoted as u32, region.length), region.title);
                add(75, region.before, region.length);
                add(76, region.after, region.length);
                add(77, region.before_class, region.after_class);
                add(78, mix(0, region.last, region.length), region.title);
            }
            // sentence and paragraph
            let position = bucket(at - range.start);
            let rest = bucket(range.end - at - 1);
            add(80, position, 0);
            add(81, rest, 0);
            add(82, bucket(number), facts.quoted);
            add(83, facts.quoted, quote(0));
            add(84, u32::from(paragraph.heading), class(0));
            add(85, u32::from(paragraph.heading), quote(0));
            add(
                86,
                mix(
                    0,
                    u32::from(paragraph.carried),
                    u32::from(paragraph.after_colon),
                ),
                quote(0),
            );
            add(87, many_sentences, facts.quoted);
            add(88, facts.first, bucket(at - range.start));
            add(89, facts.first_pair, quote(0));
            // the attribution at the sentence's head or tail
            add(90, facts.tail, u32::from(at < facts.tail_start));
            add(
                91,
                mix(0, facts.tail, u32::from(at < facts.tail_start)),
                class(0),
            );
            add(
                92,
                facts.tail_kind,
                mix(0, u32::from(at < facts.tail_start), position),
            );
            add(93, facts.head, u32::from(at < facts.head_end));
            // cues to both sides
            let from = left.get(at).copied().unwrap_or_default();
            let to = right.get(at).copied().unwrap_or_default();
            let left_cue = cells.get(from.cue);
            let right_cue = cells.get(to.cue);
            let lemma = |cue: Option<&Cell>| cue.map_or(3, |cue| cue.lemma);
            let kind = |cue: Option<&Cell>| cue.map_or(9, |cue| cue.cue as u32);
            let distance = |cue: usize| {
                if cue == usize::MAX {
                    11
                } else {
                    bucket(cue.abs_diff(at))
                }
            };
            let after_cue = cells
                .get(from.cue.saturating_add(1))
                .map_or(5, |cell| cell.word);
            let after_cue_class = cells
                .get(from.cue.saturating_add(1))
                .map_or(5, |cell| cell.class);
            let (near, far) = (from.commas.min(3) as u32, to.commas.min(3) as u32);
            add(100, lemma(left_cue), distance(from.cue));
            add(101, lemma(left_cue), near);
            add(102, kind(left_cue), mix(0, distance(from.cue), near));
            add(103, lemma(left_cue), after_cue);
            add(104, mix(0, lemma(left_cue), after_cue_class), near);
            add(105, mix(0, kind(left_cue), after_cue_class), class(0));
            add(
                106,
                mix(0, lemma(left_cue), distance(from.cue).min(3)),
                class(0),
            );
            add(107, lemma(right_cue), distance(to.cue));
            add(108, lemma(right_cue), far);
            add(109, kind(right_cue), mix(0, distance(to.cue), far));
            add(
                110,
                mix(0, lemma(right_cue), distance(to.cue).min(3)),
                class(0),
            );
            add(111, mix(0, kind(left_cue), kind(right_cue)), quote(0));
            add(
                112,
                mix(0, kind(left_cue), near),
                mix(0, kind(right_cue), far),
            );
            // the clause
            let clause = cells.get(from.clause);
            let clause_word = clause.map_or(0, |cell| cell.word);
            add(120, clause_word, bucket(at - from.clause.min(at)));
            add(121, clause_word, class(0));
            add(122, mix(0, clause_word, kind(left_cue)), near);
            ends.push(out.len());
        }
    }
}

struct RegionFacts {
    length: u32,
    title: u32,
    before: u32,
    after: u32,
    before_class: u32,
    after_class: u32,
    last: u32,
}

/// What the features of all tokens of a sentence share.
struct SentenceFacts {
    /// How much of the sentence stands in double marks: 0 nothing, 1 a part, 2 all.
    quoted: u32,
    first: u32,
    first_pair: u32,
    /// The lemma of a cue between the last comma and the end, as in `…, Okoro said.`
    tail: u32,
    tail_kind: u32,
    tail_start: usize,
    /// The lemma of a cue before the first comma.
    head: u32,
    head_end: usize,
    regions: std::collections::BTreeMap<usize, RegionFacts>,
}

impl SentenceFacts {
    fn new(paragraph: &Paragraph, range: std::ops::Range<usize>) -> Self {
        let cells = paragraph.cells.get(range.clone()).unwrap_or(&[]);
        let quoted = cells
            .iter()
            .filter(|cell| cell.quoted == Quoted::Double && !cell.punctuation)
            .count();
        let all = cells.iter().filter(|cell| !cell.punctuation).count();
        let words = |index: usize| cells.get(index).map_or(0, |cell| cell.class);
        let outside = |cell: &Cell| !matches!(cell.quoted, Quoted::Double | Quoted::Single);
        // the tail: after the last comma or closing mark
        let tail_at = cells
            .iter()
            .rposition(|cell| cell.comma || cell.quoted == Quoted::Closing)
            .map(|at| at + 1);
        let tail_cells = tail_at.and_then(|at| cells.get(at..)).unwrap_or(&[]);
        let tail_cue = (tail_cells.len() <= 12)
            .then(|| {
                tail_cells
                    .iter()
                    .find(|cell| cell.cue.is_verb() && outside(cell))
            })
            .flatten();
        let head_at = cells
            .iter()
            .position(|cell| cell.comma || cell.quoted == Quoted::Opening);
        let head_cells = head_at.and_then(|at| cells.get(..at)).unwrap_or(&[]);
        let head_cue = (head_cells.len() <= 15)
            .then(|| {
                head_cells
                    .iter()
                    .find(|cell| cell.cue.is_verb() && outside(cell))
            })
            .flatten();
        let mut regions = std::collections::BTreeMap::new();
        for (at, cell) in cells.iter().enumerate() {
            let Some(index) = cell.region else { continue };
            if regions.contains_key(&index) {
                continue;
            }
            let region = paragraph.regions.get(index);
            let inside: Vec<&Cell> = paragraph
                .cells
                .iter()
                .skip(range.start + at)
                .take_while(|cell| cell.region == Some(index))
                .take(24)
                .collect();
            let words: Vec<&&Cell> = inside.iter().filter(|cell| !cell.punctuation).collect();
            let capitals = words.iter().filter(|cell| cell.capital).count();
            let title = match (capitals, words.len()) {
                (0, _) => 0,
                (some, all) if some == all => 3,
                (some, all) if some * 2 >= all => 2,
                _ => 1,
            };
            let before = (range.start + at)
                .checked_sub(1)
                .and_then(|before| paragraph.cells.get(before));
            let after = paragraph.cells.get(range.start + at + inside.len());
            let open = region.is_some_and(|region| !region.closed);
            regions.insert(
                index,
                RegionFacts {
                    length: bucket(words.len()) + 16 * u32::from(open),
                    title,
                    before: before.map_or(1, |cell| cell.word),
                    after: after.map_or(1, |cell| cell.word),
                    before_class: before.map_or(1, |cell| cell.class),
                    after_class: after.map_or(1, |cell| cell.class),
                    last: inside
                        .iter()
                        .rev()
                        .find(|cell| cell.quoted != Quoted::Closing)
                        .map_or(1, |cell| cell.class),
                },
            );
        }
        SentenceFacts {
            quoted: match (quoted, all) {
                (0, _) => 0,
                (some, all) if some >= all => 2,
                _ => 1,
            },
            first: words(0),
            first_pair: mix(0, words(0), words(1)),
            tail: tail_cue.map_or(1, |cell| cell.lemma),
            tail_kind: tail_cue.map_or(1, |cell| cell.cue as u32 + 2),
            tail_start: range.start + tail_at.unwrap_or(cells.len()),
            head: head_cue.map_or(1, |cell| cell.lemma),
            head_end: range.start + head_at.unwrap_or(0),
            regions,
        }
    }
}

fn scans(paragraph: &Paragraph) -> (Vec<Scan>, Vec<Scan>) {
    let cells = &paragraph.cells;
    let mut left = vec![Scan::default(); cells.len()];
    let mut right = vec![Scan::default(); cells.len()];
    let counts = |cell: &Cell| cell.cue.is_verb() && !matches!(cell.quoted, Quoted::Double);
    for range in &paragraph.sentences {
        let mut scan = Scan {
            cue: usize::MAX,
            commas: 0,
            clause: range.start,
        };
        for at in range.clone() {
            if let (Some(slot), Some(cell)) = (left.get_mut(at), cells.get(at)) {
                *slot = scan;
                if counts(cell) {
                    scan.cue = at;
                    scan.commas = 0;
                }
                if cell.comma {
                    scan.commas += 1;
                }
                if cell.comma || matches!(cell.quoted, Quoted::Opening | Quoted::Closing) {
                    scan.clause = at + 1;
                }
            }
        }
        let mut scan = Scan {
            cue: usize::MAX,
            commas: 0,
            clause: range.end,
        };
        for at in range.clone().rev() {
            if let (Some(slot), Some(cell)) = (right.get_mut(at), cells.get(at)) {
                *slot = scan;
                if counts(cell) {
                    scan.cue = at;
                    scan.commas = 0;
                }
                if cell.comma {
                    scan.commas += 1;
                }
            }
        }
    }
    (left, right)
}
