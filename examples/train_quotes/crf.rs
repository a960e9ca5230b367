//! Sequences with gold labels → weights of a linear chain.
//!
//! Conditional random field, AdaGrad with regularised dual averaging (Duchi, Hazan and Singer 2011): the L1 term keeps
//! few weights. Only basic arithmetic, so that the same corpus gives the same bytes everywhere.

use storydiff::extract::quotation::lattice::{self, Edge, Edges, LABELS, Row};
use storydiff::extract::quotation::tagger::EDGE_CLASSES;
use storydiff::extract::quotation::weights::{HASH_BITS, key};

/// One paragraph.
#[derive(Default)]
pub struct Sequence {
    pub features: Vec<u32>,
    pub ends: Vec<usize>,
    pub classes: Vec<u8>,
    pub gold: Vec<usize>,
}

impl Sequence {
    /// The features of each token.
    pub fn take(&mut self, lists: &[Vec<u32>]) {
        for list in lists {
            self.features.extend_from_slice(list);
            self.ends.push(self.features.len());
        }
    }
}

/// Settings.
#[derive(Clone, Copy)]
pub struct Config {
    pub epochs: usize,
    pub rate: f32,
    /// Strength of the L1 term per update.
    pub sparse: f32,
    /// Features seen less often are left out.
    pub least: u32,
}

/// Learned weights.
pub struct Learned {
    pub features: Vec<(u32, Vec<f32>)>,
    pub edges: Vec<Vec<f32>>,
}

/// A small generator (SplitMix64, Steele, Lea and Flood 2014) for the order of the sequences.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            items.swap(at, other);
        }
    }
}

struct Dual {
    sums: Vec<[f32; 8]>,
    squares: Vec<[f32; 8]>,
}

impl Dual {
    fn new(count: usize) -> Dual {
        Dual {
            sums: vec![[0.0; 8]; count],
            squares: vec![[0.0; 8]; count],
        }
    }

    #[inline]
    fn weights(&self, index: usize, rate: f32, cut: f32) -> [f32; 8] {
        let (sums, squares) = (&self.sums[index], &self.squares[index]);
        let mut out = [0.0; 8];
        for at in 0..8 {
            let size = sums[at].abs() - cut;
            let size = if size > 0.0 { size } else { 0.0 };
            out[at] = -rate * size.copysign(sums[at]) / (1.0 + squares[at]).sqrt();
        }
        out
    }

    #[inline]
    fn step(&mut self, index: usize, gradient: &[f32; 8]) {
        let (sums, squares) = (&mut self.sums[index], &mut self.squares[index]);
        for at in 0..8 {
            sums[at] += gradient[at];
            squares[at] += gradient[at] * gradient[at];
        }
    }
}

pub fn train(sequences: &[Sequence], config: Config, seed: u64) -> Learned {
    // ids of the features that are frequent enough
    let mut ids = vec![0u32; 1 << HASH_BITS];
    for sequence in sequences {
        for feature in &sequence.features {
            ids[key(*feature) as usize] += 1;
        }
    }
    let mut keys = Vec::new();
    for (key, slot) in ids.iter_mut().enumerate() {
        if *slot >= config.least {
            *slot = keys.len() as u32;
            keys.push(key as u32);
        } else {
            *slot = u32::MAX;
        }
    }
    let compact: Vec<(Vec<u32>, Vec<usize>)> = sequences
        .iter()
        .map(|sequence| {
            let mut all = Vec::with_capacity(sequence.features.len());
            let mut ends = Vec::with_capacity(sequence.ends.len());
            let mut start = 0;
            for end in &sequence.ends {
                all.extend(
                    sequence.features[start..*end]
                        .iter()
                        .map(|feature| ids[key(*feature) as usize])
                        .filter(|id| *id != u32::MAX),
                );
                start = *end;
                ends.push(all.len());
            }
            (all, ends)
        })
        .collect();
    drop(ids);
    let mut duals = Dual::new(keys.len());
    let mut edge_duals = Dual::new(EDGE_CLASSES * LABELS);
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = Random(seed);
    let mut updates = 0.0f32;
    let mut edges = Edges::new(vec![[[0.0; LABELS]; LABELS]; EDGE_CLASSES]);
    for epoch in 0..config.epochs {
        random.shuffle(&mut order);
        let mut right = 0usize;
        let mut all = 0usize;
        for &index in &order {
            let sequence = &sequences[index];
            let (features, ends) = &compact[index];
            let cut = config.sparse * updates;
            let rows = rows(features, ends, &duals, config.rate, cut);
            set_edges(&mut edges, &edge_duals, config.rate, &sequence.classes);
            let (beliefs, expected_edges) = lattice::expectations(&rows, &edges, &sequence.classes);
            let mut start = 0;
            for (at, end) in ends.iter().enumerate() {
                let mut gradient = [0.0f32; 8];
                gradient[..LABELS].copy_from_slice(&beliefs[at]);
                gradient[sequence.gold[at]] -= 1.0;
                all += 1;
                right += usize::from(beliefs[at][sequence.gold[at]] > 0.5);
                let size: f32 = gradient.iter().map(|value| value.abs()).sum();
                // a token that is right and sure teaches nothing
                if size > 1e-3 {
                    for id in &features[start..*end] {
                        duals.step(*id as usize, &gradient);
                    }
                }
                start = *end;
            }
            for (at, pairs) in expected_edges.iter().enumerate().skip(1) {
                let class = usize::from(sequence.classes[at]);
                let (left_gold, right_gold) = (sequence.gold[at - 1], sequence.gold[at]);
                for (left, row) in pairs.iter().enumerate() {
                    let mut gradient = [0.0f32; 8];
                    gradient[..LABELS].copy_from_slice(row);
                    if left == left_gold {
                        gradient[right_gold] -= 1.0;
                    }
                    edge_duals.step(class * LABELS + left, &gradient);
                }
            }
            updates += 1.0;
        }
        let share = right as f64 / all.max(1) as f64;
        eprintln!(
            "    epoch {epoch}: {:.4} of the tokens right while learning",
            share
        );
    }
    let cut = config.sparse * updates;
    let features: Vec<(u32, Vec<f32>)> = keys
        .iter()
        .enumerate()
        .map(|(id, key)| (*key, duals.weights(id, config.rate, cut)[..LABELS].to_vec()))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0.0))
        .collect();
    let edges = (0..EDGE_CLASSES)
        .map(|class| {
            edge_of(&edge_duals, config.rate, class)
                .iter()
                .flatten()
                .copied()
                .collect()
        })
        .collect();
    let count: usize = features
        .iter()
        .map(|(_, row)| row.iter().filter(|weight| **weight != 0.0).count())
        .sum();
    eprintln!(
        "    {} features, {count} weights of {} candidates",
        features.len(),
        keys.len()
    );
    Learned { features, edges }
}

fn rows(features: &[u32], ends: &[usize], duals: &Dual, rate: f32, cut: f32) -> Vec<Row> {
    let mut rows = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let mut sums = [0.0f32; 8];
        for id in &features[start..*end] {
            let weights = duals.weights(*id as usize, rate, cut);
            for at in 0..8 {
                sums[at] += weights[at];
            }
        }
        start = *end;
        let mut row = [0.0; LABELS];
        row.copy_from_slice(&sums[..LABELS]);
        rows.push(row);
    }
    rows
}

fn set_edges(edges: &mut Edges, duals: &Dual, rate: f32, classes: &[u8]) {
    let mut done = [false; EDGE_CLASSES];
    for class in classes {
        let class = usize::from(*class);
        if !done[class] {
            done[class] = true;
            edges.set(class, edge_of(duals, rate, class));
        }
    }
}

fn edge_of(duals: &Dual, rate: f32, class: usize) -> Edge {
    let mut edge = [[0.0; LABELS]; LABELS];
    for (left, row) in edge.iter_mut().enumerate() {
        row.copy_from_slice(&duals.weights(class * LABELS + left, rate, 0.0)[..LABELS]);
    }
    edge
}
