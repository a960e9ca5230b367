//! A paragraph → the probability that each token is content, source or cue, and the best labels.
//!
//! In: the features of the tokens and trained weights. Out: [`Tagged`]. Two passes: the second sees what the first
//! believed about the neighbourhood (stacking: Cohen and Carvalho 2005). Linear in the number of tokens.

use super::features::{Paragraph, Quoted, bucket, emit, mix};
use super::lattice::{self, Edge, LABELS, Row, label};
use super::weights::{WIDTH, Weights};

/// What the tagger believes about a paragraph.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// The best label of each token.
    pub labels: Vec<usize>,
    /// The probability of each label at each token.
    pub beliefs: Vec<Row>,
}

/// The classes of edges.
pub const EDGE_CLASSES: usize = 64;

/// The edge class between each token and the one before it.
#[must_use]
pub fn edge_classes(paragraph: &Paragraph) -> Vec<u8> {
    let side = |quoted: Quoted| match quoted {
        Quoted::No => 0u8,
        Quoted::Double | Quoted::Single => 1,
        Quoted::Opening => 2,
        Quoted::Closing => 3,
    };
    let mut classes = Vec::with_capacity(paragraph.cells.len());
    let mut before = (0u8, 0usize, false);
    for cell in &paragraph.cells {
        let now = side(cell.quoted);
        let starts = u8::from(cell.sentence != before.1);
        classes.push(now + 4 * before.0 + 16 * starts + 32 * u8::from(before.2));
        before = (now, cell.sentence, cell.punctuation);
    }
    classes
}

/// The edge scores of a weight file.
#[must_use]
pub fn edges_of(weights: &Weights) -> Vec<Edge> {
    weights
        .edges
        .iter()
        .map(|flat| {
            let mut edge = [[0.0; LABELS]; LABELS];
            for (slot, score) in edge.iter_mut().flatten().zip(flat) {
                *slot = *score;
            }
            edge
        })
        .collect()
}

/// One pass.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    weights: Weights,
    edges: Vec<Edge>,
}

impl Pass {
    /// Reads the weights of a pass.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Pass {
        let weights = Weights::read(bytes);
        let edges = edges_of(&weights);
        Pass { weights, edges }
    }

    /// Labels a paragraph by its features.
    #[must_use]
    pub fn run(&self, features: &[u32], ends: &[usize], classes: &[u8]) -> Tagged {
        let mut rows: Vec<Row> = Vec::with_capacity(ends.len());
        let mut start = 0;
        for end in ends {
            let mut sums = [0i32; WIDTH];
            self.weights
                .add(features.get(start..*end).unwrap_or(&[]), &mut sums);
            let mut row = [0.0; LABELS];
            for (slot, sum) in row.iter_mut().zip(&sums) {
                *slot = self.weights.score(*sum);
            }
            rows.push(row);
            start = *end;
        }
        Tagged {
            labels: lattice::best_path(&rows, &self.edges, classes),
            beliefs: lattice::marginals(&rows, &self.edges, classes, |_, _| {}),
        }
    }
}

/// Both passes.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// The pass that sees words only.
    pub first: Pass,
    /// The pass that sees the first one's beliefs too.
    pub second: Pass,
}

impl Tagger {
    /// Labels a paragraph.
    #[must_use]
    pub fn tag(&self, paragraph: &Paragraph) -> Tagged {
        let classes = edge_classes(paragraph);
        let mut features = Vec::new();
        let mut ends = Vec::new();
        emit(paragraph, &mut features, &mut ends);
        let first = self.first.run(&features, &ends, &classes);
        let (features, ends) = with_beliefs(paragraph, &first, &features, &ends);
        self.second.run(&features, &ends, &classes)
    }
}

/// The features of the second pass: those of the first, and what the first pass believed.
#[must_use]
pub fn with_beliefs(
    paragraph: &Paragraph,
    first: &Tagged,
    features: &[u32],
    ends: &[usize],
) -> (Vec<u32>, Vec<usize>) {
    let cells = &paragraph.cells;
    let count = cells.len();
    let mut all = Vec::with_capacity(features.len() + 40 * count);
    let mut all_ends = Vec::with_capacity(count);
    let tag = |at: usize| first.labels.get(at).map_or(8, |label| *label as u32);
    // nearest believed cue, source, content start to both sides, within the sentence and beyond
    let nearest = |wanted: usize| -> (Vec<usize>, Vec<usize>) {
        let mut left = vec![usize::MAX; count];
        let mut right = vec![usize::MAX; count];
        let mut last = usize::MAX;
        for (at, slot) in left.iter_mut().enumerate() {
            *slot = last;
            if first.labels.get(at) == Some(&wanted) {
                last = at;
            }
        }
        last = usize::MAX;
        for (at, slot) in right.iter_mut().enumerate().rev() {
            *slot = last;
            if first.labels.get(at) == Some(&wanted) {
                last = at;
            }
        }
        (left, right)
    };
    let (left_cue, right_cue) = nearest(label::CUE);
    let (left_source, right_source) = nearest(label::SOURCE);
    let (left_content, right_content) = nearest(label::CONTENT);
    let mut start = 0;
    for at in 0..count {
        let end = ends.get(at).copied().unwrap_or(start);
        all.extend_from_slice(features.get(start..end).unwrap_or(&[]));
        start = end;
        let Some(here) = cells.get(at) else { continue };
        let mut add = |template: u32, left: u32, right: u32| all.push(mix(template, left, right));
        let far = |place: usize| -> u32 {
            match cells.get(place) {
                None => 30,
                Some(cell) => {
                    let distance = bucket(place.abs_diff(at));
                    match cell.sentence.abs_diff(here.sentence) {
                        0 => distance,
                        1 => 20,
                        _ => 21,
                    }
                }
            }
        };
        let at_offset = |offset: isize| -> u32 {
            let place = at as isize + offset;
            if place < 0 { 9 } else { tag(place as usize) }
        };
        let (lc, rc) = (
            left_cue.get(at).copied().unwrap_or(usize::MAX),
            right_cue.get(at).copied().unwrap_or(usize::MAX),
        );
        let (ls, rs) = (
            left_source.get(at).copied().unwrap_or(usize::MAX),
            right_source.get(at).copied().unwrap_or(usize::MAX),
        );
        let (lo, ro) = (
            left_content.get(at).copied().unwrap_or(usize::MAX),
            right_content.get(at).copied().unwrap_or(usize::MAX),
        );
        let cue_word = |place: usize| cells.get(place).map_or(1, |cell| cell.word);
        let cue_lemma = |place: usize| cells.get(place).map_or(1, |cell| cell.lemma);
        let (dlc, drc, dls, drs, dlo, dro) = (far(lc), far(rc), far(ls), far(rs), far(lo), far(ro));
        for offset in -3..=3isize {
            add(200 + (offset + 3) as u32, at_offset(offset), 0);
        }
        let (before, now, after) = (at_offset(-1), at_offset(0), at_offset(1));
        add(210, mix(0, before, now), after);
        add(211, mix(0, at_offset(-2), before), mix(0, now, after));
        add(212, now, here.word);
        add(213, now, here.class);
        add(214, mix(0, now, after), here.quoted as u32);
        add(215, mix(0, dlc, drc), now);
        add(216, dlc, cue_word(lc));
        add(217, drc, cue_word(rc));
        add(218, mix(0, dls, drs), now);
        add(219, mix(0, dlo, dro), now);
        add(220, mix(0, dlc.min(20), dls.min(20)), dlo.min(20));
        add(221, mix(0, drc.min(20), drs.min(20)), dro.min(20));
        let order = |left: usize, right: usize| {
            u32::from(left != usize::MAX && (right == usize::MAX || left > right))
        };
        let left_order = order(lc, ls) * 2 + order(lo, lc);
        let right_order = u32::from(rc < rs) * 2 + u32::from(ro < rc);
        add(
            222,
            mix(0, left_order, right_order),
            mix(0, u32::from(dlc < 20), u32::from(drc < 20)),
        );
        add(
            223,
            mix(0, cue_lemma(lc), left_order),
            mix(0, u32::from(dlc < 20), now),
        );
        add(
            224,
            mix(0, cue_lemma(rc), right_order),
            mix(0, u32::from(drc < 20), now),
        );
        add(
            225,
            mix(0, cue_word(lc), u32::from(dlc < 20)),
            mix(0, now, here.class),
        );
        add(
            226,
            mix(0, u32::from(dlc < 20), u32::from(drc < 20)),
            mix(0, here.quoted as u32, now),
        );
        add(
            227,
            mix(
                0,
                cells.get(lc.wrapping_add(1)).map_or(1, |cell| cell.class),
                u32::from(dlc < 20),
            ),
            mix(0, now, dlc.min(4)),
        );
        // how sure the first pass was
        if let Some(row) = first.beliefs.get(at) {
            let tenth = |value: f32| (value * 8.0) as u32;
            let content = row[label::CONTENT] + row[label::IN_CONTENT];
            let source = row[label::SOURCE] + row[label::IN_SOURCE];
            let cue = row[label::CUE] + row[label::IN_CUE];
            add(230, tenth(content), tenth(row[label::CONTENT]));
            add(231, tenth(source), tenth(row[label::SOURCE]));
            add(232, tenth(cue), tenth(row[label::CUE]));
            add(233, mix(0, tenth(content), tenth(source)), tenth(cue));
            add(234, tenth(content), here.class);
            add(235, tenth(content), mix(0, here.quoted as u32, now));
        }
        all_ends.push(all.len());
    }
    (all, all_ends)
}
