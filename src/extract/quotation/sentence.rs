//! A sentence → what the features of all its tokens share: its marks, the attribution at its head or tail, the cues
//! to both sides of each token. Linear.

use super::hash::{bucket, mix};
use super::paragraph::{Cell, Paragraph, Quoted};

/// What is known about the neighbourhood of a token within its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    /// Index of the nearest cue to this side; `usize::MAX` when there is none.
    pub(super) cue: usize,
    /// Commas between token and cue.
    pub(super) commas: usize,
    /// Index of the first token after the last comma, mark or sentence start.
    pub(super) clause: usize,
}

/// A stretch in marks and the words at its edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct RegionFacts {
    pub(super) length: u32,
    /// How many of its words begin with a capital: 0 none, 1 some, 2 half of them, 3 all.
    pub(super) title: u32,
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) before_class: u32,
    pub(super) after_class: u32,
    pub(super) last: u32,
}

/// What the features of all tokens of a sentence share.
pub(super) struct SentenceFacts {
    /// How much of the sentence stands in double marks: 0 nothing, 1 a part, 2 all.
    pub(super) quoted: u32,
    pub(super) first: u32,
    pub(super) first_pair: u32,
    /// The lemma of a cue between the last comma and the end, as in `…, Okoro said.`
    pub(super) tail: u32,
    pub(super) tail_kind: u32,
    pub(super) tail_start: usize,
    /// The lemma of a cue before the first comma.
    pub(super) head: u32,
    pub(super) head_end: usize,
    first_region: usize,
    regions: Vec<Option<RegionFacts>>,
}

impl SentenceFacts {
    pub(super) fn new(paragraph: &Paragraph, range: std::ops::Range<usize>) -> Self {
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
        let mut first_region = usize::MAX;
        let mut regions: Vec<Option<RegionFacts>> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let Some(index) = cell.region else { continue };
            if first_region == usize::MAX {
                first_region = index;
            }
            // regions come in order: a place that exists is done
            let Some(place) = index.checked_sub(first_region) else {
                continue;
            };
            if place < regions.len() {
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
            regions.resize(place, None);
            regions.push(Some(RegionFacts {
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
            }));
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
            first_region,
            regions,
        }
    }

    /// The facts of one of the paragraph's regions, when it begins in this sentence.
    pub(super) fn region(&self, index: usize) -> Option<&RegionFacts> {
        self.regions
            .get(index.checked_sub(self.first_region)?)?
            .as_ref()
    }
}

/// What lies to the left and to the right of each token of a paragraph.
pub(super) fn scans(paragraph: &Paragraph) -> (Vec<Scan>, Vec<Scan>) {
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
